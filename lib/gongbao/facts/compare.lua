-- Gains and losses between two exports, row by row, so that a change of rule can be judged:
-- what is read now and was not, what was read and is not, what is read otherwise.
-- Rows are the same row when they are of one type, document and line and name the same thing.
local M = {}

local NAMES = { quantity = { "subject" }, person = { "name" }, citation = { "title", "article", "paragraph", "point" },
  item = { "kind", "ordinal", "head" }, appointment = { "action", "name" }, ballot = { "subject", "measure" },
  amendment = { "item", "op", "new_article" }, link = { "from", "to", "relation" }, finding = { "check", "message" },
  node = { "kind", "label", "first_line" }, document = { "first_line" } }

-- Numbers in ids and places follow from what stands before; they are no difference.
local IGNORED = { id = true, type = true, seq = true, node = true, parent = true, document = true }

local function plain(value)
  if value == nil or type(value) == "userdata" then return "" end              -- JSON's null
  if type(value) == "table" then
    local parts = {}
    for k, v in pairs(value) do parts[#parts + 1] = tostring(k) .. "=" .. plain(v) end
    table.sort(parts)
    return table.concat(parts, ",")
  end
  if math.type(value) == "float" and value == math.floor(value) then return ("%d"):format(value) end
  return tostring(value)
end

local function key_of(row)
  local parts = { row.type, plain(row.document), plain(row.line) }
  for _, field in ipairs(NAMES[row.type] or { "id" }) do parts[#parts + 1] = plain(row[field]) end
  return table.concat(parts, "\t")
end

local function grouped(rows, only)
  local groups, order = {}, {}
  for _, row in ipairs(rows) do
    if row.type ~= "header" and (not only or only[row.type]) then
      local key = key_of(row)
      if not groups[key] then
        groups[key], order[#order + 1] = {}, key
      end
      table.insert(groups[key], row)
    end
  end
  return groups, order
end

local function differences(old, new)
  local fields, list = {}, {}
  for _, row in ipairs { old, new } do for field in pairs(row) do fields[field] = true end end
  for field in pairs(fields) do
    if not IGNORED[field] and plain(old[field]) ~= plain(new[field]) then
      list[#list + 1] = { field = field, old = plain(old[field]), new = plain(new[field]) }
    end
  end
  table.sort(list, function(a, b) return a.field < b.field end)
  return list
end

--- Compares two lists of export rows.
-- @param old table: { row, … } as decoded from an export
-- @param new table
-- @param only table|nil: set of types
-- @return table { gains = { row, … }, losses = { row, … }, changes = { { old, new, fields = { { field, old, new }
-- } } },
--   same = number }
function M.rows(old, new, only)
  local olds, old_order = grouped(old, only)
  local news, new_order = grouped(new, only)
  local result = { gains = {}, losses = {}, changes = {}, same = 0 }
  for _, key in ipairs(new_order) do
    local left = olds[key] or {}
    for i, row in ipairs(news[key]) do
      if not left[i] then
        result.gains[#result.gains + 1] = row
      else
        local fields = differences(left[i], row)
        if #fields == 0 then result.same = result.same + 1
        else result.changes[#result.changes + 1] = { old = left[i], new = row, fields = fields } end
      end
    end
  end
  for _, key in ipairs(old_order) do
    for i = #(news[key] or {}) + 1, #olds[key] do result.losses[#result.losses + 1] = olds[key][i] end
  end
  return result
end

local SHOWN = { quantity = { "value", "unit", "change" }, ballot = { "value", "unit" } }

local function shown(row)
  local parts = { row.type, plain(row.line) }
  for _, fields in ipairs { NAMES[row.type] or {}, SHOWN[row.type] or {} } do
    for _, field in ipairs(fields) do
      local text = plain(row[field])
      if text ~= "" then parts[#parts + 1] = text end
    end
  end
  return table.concat(parts, " ")
end

--- The comparison as lines: `+` gained, `-` lost, `~` changed with the fields that differ.
function M.text(result)
  local out = {}
  for _, row in ipairs(result.losses) do out[#out + 1] = "- " .. shown(row) end
  for _, row in ipairs(result.gains) do out[#out + 1] = "+ " .. shown(row) end
  for _, change in ipairs(result.changes) do
    local parts = {}
    for i, one in ipairs(change.fields) do parts[i] = ("%s: %s → %s"):format(one.field, one.old, one.new) end
    out[#out + 1] = "~ " .. shown(change.new) .. "  " .. table.concat(parts, "; ")
  end
  out[#out + 1] = ("%d gained, %d lost, %d changed, %d the same"):format(#result.gains, #result.losses, #result.changes,
    result.same)
  return table.concat(out, "\n")
end

return M
