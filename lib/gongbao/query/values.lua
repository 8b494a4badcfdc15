-- The values that queries compare with: fields of documents, values of annotations.
local M = {}

-- Factors of numbers with a unit: `1.5亿元` is 150000000 (元), `3个月` is 90 (days).
local powers = { ["十"] = 10, ["百"] = 100, ["千"] = 1000, ["万"] = 1e4, ["亿"] = 1e8, ["万亿"] = 1e12 }
local days = { ["日"] = 1, ["天"] = 1, ["个工作日"] = 1, ["周"] = 7, ["个月"] = 30, ["月"] = 30, ["年"] = 365 }

--- A number with its unit in the base unit of its kind, or nil: `1亿元` → 1e8, `12%` → 12.
function M.number(text)
  local digits, unit = text:match "^%s*([%+%-]?[%d,%.]+)%s*(.-)%s*$"
  local n = digits and tonumber((digits:gsub(",", "")))
  if not n then return nil end
  unit = unit:gsub("元$", "")
  if unit == "" or unit == "%" or unit == "％" then return n end
  local factor = powers[unit] or days[unit]
  return factor and n * factor
end

--- The comparison of `{layer op value}`.
function M.of_layer(op, form, value, fail)
  if not op then return { op = "any" } end
  value = form == "bare" and value:match "^%s*(.-)%s*$" or value
  if value == "" then fail "nothing to compare with" end
  if op == "~" then return { op = "contains", text = value } end
  local number = form == "bare" and M.number(value)
  if number then return { op = op, number = number } end
  if op ~= "=" and op ~= "!=" then fail("'" .. value .. "' is no number: 1亿元, 12%, 3个月") end
  return { op = op, text = value }
end

-- A date as far as it is given: 2023, 2023-06, 2023-06-01; also 2023年6月.
local function iso(text, fail)
  local y, m, d = text:match "^(%d%d%d%d)%-?(%d?%d?)%-?(%d?%d?)$"
  if not y then y, m, d = text:match "^(%d%d%d%d)年(%d?%d?)月?(%d?%d?)日?$" end
  if not y then fail("'" .. text .. "' is no date: 2023, 2023-06, 2023-06-30, 2023-06..2023-09, >=2023-06") end
  local parts = { y }
  if m ~= "" then parts[2] = ("%02d"):format(math.tointeger(m)) end
  if d ~= "" then parts[3] = ("%02d"):format(math.tointeger(d)) end
  return table.concat(parts, "-")
end

local function date(text, fail)
  local low, high = text:match "^(.-)%.%.(.-)$"
  if low then
    low, high = low ~= "" and iso(low, fail) or "0000", high ~= "" and iso(high, fail) or "9999"
    return { op = "between", text = low, high = high }
  end
  local op, rest = text:match "^([<>]=?)(.+)$"
  if op then return { op = op, text = iso(rest, fail) } end
  local day = iso(text, fail)
  return { op = "between", text = day, high = day }
end

local exact = { genre = true, id = true, source = true }

--- The plan of `name:value`.
function M.of_field(name, form, value, fail)
  if name == "in" then return { op = "kind", text = value } end
  if name == "date" or name:find "_on$" then return { op = "field", text = name, compare = date(value, fail) } end
  if value == "*" and form == "bare" then return { op = "field", text = name, compare = { op = "any" } } end
  return { op = "field", text = name, compare = { op = exact[name] and "=" or "contains", text = value } }
end

return M
