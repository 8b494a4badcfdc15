-- The sample issues in a store of the test's own.
local files = require "tests.files"
local stores = require "gongbao.store"

local M = {}

M.issues = { "corpus/yunting-gazette-2024-1.txt", "corpus/yunting-gazette-2024-2.txt" }

--- A new path for a store; nothing is there yet.
function M.path() return files.path() .. ".gongbao" end

--- Imports files by the program.
function M.import(path, sources)
  local form = "%s import -q --store '%s' %s"
  local out, code = files.shell(form:format(files.program, path, table.concat(sources, " ")))
  if code ~= 0 then error(out, 0) end
end

-- A store of both issues that a run of tests imports once; nil where this is no such run.
local function made_once()
  local folder = os.getenv "GONGBAO_TEST_TMP"
  local path = folder and folder .. "/samples.gongbao"
  if path and not files.read(path .. "/catalog.db") then M.import(path, M.issues) end
  return path
end

--- A store of both sample issues.
-- @return an open store, its path
function M.store()
  local path, made = M.path(), made_once()
  if made then files.shell(("cp -r '%s' '%s'"):format(made, path)) else M.import(path, M.issues) end
  return assert(stores.open(path)), path
end

return M
