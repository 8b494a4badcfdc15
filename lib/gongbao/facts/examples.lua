-- Runs the examples that an extractor script carries. An example is
--   { text = "…", genre = nil, title = nil, rows = { { field = value, … }, … } }
-- `text` may hold several paragraphs, one a line. The script must make as many rows as are
-- listed, in their order, and each listed field must be equal; fields not listed are free.
local extractor = require "gongbao.facts.extractor"
local facts = require "gongbao.facts"

local M = {}

--- A document with one paragraph a line, as a parser would make it.
-- @param example table: { text, genre, title }
function M.document(example)
  local document = { id = "example", seq = 1, genre = example.genre or "special_work_report", title = example.title,
    signed_on = example.signed_on, first_line = 1, last_line = 1, nodes = {} }
  local line = 0
  for text in (example.text .. "\n"):gmatch "(.-)\n" do
    line = line + 1
    local here = line
    local flow = { text = text, line = function() return here end, place = function(_, at) return here, at, 1 end }
    document.nodes[#document.nodes + 1] = { id = "example." .. line, seq = line, kind = "paragraph", text = text,
      flow = flow,
      first_line = here, last_line = here }
  end
  for _, given in ipairs(example.nodes or {}) do               -- nodes as they are, for checks of structure
    line = line + 1
    local here = line
    local text = (given.label or "") .. (given.heading or "") .. (given.text or "")
    document.nodes[#document.nodes + 1] = { id = "example." .. line, seq = line, kind = given.kind, level = given.level,
      label = given.label, heading = given.heading, text = given.text, first_line = here, last_line = here,
      flow = { text = text, line = function() return here end } }
  end
  document.last_line = line
  return document
end

local function show(value)
  return type(value) == "string" and ("%q"):format(value) or tostring(value)
end

local function compare(rows, wanted)
  if #rows ~= #wanted then
    local got = {}
    for _, row in ipairs(rows) do
      got[#got + 1] = row.title or row.subject or row.name or row.head or tostring(row.value)
    end
    return ("%d rows instead of %d (%s)"):format(#rows, #wanted, table.concat(got, " | "))
  end
  for i, want in ipairs(wanted) do
    for field, value in pairs(want) do
      if rows[i][field] ~= value then
        return ("row %d: %s is %s instead of %s"):format(i, field, show(rows[i][field]), show(value))
      end
    end
  end
end

--- Runs all examples of a script.
-- @return table: { { text =, fault = nil | "what is wrong" }, … }; one entry with `fault` where the script is no
-- extractor
function M.run(script)
  local fault = extractor.fault(script)
  if fault then return { { text = tostring(type(script) == "table" and script.name), fault = fault } } end
  local results = {}
  for _, example in ipairs(script.examples) do
    local rows = facts.extract(M.document(example), { script })
    results[#results + 1] = { text = example.text, fault = compare(rows[script.layer] or {}, example.rows or {}) }
  end
  return results
end

return M
