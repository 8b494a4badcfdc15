-- The export: EXPORT.md's JSON Lines from the catalogue.
local json = require "gongbao.view.json"
local schema = require "gongbao.store.schema"
local version = require "gongbao.version"

local M = {}

M.format = 1

local function quote(name) return '"' .. name .. '"' end

local function encode(t, row)
  local parts = { "type", json.string(t.name) }
  for _, c in ipairs(t.columns) do
    if not c.hidden then
      parts[#parts + 1] = c.name
      local v = row[c.name]
      if c.type == "person" then
        local name = row[c.name .. "_name"]
        parts[#parts + 1] = name and json.object { "name", json.string(name), "post",
          json.value(row[c.name .. "_post"]), "organ", json.value(row[c.name .. "_organ"]) } or "null"
      elseif c.type == "list" then
        parts[#parts + 1] = v or "null"
      else
        parts[#parts + 1] = json.value(v)
      end
    end
  end
  return json.object(parts)
end

local function select_sql(t, document)
  local where = ""
  if document and t.name == "document" then where = " WHERE id = ?1"
  elseif document and t.name ~= "source" and t.name ~= "issue" then where = " WHERE document = ?1" end
  -- Rows are numbered as they are written: source by source, in print order.
  return ("SELECT * FROM %s%s ORDER BY ordinal_"):format(quote(t.name), where)
end

--- Writes the export line by line.
-- @param store an open store
-- @param write function(line): gets each line without its newline
-- @param options { only = set of type names or nil, document = id or nil }
function M.write(store, write, options)
  options = options or {}
  local sources = store:row("SELECT count(*) AS n FROM source").n
  write(json.object { "type", json.string "header", "format", json.number(M.format), "generator",
    json.string("gongbao " .. version), "sources", json.number(sources) })
  for _, t in ipairs(schema.types) do
    local wanted = not options.only or options.only[t.name]
    if wanted and not (options.document and t.name == "link") then
      local sql = select_sql(t, options.document)
      local rows = sql:find("?1", 1, true) and store:rows(sql, options.document) or store:rows(sql)
      for row in rows do write(encode(t, row)) end
    end
  end
end

return M
