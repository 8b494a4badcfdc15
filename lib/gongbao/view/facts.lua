-- A document's facts, type by type, each with its printed line.
local table_view = require "gongbao.view.table"

local M = {}

local COLUMNS = {
  { "quantities", "line subject scope period value unit qualifier change rank target_share rule" },
  { "people", "line name post organ role" },
  { "citations", "line title article paragraph point alias_of" },
  { "items", "line kind ordinal head responsible time_limit due_on" },
  { "appointments", "line action name post proposed_on decided_on" },
  { "ballots", "line subject measure value unit" },
  { "amendments", "line item op old_article new_article verdict" },
  { "findings", "line check severity message" },
}

--- Writes the facts of a document row.
-- @param doc a row of type document
-- @return integer: the exit code, 1 where it has none
function M.write(doc, context)
  local any = false
  for _, part in ipairs(COLUMNS) do
    local fields = {}
    for field in part[2]:gmatch "%S+" do fields[#fields + 1] = field end
    local names, rows = doc.store[part[1]](doc.store, { document = doc.id }):select(table.unpack(fields)):table()
    if #rows > 0 then
      io.stdout:write(any and "\n" or "", part[1], "\n")
      table_view.write(names, rows, context)
      any = true
    end
  end
  return any and 0 or 1
end

return M
