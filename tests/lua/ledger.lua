-- The follow-up ledger on the sample gazettes, against what corpus/README.md says of who answers whom.
local t = require "tests.tap"
local files = require "tests.files"
local samples = require "tests.samples"
local ledger = require "gongbao.oversight.ledger"
local matrix = require "gongbao.oversight.matrix"

local store, path = samples.store()

local function states(rows)
  local by, order = {}, {}
  for _, row in ipairs(rows) do
    local key = row.opinion:match "%-(%d+)$" .. "/" .. row.path:match "(%d)%.txt$"
    if not by[key] then order[#order + 1] = key end
    by[key] = (by[key] and by[key] .. " " or "") .. row.state .. (row.days_late and row.days_late or "")
  end
  local out = {}
  for i, key in ipairs(order) do out[i] = key .. ": " .. by[key] end
  return out
end

t.test("ledger: in time, late, missing, and what cannot be told", function()
  local rows, as_of = ledger.build(store)
  t.equal(as_of, "2024-09-02")
  t.equal(states(rows), { "5/1: discharged discharged discharged", "8/1: late40 late40 late40",
    "10/1: discharged discharged",
    "12/1: late34 late34 late34", "6/2: unknown unknown" })
end)

t.test("ledger: on an earlier day nothing later is known", function()
  local rows = ledger.build(store, { as_of = "2024-07-01" })
  t.equal(states(rows), { "5/1: open open open", "8/1: late1 late1 late1", "10/1: unknown unknown",
    "12/1: open open open" })
  t.equal(#ledger.build(store, { as_of = "2024-04-29" }), 0)
end)

t.test("ledger: every row names its line, its supervisor and its answer's words", function()
  local rows = ledger.build(store, { state = "discharged" })
  t.equal(#rows, 5)
  for _, row in ipairs(rows) do
    t.ok(row.line and row.path and row.answer and row.evidence and row.answer_line, row.item)
  end
end)

t.test("ledger: changes come day by day and end in the state that the ledger shows", function()
  local changes = ledger.changes(store)
  local last, day = {}, ""
  for _, change in ipairs(changes) do
    t.ok((change.date or "") >= day, "not in order")
    day, last[change.item.id] = change.date or day, change.to
  end
  for _, row in ipairs(ledger.build(store)) do t.equal(last[row.id], row.state, row.item) end
end)

t.test("the state of an item", function()
  t.equal({ ledger.state("2024-06-30", "2024-06-30", true, "2024-09-01") }, { "discharged" })
  t.equal({ ledger.state("2024-06-30", "2024-07-01", true, "2024-09-01") }, { "late", 1 })
  t.equal({ ledger.state("2024-06-30", nil, false, "2024-06-30") }, { "open" })
  t.equal({ ledger.state("2024-02-28", nil, false, "2024-03-01") }, { "late", 2 })
  t.equal({ ledger.state(nil, nil, false, "2024-03-01") }, { "unknown" })
end)

t.test("matrix: the opinion without an answer is a gap", function()
  local gaps = {}
  for _, row in ipairs(matrix.build(store)) do
    for _, gap in ipairs(row.gaps) do gaps[#gaps + 1] = row.genre .. " " .. gap end
  end
  t.ok(table.concat(gaps, ","):find("audit_report answer", 1, true), table.concat(gaps, ","))
  t.ok(not table.concat(gaps, ","):find("plan_report", 1, true), table.concat(gaps, ","))
end)

store:close()
files.remove(path)
