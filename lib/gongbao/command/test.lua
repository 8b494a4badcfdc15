-- gongbao test [SCRIPT…] [--against EXPORT] [--segmentation FILE]
local scripts = require "gongbao.scripts"

local M = {}

local MODES = { "plain", "coarse" }

function M.configure(parser)
  parser:argument("scripts", "Names of scripts, or files; nothing: all that are installed."):args "*":argname "SCRIPT"
  parser:option("--against", "Compare the store's rows with those of an export: gained, lost, changed.")
    :argname "EXPORT"
  parser:option("--only", "With --against: only these types, parted by commas."):argname "TYPE,…"
  parser:option("--segmentation", "Score the cutting of words by FILE: a sentence a line, words parted by two spaces.")
    :argname "FILE"
  parser:option("--mode", "With --segmentation: plain (the default) or coarse, with dates and titles joined.")
    :choices(MODES):default "plain"
  parser:option("--lexicon", "With --segmentation: a user lexicon on top of the built-in one."):argname "FILE"
  parser:option("--model", "With --segmentation: cut with a model: ud-gsd (the default), or a file.")
    :argname "MODEL":args "?"
  parser:flag("--dictionary", "With --segmentation: the dictionary's words alone, no unknown ones.")
end

-- A parser's example names a title and the genre that must be detected for it.
local function parser_examples(parser)
  local genre = require "gongbao.document.genre"
  local results = {}
  for _, example in ipairs(parser.examples or {}) do
    local head = { title = example.title, history = example.history, presenter = example.presenter }
    local found = genre.detect(genre.view(head, example.opening or ""))
    results[#results + 1] = { text = example.title,
      fault = found.name ~= example.genre and ("taken for a %s, not a %s"):format(found.name, example.genre) or nil }
  end
  return results
end

local RUNNERS = {
  parsers = parser_examples,
  extractors = function(script) return require("gongbao.facts.examples").run(script) end,
  checks = function(script) return require("gongbao.store.checks").examples(script) end,
}
local KINDS = { "parsers", "extractors", "checks" }

-- What kind a script from a file is, by what it returns.
local function kind_of(script)
  if type(script) ~= "table" then return nil end
  if script.detect then return "parsers" end
  if script.layer then return "extractors" end
  if script.run then return "checks" end
end

local function from_file(path)
  local script = require("gongbao.sandbox").run(path)
  local kind = kind_of(script)
  if not kind then return nil, path .. ": neither a parser, nor an extractor, nor a check", 3 end
  script.name = script.name or path
  return { kind = kind, script = script }
end

local function chosen(names)
  local list = {}
  for _, name in ipairs(names) do
    local found = 0
    if name:find "%.lua$" then
      local one, message, code = from_file(name)
      if not one then return nil, message, code end
      list[#list + 1], found = one, 1
    else
      for _, kind in ipairs(KINDS) do
        local script = scripts.get(kind, name)
        if script then list[#list + 1], found = { kind = kind, script = script }, found + 1 end
      end
    end
    if found == 0 then return nil, ("there is no script '%s'"):format(name), 2 end
  end
  if #names == 0 then
    for _, kind in ipairs(KINDS) do
      for _, script in ipairs(scripts.all(kind)) do list[#list + 1] = { kind = kind, script = script } end
    end
  end
  return list
end

local function run_examples(names)
  local list, message, code = chosen(names)
  if not list then return nil, message, code end
  local passed, failed = 0, 0
  for _, one in ipairs(list) do
    for _, result in ipairs(RUNNERS[one.kind](one.script)) do
      if result.fault then
        failed = failed + 1
        io.stdout:write(("%s/%s: %s\n    %s\n"):format(one.kind, one.script.name, result.fault, result.text))
      else
        passed = passed + 1
      end
    end
  end
  io.stdout:write(("%d passed, %d failed\n"):format(passed, failed))
  return failed > 0 and 1 or 0
end

local function rows_of(lines)
  local cjson = require "cjson"
  local rows = {}
  for line in lines do
    if line:find "%S" then
      local fine, row = pcall(cjson.decode, line)
      if not fine then return nil, row end
      rows[#rows + 1] = row
    end
  end
  return rows
end

local function only_of(text)
  if not text then return nil end
  local set = {}
  for name in text:gmatch "[%w_]+" do set[name] = true end
  return set
end

local function against(path, only, context)
  local file, message = io.open(path, "r")
  if not file then return nil, message, 3 end
  local old, fault = rows_of(file:lines())
  file:close()
  if not old then return nil, ("%s: no export: %s"):format(path, fault), 3 end
  local store, why, code = require("gongbao.store").open(context.store_path)
  if not store then return nil, why, code end
  local lines = {}
  require("gongbao.store.export").write(store, function(line) lines[#lines + 1] = line end)
  local at = 0
  local new = rows_of(function() at = at + 1; return lines[at] end)
  local compare = require "gongbao.facts.compare"
  local result = compare.rows(old, new, only_of(only))
  io.stdout:write(compare.text(result), "\n")
  return #result.gains + #result.losses + #result.changes > 0 and 1 or 0
end

-- A cutter as the options ask for it.
local function cutter_of(args)
  local segment = require "gongbao.core.segment"
  local lexicon
  if args.lexicon then
    local file, message = io.open(args.lexicon, "rb")
    if not file then return nil, message, 3 end
    local why, code
    lexicon, why, code = segment.lexicon(file:read "a" or "")
    file:close()
    if not lexicon then return nil, args.lexicon .. ": " .. why, code end
  end
  if not args.model then return segment.cutter(args.mode, lexicon, args.dictionary and "none" or "characters") end
  if args.dictionary then return nil, "choose between --dictionary and --model", 2 end
  local model, why, code = require("gongbao.words.model").open(args.model[1])
  if not model then return nil, why, code end
  return segment.cutter(args.mode, lexicon, model)
end

local function segmentation(args, context)
  local cutter, why, trouble = cutter_of(args)
  if not cutter then return nil, why, trouble end
  local score, message, code = require("gongbao.words.score").file(args.segmentation, cutter)
  if not score then return nil, message, code end
  local function row(what, m)
    local function percent(share) return share and ("%.2f"):format(share * 100) or "" end
    return { what, percent(m.precision), percent(m.recall), percent(m.f1) }
  end
  local rows = { row("words", score.words), row("boundaries", score.boundaries), row("unknown words", score.unknown) }
  require("gongbao.view.table").write({ "percent", "precision", "recall", "f1" }, rows, context)
  io.stderr:write(("gongbao: %d sentences; %d words are in no lexicon\n"):format(score.sentences, score.unknown.words))
  return 0
end

function M.run(args, context)
  if args.segmentation then return segmentation(args, context) end
  if args.against then return against(args.against, args.only, context) end
  return run_examples(args.scripts)
end

return M
