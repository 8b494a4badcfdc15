-- A statute as a tree: what an amending decision names and changes.
--
--   statute   { title, history = { line… }, preamble = { line… }, body = { entry… } }
--   entry     a division or an article, in print order
--   division  { kind = "division", unit = "编"|"分编"|"章"|"节"|"附件"|"", number|nil, name, lines = { line… } }
--             `lines`: text below a division that stands in no article (annexes, tables)
--   article   { kind = "article", number, inserted|nil, paragraphs = { paragraph… } }     第一百二十条之一 → 120, 1
--   paragraph { text, points = { point… } }                                                款, with its 项 below it
--   point     { number, text, indents = { { number, text }… } }                            项, with its 目 below it
--
-- Texts hold no label and no layout space. Numbers are the labels' own, so they survive a round trip.
local numerals = require "gongbao.grammar.numerals"

local M = {}

-- The order of divisions: a lower rank contains a higher one.
M.RANK = { ["编"] = 1, ["分编"] = 2, ["章"] = 3, ["节"] = 4, ["附件"] = 1, [""] = 1 }

--- A deep copy of a tree or of a part of it.
function M.clone(value)
  if type(value) ~= "table" then return value end
  local copy = {}
  for k, v in pairs(value) do copy[k] = M.clone(v) end
  return copy
end

--- The key of an article: "6", "120-1". Two references with the same key name the same article.
-- @param ref table: anything with `number` and `inserted`
function M.key(ref) return ref.inserted and ref.number .. "-" .. ref.inserted or tostring(ref.number) end

--- The article's number as the export writes it: 6, or "120-1" where it has a 之.
function M.exported(ref)
  if not ref then return nil end
  return ref.inserted and M.key(ref) or ref.number
end

--- 第一百二十条之一 for { number = 120, inserted = 1 }.
function M.label(ref)
  return "第" .. numerals.chinese(ref.number) .. "条" .. (ref.inserted and "之" .. numerals.chinese(ref.inserted) or "")
end

--- 第三章 总则, 附则: a division as it is printed.
function M.division_label(division)
  if not division.number then return division.name end
  local label = "第" .. numerals.chinese(division.number) .. division.unit
  return division.name ~= "" and label .. " " .. division.name or label
end

function M.point_label(point) return "（" .. numerals.chinese(point.number) .. "）" end

--- The printed lines of a paragraph: its text, then its points and their indents.
-- @return table list of strings
function M.paragraph_lines(paragraph)
  local lines = { paragraph.text }
  for _, point in ipairs(paragraph.points or {}) do
    lines[#lines + 1] = M.point_label(point) .. point.text
    for _, indent in ipairs(point.indents or {}) do lines[#lines + 1] = indent.number .. "." .. indent.text end
  end
  return lines
end

--- The printed lines of an article, without its label.
function M.article_lines(article)
  local lines = {}
  for _, paragraph in ipairs(article.paragraphs) do
    for _, line in ipairs(M.paragraph_lines(paragraph)) do lines[#lines + 1] = line end
  end
  return lines
end

--- The article's text, a line for each paragraph and point.
function M.article_text(article) return table.concat(M.article_lines(article), "\n") end

--- The text of a paragraph with its points.
function M.paragraph_text(paragraph) return table.concat(M.paragraph_lines(paragraph), "\n") end

--- Articles in print order.
-- @return table list of articles
function M.articles(statute)
  local list = {}
  for _, entry in ipairs(statute.body) do
    if entry.kind == "article" then list[#list + 1] = entry end
  end
  return list
end

--- The article with this number, or nil.
-- `find(law, 120, 1)` is 第一百二十条之一
function M.find(statute, number, inserted)
  for _, entry in ipairs(statute.body) do
    if entry.kind == "article" and entry.number == number and entry.inserted == inserted then return entry end
  end
  return nil
end

--- A table from key to article.
function M.index(statute)
  local index = {}
  for _, article in ipairs(M.articles(statute)) do index[M.key(article)] = article end
  return index
end

--- The statute as Markdown, in the form that the reader takes.
function M.markdown(statute)
  local out = { "# " .. statute.title }
  for _, line in ipairs(statute.history) do out[#out + 1] = line end
  out[#out + 1] = "<!-- INFO END -->"
  for _, line in ipairs(statute.preamble) do out[#out + 1] = line end
  for _, entry in ipairs(statute.body) do
    if entry.kind == "article" then
      local lines = M.article_lines(entry)
      lines[1] = M.label(entry) .. " " .. (lines[1] or "")
      table.move(lines, 1, #lines, #out + 1, out)
    else
      out[#out + 1] = ("#"):rep(M.RANK[entry.unit] + 1) .. " " .. M.division_label(entry)
      table.move(entry.lines, 1, #entry.lines, #out + 1, out)
    end
  end
  return table.concat(out, "\n\n") .. "\n"
end

return M
