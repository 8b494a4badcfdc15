-- Building a document's nodes: one list in print order, parents by level.
local Builder = {}
Builder.__index = Builder

local M = {}

--- A builder; `add` appends nodes, `finish` orders and numbers them.
function M.builder() return setmetatable({ nodes = {}, stack = {} }, Builder) end

--- Appends a node. A node with `rank` becomes the parent of what follows with a
-- higher rank; one without is a leaf.
-- @param node { kind, flow, label, heading, text, level, heading_at, text_at,
--   doubts: bytes of its flow where a paragraph may begin, undecided by the print,
--   spans: true where its lines are to hold all that is below it }
-- @param rank integer|nil
function Builder:add(node, rank)
  while rank and #self.stack > 0 and self.stack[#self.stack].rank >= rank do table.remove(self.stack) end
  node.parent = node.kind ~= "page_furniture" and self.stack[#self.stack] and self.stack[#self.stack].node or nil
  node.first_line, node.last_line = node.flow:first_line(), node.flow:last_line()
  if node.doubts and #node.doubts > 0 then node.uncertain = { "paragraph_break" } else node.doubts = nil end
  self.nodes[#self.nodes + 1] = node
  if rank then self.stack[#self.stack + 1] = { rank = rank, node = node } end
  return node
end

--- The bytes of a piece at which its block's doubtful lines begin. The piece is the
-- block's flow from byte `from` to `to`.
function M.doubts(block, whole, from, to)
  local at = {}
  for _, p in ipairs(block.doubts or {}) do
    local byte = whole.at[p] - (from or 1) + 1
    if byte >= 1 and whole.at[p] <= (to or #whole.text) then at[#at + 1] = byte end
  end
  return at
end

--- No heading is open any more: what follows stands at the top.
function Builder:close() self.stack = {} end

--- The innermost open parent, or nil.
function Builder:parent() return self.stack[#self.stack] and self.stack[#self.stack].node end

-- Numbers nodes in the order they stand and widens those that span what is below them.
local function number(list, document_id)
  for seq, node in ipairs(list) do
    node.seq, node.id = seq, document_id .. "." .. seq
    local above = node.parent
    while above do
      if above.spans then above.last_line = math.max(above.last_line, node.last_line) end
      above = above.parent
    end
  end
end

--- The nodes in print order, numbered, with ids below the document's.
function Builder:finish(document_id)
  local order = {}
  for i, node in ipairs(self.nodes) do order[node] = i end
  table.sort(self.nodes, function(a, b)
    if a.first_line ~= b.first_line then return a.first_line < b.first_line end
    return order[a] < order[b]
  end)
  number(self.nodes, document_id)
  return self.nodes
end

--- Parts a paragraph node of a document in two at a doubtful byte that was settled.
function M.part(doc, node, byte)
  local rest = node.flow:sub(byte)
  local second = { kind = "paragraph", flow = rest, level = node.kind == "paragraph" and node.level or nil,
    text = rest.text, text_at = 1, parent = node.parent, first_line = rest:first_line(), last_line = rest:last_line() }
  node.flow = node.flow:sub(1, byte - 1)
  node.text, node.last_line = node.flow.text:sub(node.text_at), node.flow:last_line()
  node.doubts, node.uncertain = nil, nil
  for i, other in ipairs(doc.nodes) do
    if other == node then table.insert(doc.nodes, i + 1, second) break end
  end
  number(doc.nodes, doc.id)
end

return M
