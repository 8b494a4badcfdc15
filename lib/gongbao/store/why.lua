-- gb.why(row): a row of a store, explained with its printed line.
local documents = require "gongbao.store.documents"
local why = require "gongbao.facts.why"

local M = {}

local Explanation = {}
Explanation.__index = Explanation
Explanation.__tostring = why.text

--- Explains a fact of a store.
-- `print(gb.why(store:quantity(17)))`
-- @param row a row from a cursor: a quantity, person, citation, item, appointment or ballot
-- @return table (see gongbao.facts.why) that prints as text, or nil and why not
function M.of(row)
  local store, name, values = row.store, row.type.name, row.values
  local document = documents.load(store, values.document)
  local explanation, message = why.of(document, name, values, require("gongbao.scripts").all "extractors")
  if not explanation then return nil, message end
  local raw = explanation.line and store:raw_line(document.source, explanation.line)
  explanation.raw = raw and raw:gsub("^%s+", "") or nil
  return setmetatable(explanation, Explanation)
end

return M
