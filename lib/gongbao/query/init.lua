-- Asking a store in the query language (docs/query.md).
--
--   for hit in store:find '整改 <10> {time_limit} within paragraph' do print(hit.document.title, hit.text) end
local core = require "gongbao.core.query"
local parse = require "gongbao.query.parse"

local M = {}

--- Opens the index of a store, once.
-- @return corpus | nil, message, code
function M.corpus(store)
  if store.corpus then return store.corpus end
  local indexer = require "gongbao.query.indexer"
  local paths = {}
  for i, name in ipairs(indexer.segments(store)) do paths[i] = store.path .. "/" .. name end
  local corpus, message, code = core.open(paths, store:generation())
  if not corpus then return nil, message, code end
  store.corpus = corpus
  return corpus
end

--- Parses a query; the message of a failure shows the place.
-- @return plan | nil, message, 2
function M.plan(text)
  local plan, message, at = parse.parse(text)
  if plan then return plan end
  return nil, ("query, character %d: %s"):format(utf8.len(text, 1, math.max(at - 1, 0), true) + 1, message), 2
end

local Hit = {}
-- A hit's parts are made when they are asked for.
function Hit.__index(hit, name)
  local value
  if name == "left" or name == "match" or name == "right" then
    hit.left, hit.match, hit.right = hit.hits:kwic(hit.number, hit.columns)
    return rawget(hit, name)
  elseif name == "text" then
    value = select(2, hit.hits:kwic(hit.number, 0))
  elseif name == "document" then
    value = hit.store:document(hit.document_id)
  elseif name == "node" then
    value = hit.document_id .. "." .. hit.node_seq
  end
  rawset(hit, name, value)
  return value
end

local Result = {}
Result.__index = Result
Result.__len = function(result) return #result.hits end

--- Hit i, from 1: document_id, node, kind, line, first, last, text, left, match, right, document.
function Result:hit(i)
  local place = self.hits:get(i)
  place.document_number, place.document = place.document, nil
  place.hits, place.number, place.columns, place.store = self.hits, i, self.columns, self.store
  return setmetatable(place, Hit)
end

--- Iterates over the hits, or over those whose numbers are given.
function Result:each(numbers)
  local i, count = 0, numbers and #numbers or #self.hits
  return function()
    i = i + 1
    if i <= count then return self:hit(numbers and numbers[i] or i) end
  end
end

Result.__call = function(result)
  result.at = result.at + 1
  if result.at <= #result.hits then return result:hit(result.at) end
end

--- The documents that hold hits (or the best `most`), best first: { document, hits, score }; and how many hold hits.
function Result:rank(most) return self.hits:rank(most) end

--- Hits by a field of their documents: { { value, hits, documents } … }, most hits first.
function Result:by(field)
  local groups, list = {}, {}
  for number, count in pairs(self.hits:by_document()) do
    local value = self.corpus:field(number, field == "year" and "date" or field) or ""
    if field == "year" then value = value:sub(1, 4) end
    local group = groups[value]
    if not group then
      group = { value = value, hits = 0, documents = 0 }
      groups[value], list[#list + 1] = group, group
    end
    group.hits, group.documents = group.hits + count, group.documents + 1
  end
  table.sort(list, function(a, b) if a.hits ~= b.hits then return a.hits > b.hits end return a.value < b.value end)
  return list
end

--- Finds. The result iterates when called, as in `for hit in store:find "…" do`.
-- @param options { threads = 1, columns = 40 }
-- @return result | nil, message, code
function M.find(store, text, options)
  options = options or {}
  local corpus, message, code = M.corpus(store)
  if not corpus then return nil, message, code end
  local plan, why, usage = M.plan(text)
  if not plan then return nil, why, usage end
  local hits
  hits, message, code = corpus:search(plan, options.threads)
  if not hits then return nil, message, code end
  return setmetatable({ hits = hits, corpus = corpus, store = store, plan = plan, columns = options.columns or 40,
    at = 0 }, Result)
end

--- The number of hits alone.
function M.count(store, text)
  local corpus, message, code = M.corpus(store)
  if not corpus then return nil, message, code end
  local plan, why, usage = M.plan(text)
  if not plan then return nil, why, usage end
  return corpus:count(plan)
end

return M
