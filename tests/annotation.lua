-- The facts of the sample gazettes held against their annotation, row by row: the test and `make score` share it.
--
-- An annotated row is found by the fields of KEYS; of several candidates the one that differs least is taken, and each
-- row of the export is taken once. What else the annotation states must be equal. A subject agrees where one of the two
-- holds the other, as annotators word it more or less fully.
local cjson = require "cjson"
local export = require "gongbao.store.export"
local gold = require "tests.gold"
local files = require "tests.files"
local samples = require "tests.samples"

local M = {}

--- The annotation of each sample issue, as in samples.issues.
M.FILES = { "corpus/gold/yunting-gazette-2024-1.jsonl", "corpus/gold/yunting-gazette-2024-2.jsonl" }

M.TYPES = { "quantity", "person", "citation", "item", "appointment", "ballot", "link", "finding" }

local KEYS = {
  quantity = { "document", "line", "value", "unit", "change", "low" },
  person = { "document", "name", "role", "line" },
  citation = { "document", "title", "line" },
  item = { "document", "ordinal", "line" },
  appointment = { "action", "name" },
  ballot = { "document", "measure", "line" },
  link = { "from", "to", "relation" },
  finding = { "document", "check", "line" },
}

-- Said in the annotator's own words, or chosen among several places that prove the same.
local FREE = { type = true, message = true, basis = true }
local FREE_OF = { link = { evidence = true, line = true } }

-- The export's rows that the annotation covers wholly, so that a row besides is an error.
local function covered(kind, row, documents)
  if kind == "quantity" then return documents.quantity[row.document] end
  if kind == "citation" then return row.node ~= nil and documents.citation[row.document] end
  if kind == "link" then return row.relation ~= "agenda" and row.relation ~= "consolidates" end
  return kind == "item" or kind == "appointment" or kind == "ballot"
end

--- The annotated rows of both issues, by type.
function M.gold()
  local by_type = {}
  for _, kind in ipairs(M.TYPES) do by_type[kind] = {} end
  for _, path in ipairs(M.FILES) do
    for _, row in ipairs(gold.read(path)) do
      if by_type[row.type] then table.insert(by_type[row.type], row) end
    end
  end
  return by_type
end

--- The rows of the export of both issues, by type.
function M.exported()
  local by_type = {}
  for _, kind in ipairs(M.TYPES) do by_type[kind] = {} end
  local store, path = samples.store()
  export.write(store, function(line)
    local row = gold.plain(cjson.decode(line))
    if by_type[row.type] then table.insert(by_type[row.type], row) end
  end)
  store:close()
  files.remove(path)
  return by_type
end

local function key_of(kind, row)
  local parts = {}
  for i, field in ipairs(KEYS[kind]) do parts[i] = tostring(row[field]) end
  return table.concat(parts, "|")
end

local function agree(field, stated, got)
  if stated == got then return true end
  if field ~= "subject" or not (stated and got) then return false end
  return stated:find(got, 1, true) ~= nil or got:find(stated, 1, true) ~= nil
end

-- Every field that any row of the type states is compared (a `null` is stated); the period where the row states one.
local function differences(kind, stated, row, fields)
  local list = {}
  for _, field in ipairs(fields) do
    local free = FREE[field] or FREE_OF[kind] and FREE_OF[kind][field]
    if not free and not agree(field, stated[field], row[field]) then
      list[#list + 1] = ("%s: %s, annotated %s"):format(field, tostring(row[field]), tostring(stated[field]))
    end
  end
  table.sort(list)
  return list
end

-- Takes the candidate that differs least out of the list.
local function take(kind, stated, candidates, fields)
  local best, least
  for i, row in ipairs(candidates) do
    local found = differences(kind, stated, row, fields)
    if not least or #found < #least then best, least = i, found end
  end
  if best then table.remove(candidates, best) end
  return best ~= nil, least
end

-- Fields that the rows of a type state, null included.
local function stated_fields()
  local fields, seen = {}, {}
  for _, kind in ipairs(M.TYPES) do fields[kind], seen[kind] = {}, {} end
  for _, path in ipairs(M.FILES) do
    for line in io.lines(path) do
      local row = cjson.decode(line)
      for field in pairs(seen[row.type] and row or {}) do
        if not seen[row.type][field] and field ~= "period" then
          seen[row.type][field] = true
          table.insert(fields[row.type], field)
        end
      end
    end
  end
  return fields
end

local fields_of -- read once

--- Holds rows against the annotation.
-- @param stated table: type → annotated rows
-- @param exported table: type → rows of the export
-- @return table: type → { gold, found, exact, covered, faults = { text, … } }; `covered` counts the export's rows in
--   what is wholly annotated
function M.compare(stated, exported)
  fields_of = fields_of or stated_fields()
  local result = {}
  for _, kind in ipairs(M.TYPES) do
    local by_key, documents = {}, { quantity = {}, citation = {} }
    for _, row in ipairs(exported[kind]) do
      local key = key_of(kind, row)
      by_key[key] = by_key[key] or {}
      table.insert(by_key[key], row)
    end
    local of = { gold = #stated[kind], found = 0, exact = 0, covered = 0, faults = {} }
    for _, row in ipairs(stated[kind]) do
      if documents[kind] then documents[kind][row.document] = true end
      local fields = fields_of[kind]
      if row.period then fields = table.move(fields, 1, #fields, 2, { "period" }) end
      local found, differ = take(kind, row, by_key[key_of(kind, row)] or {}, fields)
      if found then of.found = of.found + 1 end
      if found and #differ == 0 then
        of.exact = of.exact + 1
      else
        of.faults[#of.faults + 1] = key_of(kind, row) .. ": " .. (found and table.concat(differ, "; ") or "missing")
      end
    end
    for key, rest in pairs(by_key) do
      for _, row in ipairs(rest) do
        if covered(kind, row, documents) then of.faults[#of.faults + 1] = key .. ": not annotated" end
      end
    end
    for _, row in ipairs(exported[kind]) do if covered(kind, row, documents) then of.covered = of.covered + 1 end end
    table.sort(of.faults)
    result[kind] = of
  end
  return result
end

return M
