-- How results look: cursors and rows as tables cut to the screen, other values as Lua
-- would read them back, errors at their place.
local system = require "gongbao.core.system"
local core = require "gongbao.core.text"
local highlight = require "gongbao.repl.highlight"
local json = require "gongbao.view.json"
local pager = require "gongbao.repl.pager"
local view = require "gongbao.view.table"

local M = {}

local MOST_FIELDS, DEEPEST = 60, 4

local function colored(session, code, text)
  if not session.context.color then return text end
  return ("\27[%sm%s\27[0m"):format(code, text)
end

local function width() return system.terminal(1) and system.columns() or nil end

function M.welcome(session)
  if not system.terminal(0) then return end
  local store = rawget(session.env, "store")
  io.write("Gongbao ", require "gongbao.version", ". ")
  if store then
    local n = store:row "SELECT (SELECT count(*) FROM source) AS s, (SELECT count(*) FROM document) AS d"
    io.write(("%s: %d source%s, %d documents."):format(store.path, n.s, n.s == 1 and "" or "s", n.d))
  else
    io.write(session.no_store)
  end
  io.write "\nLua, or a query in plain words; .help for commands, ?name for help, Ctrl-D to leave.\n"
end

local function is_cursor(value)
  return type(value) == "table" and type(value.table) == "function" and type(value.columns) == "function"
end

local function is_row(value) return type(value) == "table" and rawget(value, "values") and rawget(value, "type") end

-- A cursor is read no further than the pager asks.
local function show_cursor(session, cursor) pager.cursor(cursor, session.context.color) end

local function show_row(row)
  local rows = {}
  for i, field in ipairs(row:fields()) do rows[i] = { field[1], field[2] } end
  view.write({ "field", "value" }, rows, { format = "table", width = width() })
end

local function sorted_keys(t)
  local keys = {}
  for k in pairs(t) do keys[#keys + 1] = k end
  table.sort(keys, function(a, b)
    if type(a) == type(b) and (type(a) == "number" or type(a) == "string") then return a < b end
    return type(a) == "number" and type(b) ~= "number"
  end)
  return keys
end

local dump

local function dump_table(value, depth, seen)
  if seen[value] then return "{…seen above}" end
  if depth > DEEPEST then return "{…}" end
  seen[value] = true
  local parts, n = {}, 0
  for _, k in ipairs(sorted_keys(value)) do
    n = n + 1
    if n > MOST_FIELDS then parts[#parts + 1] = "…" break end
    local key = ""
    if type(k) == "string" and k:find "^[%a_][%w_]*$" then key = k .. " = "
    elseif not (math.type(k) == "integer" and k == n) then key = "[" .. dump(k, depth + 1, seen) .. "] = " end
    parts[#parts + 1] = key .. dump(value[k], depth + 1, seen)
  end
  seen[value] = nil
  local line = "{ " .. table.concat(parts, ", ") .. " }"
  if #parts == 0 then return "{}" end
  if #line <= 100 then return line end
  local indent = ("  "):rep(depth)
  return "{\n" .. indent .. table.concat(parts, ",\n" .. indent) .. "\n" .. ("  "):rep(depth - 1) .. "}"
end

function dump(value, depth, seen)
  if type(value) == "string" then return depth == 1 and value or json.string(value) end
  if type(value) == "table" and not (getmetatable(value) or {}).__tostring then
    return dump_table(value, depth, seen)
  end
  return tostring(value)
end

--- Shows what an expression gave.
function M.values(session, values)
  if values.n == 1 and values[1] == nil then return end
  for i = 1, values.n do
    local value = values[i]
    if is_cursor(value) then show_cursor(session, value)
    elseif is_row(value) then show_row(value)
    else pager.text(dump(value, 1, {}) .. "\n") end
  end
  if values.n == 1 and system.terminal(1) and (is_cursor(values[1]) or is_row(values[1])) then
    io.write(colored(session, "2", ("_%d"):format(session.results)), "\n")
  end
end

-- The traceback down to what the user typed: what lies below is ours.
local function own_part(trace)
  local lines = {}
  for line in trace:gmatch "[^\n]+" do
    if line:find("core.host", 1, true) or line:find("gongbao/repl", 1, true) then break end
    lines[#lines + 1] = line
  end
  while #lines > 1 and lines[#lines]:find "%[C%]" do lines[#lines] = nil end
  return #lines > 2 and table.concat(lines, "\n") or nil
end

--- Shows an error that came up while something ran.
function M.problem(session, message, trace)
  session.failed = true
  io.stdout:flush()
  io.stderr:write(colored(session, "31", message), "\n")
  local part = message ~= "interrupted" and trace and own_part(trace)
  if part then io.stderr:write(part, "\n") end
end

--- Shows Lua's word on a text that it could not read, below the line in question with a mark under the
-- place. @param at integer: the byte where Lua stopped, as evaluate.compile gives it
function M.syntax(session, text, message, at)
  if at >= 1 and at <= #text then
    local from = #(text:sub(1, at - 1):match "^.*\n" or "") -- bytes before the line
    local line = text:match("^[^\n]*", from + 1)
    local shown = session.context.color and highlight.source(line) or line
    local mark = (" "):rep(core.width(text:sub(from + 1, at - 1))) .. colored(session, "31", "^")
    io.stderr:write("  ", shown, "\n  ", mark, "\n")
  end
  M.problem(session, message)
end

return M
