-- JSON for the export: keys in a given order, the same bytes for the same values.
local M = {}

local escapes = {
  ['"'] = '\\"', ["\\"] = "\\\\", ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t", ["\b"] = "\\b", ["\f"] = "\\f",
}

local function escape(c) return escapes[c] or ("\\u%04x"):format(c:byte()) end

--- A JSON string literal.
function M.string(s) return '"' .. s:gsub('[%c"\\\127]', escape) .. '"' end

--- A JSON number: integers without point, others in the shortest form that reads back the same.
function M.number(n)
  if n ~= n or n == math.huge or n == -math.huge then return "null" end
  if math.type(n) == "float" and n == math.floor(n) and math.abs(n) < 2 ^ 53 then n = math.tointeger(n) end
  if math.type(n) == "integer" then return tostring(n) end
  for digits = 15, 17 do
    local s = ("%." .. digits .. "g"):format(n)
    if tonumber(s) == n then return s end
  end
end

local encoders = {
  ["nil"] = function() return "null" end,
  boolean = tostring, number = M.number, string = M.string,
  table = function(list)
    local parts = {}
    for i, v in ipairs(list) do parts[i] = M.value(v) end
    return "[" .. table.concat(parts, ",") .. "]"
  end,
}

--- A nil, boolean, number, string or array of these.
function M.value(v) return encoders[type(v)](v) end

--- An object from alternating keys and encoded values: `object { "a", "1" }` → `{"a":1}`.
function M.object(pairs_in_order)
  local parts = {}
  for i = 1, #pairs_in_order, 2 do
    parts[#parts + 1] = M.string(pairs_in_order[i]) .. ":" .. pairs_in_order[i + 1]
  end
  return "{" .. table.concat(parts, ",") .. "}"
end

return M
