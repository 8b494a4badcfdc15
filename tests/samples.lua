-- The sample issues in a store of the test's own.
local stores = require "gongbao.store"

local M = {}

M.program = os.getenv "GONGBAO" or "build/gongbao"

--- A new path for a store; nothing is there yet.
function M.path()
  local path = os.tmpname()
  os.remove(path)
  return path .. ".gongbao"
end

--- Removes a folder.
function M.remove(path) os.execute(("rm -rf '%s'"):format(path)) end

--- Imports both sample issues. @return an open store, its path
function M.store()
  local path = M.path()
  os.execute(("%s import -q --store '%s' corpus/yunting-gazette-2024-1.txt corpus/yunting-gazette-2024-2.txt"):format(
    M.program, path))
  return assert(stores.open(path)), path
end

return M
