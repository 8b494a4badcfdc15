-- Texts that a decision quotes, as parts of a statute: paragraphs with points, points alone, whole articles.
local lpeg = require "lpeg"
local numerals = require "gongbao.grammar.numerals"
local reader = require "gongbao.statute.reader"

local M = {}

local point_label = lpeg.P "（" * numerals.chinese_integer * lpeg.P "）" * lpeg.Cp()
local article_label = numerals.inserted "条"

--- Paragraphs of a quoted text, each line one, points below theirs.
-- @return table list of { text, points }
function M.paragraphs(text) return reader.paragraphs(text) end

--- Points of a quoted text: “（五）…”, a line each. A line without a label continues the numbering.
-- @return table list of { number|nil, text, indents }
function M.points(text)
  local points = {}
  for line in (text .. "\n"):gmatch "([^\n]*)\n" do
    local n, at = point_label:match(line)
    if line ~= "" then points[#points + 1] = { number = n, text = n and line:sub(at) or line, indents = {} } end
  end
  return points
end

--- Articles of a quoted text whose lines carry their labels (“第三十三条 …), with a division's heading where it has one.
-- @return table list of articles, table|nil division
function M.articles(text)
  local statute = reader.read("# x\n" .. text)
  local articles, division = {}, nil
  for _, entry in ipairs(statute.body) do
    if entry.kind == "article" then articles[#articles + 1] = entry
    elseif not division then division = entry end
  end
  return articles, division
end

--- The articles of a quoted text. Without labels of their own (第三十条规定的… is none) they are one article, or one a line.
-- @param lines boolean: several articles are meant
-- @return table list of articles, boolean whether they are labelled
function M.pieces(text, lines)
  local articles = article_label:match(text) and M.articles(text) or {}
  if #articles > 0 then return articles, true end
  if not lines then return { { paragraphs = M.paragraphs(text) } }, false end
  for line in text:gmatch "[^\n]+" do articles[#articles + 1] = { paragraphs = M.paragraphs(line) } end
  return articles, false
end

--- The sentences of a text, each with its closing mark.
-- `sentences "甲。乙。"` → `{ "甲。", "乙。" }`
function M.sentences(text)
  local list, start = {}, 1
  local i = 1
  while true do
    local a, b = text:find("。", i, true)
    if not a then break end
    -- a closing quotation mark or bracket belongs to its sentence
    if text:sub(b + 1, b + 3) == "”" or text:sub(b + 1, b + 3) == "）" then b = b + 3 end
    list[#list + 1], start, i = text:sub(start, b), b + 1, b + 1
  end
  if start <= #text then list[#list + 1] = text:sub(start) end
  return list
end

return M
