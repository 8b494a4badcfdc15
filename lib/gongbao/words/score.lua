-- Scores segmentation against a gold file: one sentence a line, words parted by two spaces (any white space
-- is taken). By default dates and titles are not joined, since no standard joins them.
local segment = require "gongbao.core.segment"

local M = {}

local LONGEST = 400 -- bytes of a word; what is longer is a line that nobody cut

-- The sentence without its spaces, its words, and the byte offset at which each ends.
local function read_sentence(line)
  local words, ends, size = {}, {}, 0
  for word in line:gmatch "%S+" do
    words[#words + 1] = word
    size = size + #word
    ends[#ends + 1] = size
  end
  return { text = table.concat(words), words = words, ends = ends }
end

local function fault(path, number, what, remedy)
  return nil, ("%s:%d: %s; %s"):format(path, number, what, remedy), 3
end

local function check(path, number, line, sentence)
  if line:find "\0" or not utf8.len(line) then
    return fault(path, number, "this is not UTF-8 text", "convert the file with iconv first")
  end
  for _, word in ipairs(sentence.words) do
    if #word > LONGEST then
      return fault(path, number, ("a word of %d bytes"):format(#word), "part the words by two spaces")
    end
  end
  return true
end

--- Reads a gold file.
-- @param path  the file
-- @return { { text=, words={…}, ends={…} }, … }, or nil, message (with the line and what to do), 3
function M.read(path)
  local file, message = io.open(path, "rb")
  if not file then return nil, message .. "; name a file with a segmented sentence a line", 3 end
  local first, why = file:read(0)
  if not first and why then
    file:close()
    return nil, ("%s: %s; name a file, not a folder"):format(path, why), 3
  end
  local sentences, number, parted = {}, 0, false
  for line in file:lines() do
    number = number + 1
    local sentence = read_sentence(line:gsub("^\u{FEFF}", ""))
    local fine, trouble, code = check(path, number, line, sentence)
    if not fine then file:close() return nil, trouble, code end
    if #sentence.words > 0 then sentences[#sentences + 1] = sentence end
    parted = parted or #sentence.words > 1
  end
  file:close()
  if #sentences == 0 then return fault(path, 1, "the file has no text", "put one segmented sentence on each line") end
  if not parted then return fault(path, 1, "no line has words parted by spaces", "part the words by two spaces") end
  return sentences
end

-- Is this a word that the cutter's lexicons do not have? Punctuation is in none and does not count.
local function is_unknown(word, cutter, cache)
  local known = cache[word]
  if known == nil then
    local tokens = cutter:cut(word)
    known = cutter:has(word) or (#tokens == 1 and select(3, tokens:get(1)) == "w")
    cache[word] = known
  end
  return not known
end

local function compare(sentence, tokens, sums, unknown)
  local ends, i, j, gold_start, start = sentence.ends, 1, 1, 0, 0
  local count = #tokens
  while i <= #ends and j <= count do
    local _, last = tokens:get(j)
    if ends[i] == last then
      local right = gold_start == start
      if right then sums.words_right = sums.words_right + 1 end
      if right and unknown(sentence.words[i]) then sums.unknown_right = sums.unknown_right + 1 end
      if i < #ends then sums.ends_right = sums.ends_right + 1 end
      gold_start, start, i, j = ends[i], last, i + 1, j + 1
    elseif ends[i] < last then
      gold_start, i = ends[i], i + 1
    else
      start, j = last, j + 1
    end
  end
  for _, word in ipairs(sentence.words) do if unknown(word) then sums.unknown = sums.unknown + 1 end end
  sums.words_gold = sums.words_gold + #ends
  sums.words_found = sums.words_found + count
  sums.ends_gold = sums.ends_gold + #ends - 1
  sums.ends_found = sums.ends_found + count - 1
end

local function measure(right, found, gold)
  local precision, recall = right / math.max(found, 1), right / math.max(gold, 1)
  local sum = precision + recall
  return { precision = precision, recall = recall, f1 = sum > 0 and 2 * precision * recall / sum or 0 }
end

--- Scores a gold file.
-- @param path   the file
-- @param cutter (optional) the cutter to score; by default mode "plain" over the built-in lexicon. Its tokens must
--               follow one another: the modes plain and coarse.
-- @return { sentences=, words={precision,recall,f1}, boundaries={precision,recall,f1},
--         unknown={words=, recall=} } with values 0…1, unknown being the gold words that the lexicons do not have
--         (recall nil where there is none); or nil, message, 3 where the file is no gold file
function M.file(path, cutter)
  local sentences, message, code = M.read(path)
  if not sentences then return nil, message, code end
  cutter = cutter or segment.cutter "plain"
  local sums = { words_right = 0, words_found = 0, words_gold = 0, ends_right = 0, ends_found = 0, ends_gold = 0,
    unknown = 0, unknown_right = 0 }
  local cache = {}
  local function unknown(word) return is_unknown(word, cutter, cache) end
  for _, sentence in ipairs(sentences) do compare(sentence, cutter:cut(sentence.text), sums, unknown) end
  return {
    sentences = #sentences,
    words = measure(sums.words_right, sums.words_found, sums.words_gold),
    boundaries = measure(sums.ends_right, sums.ends_found, sums.ends_gold),
    unknown = { words = sums.unknown, recall = sums.unknown > 0 and sums.unknown_right / sums.unknown or nil },
  }
end

return M
