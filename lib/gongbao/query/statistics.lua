-- Statistics of hits: frequent words, collocates, key words, spread. (New terms: gongbao.query.terms.)
--
--   local result = store:find "整改"
--   for _, row in ipairs(statistics.collocates(result, { left = 5, right = 5 })) do print(row.word, row.log_dice) end
--
-- The counting is done in C (runtime/query/statistics.h); here are the measures.
local M = {}

local log = math.log

local function log2(x) return log(x, 2) end

local function part(observed, expected) return observed > 0 and observed * log(observed / expected) or 0 end

--- Log-likelihood (G²) of a word that occurs a times in n1 tokens and b times in n2.
function M.log_likelihood(a, n1, b, n2)
  local all = n1 + n2
  local e1, e2 = n1 * (a + b) / all, n2 * (a + b) / all
  return 2 * (part(a, e1) + part(b, e2) + part(n1 - a, n1 - e1) + part(n2 - b, n2 - e2))
end

local function by(key)
  return function(a, b)
    if a[key] ~= b[key] then return a[key] > b[key] end
    return a.word < b.word
  end
end

-- Words of punctuation and blanks say nothing in lists.
local function is_word(tag) return tag ~= "w" and tag ~= "x" end

--- Words inside the hits: { word, tag, count, per_10000 }, most frequent first.
-- @param options { least = 1, tag = pattern of the tag, as "^n" }
function M.words(result, options)
  options = options or {}
  local counts, sum = result.hits:words()
  local list = {}
  for number, count in pairs(counts) do
    local word, tag = result.corpus:word(number)
    local wanted = options.tag and tag:find(options.tag) or not options.tag and is_word(tag)
    if wanted and count >= (options.least or 1) then
      list[#list + 1] = { word = word, tag = tag, count = count, per_10000 = count * 1e4 / sum }
    end
  end
  table.sort(list, by "count")
  return list, sum
end

--- Words beside the hits: { word, tag, together, count, log_dice, mi, log_likelihood, t }.
-- @param options { left = 5, right = 5, least = 2, by = "log_dice" }
function M.collocates(result, options)
  options = options or {}
  local corpus, hits = result.corpus, #result
  local all = corpus:size()
  local counts, window = result.hits:beside(options.left or 5, options.right or 5)
  local list = {}
  for number, together in pairs(counts) do
    local word, tag, count = corpus:word(number)
    if together >= (options.least or 2) and is_word(tag) then
      local expected = window * count / all
      list[#list + 1] = { word = word, tag = tag, together = together, count = count,
        log_dice = 14 + log2(2 * together / (hits + count)), mi = log2(together / expected),
        log_likelihood = M.log_likelihood(together, window, math.max(0, count - together), math.max(1, all - window)),
        t = (together - expected) / together ^ 0.5 }
    end
  end
  table.sort(list, by(options.by or "log_dice"))
  return list
end

--- Words that mark one part of a corpus against another:
-- { word, tag, here, there, log_ratio, log_likelihood }; log_ratio < 0 where it is rarer here.
function M.keyness(here, there, options)
  options = options or {}
  local corpus = here.corpus
  local a, n1 = here.hits:words()
  local b, n2 = there.hits:words()
  local list = {}
  if n1 == 0 or n2 == 0 then return list end
  local function add(number)
    local word, tag = corpus:word(number)
    local x, y = a[number] or 0, b[number] or 0
    if x + y < (options.least or 3) or not is_word(tag) then return end
    list[#list + 1] = { word = word, tag = tag, here = x, there = y,
      log_ratio = log2(((x > 0 and x or 0.5) / n1) / ((y > 0 and y or 0.5) / n2)),
      log_likelihood = M.log_likelihood(x, n1, y, n2) }
  end
  for number in pairs(a) do add(number) end
  for number in pairs(b) do if not a[number] then add(number) end end
  table.sort(list, by "log_likelihood")
  return list
end

--- Sequences of n words inside the hits: { word (the text), count }.
-- Those with punctuation inside are left out.
function M.ngrams(result, n, least)
  local list = {}
  for _, gram in ipairs(result.hits:ngrams(n, least or 2)) do
    local words, fine = {}, true
    for i = 1, n do
      local word, tag = result.corpus:word(gram[i])
      words[i], fine = word, fine and is_word(tag)
    end
    if fine then list[#list + 1] = { word = table.concat(words, " "), count = gram[n + 1] } end
  end
  table.sort(list, by "count")
  return list
end

--- How evenly the hits lie in the documents: { hits, documents, of, dp }; Gries' DP is
-- 0 where each document has its share by length, and nears 1 where one has all.
function M.dispersion(result)
  local corpus, counts = result.corpus, result.hits:by_document()
  local tokens, documents = corpus:size()
  local with, difference, sum = 0, 0, 0
  for d = 1, documents do sum = sum + corpus:size(d) end
  for d = 1, documents do
    local hits = counts[d] or 0
    if hits > 0 then with = with + 1 end
    difference = difference + math.abs(hits / math.max(1, #result) - corpus:size(d) / math.max(1, sum))
  end
  return { hits = #result, documents = with, of = documents, dp = difference / 2, tokens = tokens }
end

--- Hits by a field of the documents, against its size: { word (the value), count, tokens, per_10000 },
-- in the order of the values. `field`: "year", "source", or any of docs/query.md.
function M.trend(result, field)
  local corpus, counts = result.corpus, result.hits:by_document()
  local groups, list = {}, {}
  for d = 1, select(2, corpus:size()) do
    local value = corpus:field(d, field == "year" and "date" or field) or ""
    if field == "year" then value = value:sub(1, 4) end
    local group = groups[value]
    if not group then
      group = { word = value, count = 0, tokens = 0 }
      groups[value], list[#list + 1] = group, group
    end
    group.count, group.tokens = group.count + (counts[d] or 0), group.tokens + corpus:size(d)
  end
  for _, group in ipairs(list) do group.per_10000 = group.count * 1e4 / math.max(1, group.tokens) end
  table.sort(list, function(a, b) return a.word < b.word end)
  return list
end

return M
