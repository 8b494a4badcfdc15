-- Named queries: they ship, they answer, they say what they want.
local t = require "tests.tap"
local files = require "tests.files"
local samples = require "tests.samples"
local scripts = require "gongbao.scripts"

local store, path = samples.store()

local function column(rows, i)
  local list = {}
  for n, row in ipairs(rows) do list[n] = row[i] end
  return list
end

t.test("queries: each has a doc, and its arguments have one", function()
  local list = scripts.all "queries"
  t.ok(#list >= 3)
  for _, script in ipairs(list) do
    t.ok(script.doc and script.run, script.name)
    for _, arg in ipairs(script.args or {}) do t.ok(arg[1] and arg[2], script.name) end
  end
end)

t.test("query person: the chair of the sample committee", function()
  local _, rows = scripts.get("queries", "person").run(store, { name = "沈怀远" })
  t.ok(#rows >= 1)
  t.equal(column(rows, 2)[1], "主任")
end)

t.test("query cited: by the short name too", function()
  local _, rows = scripts.get("queries", "cited").run(store, { title = "消防条例" })
  local short = 0
  for _, row in ipairs(rows) do if row[3] then short = short + 1 end end
  t.ok(#rows > short and short > 0, "short names: " .. short .. " of " .. #rows)
end)

t.test("query indicator: values with their lines", function()
  local _, rows = scripts.get("queries", "indicator").run(store, { subject = "生产总值" })
  t.equal({ rows[1][4], rows[1][5], rows[1][9] }, { 486.3, "亿元", 69 })
end)

store:close()
files.remove(path)
