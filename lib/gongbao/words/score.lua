-- Scores segmentation against a gold file: one sentence a line, words parted
-- by white space. Dates and titles are not joined, since no standard joins them.
local segment = require "gongbao.core.segment"

local M = {}

-- The sentence without its spaces, and the byte offset at which each word ends.
local function read_gold(line)
  local words, ends, size = {}, {}, 0
  for word in line:gmatch "%S+" do
    words[#words + 1] = word
    size = size + #word
    ends[#ends + 1] = size
  end
  return table.concat(words), ends
end

local function compare(gold, tokens, sums)
  local i, j, gold_start, start = 1, 1, 0, 0
  local count = #tokens
  while i <= #gold and j <= count do
    local _, last = tokens:get(j)
    if gold[i] == last then
      if gold_start == start then sums.words_right = sums.words_right + 1 end
      if i < #gold then sums.ends_right = sums.ends_right + 1 end
      gold_start, start, i, j = gold[i], last, i + 1, j + 1
    elseif gold[i] < last then
      gold_start, i = gold[i], i + 1
    else
      start, j = last, j + 1
    end
  end
  sums.words_gold = sums.words_gold + #gold
  sums.words_found = sums.words_found + count
  sums.ends_gold = sums.ends_gold + #gold - 1
  sums.ends_found = sums.ends_found + count - 1
end

local function measure(right, found, gold)
  local precision, recall = right / math.max(found, 1), right / math.max(gold, 1)
  local sum = precision + recall
  return { precision = precision, recall = recall, f1 = sum > 0 and 2 * precision * recall / sum or 0 }
end

--- Scores a gold file.
-- @param path   the file
-- @param cutter (optional) the cutter to score; by default mode "plain" over the built-in lexicon
-- @return { sentences=, words={precision,recall,f1}, boundaries={precision,recall,f1} } with values 0…1,
--         or nil, message, 3 where the file cannot be read
function M.file(path, cutter)
  local file, message = io.open(path, "rb")
  if not file then return nil, message, 3 end
  cutter = cutter or segment.cutter "plain"
  local sums = { words_right = 0, words_found = 0, words_gold = 0, ends_right = 0, ends_found = 0, ends_gold = 0 }
  local sentences = 0
  for line in file:lines() do
    local text, ends = read_gold(line)
    if #ends > 0 then
      sentences = sentences + 1
      compare(ends, cutter:cut(text), sums)
    end
  end
  file:close()
  return {
    sentences = sentences,
    words = measure(sums.words_right, sums.words_found, sums.words_gold),
    boundaries = measure(sums.ends_right, sums.ends_found, sums.ends_gold),
  }
end

return M
