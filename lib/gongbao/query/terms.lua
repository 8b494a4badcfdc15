-- Terms that the lexicon cuts in pieces: sequences of two and more words that hold together and stand free.
--
--   cohesion  bits by which the whole is more frequent than its two parts by chance, at its weakest cut
--   freedom   entropy in bits of what stands at a side; punctuation and the ends of a text part words by
--             themselves, so each of theirs counts as a neighbour of its own
--
-- A piece of a term fails by freedom (what follows it is nearly always the rest), two terms side by side fail by
-- cohesion (the cut between them is a weak one).
local M = {}

M.LONGEST = 6 -- words of a term

local function log2(x) return math.log(x, 2) end

-- Numbers, prepositions, particles, conjunctions and pronouns make no terms; measure words and adverbs stand at
-- no end (inside, the dictionary's tag d may well be a noun's: 更新).
local function can_join(word, tag, at_end)
  return not tag:find(at_end and "^[mpqucrdwx]" or "^[mpucrwx]") and not word:find "[%w%p%c]"
end

local function parts_words(tag) return tag == "w" or tag == "ws" or tag == "x" end

-- The key of words from…to of a row of hits:ngrams().
local function key_of(row, from, to) return table.concat(row, " ", from, to) end

-- All sequences of n words that occur `least` times and more: key → { count, row }.
local function sequences(result, n, least)
  local found = {}
  for _, row in ipairs(result.hits:ngrams(n, least)) do found[key_of(row, 1, n)] = { count = row[n + 1], row = row } end
  return found
end

-- Bits that hold words together at the weakest of their cuts; `counts[n]` has the sequences of n words.
local function cohesion(sequence, n, counts, sum)
  local least = math.huge
  for cut = 1, n - 1 do
    local left, right = counts[cut][key_of(sequence.row, 1, cut)], counts[n - cut][key_of(sequence.row, cut + 1, n)]
    least = math.min(least, log2(sequence.count * sum / (left.count * right.count)))
  end
  return least
end

-- Adds to each candidate the neighbours that stand beside it twice and more.
local function add_neighbours(result, n, candidates)
  local corpus = result.corpus
  local function add(candidate, side, word, count)
    if not candidate or parts_words(select(2, corpus:word(word))) then return end
    local list = candidate[side]
    list[#list + 1] = count
  end
  for _, row in ipairs(result.hits:ngrams(n + 1, 2)) do
    add(candidates[key_of(row, 1, n)], "after", row[n + 1], row[n + 2])
    add(candidates[key_of(row, 2, n + 1)], "before", row[1], row[n + 2])
  end
end

-- Entropy of `sum` neighbours, `repeated` being the counts of those that come again; each other is its own.
local function entropy(repeated, sum)
  local h, single = 0, sum
  for _, count in ipairs(repeated) do
    h = h - count / sum * log2(count / sum)
    single = single - count
  end
  return h + single / sum * log2(sum)
end

local function joinable(corpus, row, n)
  for i = 1, n do
    local word, tag = corpus:word(row[i])
    if not can_join(word, tag, i == 1 or i == n) then return false end
  end
  return true
end

local function candidates_of(result, n, counts, sum, options)
  local candidates = {}
  for key, sequence in pairs(counts[n]) do
    if joinable(result.corpus, sequence.row, n) then
      local bits = cohesion(sequence, n, counts, sum)
      if bits >= (options.cohesion or 4) then
        candidates[key] = { count = sequence.count, row = sequence.row, cohesion = bits, before = {}, after = {} }
      end
    end
  end
  return candidates
end

local function term_of(result, candidate, n)
  local words = {}
  for i = 1, n do words[i] = result.corpus:word(candidate.row[i]) end
  return { word = table.concat(words), count = candidate.count, cohesion = candidate.cohesion,
    left = entropy(candidate.before, candidate.count), right = entropy(candidate.after, candidate.count),
    parts = table.concat(words, " ") }
end

--- Terms of two and more words that the lexicon does not have.
-- @param result  of store:find: the text inside its hits is looked at
-- @param options { least = 4 (times), cohesion = 4 (bits), freedom = 1 (bits), longest = 6 (words) }
-- @return list of { word, count, cohesion, left, right, parts = "执法 检查" }, most frequent first
function M.new(result, options)
  options = options or {}
  local least, longest = math.max(2, options.least or 4), options.longest or M.LONGEST
  local _, sum = result.hits:words()
  local counts, list, seen = { sequences(result, 1, least) }, {}, {}
  for n = 2, longest do
    counts[n] = sequences(result, n, least)
    if not next(counts[n]) then break end
    local candidates = candidates_of(result, n, counts, sum, options)
    if next(candidates) then add_neighbours(result, n, candidates) end
    for _, candidate in pairs(candidates) do
      local term = term_of(result, candidate, n)
      if math.min(term.left, term.right) >= (options.freedom or 1) then list[#list + 1] = term end
    end
  end
  table.sort(list, function(a, b)
    if a.count ~= b.count then return a.count > b.count end
    return a.parts < b.parts
  end)
  local terms = {} -- one word may be cut in two ways
  for _, term in ipairs(list) do
    if not seen[term.word] then seen[term.word], terms[#terms + 1] = true, term end
  end
  return terms
end

return M
