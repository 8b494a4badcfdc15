-- The catalogue's tables: the row types of EXPORT.md, column by column, in the
-- order of the export. One list serves the schema, the import and the export.
--
-- A column is { name, type, … }: type "text" "integer" "real" "list" (a JSON array of
-- strings), "any" (an article's number, or "120-1" for 第一百二十条之一) or "person" (three text columns NAME_name NAME_post
-- NAME_organ).
-- `hidden` columns are in SQL but not in the export.
local M = {}

M.version = 1

local function columns(spec)
  local list = {}
  for word in spec:gmatch "%S+" do
    local name, kind = word:match "^([%w_]+):(%w+)$"
    local hidden = word:sub(-1) == "~"
    if hidden then name, kind = word:match "^([%w_]+):(%w+)~$" end
    list[#list + 1] = { name = name, type = kind, hidden = hidden }
  end
  return list
end

-- In the export's order.
M.types = {
  { name = "source", columns = columns [[id:text path:text sha256:text encoding:text bytes:integer lines:integer
      pages:integer]] },
  { name = "issue", columns = columns [[id:text source:text body:text title:text number:text meeting:text held_from:text
      held_to:text]] },
  { name = "document", columns = columns [[id:text source:text issue:text seq:integer genre:text title:text issuer:text
      presenter:person delivered_on:text meeting:text addressee:text document_number:text adopted_on:text signed_by:text
      signed_on:text first_line:integer last_line:integer first_page:integer last_page:integer genre_score:real~
      history:text~]] },
  { name = "node", columns = columns [[id:text document:text parent:text seq:integer kind:text level:integer label:text
      heading:text text:text first_line:integer last_line:integer uncertain:list flow:text~ places:text~]] },
  { name = "quantity", columns = columns [[id:text document:text node:text subject:text scope:text period:text
      value:real unit:text qualifier:text change:real change_kind:text rank:integer rank_scope:text
      target_share:real low:real high:real text:text line:integer rule:text]] },
  { name = "person", columns = columns [[id:text document:text node:text name:text post:text organ:text role:text
      line:integer]] },
  { name = "citation", columns = columns [[id:text document:text node:text title:text document_number:text
      article:text paragraph:text point:text alias_of:text line:integer]] },
  { name = "item", columns = columns [[id:text document:text node:text kind:text ordinal:text head:text responsible:text
      supervisor:text time_limit:text due_on:text due_basis:text line:integer parent:text]] },
  { name = "appointment", columns = columns [[id:text document:text node:text action:text name:text post:text organ:text
      proposed_by:text proposed_on:text proposal:text decided_on:text notice:text line:integer]] },
  { name = "ballot", columns = columns [[id:text document:text node:text subject:text measure:text value:real unit:text
      line:integer]] },
  { name = "amendment", columns = columns [[id:text document:text item:integer op:text old_article:any new_article:any
      paragraph:integer new_paragraph:integer old_text:text new_text:text verdict:text evidence:text line:integer]] },
  { name = "link", columns = columns [[id:text from:text to:text relation:text evidence:text line:integer]] },
  { name = "finding", columns = columns [[id:text document:text node:text check:text severity:text message:text
      basis:text line:integer]] },
}

M.by_name = {}
for _, t in ipairs(M.types) do M.by_name[t.name] = t end

--- The SQL columns of a type: names in order (a person gives three).
function M.sql_columns(t)
  local names = {}
  for _, c in ipairs(t.columns) do
    if c.type == "person" then
      for _, part in ipairs { "name", "post", "organ" } do names[#names + 1] = c.name .. "_" .. part end
    else
      names[#names + 1] = c.name
    end
  end
  return names
end

local sql_type = { any = "ANY", text = "TEXT", list = "TEXT", integer = "INTEGER", real = "REAL", person = "TEXT" }

local references = {
  issue = { source = "source" }, document = { source = "source" }, node = { document = "document" },
  quantity = { document = "document" }, person = { document = "document" }, citation = { document = "document" },
  item = { document = "document" }, appointment = { document = "document" }, ballot = { document = "document" },
  amendment = { document = "document" },
}

local function create_table(t)
  local parts, refs = { "ordinal_ INTEGER PRIMARY KEY" }, references[t.name] or {}
  for _, c in ipairs(t.columns) do
    local names = c.type == "person" and { c.name .. "_name", c.name .. "_post", c.name .. "_organ" } or { c.name }
    for _, name in ipairs(names) do
      local part = ('"%s" %s'):format(name, sql_type[c.type])
      if name == "id" then part = part .. " NOT NULL UNIQUE" end
      if refs[name] then part = ('%s NOT NULL REFERENCES "%s"(id) ON DELETE CASCADE'):format(part, refs[name]) end
      parts[#parts + 1] = part
    end
  end
  return ('CREATE TABLE "%s" (%s) STRICT;'):format(t.name, table.concat(parts, ", "))
end

--- The statements that make an empty catalogue of this version.
function M.create()
  local sql = {
    "CREATE TABLE store (key TEXT PRIMARY KEY, value TEXT) STRICT, WITHOUT ROWID;",
    [[CREATE TABLE source_text (source TEXT PRIMARY KEY REFERENCES source(id) ON DELETE CASCADE,
        text TEXT NOT NULL, original BLOB) STRICT;]],
  }
  for _, t in ipairs(M.types) do sql[#sql + 1] = create_table(t) end
  for _, t in ipairs(M.types) do
    if references[t.name] and references[t.name].document then
      sql[#sql + 1] = ('CREATE INDEX "%s_document" ON "%s"(document);'):format(t.name, t.name)
    end
  end
  sql[#sql + 1] = ("INSERT INTO store VALUES ('schema', '%d'), ('generation', '0');"):format(M.version)
  return table.concat(sql, "\n")
end

return M
