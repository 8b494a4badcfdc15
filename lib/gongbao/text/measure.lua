-- How a text is set: hard-wrapped to a measure, or one paragraph a line.
--
-- In a hard-wrapped text most lines of running prose are as wide as the column, or
-- two ems narrower where they open a paragraph, for the indent is lost in extraction.
-- The measure (`full`, half ems) is therefore near the upper end of the wide lines,
-- not their commonest width; the few that punctuation lets stand out lie above it.
local lines = require "gongbao.text.printed"

local M = {}

local STAND_OUT = 0.03 -- of the wide lines

-- The width below which nine in ten lines lie.
local function wide_end(widths)
  table.sort(widths)
  return widths[math.max(1, math.floor(#widths * 0.9))]
end

-- The width that all but the few of the lines from `from` on keep; widths are sorted.
local function upper_end(widths, from)
  local first = #widths
  while first > 1 and widths[first - 1] >= from do first = first - 1 end
  local wide = #widths - first + 1
  return widths[#widths - math.floor(wide * STAND_OUT)]
end

--- @return { wrapped = boolean, full = half ems } of printed lines
function M.of(printed)
  local widths = {}
  for _, width, debris in lines.shapes(printed) do
    if not debris then widths[#widths + 1] = width end
  end
  if #widths == 0 then return { wrapped = false, full = 0 } end
  local full = upper_end(widths, wide_end(widths) * 0.7)
  local near, beyond = 0, 0
  for _, w in ipairs(widths) do
    if w >= full - 8 and w <= full + 2 then near = near + 1 end
    if w > full + 8 then beyond = beyond + 1 end
  end
  local wrapped = near >= 4 and near >= #widths * 0.15 and beyond <= #widths * 0.05 and full <= 140
  return { wrapped = wrapped, full = full }
end

return M
