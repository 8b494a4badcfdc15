-- Every fact that the annotation of the sample gazettes states, and none besides where it is complete.
local t = require "tests.tap"
local annotation = require "tests.annotation"
local files = require "tests.files"
local gold = require "tests.gold"
local samples = require "tests.samples"

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

-- The lines of each issue, by the source that its annotation names.
local function printed_lines()
  local of = {}
  for i, path in ipairs(samples.issues) do
    local source = gold.read(annotation.FILES[i])[1].id:match "^[^-]+"
    of[source] = files.lines(files.read(path))
  end
  return of
end

t.test("facts: the words that prove a link are printed where it says", function()
  local lines_of = printed_lines()
  for _, link in ipairs(exported.link) do
    local lines = t.ok(lines_of[link.from:match "^[^-]+"], "a link from elsewhere")
    local print = table.concat(lines, "", math.max(1, link.line - 4), math.min(link.line + 8, #lines))
    local words = link.evidence:match "^(.-) | " or link.evidence
    t.ok(gold.bare(print):find(gold.bare(words), 1, true), ("%s %s, line %d: %s"):format(link.relation, link.from,
      link.line, link.evidence))
  end
end)
