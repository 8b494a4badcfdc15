-- A gazette's own contents: each printed line an entry.
local flow = require "gongbao.text.flow"

local M = {}

--- Adds one node an entry.
function M.build(builder, blocks)
  for _, block in ipairs(blocks) do
    for _, line in ipairs(block.lines) do
      local whole = flow.join { line }
      local kind = block.kind == "page_furniture" and block.kind or "toc"
      builder:add { kind = kind, flow = whole, text = whole.text, text_at = 1 }
    end
  end
end

return M
