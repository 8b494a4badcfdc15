-- 议题与文件对照: each agenda item of the minutes with the documents that belong to it, and the gaps.
local matrix = require "gongbao.oversight.matrix"

local names = { report = "报告", committee = "委员会报告", opinion = "审议意见", resolution = "决议", answer = "办理报告" }

-- The document of a cell, as the templates print it.
local function document_of(store, id)
  return id and store:row("SELECT id, title, first_line FROM document WHERE id = ?", id)
end

local function cells_of(store, row)
  local gaps, cells = {}, {}
  for _, name in ipairs(row.gaps) do gaps[name] = true end
  for i, name in ipairs(matrix.COLUMNS) do
    cells[i] = { name = names[name], document = document_of(store, row.found[name]), gap = gaps[name] or false }
  end
  return cells
end

return {
  doc = "议题与文件对照: agenda items, the documents that belong to them, what is missing",
  args = {},
  data = function(store)
    local meetings, seen, gaps = {}, {}, 0
    for _, row in ipairs(matrix.build(store)) do
      local meeting = seen[row.minutes]
      if not meeting then
        meeting = { title = row.meeting or row.minutes, minutes = row.minutes, rows = {} }
        seen[row.minutes] = meeting
        meetings[#meetings + 1] = meeting
      end
      gaps = gaps + #row.gaps
      table.insert(meeting.rows, { label = row.label, line = row.line, title = row.title, cells = cells_of(store,
        row) })
    end
    local columns = {}
    for i, name in ipairs(matrix.COLUMNS) do columns[i] = names[name] end
    return { meetings = meetings, columns = columns, gaps = gaps }
  end,
}
