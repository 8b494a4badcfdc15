-- The REPL's own commands, each a line that begins with a point.
local stores = require "gongbao.store"
local evaluate = require "gongbao.repl.evaluate"
local view = require "gongbao.view.table"
local system = require "gongbao.core.system"

local M = {}

local function need_store(session)
  if not rawget(session.env, "store") then error(session.no_store or "no store is open; .open PATH", 0) end
  return rawget(session.env, "store")
end

-- Runs a command of the command line on the session's store.
local function command_line(session, name, words)
  io.stdout:flush()
  local argv = { [0] = "gongbao", name, "--store", need_store(session).path }
  if system.terminal(1) then table.move({ "--format", "table" }, 1, 2, #argv + 1, argv) end
  table.move(words, 1, #words, #argv + 1, argv)
  require("gongbao.command").main(argv)
end

local function split(text)
  local words = {}
  for word in text:gmatch "%S+" do words[#words + 1] = word end
  return words
end

local function context_of() return { format = system.terminal(1) and "table" or "tsv", width = system.columns() } end

M.commands = {
  { "find", "QUERY", "Search the text: .find 整改", function(s, rest) command_line(s, "find", { rest }) end },
  { "sql", "SELECT …", "Ask the catalogue in SQL.", function(s, rest)
    local store = assert(stores.open(need_store(s).path))
    local names, rows = require("gongbao.command.sql").select(store, rest)
    if not names then error(rows, 0) end
    view.write(names, rows, context_of())
    store:close()
  end },
  { "docs", "[GENRE]", "List the documents.", function(s, rest)
    local docs = need_store(s):documents():select("ordinal_", "genre", "title", "signed_on", "first_page")
    require("gongbao.repl.pager").cursor(rest ~= "" and docs:where { genre = rest } or docs, s.context.color)
  end },
  { "show", "WHAT", "Print a document, or raw lines: .show 5", function(s, rest)
    command_line(s, "show", split(rest))
  end },
  { "report", "NAME", "Print a report.", function(s, rest) command_line(s, "report", split(rest)) end },
  { "open", "PATH", "Work on another store.", function(s, rest)
    local store, message = stores.open(rest ~= "" and rest or nil)
    if not store then error(message, 0) end
    s.env.store, s.no_store = store, nil
  end },
  { "time", "", "Say after each line how long it took; again to stop.", function(s)
    s.timing = not s.timing
    io.write(s.timing and "timing is on\n" or "timing is off\n")
  end },
  { "edit", "", "Edit the last input in $EDITOR and run it.", function(s) require("gongbao.repl.edit").run(s) end },
  { "save", "FILE.lua", "Write what was typed (Lua only) to a file.", function(s, rest)
    if rest == "" then error("a file's name is wanted: .save session.lua", 0) end
    local lines = {}
    for _, text in ipairs(s.typed) do
      if not evaluate.is_command(text) then lines[#lines + 1] = text end
    end
    local fine, message = system.replace(rest, table.concat(lines, "\n") .. "\n")
    if not fine then error(message, 0) end
    io.write(("%d inputs written to %s\n"):format(#lines, rest))
  end },
  { "reload", "", "Read changed scripts and modules again.", function(s)
    require("gongbao.scripts").reload()
    for name in pairs(package.loaded) do
      if name:find "^gongbao%." and not name:find "^gongbao%.core" and not name:find "^gongbao%.repl" then
        package.loaded[name] = nil
      end
    end
    package.loaded.gongbao = nil
    s.env.gb = require "gongbao"
    if s.env.store then s.env.store = assert(s.env.gb.open(s.env.store.path)) end
    io.write "reloaded\n"
  end },
  { "help", "", "List the commands.", function() M.help() end },
  { "quit", "", "Leave (also Ctrl-D).", function(s) s.done = true end },
}

function M.help()
  for _, c in ipairs(M.commands) do io.write(("  .%-8s %-12s %s\n"):format(c[1], c[2], c[3])) end
  io.write [[
  ?name  help on a function; ??name  its source
  _ is the last result, _1 _2 … the earlier ones; `store` is the open store, `gb` the library.
]]
end

--- Runs a line that begins with a point.
function M.run(session, text)
  local name, rest = text:match "^%s*%.(%a*)%s*(.-)%s*$"
  for _, c in ipairs(M.commands) do
    if c[1] == name then return c[4](session, rest) end
  end
  error(("there is no command .%s; .help lists them"):format(name), 0)
end

return M
