-- Figures of flattened tables: a caption that names the indicator and the unit, a header of
-- territories or columns, rows of numbers.
--
--   附：GDP增速（%）                 indicator GDP, the figures are changes in percent
--   县区 全市 汀南 汀北              columns: the scope of each figure
--   增速 4.3 4.7 5.5                 a row: its label, then a figure a column
local words = require "gongbao.grammar.words"

local M = {}

local rates = words.set "增速 增幅 增长率 增长速度 同比增长 降幅"
local heads = words.set "附件 附表 附 表 ： :"
local area_heads = words.set [[县区 县（市、区） 县市区 地区 市州 区域 市县 区县 单位
  县（市）区]]

local function rows_of(text)
  local rows, at = {}, 1
  for line in (text .. "\n"):gmatch "(.-)\n" do
    local cells, places = {}, {}
    local from = 1
    while true do
      local first, last = line:find("%S+", from)
      if not first then break end
      cells[#cells + 1] = line:sub(first, last)
      places[#places + 1] = { at + first - 1, at + last - 1 }
      from = last + 1
    end
    if #cells > 0 then rows[#rows + 1] = { cells = cells, places = places } end
    at = at + #line + 1
  end
  return rows
end

local function number_of(cell)
  local plain = cell:gsub("%%$", ""):gsub("^−", "-"):gsub(",", "")
  return plain:find "^[+-]?%d+%.?%d*$" and tonumber(plain) or nil
end

-- 附：一般公共预算收入增速（%） → subject, unit, whether the figures are changes
local function caption_of(caption)
  local text = heads:strip_start(caption):gsub("^%d+", "")
  text = heads:strip_start(text)
  local unit = text:match "（单位：(.-)）" or text:match "（(.-)）$"
  local subject = text:gsub("（.-）$", "")
  local rate = rates:before(subject)
  if rate then subject = subject:sub(1, -#rate - 1) end
  return subject, unit, rate
end

--- The figures of a table.
-- @param text string: the table's rows, one a line, fields parted by a space
-- @param caption string|nil: the line that names it
-- @return table: { { subject, scope, value, unit, change, change_kind, from, to }, … }; none where the
--   header and a row do not have the same number of columns, or nothing names the indicator
function M.read(text, caption)
  local rows = rows_of(text)
  local header = rows[1]
  if not header or #rows < 2 or not caption then return {} end
  local subject, unit, rate = caption_of(caption)
  local areas = area_heads.has[header.cells[1]]
  local found = {}
  for r = 2, #rows do
    local cells = rows[r].cells
    local shift = #header.cells - #cells                     -- a header may leave the corner out
    if shift == 0 or shift == -1 then
      local label = number_of(cells[1]) == nil and cells[1] or nil
      for c = label and 2 or 1, #cells do
        local value, column = number_of(cells[c]), header.cells[c + shift]
        local of_row_rate = label and rates:before(label)
        if value and column then
          local row = { from = rows[r].places[c][1], to = rows[r].places[c][2] }
          if areas then row.subject, row.scope = subject, column else row.subject, row.scope = column, label end
          if areas and label and not of_row_rate and label ~= subject then row.subject = subject .. label end
          if (of_row_rate or (rate and not label)) or (rate and not areas) then
            row.change, row.change_kind = value, of_row_rate or rate
          else
            row.value, row.unit = value, unit
          end
          if row.subject ~= "" then found[#found + 1] = row end
        end
      end
    end
  end
  return found
end

return M
