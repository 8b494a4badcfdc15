-- Rows of values as text: aligned for a terminal, or in a form that other programs read.
local core = require "gongbao.core.text"
local escape = require "gongbao.view.escape"
local json = require "gongbao.view.json"

local M = {}

M.formats = { "table", "csv", "tsv", "json", "jsonl", "md", "html" }

local function plain(value)
  if value == nil then return "" end
  if type(value) == "number" then return json.number(value) end
  return tostring(value)
end

local function one_line(text) return (text:gsub("[\r\n\t]+", " ")) end

--- Cuts text to a number of columns, ending in … where something was cut.
function M.fit(text, columns)
  if core.width(text) <= columns then return text end
  local out, width = {}, 0
  for _, code in utf8.codes(text) do
    local char = utf8.char(code)
    local w = core.width(char)
    if width + w > columns - 1 then break end
    out[#out + 1], width = char, width + w
  end
  return table.concat(out) .. "…"
end

--- Pads text with spaces to a number of columns.
function M.pad(text, columns, right)
  local gap = (" "):rep(columns - core.width(text))
  return right and gap .. text or text .. gap
end

local NARROWEST = 6

-- Column widths: what the cells need, the widest shrunk until the row fits.
local function fit_columns(names, cells, width)
  local widths, total = {}, 0
  for c, name in ipairs(names) do
    local w = core.width(name)
    for _, row in ipairs(cells) do w = math.max(w, core.width(row[c])) end
    widths[c], total = w, total + w
  end
  local room = width and math.max(width - 2 * (#names - 1), #names * NARROWEST)
  while room and total > room do
    local widest = 1
    for c, w in ipairs(widths) do if w > widths[widest] then widest = c end end
    if widths[widest] <= NARROWEST then break end
    widths[widest], total = widths[widest] - 1, total - 1
  end
  return widths
end

local function cells_of(names, rows)
  local cells, numeric = {}, {}
  for c in ipairs(names) do numeric[c] = #rows > 0 end
  for r, row in ipairs(rows) do
    cells[r] = {}
    for c in ipairs(names) do
      cells[r][c] = one_line(plain(row[c]))
      if row[c] ~= nil and type(row[c]) ~= "number" then numeric[c] = false end
    end
  end
  return cells, numeric
end

local writers = {}

function writers.table(names, rows, write, options)
  local cells, numeric = cells_of(names, rows)
  local widths = fit_columns(names, cells, options.width)
  local function line(row, rule, bold)
    local parts = {}
    for c in ipairs(names) do
      parts[c] = rule and ("─"):rep(widths[c]) or M.pad(M.fit(row[c], widths[c]), widths[c], numeric[c])
    end
    local text = table.concat(parts, "  "):gsub("%s+$", "")
    write((bold and "\27[1m" .. text .. "\27[0m" or text) .. "\n")
  end
  line(names, false, options.color)
  line(nil, true)
  for _, row in ipairs(cells) do line(row) end
end

function writers.tsv(names, rows, write)
  write(table.concat(names, "\t") .. "\n")
  for _, row in ipairs((cells_of(names, rows))) do write(table.concat(row, "\t") .. "\n") end
end

function writers.csv(names, rows, write)
  local function line(row)
    local parts = {}
    for c in ipairs(names) do parts[c] = escape.csv(plain(row[c])) end
    write(table.concat(parts, ",") .. "\r\n")
  end
  line(names)
  for _, row in ipairs(rows) do line(row) end
end

local function object(names, row)
  local parts = {}
  for c, name in ipairs(names) do
    parts[#parts + 1] = name
    parts[#parts + 1] = json.value(row[c])
  end
  return json.object(parts)
end

function writers.jsonl(names, rows, write)
  for _, row in ipairs(rows) do write(object(names, row) .. "\n") end
end

function writers.json(names, rows, write)
  write "["
  for r, row in ipairs(rows) do write((r > 1 and ",\n " or "") .. object(names, row)) end
  write "]\n"
end

function writers.md(names, rows, write)
  local function cell(text) return (text:gsub("\\", "\\\\"):gsub("|", "\\|"):gsub("<", "&lt;")) end
  local function line(row)
    local parts = {}
    for c in ipairs(names) do parts[c] = cell(row[c]) end
    write("| " .. table.concat(parts, " | ") .. " |\n")
  end
  line(names)
  write("|" .. (" --- |"):rep(#names) .. "\n")
  for _, row in ipairs((cells_of(names, rows))) do line(row) end
end

function writers.html(names, rows, write)
  local function line(row, tag)
    write "<tr>"
    for c in ipairs(names) do write(("<%s>%s</%s>"):format(tag, escape.html(row[c]), tag)) end
    write "</tr>\n"
  end
  write "<table>\n<thead>"
  line(names, "th")
  write "</thead>\n<tbody>\n"
  for _, row in ipairs((cells_of(names, rows))) do line(row, "td") end
  write "</tbody>\n</table>\n"
end

--- Writes rows.
-- @param names list of column names
-- @param rows list of arrays (nil: no value)
-- @param options { format, width (columns of the terminal, nil: as wide as needed), color, write }
function M.write(names, rows, options)
  local writer = writers[options.format or "table"]
  writer(names, rows, options.write or function(s) io.stdout:write(s) end, options)
end

return M
