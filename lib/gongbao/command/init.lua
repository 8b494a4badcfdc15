-- The command line: finds the command's file and runs it.
local M = {}

--- Runs one command line. `argv[0]` is the program, the rest its words.
-- @return the exit code: 0 done, 1 nothing found, 2 usage, 3 bad input, 4 store
function M.main(argv)
  local name = argv[1]
  if name == "run" then
    local chunk, message = loadfile(argv[2])
    if not chunk then io.stderr:write("gongbao: ", message, "\n"); return 3 end
    arg = table.move(argv, 3, #argv, 1, { [0] = argv[2] })
    chunk(table.unpack(arg))
    return 0
  end
  io.stderr:write("usage: gongbao run SCRIPT [ARG…]\n")
  return 2
end

return M
