-- gongbao run SCRIPT [ARG…]: a user's own script, with the full libraries.
local M = { raw = true }

local function traceback(message)
  if type(message) ~= "string" then message = tostring(message) end
  return debug.traceback(message, 2)
end

function M.run(args)
  local path = args.words[1]
  if not path or path == "--help" then
    io.stdout:write "Usage: gongbao run SCRIPT [ARG…]\n\nRuns a Lua script; its words are in `arg` and `…`.\n"
    return path and 0 or 2
  end
  local chunk, message = loadfile(path, "t")
  if not chunk then return nil, message, 3 end
  _G.arg = table.move(args.words, 2, #args.words, 1, { [0] = path })
  local result = table.pack(xpcall(chunk, traceback, table.unpack(_G.arg)))
  if not result[1] then return nil, result[2], 3 end
  return math.type(result[2]) == "integer" and result[2] or 0
end

return M
