-- gongbao find QUERY
local command = require "gongbao.command"
local stores = require "gongbao.store"
local view = require "gongbao.view.table"

local M = {}

function M.configure(parser)
  parser:argument("query", "As in: '整改 <10> {time_limit} within paragraph'."):argname "QUERY"
  parser:flag("-c --count", "Only the number of hits.")
  parser:flag("-d --documents", "The documents that hold hits, the best first.")
  parser:option("--by", "Hits by genre, issuer, year, source … of their documents."):argname "FIELD"
  parser:option("--sort", "The order of the lines: by document, or by the words on one side.")
    :choices { "document", "left", "right" }:default "document"
  command.add_limit(parser, "lines")
  parser:option("-w --width", "Columns on each side of a hit."):argname "N":convert(math.tointeger)
  parser:option("-j --threads", "Threads, for stores of several segments."):argname "N":convert(math.tointeger)
end

-- Lines for a terminal: the hit in the middle, each side as wide as there is room.
local function concordance(result, numbers, limit, context, width)
  local place_width = 14
  local side = width or math.max(10, ((context.width or 100) - place_width - 16) // 2)
  io.stdout:write(result.hits:concordance(1, limit, { columns = side, place_width = place_width, numbers = numbers,
    open = context.color and "[\27[1;31m" or "[", close = context.color and "\27[0m]" or "]" }))
end

local function rows(result, numbers, limit)
  local list = {}
  for i = 1, limit do
    local hit = result:hit(numbers and numbers[i] or i)
    list[i] = { hit.document_id, hit.node, hit.line, hit.left, hit.match, hit.right }
  end
  return { "document", "node", "line", "left", "match", "right" }, list
end

local function show_groups(result, field, context)
  local list = {}
  for i, group in ipairs(result:by(field)) do list[i] = { group.value, group.hits, group.documents } end
  view.write({ field, "hits", "documents" }, list, context)
end

local function show_documents(result, limit, context)
  local list = {}
  local ranked, total = result:rank(limit)
  for i, entry in ipairs(ranked) do
    local corpus = result.corpus
    list[i] = { entry.document, corpus:field(entry.document, "id"), entry.hits, ("%.2f"):format(entry.score),
      corpus:field(entry.document, "genre") or "", corpus:field(entry.document, "title") or "" }
  end
  view.write({ "no", "id", "hits", "score", "genre", "title" }, list, context)
  command.say_cut(#list, total, "documents")
end

function M.run(args, context)
  local store, message, code = stores.open(context.store_path)
  if not store then return nil, message, code end
  local query = require "gongbao.query"
  if args.count then
    local count, why, usage = query.count(store, args.query)
    if not count then return nil, why, usage end
    io.stdout:write(count, "\n")
    return count > 0 and 0 or 1
  end
  local result, why, usage = query.find(store, args.query, { threads = args.threads, columns = args.width })
  if not result then return nil, why, usage end
  local total = #result
  if total == 0 then return 1 end
  local limit = command.limit(args, total)
  if args.by then
    show_groups(result, args.by, context)
  elseif args.documents then
    show_documents(result, limit, context)
  else
    local numbers = args.sort ~= "document" and result.hits:order(args.sort, limit) or nil
    if context.format == "table" then
      concordance(result, numbers, limit, context, args.width)
    else
      local names, list = rows(result, numbers, limit)
      view.write(names, list, context)
    end
    command.say_cut(limit, total, "hits")
  end
  return 0
end

return M
