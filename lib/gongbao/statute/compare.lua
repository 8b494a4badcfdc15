-- Compares an executed statute with the published one, article by article and paragraph by paragraph, and says of each
-- difference what kind it is. Both texts are kept: nothing is decided between them.
local clean = require "gongbao.statute.clean"
local textdiff = require "gongbao.statute.textdiff"
local tree = require "gongbao.statute.tree"
local numerals = require "gongbao.grammar.numerals"

local M = {}

local MARK = {}
for _, mark in ipairs { "，", "、", "；", "。", "：", ",", ";", ":", "." } do MARK[mark] = true end

local function only_marks(text)
  for character in text:gmatch(utf8.charpattern) do
    if not MARK[character] then return false end
  end
  return true
end

-- Texts with every article reference replaced by one sign: they differ in nothing else when they are cross-references.
local lpeg = require "lpeg"
local reference = lpeg.P "第" * numerals.chinese_integer / "#" * (lpeg.P "条" + "款" + "项" + "章" + "节")
local without_references = lpeg.Cs((reference + 1) ^ 0)

--- What kind of difference there is between two lines: nil where there is none but width and spaces, else
-- "mark" (only punctuation), "reference" (only the numbers of articles referred to), or "wording".
function M.kind(a, b)
  local x, y = clean.fold(a), clean.fold(b)
  if x == y then return nil end
  for _, edit in ipairs(textdiff.diff(x, y)) do
    if edit.kind ~= "=" and not only_marks(edit.text) then
      if without_references:match(x) == without_references:match(y) then return "reference" end
      return "wording"
    end
  end
  return "mark"
end

--- Whether a text with its references to articles renumbered reads as another: cross-references that only follow the
-- articles' new numbers.
-- @param concordance table list of { old, new }
function M.follows(old, new, concordance)
  local map = {}
  for _, pair in ipairs(concordance) do
    if pair.old and pair.new then map[tree.label(pair.old)] = tree.label(pair.new) end
  end
  local renumbered = lpeg.Cs((lpeg.C(numerals.inserted "条" / 0) / function(label) return map[label] end + 1) ^ 0)
  return clean.fold(renumbered:match(old)) == clean.fold(new)
end

--- Whether two texts are the same but for width, spaces and a mark at the very end.
function M.same(a, b)
  local function strip(text) return (clean.fold(text):gsub("。$", ""):gsub("；$", "")) end
  return strip(a) == strip(b)
end

-- The lines of two articles side by side. Lines that are equal are paired first, so one added line does not shift all.
local function pair_lines(a, b)
  local rows, i, j = {}, 1, 1
  while i <= #a or j <= #b do
    local x, y = a[i], b[j]
    if x and y and clean.fold(x) ~= clean.fold(y) then
      local further = #a - i < #b - j and "b" or #a - i > #b - j and "a" or nil
      if further == "b" and b[j + 1] and clean.fold(x) == clean.fold(b[j + 1]) then x = nil
      elseif further == "a" and a[i + 1] and clean.fold(a[i + 1]) == clean.fold(y) then y = nil end
    end
    rows[#rows + 1] = { x, y }
    rows[#rows].a, rows[#rows].b = x, y
    if x then i = i + 1 end
    if y then j = j + 1 end
  end
  return rows
end

--- Differences between two statutes, in the order of the second.
-- @return table list of { article = ref, line = n|nil, kind, old, new, brief }; kind also "break" (only the paragraphs
--   are parted otherwise, which print can hide), "missing" and "extra" for whole articles, "chapter" for divisions
function M.statutes(executed, published)
  local list = {}
  local ours, theirs = tree.index(executed), tree.index(published)
  for _, article in ipairs(tree.articles(published)) do
    local mine = ours[tree.key(article)]
    if not mine then
      list[#list + 1] = { article = article, kind = "extra", old = nil, new = tree.article_text(article) }
    elseif M.same((tree.article_text(mine):gsub("\n", "")), (tree.article_text(article):gsub("\n", ""))) then
      if #mine.paragraphs ~= #article.paragraphs then
        list[#list + 1] = { article = article, kind = "break", old = tree.article_text(mine),
          new = tree.article_text(article) }
      end
    else
      for i, row in ipairs(pair_lines(tree.article_lines(mine), tree.article_lines(article))) do
        local kind = M.kind(row.a or "", row.b or "")
        if kind then
          list[#list + 1] = { article = article, line = i, kind = kind, old = row.a, new = row.b,
            brief = textdiff.brief(row.a or "", row.b or "") }
        end
      end
    end
  end
  for _, article in ipairs(tree.articles(executed)) do
    if not theirs[tree.key(article)] then
      list[#list + 1] = { article = article, kind = "missing", old = tree.article_text(article) }
    end
  end
  for _, difference in ipairs(M.layout(executed, published)) do list[#list + 1] = difference end
  return list
end

-- Which chapter each article stands in, and the chapters' names.
local function layout(statute)
  local chapters, of = {}, {}
  local current
  for _, entry in ipairs(statute.body) do
    if entry.kind == "division" then
      current = clean.fold(tree.division_label(entry))
      chapters[#chapters + 1] = current
    else of[tree.key(entry)] = current or "" end
  end
  return chapters, of
end

--- Differences of chapters: names, and articles that stand in another one.
function M.layout(executed, published)
  local list = {}
  local a, of_a = layout(executed)
  local b, of_b = layout(published)
  local x, y = table.concat(a, "\n"), table.concat(b, "\n")
  if x ~= y then list[#list + 1] = { kind = "chapter", old = x, new = y, brief = textdiff.brief(x, y) } end
  for _, article in ipairs(tree.articles(published)) do
    local key = tree.key(article)
    if of_a[key] and of_a[key] ~= of_b[key] and x == y then
      list[#list + 1] = { kind = "chapter", article = article, old = of_a[key], new = of_b[key],
        brief = of_a[key] .. " / " .. of_b[key] }
    end
  end
  return list
end

return M
