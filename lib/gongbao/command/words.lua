-- gongbao words [QUERY]
local command = require "gongbao.command"
local query = require "gongbao.query"
local statistics = require "gongbao.query.statistics"
local stores = require "gongbao.store"
local terms = require "gongbao.query.terms"
local view = require "gongbao.view.table"

local M = {}

function M.configure(parser)
  parser:argument("query", "Whose words, as genre:minutes; without it all documents'."):argname "QUERY":args "?"
  parser:option("--tag", "Only words whose tag starts so: n, v, ns …"):argname "TAG"
  parser:option("--least", "Only what occurs so often."):argname "N":convert(math.tointeger)
  command.add_limit(parser, "words")
  parser:flag("--new", "Terms that are cut in pieces, with cohesion and freedom of their sides in bits.")
  parser:option("--longest", ("With --new: how many words a term may have (%d)."):format(terms.LONGEST))
    :argname "N":convert(math.tointeger)
  parser:option("--lexicon", "With --new: writes them to FILE as a user lexicon (lexicon.txt in the store).")
    :argname "FILE"
end

local function write_lexicon(path, list)
  local file, message = io.open(path, "w")
  if not file then return nil, message, 4 end
  for _, term in ipairs(list) do file:write(("# %d times, of %s\n%s\n"):format(term.count, term.parts, term.word)) end
  file:close()
  return 0
end

local function example(store, term)
  local result = store:find('"' .. term.word .. '"', { columns = 16 })
  if not result or #result == 0 then return "" end
  local hit = result:hit(1)
  return hit.left .. "[" .. hit.match .. "]" .. hit.right
end

local function new_rows(store, list, shown)
  local rows = {}
  for i = 1, shown do
    local term = list[i]
    rows[i] = { term.word, term.count, ("%.1f"):format(term.cohesion), ("%.1f"):format(term.left),
      ("%.1f"):format(term.right), term.parts, example(store, term) }
  end
  return { "word", "count", "cohesion", "left", "right", "parts", "example" }, rows
end

local function word_rows(words, shown)
  local rows = {}
  for i = 1, shown do
    rows[i] = { words[i].word, words[i].tag, words[i].count, ("%.1f"):format(words[i].per_10000) }
  end
  return { "word", "tag", "count", "per_10000" }, rows
end

function M.run(args, context)
  local store, message, code = stores.open(context.store_path)
  if not store then return nil, message, code end
  local result, why, usage = query.find(store, args.query or "document containing []")
  if not result then return nil, why, usage end
  local list, names, rows
  if args.new then
    list = terms.new(result, { least = args.least, longest = args.longest })
    if args.lexicon then return write_lexicon(args.lexicon, list) end
    names, rows = new_rows(store, list, command.limit(args, #list))
  else
    list = statistics.words(result, { least = args.least, tag = args.tag and "^" .. args.tag })
    names, rows = word_rows(list, command.limit(args, #list))
  end
  view.write(names, rows, context)
  command.say_cut(#rows, #list, "words")
  return #rows > 0 and 0 or 1
end

return M
