-- The comparison table (修改前后对照表): article beside article, paragraph beside paragraph, with the differences by
-- character. It is data; gongbao.view.comparison writes it.
local align = require "gongbao.statute.align"
local clean = require "gongbao.statute.clean"
local textdiff = require "gongbao.statute.textdiff"
local tree = require "gongbao.statute.tree"

local M = {}

-- For every i and j the length of the longest common subsequence of the lines from i on and those from j on.
local function common_lengths(a, b)
  local length = {}
  for i = #a + 1, 1, -1 do
    length[i] = {}
    for j = #b + 1, 1, -1 do
      if i > #a or j > #b then length[i][j] = 0
      elseif a[i] == b[j] then length[i][j] = length[i + 1][j + 1] + 1
      else length[i][j] = math.max(length[i + 1][j], length[i][j + 1]) end
    end
  end
  return length
end

-- Lines of two articles in the order that keeps most of them together: equal lines first, then what stands between.
local function pair_lines(a, b)
  local fold_a, fold_b = clean.fold_lines(a), clean.fold_lines(b)
  local length = common_lengths(fold_a, fold_b)
  local rows, gone, come = {}, {}, {}
  local function flush()
    for k = 1, math.max(#gone, #come) do rows[#rows + 1] = { old = gone[k], new = come[k] } end
    gone, come = {}, {}
  end
  local i, j = 1, 1
  while i <= #a or j <= #b do
    if i <= #a and j <= #b and fold_a[i] == fold_b[j] then
      flush()
      rows[#rows + 1] = { old = a[i], new = b[j], same = true }
      i, j = i + 1, j + 1
    elseif j > #b or i <= #a and length[i + 1][j] >= length[i][j + 1] then gone[#gone + 1], i = a[i], i + 1
    else come[#come + 1], j = b[j], j + 1 end
  end
  flush()
  return rows
end

local function how_of(pair, changed)
  if not pair.old then return "inserted" end
  if not pair.new then return "deleted" end
  local moved = tree.key(pair.old) ~= tree.key(pair.new)
  if changed then return moved and "renumbered and changed" or "changed" end
  return moved and "renumbered" or "same"
end

local function row_of(pair)
  local lines = pair_lines(pair.old and tree.article_lines(pair.old) or {},
    pair.new and tree.article_lines(pair.new) or {})
  local changed = false
  for _, line in ipairs(lines) do
    if not line.same then
      changed = true
      line.edits = textdiff.readable(textdiff.diff(line.old or "", line.new or ""))
    end
  end
  return { old = pair.old and tree.label(pair.old), new = pair.new and tree.label(pair.new),
    how = how_of(pair, changed), lines = lines }
end

--- Compares two statutes.
-- @param options table|nil { concordance, changed_only = boolean }
-- @return table list of { old = label|nil, new = label|nil, how = "same", "changed", "renumbered", "renumbered and
--   changed", "inserted" or "deleted", lines = { { old|nil, new|nil, same|nil, edits|nil }… } }
function M.rows(old, new, options)
  options = options or {}
  local list = {}
  for _, pair in ipairs(align.pairs(old, new, options.concordance)) do
    local row = row_of(pair)
    if not options.changed_only or row.how ~= "same" then list[#list + 1] = row end
  end
  return list
end

return M
