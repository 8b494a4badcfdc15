-- The body's printed lines grouped into blocks:
--   { kind = "text" | "table" | "page_furniture", lines = { printed… }, doubts = { index… } }
-- doubts: the lines (indexes into lines) before which a paragraph may end, undecided by the print;
-- 1 where the block's own beginning is doubtful.
-- Page numbers stand apart and do not part the paragraph that runs over them.
local reflow = require "gongbao.text.reflow"
local tables = require "gongbao.document.tables"

local M = {}

local function next_text(printed, k, last)
  k = k + 1
  while k <= last and printed[k].debris do k = k + 1 end
  return k <= last and printed[k] or nil
end

--- Blocks of printed[first..last], in the order their first lines are printed.
function M.of(source, first, last)
  local printed, set = source.printed, source.set
  local blocks, open, before = {}, nil, nil
  local k = first
  while k <= last do
    local line = printed[k]
    if line.debris then
      blocks[#blocks + 1] = { kind = "page_furniture", lines = { line } }
    else
      local table_to = tables.at(printed, k, last)
      if table_to then
        blocks[#blocks + 1] = { kind = "table", lines = table.move(printed, k, table_to, 1, {}) }
        k, open, before = table_to, nil, nil
      else
        local starts, uncertain = true, false
        if open then
          starts, uncertain = reflow.starts(before, line, next_text(printed, k, last), #open.lines == 1, set)
        end
        if starts then
          open = { kind = "text", lines = {}, doubts = {} }
          blocks[#blocks + 1] = open
        end
        open.lines[#open.lines + 1] = line
        if uncertain then open.doubts[#open.doubts + 1] = #open.lines end
        before = line
      end
    end
    k = k + 1
  end
  return blocks
end

return M
