-- Reads a statute from plain text or Markdown, as collections publish them: one division, article,
-- paragraph or point a line. Nothing is refused: a line that fits nowhere else is a paragraph of the article
-- it follows, or belongs to the preamble.
local lpeg = require "lpeg"
local numerals = require "gongbao.grammar.numerals"
local tree = require "gongbao.statute.tree"
local chars = require "gongbao.text.chars"
local clean = require "gongbao.statute.clean"

local P, C, Cc, Cp, S = lpeg.P, lpeg.C, lpeg.Cc, lpeg.Cp, lpeg.S

local M = {}

local number = numerals.integer_pattern
local unit = C(P "分编" + P "编" + P "章" + P "节")

-- 第三章总则 → 3, 章, offset of the name
local division_line = P "第" * number * unit * Cp()
-- 第一百二十条之一…: number, inserted, offset of the text. 第十条第一款 and 第十条、第八条 begin a sentence, not an article,
-- unless a blank parts the label from what follows (第八十六条 规定本行政区域…).
local bare_label = numerals.inserted "条" * Cp()
local blank = S " \t" + P "\u{3000}" + P "\u{2003}"
local label_and_blank = blank ^ 0 * (numerals.inserted "条" / 0) * (blank + P(-1))
local deeper = P "第" * number * (P "款" + P "项" + P "条")
local article_line = numerals.inserted "条" * -(deeper + P "、" + P "和" + P "至" + P "的规定" + P "规定") * Cp()
local point_line = (P "（" + P "(") * numerals.chinese_integer * (P "）" + P ")") * Cp()
local indent_line = numerals.arabic_integer * (S "." + P "．" + P "、") * -lpeg.R "09" * Cp()
local contents_line = P "目" * (P "录") * -1
local comment = P "<!--"
-- collections close their front matter with one of these
local front_end = P "<!-- INFO END -->" + P "<!-- LEGAL_HEADER_END -->"
local has_front = lpeg.P { front_end + 1 * lpeg.V(1) }
local other_division = (P "附则" + P "附件" * (number + Cc(true)) + P "附录") * -1
local event = P "通过" + P "修订" + P "修正" + P "公布" + P "批准" + P "修改" + P "施行" + P "废止"

local event_anywhere = (1 - event) ^ 0 * event

-- What kind of line it is, with its parts.
-- @param sure boolean: a blank follows the label
local function classify(text, marked, sure)
  local n, u, at = division_line:match(text)
  if n and (marked or utf8.len(text) <= 40 and not chars.ends_with(text, { "。", "；" })) then
    return "division", { kind = "division", unit = u, number = n, name = text:sub(at), lines = {} }
  end
  local article, inserted, from = (sure and bare_label or article_line):match(text)
  if article and not marked then
    return "article", { kind = "article", number = article, inserted = inserted or nil, paragraphs = {} },
      clean.spaces(text:sub(from))
  end
  if marked or other_division:match(text) then
    return "division", { kind = "division", unit = text:find "^附件" and "附件" or "", name = text, lines = {} }
  end
  local value, rest = point_line:match(text)
  if value then return "point", { number = value, indents = {}, text = clean.spaces(text:sub(rest)) } end
  value, rest = indent_line:match(text)
  if value then return "indent", { number = value, text = clean.spaces(text:sub(rest)) } end
  return "text", text
end

-- A contents list is divisions without articles that all come again: the reader starts over at the repeat.
local function drop_contents(body)
  local seen
  for i, entry in ipairs(body) do
    if entry.kind == "article" then return body end
    local label = clean.fold(tree.division_label(entry))
    if i == 1 then seen = label
    elseif label == seen then return table.move(body, i, #body, 1, {}) end
  end
  return body
end

local Reader = {}
Reader.__index = Reader

-- The last paragraph, point list or division that takes what comes next.
function Reader:add_text(text)
  if self.article then
    self.paragraph = { text = text, points = {} }
    table.insert(self.article.paragraphs, self.paragraph)
    self.point = nil
  elseif self.division then
    -- the tail of a title that was wrapped, or text below an annex
    local last = self.division
    local ends = chars.ends_with(text, { "。", "；", "：" })
    if last.number and #last.lines == 0 and not ends then last.name = last.name .. text
    else table.insert(last.lines, text) end
  else
    table.insert(self.before, text)
  end
end

function Reader:add_point(point)
  if not self.article or not self.paragraph then return self:add_text(tree.point_label(point) .. point.text) end
  self.point = point
  table.insert(self.paragraph.points, point)
end

function Reader:add_indent(indent, text)
  if not self.point then return self:add_text(text) end
  table.insert(self.point.indents, indent)
end

function Reader:start_article(article, rest)
  self.article, self.paragraph, self.point = article, nil, nil
  table.insert(self.body, article)
  if rest ~= "" then self:add_text(rest) end
end

-- The tail of a wrapped division title can stand before the next article on its line.
function Reader:clinging(text)
  if self.article or not self.division then return nil end
  for at in text:gmatch "()第" do
    local n, inserted, from = article_line:match(text, at)
    if at > 1 and n and at <= 60 then
      self:add_text(text:sub(1, at - 1))
      return { kind = "article", number = n, inserted = inserted or nil, paragraphs = {} }, text:sub(from)
    end
  end
end

function Reader:line(raw)
  local marks, rest = raw:match "^(#*)(.*)$"
  local text = clean.spaces(rest)
  if comment:match(text) then
    self.in_front = self.in_front and not front_end:match(text)
    return
  end
  if text == "" then return end
  if marks == "#" and not self.title then self.title = text; return end
  -- in the front matter 《关于修改…第三十一条的决定》 can be wrapped anywhere
  if self.in_front then return self:add_text(text) end
  if contents_line:match(text) then return end
  local kind, value, extra = classify(text, #marks > 0, label_and_blank:match(rest) ~= nil)
  if kind == "division" then
    self.article, self.paragraph, self.point, self.division = nil, nil, nil, value
    table.insert(self.body, value)
  elseif kind == "article" then self:start_article(value, extra)
  elseif kind == "point" then self:add_point(value)
  elseif kind == "indent" then self:add_indent(value, text)
  else
    local article, tail = self:clinging(value)
    if article then self:start_article(article, tail) else self:add_text(value) end
  end
end

-- Lines before the body: the title, events (adopted, amended…), and the preamble.
function Reader:front()
  local history, preamble = {}, {}
  for _, text in ipairs(self.before) do
    if not self.title then self.title = text
    elseif #preamble == 0 and event_anywhere:match(text) and text:find "%d年" then history[#history + 1] = text
    else preamble[#preamble + 1] = text end
  end
  return history, preamble
end

--- A statute from its text.
-- @param text string: UTF-8, LF or CRLF; Markdown headings or plain lines
-- @return table the statute (see tree.lua); its body is empty where the text holds no article
function M.read(text)
  local reader = setmetatable({ body = {}, before = {}, in_front = has_front:match(text) ~= nil },
    Reader)
  for line in (text:gsub("^\u{FEFF}", "") .. "\n"):gmatch "([^\n]*)\n" do reader:line(line) end
  local history, preamble = reader:front()
  return { title = reader.title or "", history = history, preamble = preamble, body = drop_contents(reader.body) }
end

--- Paragraphs from lines that stand in one article, points below theirs.
-- @param text string: lines parted by "\n", without the article's label
-- @return table list of paragraphs
function M.paragraphs(text)
  local reader = setmetatable({ body = {}, before = {} }, Reader)
  reader:start_article({ kind = "article", number = 1, paragraphs = {} }, "")
  local article = reader.article
  for line in (text .. "\n"):gmatch "([^\n]*)\n" do
    local cleaned = clean.spaces(line)
    local kind, value = classify(cleaned, false, false)
    if kind == "point" then reader:add_point(value)
    elseif kind == "indent" then reader:add_indent(value, cleaned)
    elseif cleaned ~= "" then reader:add_text(cleaned) end
  end
  return article.paragraphs
end

--- The statute that a document of the store holds: its chapter, article, paragraph and point nodes.
-- @param document table: { title, nodes = { { kind, label, heading, text, … }… } }
function M.from_document(document)
  local reader = setmetatable({ body = {}, before = {}, title = document.title }, Reader)
  for _, node in ipairs(document.nodes) do reader:node(node) end
  return { title = document.title, history = {}, preamble = {}, body = reader.body }
end

local NODE = {}

function NODE.chapter(reader, node) reader:line("## " .. (node.label or "") .. (node.heading or node.text or "")) end

function NODE.article(reader, node)
  local n, inserted = numerals.inserted "条":match(node.label or "")
  if not n then return reader:add_text(node.label or "") end
  -- Its text is its first paragraph's, which is a node of its own below it.
  reader:start_article({ kind = "article", number = n, inserted = inserted or nil, paragraphs = {} }, "")
end

function NODE.paragraph(reader, node)
  if node.text and (reader.article or reader.division) then reader:add_text(clean.spaces(node.text)) end
end

function NODE.point(reader, node) reader:line((node.label or "") .. (node.text or "")) end

-- One document node; kinds that are no part of a statute's text (furniture, contents, signature) are passed over.
function Reader:node(node)
  local take = NODE[node.kind]
  if take then take(self, node) end
end

return M
