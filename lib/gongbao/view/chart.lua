-- Charts as SVG: sorted bars and heat strips, themed by the page's CSS (classes chart-bar,
-- chart-whole, chart-minus, chart-text, chart-axis, chart-cell, chart-cell-minus), with a title
-- and a text that says the same in words. The same rows give the same bytes.
local core = require "gongbao.core.text"
local escape = require("gongbao.view.escape").html

local M = {}

local ROW, GAP, PAD, LINE, CELL = 22, 6, 4, 18, 28
local EM = 13 -- pixels of a Chinese character at the charts' font size
local WIDEST_LABEL = 0.45 -- of a bar chart's width, else labels stand above their bars
local FAINTEST, STRONGEST = 0.06, 0.5 -- of a cell's colour, so that its figure stays readable

local function number(n) return ("%.12g"):format(n) end

-- Coordinates with one decimal: enough for the eye, and stable.
local function px(n)
  local text = ("%.1f"):format(n):gsub("%.0$", "")
  return text == "-0" and "0" or text
end

local function text_width(text) return core.width(text) * EM / 2 end

local function widest(rows)
  local w = 0
  for _, row in ipairs(rows) do w = math.max(w, text_width(row.label)) end
  return w
end

local function spread(rows)
  local low, high = 0, 0
  for _, row in ipairs(rows) do low, high = math.min(low, row.value), math.max(high, row.value) end
  return low, high
end

local function in_words(rows, unit)
  local parts = {}
  for i, row in ipairs(rows) do parts[i] = ("%s %s%s"):format(row.label, number(row.value), unit) end
  return table.concat(parts, "；")
end

-- A chart that links is a group whose parts can be reached; one that does not is an image.
local function open(out, width, height, rows, options)
  local role = "img"
  for _, row in ipairs(rows) do role = row.href and "group" or role end
  local form = '<svg class="chart" role="%s" aria-label="%s" viewBox="0 0 %s %s" width="%s" height="%s" '
    .. 'xmlns="http://www.w3.org/2000/svg">'
  out[#out + 1] = form:format(role, escape(options.title), px(width), px(height), px(width), px(height))
  out[#out + 1] = ("<title>%s</title><desc>%s</desc>"):format(escape(options.title), escape(options.words))
end

local function linked(row, svg)
  return row.href and ('<a href="%s">%s</a>'):format(escape(row.href), svg) or svg
end

local function text_at(x, y, text, anchor)
  return ('<text class="chart-text" x="%s" y="%s"%s>%s</text>'):format(px(x), px(y),
    anchor and (' text-anchor="%s"'):format(anchor) or "", escape(text))
end

local function sorted(rows)
  local list = table.move(rows, 1, #rows, 1, {})
  local order = {}
  for i, row in ipairs(list) do order[row] = i end
  table.sort(list, function(a, b)
    if a.value ~= b.value then return a.value > b.value end
    return order[a] < order[b]
  end)
  return list
end

local function bar_class(row)
  return row.whole and "chart-whole" or row.value < 0 and "chart-minus" or "chart-bar"
end

-- Where bars may run: right of the labels, or below them where labels would take
-- too much of the width; figures stand at the bars' outer ends.
local function frame(rows, unit, width)
  local low, high = spread(rows)
  local figures = 0
  for _, row in ipairs(rows) do figures = math.max(figures, text_width(number(row.value) .. unit) + 10) end
  local labels = widest(rows) + 10
  local above = labels > width * WIDEST_LABEL
  local from = (above and 0 or labels) + (low < 0 and figures or 0)
  local scale = (width - from - figures) / math.max(high - low, 1e-9)
  return { above = above, scale = scale, zero = from - low * scale, step = (above and LINE or 0) + ROW + GAP }
end

--- Horizontal bars, the largest first; negative values run to the left of the axis.
-- @param rows list of { label, value, href = link or nil, whole = true for what the others are parts of }
-- @param options { title, unit = "", width = 640, keep_order = false }
-- @return SVG text, "" where there are no rows
function M.bars(rows, options)
  if #rows == 0 then return "" end
  rows = options.keep_order and rows or sorted(rows)
  local unit, width = options.unit or "", options.width or 640
  local f = frame(rows, unit, width)
  local height = #rows * f.step + PAD * 2
  local out = {}
  open(out, width, height, rows, { title = options.title, words = in_words(rows, unit) })
  for i, row in ipairs(rows) do
    local top = PAD + (i - 1) * f.step
    local y = top + (f.above and LINE or 0)
    local w = math.abs(row.value) * f.scale
    local x = row.value < 0 and f.zero - w or f.zero
    out[#out + 1] = linked(row, text_at(0, top + (f.above and LINE - 5 or ROW - 6), row.label)
      .. ('<rect class="%s" x="%s" y="%s" width="%s" height="%d"/>'):format(bar_class(row), px(x), px(y),
        px(math.max(w, 0.5)), ROW)
      .. text_at(row.value < 0 and x - 6 or x + w + 6, y + ROW - 6, number(row.value) .. unit,
        row.value < 0 and "end" or nil))
  end
  out[#out + 1] = ('<line class="chart-axis" x1="%s" y1="0" x2="%s" y2="%s"/></svg>'):format(px(f.zero), px(f.zero),
    px(height))
  return table.concat(out)
end

-- How strong a cell is, 0 to 1: from the strip's smallest to its largest value; where values
-- of both signs stand in it, by their distance from zero.
local function strength_of(cells, columns)
  local low, high = math.huge, -math.huge
  for c = 1, columns do
    local value = cells[c] and cells[c].value
    if value then low, high = math.min(low, value), math.max(high, value) end
  end
  if low < 0 and high > 0 then
    local most = math.max(-low, high)
    return function(value) return math.abs(value) / most end
  end
  return function(value) return high > low and math.abs(value - (high <= 0 and high or low)) / (high - low) or 0.5 end
end

local function strip_cell(cell, x, y, width, strength)
  return linked(cell, ('<rect class="%s" x="%s" y="%s" width="%s" height="%d" fill-opacity="%.2f"/>'):format(
    cell.value < 0 and "chart-cell-minus" or "chart-cell", px(x), px(y), px(width - 2), CELL,
    FAINTEST + (STRONGEST - FAINTEST) * strength)
    .. text_at(x + width / 2 - 1, y + CELL - 9, number(cell.value), "middle"))
end

-- The columns' width: the widest name or figure, at least the chart's width in equal parts.
local function column_width(columns, strips, width)
  local w = width / #columns
  for _, name in ipairs(columns) do w = math.max(w, text_width(name) + 8) end
  for _, strip in ipairs(strips) do
    for c in ipairs(columns) do
      local cell = strip.cells[c]
      if cell then w = math.max(w, text_width(number(cell.value)) + 8) end
    end
  end
  return w
end

local function strip_in_words(columns, strip)
  local rows = {}
  for c, name in ipairs(columns) do
    if strip.cells[c] then rows[#rows + 1] = { label = name, value = strip.cells[c].value } end
  end
  return strip.label .. "：" .. in_words(rows, strip.unit or "")
end

--- Heat strips below one another: a column each place, a strip each indicator, a cell the
-- stronger the larger its value in its own strip (strips are not to be compared in colour).
-- @param columns list of names
-- @param strips list of { label, unit, cells = { [column] = { value, href } } }; a missing cell stays empty
-- @param options { title, width = 420 }; wider where the figures need it
-- @return SVG text, "" where there is nothing
function M.strips(columns, strips, options)
  if #columns == 0 or #strips == 0 then return "" end
  local cell = column_width(columns, strips, options.width or 420)
  local out, all, words = {}, {}, {}
  for i, strip in ipairs(strips) do
    words[i] = strip_in_words(columns, strip)
    for c in ipairs(columns) do all[#all + 1] = strip.cells[c] end
  end
  open(out, cell * #columns, LINE + GAP + #strips * (LINE + CELL + GAP), all,
    { title = options.title, words = table.concat(words, "。") })
  for c, name in ipairs(columns) do out[#out + 1] = text_at((c - 0.5) * cell - 1, LINE - 4, name, "middle") end
  for i, strip in ipairs(strips) do
    local y = LINE + GAP + (i - 1) * (LINE + CELL + GAP)
    out[#out + 1] = text_at(0, y + LINE - 4, strip.label .. (strip.unit and "（" .. strip.unit .. "）" or ""))
    local strength = strength_of(strip.cells, #columns)
    for c in ipairs(columns) do
      local at = strip.cells[c]
      if at then out[#out + 1] = strip_cell(at, (c - 1) * cell, y + LINE, cell, strength(at.value)) end
    end
  end
  out[#out + 1] = "</svg>"
  return table.concat(out)
end

return M
