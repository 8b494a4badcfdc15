-- Documents of a store with their nodes, in the shape in which the parsers hand them on.
local M = {}

local Flow = {}
Flow.__index = Flow

--- The printed line that holds a byte, from the node's places ("1:95@7 41:97 82:99:12").
function Flow:line(byte)
  local found
  for at, line in self.places:gmatch "(%d+):(%d+)" do
    if tonumber(at) > byte and found then break end
    found = math.tointeger(tonumber(line))
  end
  return found
end

local function read_only_flow(text, places) return setmetatable({ text = text, places = places or "" }, Flow) end

--- One document with its nodes; each node has `flow.text`, `parent` as a node, and the export's fields.
-- @return table|nil
function M.load(store, id)
  local document = store:row("SELECT * FROM document WHERE id = ?", id)
  if not document then return nil end
  document.nodes = {}
  local by_id = {}
  for row in store:rows("SELECT * FROM node WHERE document = ? ORDER BY ordinal_", id) do
    row.flow, row.parent = read_only_flow(row.flow, row.places), row.parent and by_id[row.parent]
    by_id[row.id] = row
    table.insert(document.nodes, row)
  end
  return document
end

return M
