-- Flattened tables: rows of fields parted by spaces, the first a header.
--
--   附：GDP增速（%）
--   县区 全市 汀南 汀北
--   增速 4.3 4.7 5.5
local chars = require "gongbao.text.chars"

local M = {}

local wide_spaces = { "\u{3000}", "\u{2003}" }

local function fields(line)
  local found, spaced = {}, line.raw
  if chars.holds(spaced, wide_spaces) then spaced = spaced:gsub("\u{3000}", " "):gsub("\u{2003}", " ") end
  for field in spaced:gmatch "%S+" do found[#found + 1] = field end
  return found
end
M.fields = fields

local function is_number(field) return field:gsub("^−", "-"):find "^[+-]?%d[%d.,]*%%?$" ~= nil end

local function numbers(row)
  local n = 0
  for _, field in ipairs(row) do if is_number(field) then n = n + 1 end end
  return n
end

-- A data row: three fields or more, most of them bare numbers.
local function is_data(row) return #row >= 3 and numbers(row) * 2 > #row end

-- A header row: short names, no sentence, as many fields as the data row below it (or one fewer).
local function is_header(row, below, line)
  if #row < 3 or numbers(row) * 2 > #row then return false end
  if line.text:find("。", 1, true) or line.text:find("，", 1, true) then return false end
  return #row == #below or #row == #below - 1
end

--- The last index of the table that starts at printed[k], or nil where none does.
function M.at(printed, k, last)
  local row = fields(printed[k])
  local from = k
  if not is_data(row) then
    local below = k < last and fields(printed[k + 1])
    if not below or not is_data(below) or not is_header(row, below, printed[k]) then return nil end
    from = k + 1
  end
  local to = from
  while to < last and is_data(fields(printed[to + 1])) do to = to + 1 end
  -- A lone row of numbers without a header is a line of text that happens to be set so.
  if from == k and to == k then return nil end
  return to
end

return M
