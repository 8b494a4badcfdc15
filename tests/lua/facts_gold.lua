-- Every fact that the annotation of the sample gazettes states, and none besides where it is complete.
local t = require "tests.tap"
local has_json = pcall(require, "cjson")

if not has_json then return t.skip("facts against the annotation", "lua-cjson is not installed") end

local annotation = require "tests.annotation"
local stated, exported = annotation.gold(), annotation.exported()
local result = annotation.compare(stated, exported)

for _, kind in ipairs(annotation.TYPES) do
  t.test(("facts: %s rows are those of the annotation"):format(kind), function()
    local of = result[kind]
    t.ok(of.gold > 0, "nothing is annotated")
    t.ok(#of.faults == 0, table.concat(of.faults, "\n  "))
    t.equal(of.exact, of.gold)
  end)
end

t.test("facts: a row that is not annotated, and one that differs, are both told", function()
  local rows = { table.unpack(exported.ballot) }
  local wrong = setmetatable({ unit = "件" }, { __index = rows[1] })
  rows[1] = wrong
  rows[#rows + 1] = setmetatable({ line = 1 }, { __index = exported.ballot[2] })
  local others = setmetatable({ ballot = rows }, { __index = exported })
  t.equal(#annotation.compare(stated, others).ballot.faults, 2)
end)

t.test("facts: the words that prove a link are printed where it says", function()
  local core = require "gongbao.core.text"
  local lines = {}
  for _, name in ipairs { "1", "2" } do
    local list = {}
    for line in io.lines("corpus/yunting-gazette-2024-" .. name .. ".txt") do list[#list + 1] = line end
    lines[name] = list
  end
  local issue_of = {}
  for _, row in ipairs(stated.citation) do issue_of[row.document:match "^[^-]+"] = row.document end
  for _, link in ipairs(exported.link) do
    local source = link.from:match "^([^-]+)"
    local list = source == stated.quantity[1].document:match "^[^-]+" and lines["1"] or lines["2"]
    t.ok(issue_of[source], "a link from elsewhere")
    local print = table.concat(list, "", math.max(1, link.line - 4), math.min(link.line + 8, #list))
    local words = core.squeeze((link.evidence:match "^(.-) | " or link.evidence), true)
    print = core.squeeze(print, true):gsub("%s", ""):gsub("·", "")
    t.ok(print:find(words:gsub("%s", ""), 1, true), ("%s %s, line %d: %s"):format(link.relation, link.from, link.line,
      link.evidence))
  end
end)
