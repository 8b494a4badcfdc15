-- The query engine against a slow and obvious implementation of the same
-- language, on random documents, random layouts of segments and random queries.
local t = require "tests.tap"
local files = require "tests.files"
local index = require "gongbao.core.index"
local query = require "gongbao.core.query"
local parse = require "gongbao.query.parse"
local reference = require "tests.reference"

local ROUNDS = tonumber(os.getenv "GONGBAO_ROUNDS") or 20
local QUERIES = 50 -- a round

-- Builds the documents into segments, cut after the documents in `cuts`.
local function build(folder, documents, cuts)
  local paths, generation, writer = {}, 0, nil
  local function finish()
    if not writer then return end
    for _, name in ipairs(assert(writer:finish())) do paths[#paths + 1] = folder .. "/" .. name end
    writer = nil
  end
  for d, document in ipairs(documents) do
    if not writer then
      generation = generation + 1
      writer = assert(index.writer { folder = folder, generation = generation })
    end
    reference.write(writer, document)
    if cuts[d] then finish() end
  end
  finish()
  return paths
end

-- The hits as { document, first byte of the document's text, last } of the engine.
local function engine_hits(corpus, plan, threads)
  local hits, message = corpus:search(plan, threads)
  if not hits then return nil, message end
  local list = {}
  for i = 1, #hits do
    local hit = hits:get(i)
    list[i] = ("%d.%d:%d-%d"):format(hit.document, hit.node_seq, hit.first, hit.last)
  end
  return list
end

local function compare(corpus, documents, text, threads, where)
  local plan, message = parse.parse(text)
  if not plan then error(text .. ": " .. message) end
  local got, why = engine_hits(corpus, plan, threads)
  if not got then error(text .. ": " .. why) end
  local want = reference.hits(documents, plan)
  table.sort(got)
  table.sort(want)
  local a, b = table.concat(got, " "), table.concat(want, " ")
  if a ~= b then error(("%s: %s\n  got  %s\n  want %s"):format(where, text, a, b)) end
  local count = assert(corpus:count(plan, threads))
  t.equal(count, #want, text .. ": count")
end

local function round(seed)
  local random = reference.random(seed)
  local documents = reference.documents(random)
  local folder = files.folder()
  local cuts = {}
  for d = 1, #documents do cuts[d] = random(3) == 1 end
  local paths = build(folder, documents, cuts)
  local apart = assert(query.open(paths))
  local merged = folder .. "/merged.seg"
  assert(index.merge(paths, merged, 9))
  assert(index.verify(merged))
  local together = assert(query.open { merged })
  reference.read(documents, together)
  for n = 1, QUERIES do
    local text = reference.query(random)
    local where = ("seed %d, query %d"):format(seed, n)
    compare(together, documents, text, 1, where .. ", one segment")
    compare(apart, documents, text, 2, where .. ", " .. #paths .. " segments, two threads")
  end
  apart:close()
  together:close()
  files.remove(folder)
end

t.test(("%d random queries equal the reference, for one segment and several"):format(ROUNDS * QUERIES), function()
  for seed = 1, ROUNDS do round(seed) end
end)
