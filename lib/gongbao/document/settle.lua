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

-- Every paragraph that decisions quote: “…” within one node, and the paragraphs of a
-- quotation over several, which may open with “ and end with ” only once.
local function quoted_by(docs)
  local quoted, any = {}, false
  for _, doc in ipairs(docs) do
    if doc.genre == "amending_decision" then
      any = true
      for _, node in ipairs(doc.nodes) do
        local text = node.flow.text
        add_quoted(quoted, text)
        if chars.ends_with(text, { close }) then text = text:sub(1, -#close - 1) end
        quoted[text] = true
      end
    end
  end
  return any and quoted
end

local function settled_at(node, quoted)
  local text = node.flow.text
  for _, byte in ipairs(node.doubts) do
    local inside = byte > 1 and byte > node.text_at
    if inside and (quoted[text:sub(byte)] or quoted[text:sub(node.text_at, byte - 1)]) then return byte end
  end
end

--- Parts the nodes whose doubtful breaks the source's decisions settle.
function M.run(docs)
  local quoted = quoted_by(docs)
  if not quoted then return end
  for _, doc in ipairs(docs) do
    local i = 1
    while i <= #doc.nodes do
      local node = doc.nodes[i]
      local byte = node.doubts and node.text_at and doc.genre ~= "amending_decision" and settled_at(node, quoted)
      if byte then nodes.part(doc, node, byte) end
      i = i + 1
    end
  end
end

return M
