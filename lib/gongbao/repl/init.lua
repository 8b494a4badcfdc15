-- The REPL: reads a line (or as many as an expression needs), finds out what it is,
-- runs it under Ctrl-C, shows what it gave.
--
--   .command …      gongbao.repl.commands         ?name  ??name   gongbao.repl.help
--   Lua             an expression prints without `return`; a statement runs
--   anything else   a query, where it cannot be Lua and holds Chinese: 整改 <10> 期限
local host = require "gongbao.core.host"
local system = require "gongbao.core.system"
local commands = require "gongbao.repl.commands"
local evaluate = require "gongbao.repl.evaluate"
local help = require "gongbao.repl.help"
local show = require "gongbao.repl.show"

local M = {}

local PROMPT, MORE = "gb> ", "..> "

-- What the session knows: the store, Lua's globals for its code, what was typed.
local function new_session(context)
  local gb = require "gongbao"
  local session = { context = context, typed = {}, results = 0, timing = false, first_line = 1 }
  local env = setmetatable({ gb = gb }, { __index = function(_, name)
    if name == "store" then error(session.no_store, 0) end
    return _G[name]
  end })
  session.env = env
  local store, message = gb.open(context.store_path)
  if store then env.store = store else session.no_store = message end
  return session
end

-- A line editor on a terminal, plain lines in a pipe: there an error names the line of the whole input.
local function reader_of(session)
  if system.terminal(0) then return require("gongbao.repl.editor").new(session) end
  local lines = 0
  return {
    read = function(_, begun)
      lines = lines + 1
      if not begun then session.first_line = lines end
      return io.read "l"
    end,
    add = function() end,
  }
end

local function keep_result(session, values)
  local env = session.env
  session.results = session.results + 1
  env._ = values[1]
  env["_" .. session.results] = values[1]
end

local function run_lua(session, chunk)
  local started = os.clock()
  local result = table.pack(host.call(chunk))
  if not result[1] then return show.problem(session, result[2], result[3]) end
  if result.n > 1 then
    local values = table.pack(table.unpack(result, 2, result.n))
    keep_result(session, values)
    -- Showing reads lazy cursors, so it too runs under Ctrl-C.
    local fine, message, trace = host.call(show.values, session, values)
    if not fine then show.problem(session, message, trace) end
  end
  if session.timing then io.stderr:write(("%.3f s of CPU\n"):format(os.clock() - started)) end
end

local function run(session, text)
  local fine, message, trace = host.call(function()
    if text:find "^%s*%." then return commands.run(session, text) end
    if text:find "^%s*%?" then return help.show(session, text) end
    local chunk, why, at = evaluate.compile(session, text)
    if chunk then session.pending = chunk
    elseif evaluate.is_query(text) then commands.run(session, ".find " .. text)
    else show.syntax(session, text, why, at) end
  end)
  local chunk = session.pending
  session.pending = nil
  if not fine then return show.problem(session, message, trace) end
  if chunk then run_lua(session, chunk) end
end

-- Reads lines until they make something whole; nil at the end of input.
local function read_whole(session, reader)
  local text
  while true do
    local line, why = reader.read(text and MORE or PROMPT, text)
    if not line and why ~= "interrupt" then return text end
    if line then
      text = text and text .. "\n" .. line or line
      if not evaluate.wants_more(session, text) then return text end
    else
      text = nil
    end
  end
end

--- Runs the session until the input ends or .quit.
-- @return integer: the exit code; 3 where some input of a pipe failed, for a person has seen it and a script has not
function M.main(context)
  local session = new_session(context)
  local reader = reader_of(session)
  show.welcome(session)
  while not session.done do
    local text = read_whole(session, reader)
    if not text then break end
    if text:find "%S" then
      reader.add(text)
      session.typed[#session.typed + 1] = text
      run(session, text)
    end
  end
  return session.failed and not system.terminal(0) and 3 or 0
end

return M
