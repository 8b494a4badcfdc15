-- The sample issues in a store of the test's own.
local files = require "tests.files"
local stores = require "gongbao.store"

local M = {}

M.program = os.getenv "GONGBAO" or "build/gongbao"

--- A new path for a store; nothing is there yet.
function M.path() return files.path() .. ".gongbao" end

M.remove = files.remove

--- Imports both sample issues. @return an open store, its path
function M.store()
  local path = M.path()
  os.execute(("%s import -q --store '%s' corpus/yunting-gazette-2024-1.txt corpus/yunting-gazette-2024-2.txt"):format(
    M.program, path))
  return assert(stores.open(path)), path
end

return M
