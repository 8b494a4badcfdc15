-- How alike two texts are: by the pairs of neighbouring characters that they share, whatever their order (Dice).
local M = {}

--- The pairs of neighbouring characters of a text: { counts = { pair = n }, n = how many }.
function M.pairs_of(text)
  local counts, n, previous = {}, 0, nil
  for character in text:gmatch(utf8.charpattern) do
    if previous then
      local pair = previous .. character
      counts[pair], n = (counts[pair] or 0) + 1, n + 1
    end
    previous = character
  end
  return { counts = counts, n = n }
end

--- The likeness of two texts, given by their pairs, from 0 to 1; 0 where neither has a pair.
-- `of(pairs_of "预算执行", pairs_of "财政预算执行")` → 0.75
function M.of(a, b)
  if a.n + b.n == 0 then return 0 end
  local shared = 0
  for pair, count in pairs(a.counts) do shared = shared + math.min(count, b.counts[pair] or 0) end
  return 2 * shared / (a.n + b.n)
end

return M
