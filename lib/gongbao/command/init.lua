-- The command line: one file a command, here only what they share.
--
-- A command's file returns { configure = function(parser), run = function(args, context) }: configure
-- adds its options to an argparse parser; run returns the exit code, or nil, message, code. With
-- raw = true it reads its words itself, as args.words. The exit codes: 0 done, 1 nothing found or
-- findings, 2 usage, 3 bad input, 4 store trouble.
local system = require "gongbao.core.system"

local M = {}

-- Every command and what it does, in the order in which --help lists them. They stand here and not
-- in the commands' files so that --help need not load those.
M.commands = {
  { "import", "Read gazettes, reports and statutes into a store." },
  { "show", "Print a document as a reading text, or the raw lines behind a place." },
  { "find", "Find words, phrases and patterns; docs/query.md is the manual." },
  { "sql", "Ask the catalogue in SQL (read-only)." },
  { "query", "Ask a question that has a name: scripts/queries/." },
  { "report", "Write a report: the follow-up ledger, a meeting brief, …" },
  { "check", "Ask the record what does not fit: sums, shares, dates, names, missing parts." },
  { "run", "Run a Lua script of your own." },
  { "export", "Write the record as JSON Lines (the public format)." },
  { "words", "Frequent words of what a query finds, or terms that the lexicon does not have." },
  { "stats", "Statistics of what a query finds: collocates, key words, sequences, spread, trend, repeats." },
  { "statute", "Laws and rules that the store holds: their versions, their text on a day." },
  { "amend", "Run an amending decision on the text of a law, both plain files." },
  { "diff", "What changed between two versions of a law, article by article." },
  { "ledger", "The follow-up ledger: what opinions demand, and what came of it." },
  { "test", "Run the examples that scripts carry; compare with an export; score segmentation." },
  { "compact", "Merge the index's segments into one." },
  { "repair", "Check the store; rebuild an index that is damaged, missing or behind." },
  { "help", "Read the manual: gongbao help query" },
}

local summaries = {}
for _, row in ipairs(M.commands) do summaries[row[1]] = row[2] end

--- Whether there is a command of this name.
function M.exists(name) return summaries[name] ~= nil end

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

local DEFAULT_LIMIT = 50

--- Adds -n to a command that shows the first of many.
function M.add_limit(parser, what)
  parser:option("-n --limit", ("How many %s (%d); 0 shows all."):format(what, DEFAULT_LIMIT)):argname "N"
    :convert(math.tointeger)
end

--- How many are to be shown of `total`, by -n.
function M.limit(args, total)
  return args.limit == 0 and total or math.min(args.limit or DEFAULT_LIMIT, total)
end

--- Says on stderr that not all are shown.
function M.say_cut(shown, total, what)
  if shown < total then M.say(("%d of %d %s are shown; -n 0 shows all"):format(shown, total, what)) end
end

--- What gongbao --help prints.
function M.general_help()
  local out = { "Usage: gongbao COMMAND [ARG…]      gongbao COMMAND --help\n",
    "       gongbao [--store PATH]      the REPL\n\n" }
  for _, row in ipairs(M.commands) do out[#out + 1] = ("  %-10s%s\n"):format(row[1], row[2]) end
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
    local parser = new_parser("gongbao " .. name, summaries[name])
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

-- gongbao --store PATH: the REPL on that store. A command reads its options behind its name.
local function repl_on(argv)
  local joined = argv[1]:match "^%-%-store=(.*)"
  local path, rest = joined or argv[2] or "", joined and 2 or 3
  if path == "" then return usage_error "--store wants the folder of a store" end
  if argv[rest] then
    return usage_error(("options stand behind the command: gongbao %s --store %s"):format(argv[rest], path))
  end
  return require("gongbao.repl").main(M.context { store = path })
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
  elseif name == "--store" or name:find "^%-%-store=" then
    return repl_on(argv)
  elseif not M.exists(name) then
    return usage_error(("there is no command '%s'"):format(name))
  end
  return run_command(name, argv)
end

return M
