-- 语料概览: what a store speaks of: its words, what marks each genre, and how words move.
local query = require "gongbao.query"
local statistics = require "gongbao.query.statistics"

local EVERYTHING = "document containing []"
local MOST_WORDS, MOST_BARS, MOST_KEYS, MOST_GENRES, LEAST = 40, 20, 12, 6, 3

local function find(store, text)
  local result, message = query.find(store, text)
  if not result then error(message, 0) end
  return result
end

-- The first n of a list of words; single characters say little of a corpus.
local function head(list, n)
  local out = {}
  for _, entry in ipairs(list) do
    if #out == n then break end
    if utf8.len(entry.word) > 1 then out[#out + 1] = entry end
  end
  return out
end

-- The first place where a word is printed.
local function first_place(store, word)
  local row = store:row("SELECT document, first_line, flow, places FROM node WHERE instr(flow, ?) > 0 LIMIT 1", word)
  if not row then return nil end
  local at, line = row.flow:find(word, 1, true), row.first_line
  for from, n in row.places:gmatch "(%d+):(%d+)" do
    if math.tointeger(from) <= at then line = math.tointeger(n) end
  end
  return { document = row.document, line = line }
end

local function frequent(store, everything)
  local words = head(statistics.words(everything, { tag = "^n", least = LEAST }), MOST_WORDS)
  for _, word in ipairs(words) do word.at = first_place(store, word.word) end
  return words
end

-- What sets the documents of a genre apart from all others.
local function marks(store, everything)
  local list = {}
  for row in store:rows [[SELECT genre, count(*) AS n FROM document GROUP BY genre ORDER BY n DESC, genre]] do
    if #list < MOST_GENRES and row.n > 1 then
      local keys = statistics.keyness(find(store, "genre:" .. row.genre), everything, { least = LEAST })
      list[#list + 1] = { genre = row.genre, documents = row.n, words = head(keys, MOST_KEYS) }
    end
  end
  return list
end

local function totals(store)
  return store:row [[SELECT (SELECT count(*) FROM source) AS sources, (SELECT count(*) FROM document) AS documents,
    (SELECT count(*) FROM node) AS nodes, (SELECT sum(length(flow)) FROM node) AS characters,
    (SELECT count(*) FROM quantity) AS quantities, (SELECT count(*) FROM item) AS items]]
end

-- The word in each source, per ten thousand words: from one issue to the next.
local function trend(store, words)
  local rows, sources, names = {}, {}, {}
  for row in store:rows "SELECT id, path FROM source ORDER BY ordinal_" do
    sources[#sources + 1] = row.id
    names[#names + 1] = row.path:match "[^/]*$"
  end
  for _, word in ipairs(head(words, MOST_KEYS)) do
    local by, row = {}, { word.word }
    for _, part in ipairs(statistics.trend(find(store, "[" .. word.word .. "]"), "source")) do
      by[part.word] = part.per_10000
    end
    for i, id in ipairs(sources) do row[i + 1] = ("%.1f"):format(by[id] or 0) end
    rows[#rows + 1] = row
  end
  return names, rows
end

return {
  doc = "语料概览: frequent words, what marks each genre, how words move from issue to issue",
  args = {},
  data = function(store)
    local everything = find(store, EVERYTHING)
    local words = frequent(store, everything)
    local names, rows = trend(store, words)
    return { totals = totals(store), words = words, marks = marks(store, everything), trend_names = names,
      trend_rows = rows, most_bars = math.min(MOST_BARS, #words) }
  end,
}
