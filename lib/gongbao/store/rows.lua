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

-- The SQL values of a row, in the order of schema.sql_columns.
local function values(t, row)
  local list, n = {}, 0
  for _, c in ipairs(t.columns) do
    local v = row[c.name]
    if c.type == "person" then
      for _, part in ipairs { "name", "post", "organ" } do
        n = n + 1
        list[n] = v and v[part]
      end
    else
      n = n + 1
      if c.type == "list" then v = v and json.value(v) end
      if c.type == "real" then v = v and v + 0.0 end
      if c.type == "text" and type(v) == "number" then v = json.number(v) end
      list[n] = v
    end
  end
  return list, n
end

local inserts = {}

local function insert_sql(t)
  local names = schema.sql_columns(t)
  local marks = ("?,"):rep(#names):sub(1, -2)
  return ('INSERT INTO "%s" ("%s") VALUES (%s)'):format(t.name, table.concat(names, '", "'), marks)
end

--- Writes one row into the catalogue.
function M.insert(store, row)
  local t = schema.by_name[row.type]
  inserts[t] = inserts[t] or insert_sql(t)
  local list, n = values(t, row)
  store:run(inserts[t], table.unpack(list, 1, n))
end

return M
