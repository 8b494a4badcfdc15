-- Why a fact is in the record: the rule that read it, what the rule captured, the words and the
-- printed line it was read from, and the rules that looked at the same words and did not
-- take them. The document is read again: what was true at the import is true now, for the
-- same text gives the same rows.
local facts = require "gongbao.facts"

local M = {}

local KEYS = { quantity = { "subject", "value", "change", "rank", "low", "target_share" }, person = { "name" },
  citation = { "title", "article" }, item = { "head" }, appointment = { "name", "action" }, ballot = { "measure",
    "value" } }

local function alike(name, row, found)
  local same = 0
  for _, field in ipairs(KEYS[name]) do
    if row[field] ~= nil and row[field] == found[field] then same = same + 1 end
    if row[field] ~= nil and found[field] ~= nil and row[field] ~= found[field] then return -1 end
  end
  return same
end

-- The row that the reading gives for a row of the catalogue.
local function find(name, row, list)
  local best, best_score
  for _, found in ipairs(list or {}) do
    if found.node == row.node and found.line == row.line and (not row.rule or row.rule == found.rule) then
      local score = alike(name, row, found)
      if score >= 0 and (not best or score > best_score) then best, best_score = found, score end
    end
  end
  return best
end

-- The sentence of a text that holds a byte.
local function sentence(text, at)
  local from, to = 1, #text
  for _, mark in ipairs { "。", "；" } do
    local start = 1
    while true do
      local first, last = text:find(mark, start, true)
      if not first then break end
      if last < at then from = math.max(from, last + 1) elseif first > at then to = math.min(to, first - 1) break end
      start = last + 1
    end
  end
  return text:sub(from, to)
end

local function nearly(trace, reading, rows, found)
  local list = {}
  for _, passed in ipairs(trace) do
    if passed.from <= reading.to and passed.to >= reading.from then
      list[#list + 1] = { rule = passed.rule, reason = passed.reason, text = passed.figure }
    end
  end
  for _, type_rows in pairs(rows) do
    for _, other in ipairs(type_rows) do
      local their = other.reading
      if other ~= found and their and their.paragraph == reading.paragraph and their.from <= reading.to
        and their.to >= reading.from then
        list[#list + 1] = { rule = other.rule, reason = "it read these words too, as a row of its own",
          text = reading.paragraph.text:sub(their.from, their.to) }
      end
    end
  end
  table.sort(list, function(a, b)
    if a.rule ~= b.rule then return a.rule < b.rule end
    return a.text < b.text
  end)
  return list
end

--- Explains a row.
-- @param document table: as parsers make it, or loaded from a store, nodes with `flow:line`
-- @param name string: the row's type
-- @param row table: the row, as exported
-- @param extractors table: the installed scripts
-- @return table { rule, script, doc, path, text, clause, captures, line, nearly = { { rule, reason, text }, … } },
--   or nil and why not
function M.of(document, name, row, extractors)
  if not KEYS[name] then return nil, ("a %s is not read by an extractor"):format(name) end
  local trace = {}
  local rows = facts.extract(document, extractors, { trace = { [row.node or ""] = trace } })
  local found = find(name, row, rows[name])
  if not found then
    return nil, "the installed scripts do not read this row from the document: they have changed since the import, "
      .. "or the row was completed from other documents"
  end
  local script
  for _, one in ipairs(extractors) do
    if found.rule == one.name or found.rule:sub(1, #one.name + 1) == one.name .. "." then script = one end
  end
  local reading = found.reading
  local text = reading.paragraph.text
  if not text then                                            -- a script that reads whole documents
    for _, node in ipairs(document.nodes) do
      if node.id == found.node then text = node.flow.text end
    end
    reading.paragraph = { text = text }
  end
  return {
    rule = found.rule, script = script and script.name, doc = script and script.doc, path = script and script.path,
    text = text and text:sub(reading.from, reading.to) or found.head, clause = text and sentence(text, reading.from)
      or found.text,
    captures = reading.captures or {}, line = found.line, nearly = text and nearly(trace, reading, rows, found) or {},
  }
end

local function shown(captures)
  local names, parts = {}, {}
  for name in pairs(captures) do names[#names + 1] = name end
  table.sort(names, function(a, b) return tostring(a) < tostring(b) end)
  for i, name in ipairs(names) do parts[i] = ("%s = %s"):format(name, tostring(captures[name])) end
  return table.concat(parts, ", ")
end

--- The explanation as lines of text.
-- @param explanation table: from `of`; `raw` may hold the printed line
-- @return string
function M.text(explanation)
  local out = {
    ("rule      %s%s"):format(explanation.rule, explanation.path and "  (" .. explanation.path .. ")" or ""),
    ("          %s"):format(explanation.doc or ""),
    ("words     %s"):format(explanation.text or ""),
    ("clause    %s"):format(explanation.clause or ""),
    ("line %-4d %s"):format(explanation.line or 0, explanation.raw or ""),
  }
  local captures = shown(explanation.captures)
  if captures ~= "" then out[#out + 1] = "captures  " .. captures end
  for _, one in ipairs(explanation.nearly) do
    out[#out + 1] = ("nearly    %s on “%s”: %s"):format(one.rule, one.text or "", one.reason)
  end
  return table.concat(out, "\n")
end

return M
