-- Cursors: rows of one type, asked for lazily.
--
--   store:items{ kind = "suggestion", time_limit = gb.missing }
--        :select("document.title", "ordinal", "head"):order("line"):print()
--
-- Nothing is read before a cursor is iterated, counted or printed. A cursor is never
-- changed by where, select, order or limit: each returns a new one.
local schema = require "gongbao.store.schema"

local Cursor = {}
local Row = {}
local M = { Cursor = Cursor, Row = Row }

-- Conditions that are not equality: gb.missing, gb.contains "…", gb.above(5) …
local Condition = {}
Condition.__index = Condition
M.Condition = Condition

function M.condition(sql, ...) return setmetatable({ sql = sql, values = { ... } }, Condition) end

local plurals = { quantity = "quantities", person = "people", source = "sources" }
M.plural = {}
for _, t in ipairs(schema.types) do M.plural[plurals[t.name] or t.name .. "s"] = t end

local has_column = {}
for _, t in ipairs(schema.types) do
  has_column[t.name] = { ordinal_ = true }
  for _, name in ipairs(schema.sql_columns(t)) do has_column[t.name][name] = true end
end

local refers = { document = "document", node = "node", issue = "issue", source = "source", parent = "node",
  proposal = "document", notice = "document" }

-- The type that a column of type t leads to, or nil; an item's parent is an item.
local function target(t, name)
  if not has_column[t.name][name] then return nil end
  if name == "parent" then return schema.by_name[t.name == "item" and "item" or "node"] end
  if name == t.name then return nil end
  return refers[name] and schema.by_name[refers[name]]
end

-- "document.title" → a scalar SQL expression over alias; raises where a name is unknown.
local function expression(t, alias, path)
  local head, rest = path:match "^([%w_]+)%.(.+)$"
  if not head then
    if not has_column[t.name][path] then
      error(("a %s has no field '%s'"):format(t.name, path), 0)
    end
    return ('%s."%s"'):format(alias, path)
  end
  local to = target(t, head)
  if not to then error(("a %s has no '%s' to look into"):format(t.name, head), 0) end
  local inner = alias .. "_"
  return ('(SELECT %s FROM "%s" AS %s WHERE %s.id = %s."%s")'):format(expression(to, inner, rest), to.name, inner,
    inner, alias, head)
end

local function bound(conditions)
  local values = {}
  for _, c in ipairs(conditions) do table.move(c.values, 1, #c.values, #values + 1, values) end
  return values
end

local function condition_of(t, path, wanted)
  local left = expression(t, "t", path)
  if getmetatable(wanted) == Condition then
    return { sql = wanted.sql:gsub("%$", (left:gsub("%%", "%%%%"))), values = wanted.values }
  elseif getmetatable(wanted) == Row then
    return { sql = left .. " = ?", values = { wanted.id } }
  elseif type(wanted) == "table" then
    return { sql = ("%s IN (%s)"):format(left, ("?,"):rep(#wanted):sub(1, -2)), values = wanted }
  end
  return { sql = left .. " = ?", values = { wanted } }
end

local function copy(cursor)
  local new = {}
  for k, v in pairs(cursor) do new[k] = v end
  return setmetatable(new, Cursor)
end

--- A cursor over all rows of a type. @param t from schema.types
function M.new(store, t) return setmetatable({ store = store, type = t, conditions = {} }, Cursor) end

Cursor.__index = Cursor

--- Narrows: fields (also "document.genre") with a value, a list of values, a row, or a condition.
function Cursor:where(fields)
  local new = copy(self)
  new.conditions = table.move(self.conditions, 1, #self.conditions, 1, {})
  local names = {}
  for name in pairs(fields) do names[#names + 1] = name end
  table.sort(names)
  for _, name in ipairs(names) do
    new.conditions[#new.conditions + 1] = condition_of(self.type, name, fields[name])
  end
  return new
end

--- The fields that print and rows give: `select("document.title", "value", "unit")`.
function Cursor:select(...)
  local new = copy(self)
  new.fields = { ... }
  for _, path in ipairs(new.fields) do expression(self.type, "t", path) end
  return new
end

--- Orders by fields; a leading - turns round: `order("-value")`.
function Cursor:order(...)
  local new, parts = copy(self), {}
  for _, path in ipairs { ... } do
    local name = path:gsub("^%-", "")
    parts[#parts + 1] = expression(self.type, "t", name) .. (path:sub(1, 1) == "-" and " DESC" or "")
  end
  new.ordered = table.concat(parts, ", ")
  return new
end

--- At most n rows.
function Cursor:limit(n)
  local new = copy(self)
  new.most = n
  return new
end

local function tail(cursor)
  local where = {}
  for i, c in ipairs(cursor.conditions) do where[i] = "(" .. c.sql .. ")" end
  return (#where > 0 and " WHERE " .. table.concat(where, " AND ") or "")
end

local function sql_of(cursor, columns)
  local sql = ('SELECT %s FROM "%s" AS t%s ORDER BY %s'):format(columns, cursor.type.name, tail(cursor),
    cursor.ordered or "t.ordinal_")
  return cursor.most and sql .. " LIMIT " .. math.tointeger(cursor.most) or sql
end

local function wrap(cursor, values)
  return setmetatable({ store = cursor.store, type = cursor.type, values = values }, Row)
end

--- Iterates over rows; a cursor may stand in `for` itself.
function Cursor:rows()
  local next_row = self.store:rows(sql_of(self, "t.*"), table.unpack(bound(self.conditions)))
  return function()
    local values = next_row()
    return values and wrap(self, values)
  end
end

-- `for row in cursor do`: Lua calls the cursor itself for each row.
function Cursor:__call()
  self.running = self.running or self:rows()
  local row = self.running()
  if row == nil then self.running = nil end
  return row
end

--- The first row, or nil.
function Cursor:first() return self:limit(1):rows()() end

--- How many rows there are.
function Cursor:count()
  local inner = sql_of(self, "1")
  return self.store:row(("SELECT count(*) AS n FROM (%s)"):format(inner), table.unpack(bound(self.conditions))).n
end

--- All rows as a list.
function Cursor:all()
  local list = {}
  for row in self:rows() do list[#list + 1] = row end
  return list
end

local shown = { -- what a table of a type shows where nothing was selected
  source = "id path lines pages", issue = "id body meeting held_from held_to",
  document = "id genre title issuer signed_on", node = "id kind label heading text first_line",
  quantity = "document.title subject period value unit change rank line",
  person = "name post organ role document.title line", citation = "title article document.title line",
  item = "document.title kind ordinal head responsible time_limit due_on line",
  appointment = "action name post organ decided_on document.title line", ballot = "subject measure value unit line",
  amendment = "item op old_article new_article verdict line", link = "relation from to evidence",
  finding = "check severity message document.title line",
}

--- The fields a cursor shows.
function Cursor:columns()
  if self.fields then return self.fields end
  local fields = {}
  for name in shown[self.type.name]:gmatch "%S+" do fields[#fields + 1] = name end
  return fields
end

--- Names and rows of values, as gongbao.view.table takes them.
-- @param most integer|nil: no more than these
function Cursor:table(most)
  local fields, parts = self:columns(), {}
  for i, path in ipairs(fields) do parts[i] = ('%s AS "c%d"'):format(expression(self.type, "t", path), i) end
  local rows = {}
  local cursor = most and (not self.most or most < self.most) and self:limit(most) or self
  for row in self.store:rows(sql_of(cursor, table.concat(parts, ", ")), table.unpack(bound(self.conditions))) do
    local values = {}
    for i = 1, #fields do values[i] = row["c" .. i] end
    rows[#rows + 1] = values
  end
  return fields, rows
end

-- documents():items() and the like: rows of another type whose document is among these.
for plural, t in pairs(M.plural) do
  Cursor[plural] = function(self, fields)
    if not (self.type.name == "document" and has_column[t.name].document) then
      error(("%s of a cursor of type %s are not recorded"):format(plural, self.type.name), 2)
    end
    local new = M.new(self.store, t)
    new.conditions = { { sql = ('t.document IN (SELECT t.id FROM "document" AS t%s)'):format(tail(self)),
      values = bound(self.conditions) } }
    return fields and new:where(fields) or new
  end
end

function Cursor:__tostring() return ("cursor: %d %s rows"):format(self:count(), self.type.name) end

-- Rows: fields by name; document, node, issue … lead to the row they name.
function Row:__index(name)
  local value = rawget(self, "values")[name]
  local to = value ~= nil and target(rawget(self, "type"), name)
  if to then return M.new(self.store, to):where { id = value }:first() end
  if value == nil and not has_column[rawget(self, "type").name][name] then
    local method = Row[name]
    if method then return method end
    error(("a %s has no field '%s'"):format(rawget(self, "type").name, name), 2)
  end
  return value
end

function Row:__tostring()
  local values, parts = rawget(self, "values"), {}
  for _, name in ipairs { "title", "heading", "head", "subject", "name", "message", "value", "unit", "text" } do
    if values[name] ~= nil and #parts < 3 then parts[#parts + 1] = tostring(values[name]) end
  end
  return ("%s %s: %s"):format(rawget(self, "type").name, values.id, table.concat(parts, " "))
end

function Row.__eq(a, b) return rawget(a, "values").id == rawget(b, "values").id end

--- The fields of a row in the export's order: name, value, name, value…
function Row:fields()
  local list = {}
  for _, name in ipairs(schema.sql_columns(rawget(self, "type"))) do
    list[#list + 1] = { name, rawget(self, "values")[name] }
  end
  return list
end

--- The source, line and page that a row's first line stands on: { source, path, line, page, text }.
function Row:place()
  local values, t = rawget(self, "values"), rawget(self, "type")
  local line = values.first_line or values.line
  local doc = t.name == "document" and values or values.document
    and self.store:row("SELECT source FROM document WHERE id = ?", values.document)
  if not (doc and line) then return nil end
  local source = self.store:row("SELECT id, path FROM source WHERE id = ?", doc.source)
  return { source = source.id, path = source.path, line = line, text = self.store:raw_line(source.id, line) }
end

return M
