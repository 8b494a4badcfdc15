-- How a text is set: hard-wrapped to a measure, or one paragraph a line.
--
-- In a hard-wrapped text most lines of running prose are as wide as the column.
-- The commonest width among the wide lines is that measure (`full`, half ems);
-- a paragraph's first line is two ems narrower, for its indent is lost in extraction.
local M = {}

-- The width below which nine in ten lines lie.
local function wide_end(widths)
  table.sort(widths)
  return widths[math.max(1, math.floor(#widths * 0.9))]
end

local function commonest(widths, from)
  local count, best = {}, nil
  for _, w in ipairs(widths) do
    if w >= from then
      count[w] = (count[w] or 0) + 1
      if not best or count[w] > count[best] or (count[w] == count[best] and w > best) then best = w end
    end
  end
  return best
end

--- @return { wrapped = boolean, full = half ems } of printed lines
function M.of(printed)
  local widths = {}
  for _, line in ipairs(printed) do
    if not line.debris then widths[#widths + 1] = line.width end
  end
  if #widths == 0 then return { wrapped = false, full = 0 } end
  local full = commonest(widths, wide_end(widths) * 0.7)
  local near, beyond = 0, 0
  for _, w in ipairs(widths) do
    if math.abs(w - full) <= 6 then near = near + 1 end
    if w > full + 8 then beyond = beyond + 1 end
  end
  local wrapped = near >= 4 and near >= #widths * 0.15 and beyond <= #widths * 0.05 and full <= 140
  return { wrapped = wrapped, full = full }
end

return M
