-- What every template can call. Helpers that write markup ask which output it is.
local numerals = require "gongbao.grammar.numerals"
local json = require "gongbao.view.json"
local system = require "gongbao.core.system"
local chart = require "gongbao.view.chart"
local view = require "gongbao.view.table"
local escape = require "gongbao.view.escape"

local M = {}

--- A number as Chinese texts print it, with its unit: number(1259.2, "亿元") → 1259.2亿元.
function M.number(value, unit) return json.number(value) .. (unit or "") end

--- 12 → 十二
function M.chinese(n) return numerals.chinese(n) end

--- An ISO day as 2023年8月28日; nil stays nil.
function M.date(iso)
  if not iso then return nil end
  local y, m, d = iso:match "^(%d+)-(%d+)-(%d+)$"
  return ("%d年%d月%d日"):format(tonumber(y), tonumber(m), tonumber(d))
end

--- The value, or a dash where there is none.
function M.or_dash(value)
  if value == nil then return "—" end
  return value
end

--- The text cut to n characters, with … where something was cut.
function M.cut(text, n)
  local stop = utf8.offset(text, n + 1)
  return stop and stop <= #text and text:sub(1, stop - 1) .. "…" or text
end

--- Rows as a table in the template's own format.
-- @param format "html" "md" "csv" "txt"
function M.table_for(format)
  local kinds = { txt = "table", html = "html", md = "md", csv = "csv" }
  return function(names, rows)
    local out = {}
    view.write(names, rows, { format = kinds[format] or "table", write = function(s) out[#out + 1] = s end })
    return table.concat(out)
  end
end

-- Footnotes: cite(row) notes where a row is printed and gives the mark to set.
--- @return cite(place) → mark, notes() → list of { number, place }
function M.footnotes()
  local list, by_key = {}, {}
  local function cite(place)
    local key = place.source .. ":" .. place.line
    if not by_key[key] then
      list[#list + 1] = { number = #list + 1, place = place }
      by_key[key] = #list
    end
    return by_key[key]
  end
  return cite, function() return list end
end

--- Charts as SVG, for HTML: bar_chart is gongbao.view.chart's bars, heat_strips its strips.
M.bar_chart = chart.bars
M.heat_strips = chart.strips

local base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

--- The SHA-256 of a text in base64, as a page's policy names a script that may run.
function M.sha256_base64(text)
  local bytes = system.sha256(text):gsub("%x%x", function(hex) return string.char(tonumber(hex, 16)) end)
  local out = {}
  for i = 1, #bytes, 3 do
    local a, b, c = bytes:byte(i, i + 2)
    local n = a << 16 | (b or 0) << 8 | (c or 0)
    for shift = 18, 0, -6 do
      local at = (n >> shift & 63) + 1
      out[#out + 1] = base64:sub(at, at)
    end
    if not c then out[#out] = "=" end
    if not b then out[#out - 1] = "=" end
  end
  return table.concat(out)
end

M.html = escape.html
M.url = escape.url
M.json_string = escape.json

return M
