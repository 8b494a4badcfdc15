-- gongbao show [DOCUMENT | SOURCE:LINE[-LINE]]
local stores = require "gongbao.store"
local view = require "gongbao.view.table"
local reading = require "gongbao.view.reading"
local facts = require "gongbao.view.facts"

local M = {}

function M.configure(parser)
  parser:argument("what", "A document's id or its number in the store; SOURCE:LINE or SOURCE:FROM-TO for raw lines "
    .. "(SOURCE: an id or a file's name); nothing: the list of documents."):args "?":argname "WHAT"
  parser:flag("--facts", "The document's facts in place of its text, each with its line.")
end

local function list(store, context)
  local names, rows = store:documents():select("ordinal_", "id", "genre", "title", "first_line", "first_page"):table()
  names[1] = "no"
  view.write(names, rows, context)
  return #rows > 0 and 0 or 1
end

-- A source by id, by path, or by the last part of its path.
local function find_source(store, name)
  return store:row([[SELECT id, path FROM source WHERE id = ?1 OR path = ?1 OR path LIKE '%/' || ?1 LIMIT 1]], name)
end

local function raw(store, name, from, to)
  local source = find_source(store, name)
  if not source then
    return nil, ("there is no source '%s'; gongbao sql 'SELECT id, path FROM source' lists them"):format(name), 2
  end
  local count = store:line_count(source.id)
  if from < 1 or from > count then
    return nil, ("%s has %d lines; line %d is not among them"):format(source.path, count, from), 2
  end
  for n = from, math.min(to, count) do
    io.stdout:write(("%6d  %s\n"):format(n, store:raw_line(source.id, n)))
  end
  return 0
end

local function document(store, what)
  local number = math.tointeger(tonumber(what))
  return store:document(what) or number and store:document(number)
end

function M.run(args, context)
  local store, message, code = stores.open(context.store_path)
  if not store then return nil, message, code end
  if not args.what then return list(store, context) end
  local name, from, to = args.what:match "^(.+):(%d+)%-?(%d*)$"
  if name then
    from = math.tointeger(from)
    return raw(store, name, from, to ~= "" and math.tointeger(to) or from)
  end
  local doc = document(store, args.what)
  if not doc then return nil, ("there is no document '%s'; gongbao show lists them"):format(args.what), 1 end
  if args.facts then return facts.write(doc, context) end
  reading.write(doc, function(s) io.stdout:write(s) end, context)
  return 0
end

return M
