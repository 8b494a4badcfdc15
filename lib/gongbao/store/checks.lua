-- Runs check scripts over a store. A check is a table:
--
--   name      the check's name, in the findings' `check`
--   doc       one sentence: what it asks
--   basis     optional: the rule it rests on, for all its findings
--   severity  error, warning or note, for all its findings (a finding may name its own)
--   run       function(store, report): reads the store, calls report for each finding
-- examples  { { documents = { { genre =, title =, text =, … }, … }, findings = { "part of the message", … } },
-- … }
--
-- report { document = id, message = "…", line =, node =, basis =, severity = }
-- A finding quotes its evidence and is a question to the reader, not a verdict.
local documents = require "gongbao.store.documents"
local examples = require "gongbao.facts.examples"
local facts = require "gongbao.facts"
local rows = require "gongbao.store.rows"
local schema = require "gongbao.store.schema"
local stores = require "gongbao.store"

local M = {}

local SEVERITY = { error = true, warning = true, note = true }

--- What is wrong with a check's table, or nil.
function M.fault(check)
  if type(check) ~= "table" then return "a check returns a table" end
  if type(check.name) ~= "string" or type(check.doc) ~= "string" then return "a check needs name and doc" end
  if type(check.run) ~= "function" then return "a check needs run(store, report)" end
  if check.severity and not SEVERITY[check.severity] then return "a check's severity is error, warning or note" end
  if type(check.examples) ~= "table" or #check.examples == 0 then return "a check carries examples" end
end

-- The reading face of a store that a script gets.
local function face_of(store)
  return {
    rows = function(_, sql, ...) return store:rows(sql, ...) end,
    all = function(_, sql, ...) return store:all(sql, ...) end,
    row = function(_, sql, ...) return store:row(sql, ...) end,
    document = function(_, id) return documents.load(store, id) end,
  }
end

--- Runs checks.
-- @param store an open store
-- @param checks table: { check, … }
-- @param each function(finding)|nil: takes each finding as it is made; the table is empty then
-- @return table: { { check, document, node, severity, message, basis, line }, … } in the order of the checks
function M.run(store, checks, each)
  local findings = {}
  local face = face_of(store)
  local function keep(finding) findings[#findings + 1] = finding end
  for _, check in ipairs(checks) do
    check.run(face, function(finding)
      assert(type(finding.message) == "string", "a finding needs a message");
      (each or keep) { check = finding.check or check.name, document = finding.document, node = finding.node,
        severity = finding.severity or check.severity or "note", message = finding.message,
        basis = finding.basis or check.basis, line = finding.line }
    end)
  end
  return findings
end

-- An example's documents in a store that lives in memory.
local function store_of(example)
  local store = stores.in_memory()
  local list, sources = {}, {}
  for i, one in ipairs(example.documents) do
    local document = examples.document(one)
    local source = one.source or "example"
    if not sources[source] then
      sources[source] = true
      rows.insert(store, { type = "source", id = source, path = source })
      rows.insert(store, { type = "issue", id = source .. "-issue", source = source })
    end
    document.id, document.seq, document.source, document.issue = "example-" .. i, i, source, source .. "-issue"
    for _, field in ipairs { "presenter", "signed_by", "signed_on", "meeting", "issuer", "document_number",
      "addressee" } do
      document[field] = one[field]
    end
    for n, node in ipairs(document.nodes) do node.id = document.id .. "." .. n end
    list[i] = document
    rows.insert(store, rows.document(document))
    for _, node in ipairs(document.nodes) do
      rows.insert(store, { type = "node", id = node.id, document = document.id, seq = node.seq, kind = node.kind,
        level = node.level, label = node.label, heading = node.heading, text = node.text, flow = node.flow.text,
        first_line = node.first_line, last_line = node.last_line })
    end
  end
  for _, row in ipairs(facts.of_issue(list)) do
    if schema.by_name[row.type] then rows.insert(store, row) end
  end
  return store
end

local function compare(findings, wanted)
  if #findings ~= #wanted then
    local got = {}
    for _, finding in ipairs(findings) do got[#got + 1] = finding.message end
    return ("%d findings instead of %d: %s"):format(#findings, #wanted, table.concat(got, " | "))
  end
  for i, part in ipairs(wanted) do
    if not findings[i].message:find(part, 1, true) then
      return ("finding %d is not about %q: %s"):format(i, part, findings[i].message)
    end
  end
end

--- Runs a check's examples.
-- @return table: { { text =, fault = nil | "what is wrong" }, … }
function M.examples(check)
  local fault = M.fault(check)
  if fault then return { { text = tostring(type(check) == "table" and check.name), fault = fault } } end
  local results = {}
  for _, example in ipairs(check.examples) do
    local store = store_of(example)
    results[#results + 1] = { text = example.documents[1] and example.documents[1].text or "",
      fault = compare(M.run(store, { check }), example.findings) }
    store:close()
  end
  return results
end

return M
