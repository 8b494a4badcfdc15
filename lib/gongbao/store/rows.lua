-- Between the document model and the catalogue's rows.
local json = require "gongbao.view.json"
local schema = require "gongbao.store.schema"

local M = {}

--- The row of a source.
function M.source(source)
  return { type = "source", id = source.id, path = source.path, sha256 = source.sha256, encoding = source.encoding,
    bytes = source.bytes, lines = source.count, pages = source.pages }
end

--- The row of a document.
function M.document(doc)
  local row = { type = "document" }
  for _, column in ipairs(schema.by_name.document.columns) do row[column.name] = doc[column.name] end
  row.issue = doc.issue
  return row
end

-- "1:95@7 41:97 82:99:12": the byte where each printed line's piece begins, the line,
-- the bytes of that line which stand before the piece; and the page, where it is another
-- than the piece's before.
local function places(flow)
  local parts, page = {}, 0
  for p, at in ipairs(flow.at) do
    local line = flow.of[p]
    parts[p] = at .. ":" .. line.line .. (flow.lead[p] > 0 and ":" .. flow.lead[p] or "")
    if line.page > 0 and line.page ~= page then
      page = line.page
      parts[p] = parts[p] .. "@" .. page
    end
  end
  return table.concat(parts, " ")
end

--- The row of a node.
function M.node(node, doc)
  return { type = "node", id = node.id, document = doc.id, parent = node.parent and node.parent.id, seq = node.seq,
    kind = node.kind, level = node.level, label = node.label, heading = node.heading, text = node.text,
    first_line = node.first_line, last_line = node.last_line, uncertain = node.uncertain,
    flow = node.flow.text, places = places(node.flow) }
end

-- What a column's values are made into for SQL.
local CONVERT = {
  list = json.value,
  real = function(v) return v + 0.0 end,
  text = function(v) return type(v) == "number" and json.number(v) or v end,
}

-- The SQL columns of a type in the order of schema.sql_columns: { name, convert | nil, part of a person | nil }.
local function plan_of(t)
  local plan = {}
  for _, c in ipairs(t.columns) do
    for _, part in ipairs(c.type == "person" and { "name", "post", "organ" } or { false }) do
      plan[#plan + 1] = { name = c.name, convert = CONVERT[c.type], part = part }
    end
  end
  return plan
end

local function values(plan, row)
  local list = {}
  for n = 1, #plan do
    local column = plan[n]
    local v = row[column.name]
    if v ~= nil then
      if column.part then v = v[column.part] end
      local convert = column.convert
      if convert then v = convert(v) end
    end
    list[n] = v
  end
  return list, #plan
end

local function insert_sql(t)
  local names = schema.sql_columns(t)
  local marks = ("?,"):rep(#names):sub(1, -2)
  return ('INSERT INTO "%s" ("%s") VALUES (%s)'):format(t.name, table.concat(names, '", "'), marks)
end

local inserts = {} -- type → { sql =, plan = }

--- Writes one row into the catalogue.
function M.insert(store, row)
  local t = schema.by_name[row.type]
  local insert = inserts[t]
  if not insert then
    insert = { sql = insert_sql(t), plan = plan_of(t) }
    inserts[t] = insert
  end
  local list, n = values(insert.plan, row)
  store:run(insert.sql, table.unpack(list, 1, n))
end

return M
