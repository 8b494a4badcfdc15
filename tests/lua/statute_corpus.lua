-- The amendment machine on the sample gazettes, as the parsers read them: the rules of the first issue, the decision
-- and the consolidated rules of the second. Executing gives the consolidated text but for the two planted faults.
local t = require "tests.tap"
local samples = require "tests.gold"
local amend = require "gongbao.statute.amend"
local decision = require "gongbao.statute.decision"
local reader = require "gongbao.statute.reader"
local tree = require "gongbao.statute.tree"

local parsed = {}
for issue = 1, 2 do
  parsed[issue] = samples.documents(("corpus/yunting-gazette-2024-%d.txt"):format(issue))
end

local function document(issue, genre)
  for _, doc in ipairs(parsed[issue]) do
    if doc.genre == genre then return doc end
  end
end

local gold = {}
for _, row in ipairs(samples.read "corpus/gold/yunting-gazette-2024-2.jsonl") do
  if row.type == "amendment" then gold[#gold + 1] = row end
end
local result = amend.run {
  old = reader.from_document(document(1, "rules_of_procedure")),
  new = reader.from_document(document(2, "rules_of_procedure")),
  decision = decision.from_document(document(2, "amending_decision")),
}

t.test("articles are counted, not told", function()
  local c = result.counts
  t.equal({ c.old, c.new, c.inserted, c.deleted, c.absorbed }, { 43, 45, 7, 3, 2 })
end)

t.test("the two planted faults differ, and nothing else", function()
  local differing = {}
  for _, row in ipairs(result.rows) do
    if row.verdict ~= "agrees" then differing[#differing + 1] = row.item .. " " .. row.op .. " " .. row.verdict end
  end
  t.equal(differing, { "14 replace_article differs", "25 replace_phrase differs" })
  t.equal(#result.differences, 2)
  t.equal({ tree.label(result.differences[1].article), tree.label(result.differences[2].article) }, { "第十五条", "第二十六条" })
end)

t.test("faults of the print are noted with their item", function()
  local notes = {}
  for _, finding in ipairs(result.findings) do
    if finding.severity == "note" and finding.item then notes[#notes + 1] = finding.item .. " " .. finding.check end
  end
  t.equal(notes, { "4 double_stop", "21 missing_ordinal", "22 wrong_quote_mark", "23 stray_quote_mark",
    "23 double_stop" })
end)

t.test("every annotated operation is found, with article and text", function()
  local by_item = {}
  for _, row in ipairs(result.rows) do
    by_item[row.item] = by_item[row.item] or {}
    table.insert(by_item[row.item], row)
  end
  local missed = {}
  for _, want in ipairs(gold) do
    local found
    for i, row in ipairs(by_item[want.item] or {}) do
      if row.op == want.op and row.new_article == want.new_article and row.new_text == want.new_text
        and row.old_text and row.old_text == want.old_text or row.op == want.op and row.new_article == want.new_article
        and row.new_text == want.new_text and not want.old_text then
        found = i
        break
      end
    end
    if found then table.remove(by_item[want.item], found)
    else missed[#missed + 1] = want.item .. " " .. want.op .. " " .. tostring(want.new_article) end
  end
  t.equal(missed, {})
end)
