-- Settling paragraph breaks that the print leaves open: an amending decision in the
-- same source quotes the article's paragraphs one by one, and so shows where they end.
local chars = require "gongbao.text.chars"
local nodes = require "gongbao.document.nodes"

local M = {}

local open, close = "“", "”"

local function add_quoted(quoted, text)
  local from = text:find(open, 1, true)
  while from do
    local to = text:find(close, from, true)
    quoted[text:sub(from + #open, (to or #text + 1) - 1)] = true
    from = to and text:find(open, to, true)
  end
end

local Settled = {}
Settled.__index = Settled

--- What a source's decisions settle: give it the quotes of each, then part each document.
function M.new() return setmetatable({ quoted = {} }, Settled) end

--- Whether documents of a genre quote what settles others.
function M.quotes(genre) return genre == "amending_decision" end

--- Notes every paragraph that a decision quotes: “…” within one node, and the paragraphs of a
-- quotation over several, which may open with “ and end with ” only once.
function Settled:quotes_of(doc)
  for _, node in ipairs(doc.nodes) do
    local text = node.flow.text
    add_quoted(self.quoted, text)
    if chars.ends_with(text, { close }) then text = text:sub(1, -#close - 1) end
    self.quoted[text] = true
  end
end

local function settled_at(node, quoted)
  local text = node.flow.text
  for _, byte in ipairs(node.doubts) do
    local inside = byte > 1 and byte > node.text_at
    if inside and (quoted[text:sub(byte)] or quoted[text:sub(node.text_at, byte - 1)]) then return byte end
  end
end

--- Parts the nodes of a document whose doubtful breaks are settled; returns the document.
function Settled:part(doc)
  if not next(self.quoted) or M.quotes(doc.genre) then return doc end
  local i = 1
  while i <= #doc.nodes do
    local node = doc.nodes[i]
    local byte = node.doubts and node.text_at and settled_at(node, self.quoted)
    if byte then nodes.part(doc, node, byte) end
    i = i + 1
  end
  return doc
end

return M
