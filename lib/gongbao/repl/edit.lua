-- .edit: the last input in an editor; what is written is run.
local evaluate = require "gongbao.repl.evaluate"

local M = {}

local function last_lua(session)
  for i = #session.typed, 1, -1 do
    if not evaluate.is_command(session.typed[i]) then return session.typed[i] end
  end
  return ""
end

function M.run(session)
  local reserved = os.tmpname()
  local name = reserved .. ".lua"
  local f = assert(io.open(name, "w"))
  f:write(last_lua(session), "\n")
  f:close()
  local editor = os.getenv "VISUAL" or os.getenv "EDITOR" or "vi"
  local fine = os.execute(("%s '%s'"):format(editor, name))
  local g = assert(io.open(name))
  local text = g:read "a"
  g:close()
  os.remove(name)
  os.remove(reserved)
  if not fine then error("the editor failed; nothing was run", 0) end
  local chunk, message = evaluate.compile(session, text)
  if not chunk then error(message, 0) end
  io.write(text)
  session.typed[#session.typed + 1] = text
  session.pending = chunk
end

return M
