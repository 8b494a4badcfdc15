-- Building a document's nodes: one list in print order, parents by level.
local Builder = {}
Builder.__index = Builder

local M = {}

--- A builder; `add` appends nodes, `finish` orders and numbers them.
function M.builder() return setmetatable({ nodes = {}, stack = {} }, Builder) end

--- Appends a node. A node with `rank` becomes the parent of what follows with a
-- higher rank; one without is a leaf.
-- @param node { kind, flow, label, heading, text, level, uncertain, heading_at, text_at,
--   spans: true where its lines are to hold all that is below it }
-- @param rank integer|nil
function Builder:add(node, rank)
  while rank and #self.stack > 0 and self.stack[#self.stack].rank >= rank do table.remove(self.stack) end
  node.parent = node.kind ~= "page_furniture" and self.stack[#self.stack] and self.stack[#self.stack].node or nil
  node.first_line, node.last_line = node.flow:first_line(), node.flow:last_line()
  self.nodes[#self.nodes + 1] = node
  if rank then self.stack[#self.stack + 1] = { rank = rank, node = node } end
  return node
end

--- No heading is open any more: what follows stands at the top.
function Builder:close() self.stack = {} end

--- The innermost open parent, or nil.
function Builder:parent() return self.stack[#self.stack] and self.stack[#self.stack].node end

--- The nodes in print order, numbered, with ids below the document's.
function Builder:finish(document_id)
  local order = {}
  for i, node in ipairs(self.nodes) do order[node] = i end
  table.sort(self.nodes, function(a, b)
    if a.first_line ~= b.first_line then return a.first_line < b.first_line end
    return order[a] < order[b]
  end)
  for seq, node in ipairs(self.nodes) do
    node.seq, node.id = seq, document_id .. "." .. seq
    local above = node.parent
    while above do
      if above.spans then above.last_line = math.max(above.last_line, node.last_line) end
      above = above.parent
    end
  end
  return self.nodes
end

return M
