-- Charts as SVG: sorted bars and heat strips, themed by the page's CSS (classes
-- chart-bar, chart-minus, chart-text, chart-axis, chart-cell), with a title and a text
-- that says the same in words. The same rows give the same bytes.
local core = require "gongbao.core.text"

local M = {}

local ROW, GAP, PAD = 22, 6, 4
local EM = 13 -- pixels of a Chinese character at the charts' font size

local escapes = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;", ["'"] = "&#39;" }
local function escape(text) return (tostring(text):gsub("[&<>\"']", escapes)) end

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

local function open(out, width, height, title, words)
  local form = '<svg class="chart" role="img" viewBox="0 0 %s %s" width="%s" height="%s" '
    .. 'xmlns="http://www.w3.org/2000/svg">'
  out[#out + 1] = form:format(px(width), px(height), px(width), px(height))
  out[#out + 1] = ("<title>%s</title><desc>%s</desc>"):format(escape(title), escape(words))
end

local function linked(row, svg)
  return row.href and ('<a href="%s">%s</a>'):format(escape(row.href), svg) or svg
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

--- Horizontal bars, the largest first; negative values run to the left of the axis.
-- @param rows list of { label, value, href = link or nil }
-- @param options { title, unit = "", width = 640, keep_order = false }
-- @return SVG text, "" where there are no rows
function M.bars(rows, options)
  if #rows == 0 then return "" end
  rows = options.keep_order and rows or sorted(rows)
  local unit, width = options.unit or "", options.width or 640
  local low, high = spread(rows)
  local left, right = widest(rows) + 10, 70
  local room = width - left - right - (low < 0 and 50 or 0)
  local from = left + (low < 0 and 50 or 0)
  local scale = room / math.max(high - low, 1e-9)
  local zero = from - low * scale
  local height = #rows * (ROW + GAP) + PAD * 2
  local out = {}
  open(out, width, height, options.title, in_words(rows, unit))
  for i, row in ipairs(rows) do
    local y = PAD + (i - 1) * (ROW + GAP)
    local w = math.abs(row.value) * scale
    local x = row.value < 0 and zero - w or zero
    local label_x = row.value < 0 and x - 6 or x + w + 6
    out[#out + 1] = linked(row, ('<text class="chart-text" x="0" y="%s">%s</text>'
      .. '<rect class="%s" x="%s" y="%s" width="%s" height="%d"/>'
      .. '<text class="chart-text" x="%s" y="%s"%s>%s%s</text>'):format(px(y + ROW - 6), escape(row.label),
      row.value < 0 and "chart-minus" or "chart-bar", px(x), px(y), px(math.max(w, 0.5)), ROW, px(label_x),
      px(y + ROW - 6), row.value < 0 and ' text-anchor="end"' or "", number(row.value), escape(unit)))
  end
  out[#out + 1] = ('<line class="chart-axis" x1="%s" y1="0" x2="%s" y2="%s"/></svg>'):format(px(zero), px(zero),
    px(height))
  return table.concat(out)
end

--- A heat strip: one row of cells, each darker the larger its value.
-- @param rows list of { label, value, href }; @param options { title, unit = "", width = 640 }
function M.strip(rows, options)
  if #rows == 0 then return "" end
  local unit, width = options.unit or "", options.width or 640
  local low, high = math.huge, -math.huge
  for _, row in ipairs(rows) do low, high = math.min(low, row.value), math.max(high, row.value) end
  local cell = width / #rows
  local out = {}
  open(out, width, 58, options.title, in_words(rows, unit))
  for i, row in ipairs(rows) do
    local share = high > low and (row.value - low) / (high - low) or 0.5
    local x = (i - 1) * cell
    out[#out + 1] = linked(row, ('<rect class="chart-cell" x="%s" y="0" width="%s" height="26" fill-opacity="%s"/>'
      .. '<text class="chart-text" x="%s" y="40" text-anchor="middle">%s</text>'
      .. '<text class="chart-text" x="%s" y="54" text-anchor="middle">%s</text>'):format(px(x), px(cell - 2),
      ("%.2f"):format(0.12 + 0.8 * share), px(x + cell / 2), escape(row.label), px(x + cell / 2), number(row.value)))
  end
  out[#out + 1] = "</svg>"
  return table.concat(out)
end

return M
