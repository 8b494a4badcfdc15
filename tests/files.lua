-- Files, folders and programs, as the tests need them.
local M = {}

--- The program that is tested.
M.program = os.getenv "GONGBAO" or "build/gongbao"

--- A file's bytes; nil where there is none.
function M.read(path)
  local f = io.open(path, "rb")
  if not f then return nil end
  local text = f:read "a"
  f:close()
  return text
end

--- Writes a file.
function M.write(path, text)
  local f <close> = assert(io.open(path, "wb"))
  assert(f:write(text))
end

--- What a shell command prints, and its exit code.
function M.run(command)
  local pipe = assert(io.popen(command, "r"))
  local out = pipe:read "a"
  local _, _, code = pipe:close()
  return out, code
end

--- The same, with what it says on standard error.
function M.shell(command) return M.run("{ " .. command .. "\n} 2>&1") end

--- A path at which nothing is yet; in a run of tests it lies in a folder that is removed at its end.
function M.path()
  local path, folder = os.tmpname(), os.getenv "GONGBAO_TEST_TMP"
  os.remove(path)
  return folder and folder .. path:match "/[^/]*$" or path
end

--- A new, empty folder.
function M.folder()
  local path = M.path()
  assert(os.execute(("mkdir '%s'"):format(path)))
  return path
end

--- Removes a file or a folder with all that is in it.
function M.remove(path) os.execute(("rm -rf '%s'"):format(path)) end

--- Calls f with the path of a file that holds `text` (nil: with one at which nothing is), removes what is there then,
-- and returns what f returned.
function M.with(text, f)
  local path = M.path()
  if text then M.write(path, text) end
  local result = table.pack(xpcall(f, debug.traceback, path))
  M.remove(path)
  if not result[1] then error(result[2], 0) end
  return table.unpack(result, 2, result.n)
end

--- The lines of a text, without their ends.
function M.lines(text)
  local lines = {}
  for line in text:gmatch "([^\n]*)\n" do lines[#lines + 1] = line end
  local rest = text:match "[^\n]+$"
  if rest then lines[#lines + 1] = rest end
  return lines
end

return M
