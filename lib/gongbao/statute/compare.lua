-- Compares an executed statute with the published one, article by article and paragraph by paragraph, and says of each
-- difference what kind it is. Both texts are kept: nothing is decided between them.
local lpeg = require "lpeg"
local clean = require "gongbao.statute.clean"
local numerals = require "gongbao.grammar.numerals"
local textdiff = require "gongbao.statute.textdiff"
local tree = require "gongbao.statute.tree"
local words = require "gongbao.grammar.words"

local M = {}

local MARK = words.set("， 、 ； 。 ： , ; : .").has

local function only_marks(text)
  for character in text:gmatch(utf8.charpattern) do
    if not MARK[character] then return false end
  end
  return true
end

-- Texts with every article reference replaced by one sign: they differ in nothing else when they are cross-references.
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

-- Article labels as a table (the match's argument) renames them; one that it does not know stays.
local renamed = lpeg.C(numerals.inserted "条" / 0) * lpeg.Carg(1) / function(label, map) return map[label] or label end
local renumbered = lpeg.Cs((renamed + 1) ^ 0)

--- Whether a text with its references to articles renumbered reads as another: cross-references that only follow the
-- articles' new numbers.
-- @param concordance table list of { old, new }
function M.follows(old, new, concordance)
  local map = {}
  for _, pair in ipairs(concordance) do
    if pair.old and pair.new then map[tree.label(pair.old)] = tree.label(pair.new) end
  end
  return clean.fold(renumbered:match(old, 1, map)) == clean.fold(new)
end

local function without_end(text) return (clean.fold(text):gsub("。$", ""):gsub("；$", "")) end

--- Whether two texts are the same but for width, spaces and a mark at the very end.
function M.same(a, b) return without_end(a) == without_end(b) end

-- The lines of two articles side by side. Lines that are equal are paired first, so one added line does not shift all.
-- @return table list of { a = line|nil, b = line|nil }
local function pair_lines(a, b)
  local fold_a, fold_b = clean.fold_lines(a), clean.fold_lines(b)
  local rows, i, j = {}, 1, 1
  while i <= #a or j <= #b do
    local row = { a = a[i], b = b[j] }
    if row.a and row.b and fold_a[i] ~= fold_b[j] then
      local more_a, more_b = #a - i > #b - j, #a - i < #b - j
      if more_b and fold_a[i] == fold_b[j + 1] then row.a = nil
      elseif more_a and fold_a[i + 1] == fold_b[j] then row.b = nil end
    end
    rows[#rows + 1] = row
    if row.a then i = i + 1 end
    if row.b then j = j + 1 end
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
