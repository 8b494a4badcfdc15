-- Which article of an old text became which of a new one. A decision's concordance says it where one is held; without
-- it articles are paired by their wording, in order first, and moved ones after that.
local clean = require "gongbao.statute.clean"
local likeness = require "gongbao.text.likeness"
local tree = require "gongbao.statute.tree"

local M = {}

local LIKE = 0.5   -- the least share of common pairs of characters for two articles to be one

-- How alike two articles are, given by their pairs of characters; two without any are the same.
local function alike(a, b) return a.n + b.n == 0 and 1 or likeness.of(a, b) end

-- The pairing in order with the greatest likeness in all (Needleman and Wunsch, gaps cost nothing).
local function in_order(a, b)
  local score, step = {}, {}
  for i = 0, #a do
    score[i], step[i] = { [0] = 0 }, {}
    for j = 1, #b do score[i][j] = 0 end
  end
  for i = 1, #a do
    for j = 1, #b do
      local like = alike(a[i], b[j])
      local both = like >= LIKE and score[i - 1][j - 1] + like or -1
      local best, how = both, "both"
      if score[i - 1][j] >= best then best, how = score[i - 1][j], "old" end
      if score[i][j - 1] > best then best, how = score[i][j - 1], "new" end
      if both >= best then best, how = both, "both" end
      score[i][j], step[i][j] = best, how
    end
  end
  local partner, i, j = {}, #a, #b
  while i > 0 and j > 0 do
    local how = step[i][j]
    if how == "both" then partner[i], i, j = j, i - 1, j - 1
    elseif how == "old" then i = i - 1 else j = j - 1 end
  end
  return partner
end

-- Articles that have moved: the most alike of what is left.
local function moved(a, b, partner)
  local taken = {}
  for _, j in pairs(partner) do taken[j] = true end
  for i = 1, #a do
    if not partner[i] then
      local best, best_like
      for j = 1, #b do
        local like = not taken[j] and alike(a[i], b[j]) or 0
        if like >= LIKE and (not best or like > best_like) then best, best_like = j, like end
      end
      if best then partner[i], taken[best] = best, true end
    end
  end
end

local function pairs_in(article) return likeness.pairs_of(clean.fold(tree.article_text(article))) end

local function by_wording(old, new)
  local olds, news, a, b = tree.articles(old), tree.articles(new), {}, {}
  for i, article in ipairs(olds) do a[i] = pairs_in(article) end
  for i, article in ipairs(news) do b[i] = pairs_in(article) end
  local partner = in_order(a, b)
  moved(a, b, partner)
  local map = {}
  for i, j in pairs(partner) do map[tree.key(olds[i])] = tree.key(news[j]) end
  return map
end

local function by_concordance(concordance)
  local map = {}
  for _, pair in ipairs(concordance) do
    if pair.old and pair.new then map[tree.key(pair.old)] = tree.key(pair.new) end
  end
  return map
end

-- The place in the list after the entry of an old article.
local function after(list, key)
  for i, entry in ipairs(list) do
    if entry.old and tree.key(entry.old) == key then return i + 1 end
  end
  return 1
end

--- Pairs of articles.
-- @param concordance table|nil from gongbao.statute.execute
-- @return table list of { old = article|nil, new = article|nil } in the order of the new text; what has gone follows
--   what stood before it in the old one
function M.pairs(old, new, concordance)
  local map = concordance and by_concordance(concordance) or by_wording(old, new)
  local news, olds = tree.index(new), tree.index(old)
  local back, list = {}, {}
  for old_key, new_key in pairs(map) do
    if news[new_key] then back[new_key] = old_key end
  end
  for _, article in ipairs(tree.articles(new)) do
    local old_key = back[tree.key(article)]
    list[#list + 1] = { old = old_key and olds[old_key] or nil, new = article }
  end
  local before
  for _, article in ipairs(tree.articles(old)) do
    local key = tree.key(article)
    if not (map[key] and back[map[key]] == key) then table.insert(list, before and after(list, before) or 1,
      { old = article }) end
    before = key
  end
  return list
end

return M
