-- gongbao stats WHAT QUERY [OTHER]
local command = require "gongbao.command"
local query = require "gongbao.query"
local statistics = require "gongbao.query.statistics"
local stores = require "gongbao.store"
local view = require "gongbao.view.table"

local M = {}

function M.configure(parser)
  parser:argument("what", "collocates: words beside the hits; keyness: words of QUERY against OTHER; "
    .. "ngrams: sequences; dispersion: over documents; trend: by year or --by; repeats: passages of the document "
    .. "QUERY in the document OTHER (ids).")
    :choices { "collocates", "keyness", "ngrams", "dispersion", "trend", "repeats" }
  parser:argument("query", "docs/query.md"):argname "QUERY"
  parser:argument("other", "For keyness and repeats."):argname "OTHER":args "?"
  parser:option("--window", "Tokens on each side (5), for collocates."):argname "N":convert(math.tointeger)
  parser:option("--by", "Sort collocates by log_dice, mi, log_likelihood, t; or the field of a trend."):argname "FIELD"
  parser:option("--size", "Words of a sequence (2)."):argname "N":convert(math.tointeger)
  parser:option("--least", "Only what occurs so often; of repeats, the characters."):argname "N":convert(math.tointeger)
  command.add_limit(parser, "rows")
end

local columns = {
  collocates = { "word", "tag", "together", "count", "log_dice", "mi", "log_likelihood", "t" },
  keyness = { "word", "tag", "here", "there", "log_ratio", "log_likelihood" },
  ngrams = { "word", "count" },
  dispersion = { "hits", "documents", "of", "dp" },
  trend = { "word", "count", "tokens", "per_10000" },
  repeats = { "length", "a_line", "b_line", "text" },
}

local measures = { log_dice = true, mi = true, log_likelihood = true, t = true }

local kinds = {}

function kinds.collocates(result, args)
  if args.by and not measures[args.by] then return nil, "--by takes log_dice, mi, log_likelihood or t", 2 end
  return statistics.collocates(result, { left = args.window, right = args.window, least = args.least, by = args.by })
end

function kinds.keyness(result, args, store)
  if not args.other then return nil, "keyness takes two queries", 2 end
  local other, message, code = query.find(store, args.other)
  if not other then return nil, message, code end
  return statistics.keyness(result, other, { least = args.least })
end

function kinds.ngrams(result, args)
  local size = args.size or 2
  if size < 1 or size > 16 then return nil, "--size takes 1 to 16", 2 end
  return statistics.ngrams(result, size, args.least)
end

function kinds.dispersion(result) return { statistics.dispersion(result) } end

function kinds.trend(result, args) return statistics.trend(result, args.by or "year") end

local function repeats(store, args)
  if not args.other then return nil, "repeats takes the ids of two documents", 2 end
  for _, id in ipairs { args.query, args.other } do
    if not store:row("SELECT 1 FROM document WHERE id = ?", id) then return nil, "there is no document " .. id, 2 end
  end
  return require("gongbao.query.repeats").between(store, args.query, args.other, args.least)
end

local function compute(store, args)
  if args.what == "repeats" then return repeats(store, args) end
  local result, message, code = query.find(store, args.query)
  if not result then return nil, message, code end
  return kinds[args.what](result, args, store)
end

local function shown(value) return math.type(value) == "float" and ("%.2f"):format(value) or value end

function M.run(args, context)
  local store, why, code = stores.open(context.store_path)
  if not store then return nil, why, code end
  local list, message, usage = compute(store, args)
  if not list then return nil, message, usage end
  local names, rows = columns[args.what], {}
  for i = 1, command.limit(args, #list) do
    rows[i] = {}
    for k, name in ipairs(names) do rows[i][k] = shown(list[i][name]) end
  end
  view.write(names, rows, context)
  command.say_cut(#rows, #list, "rows")
  return #rows > 0 and 0 or 1
end

return M
