-- The command line: one file a command, here only what they share.
--
-- A command's file returns { summary, configure = function(parser), run = function(args, context) }:
-- configure adds its options to an argparse parser; run returns the exit code, or nil,
-- message, code. The exit codes: 0 done, 1 nothing found or findings, 2 usage,
-- 3 bad input, 4 store trouble.
local system = require "gongbao.core.system"

local M = {}

-- In the order in which --help lists them.
M.names = { "import", "show", "find", "sql", "query", "report", "check", "run", "export", "words", "stats",
  "statute", "amend",
  "diff", "ledger", "test", "compact", "repair", "help" }

local function exists(name)
  for _, searcher in ipairs(package.searchers) do
    if type((searcher("gongbao.command." .. name))) == "function" then return true end
  end
  return false
end

--- The commands that this build has, in order.
function M.list()
  local list = {}
  for _, name in ipairs(M.names) do
    if exists(name) then list[#list + 1] = { name = name, command = require("gongbao.command." .. name) } end
  end
  return list
end

local function say(...) io.stderr:write("gongbao: ", ...) io.stderr:write "\n" end
M.say = say

local function new_parser(name, summary)
  local argparse = require "argparse"
  return argparse(name, summary):help_max_width(100)
end

local function add_common(parser)
  local formats = require("gongbao.view.table").formats
  parser:option("--store", "The store's folder (default: $GONGBAO_STORE, else ./gazettes.gongbao)."):argname "PATH"
  parser:option("--format", "How results are written: on a terminal table, in a pipe tsv."):choices(formats)
end

-- no-color.org: NO_COLOR counts where it is set and not empty.
local function wants_color() return (os.getenv "NO_COLOR" or "") == "" and os.getenv "TERM" ~= "dumb" end

--- What a command knows of where it runs.
function M.context(args)
  local terminal = system.terminal(1)
  return {
    store_path = args.store, terminal = terminal, width = terminal and system.columns() or nil,
    format = args.format or (terminal and "table" or "tsv"),
    progress = system.terminal(2), color = terminal and wants_color(),
  }
end

--- What gongbao --help prints.
function M.general_help()
  local out = { "Usage: gongbao COMMAND [ARG…]      gongbao COMMAND --help\n", "Without a command: the REPL.\n\n" }
  for _, entry in ipairs(M.list()) do
    out[#out + 1] = ("  %-10s%s\n"):format(entry.name, entry.command.summary)
  end
  out[#out + 1] = "\nExit codes: 0 done, 1 nothing found or findings, 2 usage, 3 bad input, 4 store trouble.\n"
  return table.concat(out)
end

local function usage_error(message)
  say(message, "\nTry: gongbao --help")
  return 2
end

local function run_command(name, argv)
  local command = require("gongbao.command." .. name)
  local words = table.move(argv, 2, #argv, 1, {})
  local args = { words = words }
  if not command.raw then
    local parser = new_parser("gongbao " .. name, command.summary)
    add_common(parser)
    command.configure(parser)
    local fine, parsed = parser:pparse(words)
    if not fine then
      say(parsed, "\nTry: gongbao ", name, " --help")
      return 2
    end
    args = parsed
  end
  local code, message, why = command.run(args, M.context(args))
  if code == nil then
    say(message or "failed")
    return why or 4
  end
  -- What could not be written must not look like all there is.
  local written, trouble = io.stdout:flush()
  if not written then
    say("standard output: ", trouble)
    return 4
  end
  return code
end

--- Runs one command line. `argv[0]` is the program, the rest its words.
function M.main(argv)
  local name = argv[1]
  if name == nil then return require("gongbao.repl").main(M.context {}) end
  if name == "--help" or name == "-h" then
    io.stdout:write(M.general_help())
    return 0
  elseif name == "--version" or name == "-V" then
    io.stdout:write("gongbao ", require "gongbao.version", "\n")
    return 0
  elseif not name:find "^[%w]+$" or not exists(name) then
    return usage_error(("there is no command '%s'"):format(name))
  end
  return run_command(name, argv)
end

return M
