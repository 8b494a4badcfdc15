-- Amendment rows through the program: import, then what the export says; the old text from one source, the decision and
-- the consolidated text from another. Where the real gazette is at hand, the differences of its decision and rules.
local t = require "tests.tap"
local files = require "tests.files"
local gold = require "tests.gold"
local samples = require "tests.samples"

local REAL = gold.shared "corpus/gazette-2023-4.txt"

local function query(store, sql)
  local rows = files.lines((files.run(("%s sql --store %s --format tsv '%s'"):format(files.program, store, sql))))
  table.remove(rows, 1) -- the names
  return rows
end

local function with_store(sources, f)
  files.with(nil, function(path)
    samples.import(path, { sources })
    f(path)
  end)
end

local BOTH = "corpus/yunting-gazette-2024-1.txt corpus/yunting-gazette-2024-2.txt"
local SWAPPED = "corpus/yunting-gazette-2024-2.txt corpus/yunting-gazette-2024-1.txt"

for _, order in ipairs { BOTH, SWAPPED } do
  t.test("sample decision, imported " .. (order == BOTH and "in order" or "before the old text"), function()
    with_store(order, function(store)
      t.equal(query(store, "SELECT item, op FROM amendment WHERE verdict = \"differs\" ORDER BY item"),
        { "14\treplace_article", "25\treplace_phrase" })
      t.equal(query(store, "SELECT count(*) FROM amendment WHERE verdict = \"unverifiable\""), { "0" })
      -- item 25 could not be carried out: that its text differs is said once, as a phrase that is not found
      t.equal(query(store, "SELECT \"check\", line FROM finding WHERE \"check\" IN " ..
        "(\"amendment_differs\", \"amendment_phrase_not_found\") ORDER BY line"),
        { "amendment_differs\t349", "amendment_phrase_not_found\t398" })
      t.equal(query(store, "SELECT document.title, document.adopted_on, document.seq FROM link "
        .. "JOIN document ON document.id = link.\"to\" WHERE relation = \"amends\""),
        { "云汀市人民代表大会常务委员会议事规则\t1989-05-12\t13" })
    end)
  end)
end

if not REAL then
  t.skip("the real decision and rules", "no gazette at ../shared")
else
  t.test("the real decision: what differs from the consolidated rules, and nothing else", function()
    with_store(REAL, function(store)
      t.equal(query(store, "SELECT DISTINCT item FROM amendment WHERE verdict = \"differs\" ORDER BY item"),
        { "35", "36", "38", "45" })
      t.equal(query(store, "SELECT max(item), count(DISTINCT item) FROM amendment"), { "58\t58" })
      t.equal(query(store, "SELECT DISTINCT evidence FROM amendment WHERE verdict = \"unverifiable\""), { "没有原文" })
    end)
  end)
end
