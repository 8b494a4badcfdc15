-- The amendment rows of a store: every amending decision, run on the old text and checked against the consolidated text
-- that the store holds, whatever source they came from; and the links from a decision to the text that it amends: the
-- old one, or where that is not held the consolidated one. They are made anew after an import, because a new source
-- may bring the text that was missing.
local amend = require "gongbao.statute.amend"
local decisions = require "gongbao.statute.decision"
local documents = require "gongbao.store.documents"
local reader = require "gongbao.statute.reader"
local rows = require "gongbao.store.rows"
local works = require "gongbao.statute.works"

local M = {}

-- The name that a row's check begins with, so that the rows can be told from those of other checks.
M.CHECK = "amendment_"

local function statute_of(store, version)
  return version and reader.from_document(documents.load(store, version.document.id)) or nil
end

local function number(value) return value and math.tointeger(value) or value end

local function write_rows(store, id, result, items, count)
  for _, row in ipairs(result.rows) do
    count.rows = count.rows + 1
    rows.insert(store, { type = "amendment", id = ("%s.m%d"):format(id, count.rows), document = id, item = row.item,
      op = row.op,
      old_article = number(row.old_article), new_article = number(row.new_article), paragraph = row.paragraph,
      new_paragraph = row.new_paragraph, old_text = row.old_text, new_text = row.new_text, verdict = row.verdict,
      evidence = row.evidence, line = row.line })
  end
  for _, finding in ipairs(result.findings) do
    count.findings = count.findings + 1
    local item = items[finding.item]
    rows.insert(store, { type = "finding", id = ("%s.mf%d"):format(id, count.findings), document = id,
      node = item and item.node,
      check = M.CHECK .. finding.check, severity = finding.severity, message = finding.message, basis = finding.basis,
      line = finding.line })
  end
end

local function write_link(store, decision, amended, n)
  rows.insert(store, { type = "link", id = ("%s.ma%d"):format(decision.id, n), from = decision.id, to = amended.id,
    relation = "amends", evidence = decision.title, line = decision.first_line })
end

local function run(store, decision_row, by_key)
  local document = documents.load(store, decision_row.id)
  local decision = decisions.from_document(document)
  local count = { rows = 0, findings = 0 }
  for i, title in ipairs(decisions.titles(decision)) do
    local old, new = works.around(by_key, decision_row, title)
    local amended = old or new
    if amended then write_link(store, decision_row, amended.document, i) end
    local result = amend.run { decision = decision, old = statute_of(store, old), new = statute_of(store, new),
      title = title }
    write_rows(store, decision_row.id, result, decision.items, count)
  end
end

--- Makes the amendment rows and the findings about them anew, in one transaction of the caller's.
function M.update(store)
  store:run "DELETE FROM amendment"
  store:run "DELETE FROM link WHERE relation = 'amends'"
  store:run("DELETE FROM finding WHERE substr(\"check\", 1, ?) = ?", #M.CHECK, M.CHECK)
  local held = store:all [[SELECT id, source, genre, title, history, adopted_on, first_line FROM document
    WHERE genre IN ('amending_decision', 'rules_of_procedure', 'local_regulation', 'statute') ORDER BY ordinal_]]
  local _, by_key = works.group(held)
  for _, row in ipairs(held) do
    if row.genre == "amending_decision" then run(store, row, by_key) end
  end
end

return M
