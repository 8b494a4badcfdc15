-- Facts of a document: runs the extractor scripts over its nodes and makes rows with
-- ids, lines and rules, named exactly as the export names them.
local extractor = require "gongbao.facts.extractor"

local M = {}

-- Row types in the order of the export, and the letter that starts the number of their ids.
M.types = { "quantity", "person", "citation", "item", "appointment", "ballot" }
local LETTER = { quantity = "q", person = "p", citation = "c", item = "i", appointment = "a", ballot = "b" }

local SKIPPED = { page_furniture = true, toc = true }

--- A paragraph of every node that can hold facts, the title first.
-- @return function: iterator of { text =, node =, line = function(byte) }
function M.paragraphs(document)
  local list = {}
  if document.title then
    local flow = document.title_flow
    list[1] = { text = flow and flow.text or document.title, is_title = true,
      line = function(at) return flow and flow:line(at) or document.first_line end }
  end
  for _, node in ipairs(document.nodes) do
    if node.flow and not SKIPPED[node.kind] then
      list[#list + 1] = { text = node.flow.text, node = node, line = function(at) return node.flow:line(at) end }
    end
  end
  return list
end

local function collector(document, rows, script, where)
  local layer = script.layer
  return function(row, from, to, rule, captures)
    local list = rows[layer]
    if not list then
      list = {}
      rows[layer] = list
    end
    row.document = document.id
    row.id = ("%s.%s%d"):format(document.id, LETTER[layer] or layer .. "-", #list + 1)
    if row.node == nil then row.node = where.node and where.node.id or nil end
    if row.line == nil then row.line = where.line(from) end
    row.rule = script.name .. (rule and "." .. rule or "")
    row.reading = { from = from, to = to, captures = captures, paragraph = where }
    list[#list + 1] = row
    return row
  end
end

--- Runs the extractors over one document.
-- @param document table: as parsers make it, nodes with flows
-- @param extractors table: { script, … } in the order to run
-- @param context table|nil: handed to the scripts; `trace` = { [node id] = list } collects for `why` what
--   rules looked at and did not take
-- @return table: { quantity = { row, … }, person = …, … }; rows have the export's fields and
--   `reading` = { from, to, captures, paragraph } for `why`
function M.extract(document, extractors, context)
  local rows = {}
  for _, name in ipairs(M.types) do rows[name] = {} end
  local paragraphs = M.paragraphs(document)
  for _, script in ipairs(extractors) do
    if script.document then
      local where = { line = function() return document.first_line end }
      script.document(document, collector(document, rows, script, where), { rows = rows, paragraphs = paragraphs,
        issue = context })
    else
      local state = {}
      for _, paragraph in ipairs(paragraphs) do
        paragraph.document, paragraph.context, paragraph.state = document, context, state
        paragraph.trace = context and context.trace and paragraph.node and context.trace[paragraph.node.id]
        extractor.paragraph(script, paragraph, collector(document, rows, script, paragraph))
      end
    end
  end
  return rows
end

-- What the catalogue keeps of rows.
local function catalogued(rows, name, put)
  for _, row in ipairs(rows) do
    row.type, row.reading = name, nil
    put(row)
  end
end

-- What other documents of the issue still change; the rest is final with its document.
local JOINED = { person = true, appointment = true }
local function keep() end

--- Reads the facts of an issue document by document: reader(document) for each, in print order, then reader() for what
--- only all of them together show. Every row goes to `put` with its `type`, those of a type in the export's order.
-- @param extractors table|nil: scripts; all that are installed where not given
function M.reader(put, extractors)
  extractors = extractors or require("gongbao.scripts").all "extractors"
  local joined = require("gongbao.facts.join").new()
  return function(document)
    if document then
      local rows = M.extract(document, extractors)
      for _, name in ipairs(M.types) do catalogued(rows[name], name, JOINED[name] and keep or put) end
      joined:add(document, rows)
    else
      local all_links = joined:finish()
      for _, name in ipairs(M.types) do
        for _, rows in ipairs(JOINED[name] and joined:all() or {}) do catalogued(rows[name], name, put) end
      end
      catalogued(all_links, "link", put)
    end
  end
end

--- All fact rows and links of a source's documents, joined, ready for the catalogue.
-- @param documents table: { document, … } in print order
-- @return table: { row, … }, each with its `type`
function M.of_issue(documents, extractors)
  local list = {}
  local read = M.reader(function(row) list[#list + 1] = row end, extractors)
  for _, document in ipairs(documents) do read(document) end
  read()
  return list
end

return M
