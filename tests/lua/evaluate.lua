-- What a typed text is, and where Lua stops in one that is wrong.
local t = require "tests.tap"
local evaluate = require "gongbao.repl.evaluate"

local session = { env = { store = { documents = function() end } }, first_line = 1 }

-- Each row: a text, and the byte at which Lua stops (its end: "end"; it runs: "runs").
local stops = {
  { "1 + 1", "runs" }, { "local x = 1", "runs" }, { "for i = 1, 2 do end", "runs" },
  { "1 + + 2", 5 },                           -- not the first +
  { "x = = 2", 5 }, { "local 1", 7 }, { "print(1, )", 10 }, { "in print", 1 },
  { "f(1) 整改", 6 }, { "a.b.1", 4 },
  { "1 +", "end" }, { "print(", "end" }, { "{ 1,", "end" }, { "for i = 1, 2 do", "end" }, { "if x then\n y()", "end" },
  { "if x then\n  y = = 2\nend", 17 },
  { "'a", "end" },
}
for _, row in ipairs(stops) do
  t.test("evaluate: Lua in " .. row[1]:gsub("\n", "⏎"), function()
    local chunk, message, at = evaluate.compile(session, row[1])
    t.equal(chunk and "runs" or at == #row[1] + 1 and "end" or at, row[2], message)
  end)
end

t.test("evaluate: more is wanted of what breaks off, until an empty line", function()
  for text, more in pairs { ["1 +"] = true, ["1 +\n"] = false, ["1 + 1"] = false, ["for i = 1, 2 do\n  f(i)"] = true,
    ["{ 1,"] = true, ["1 + + 2"] = false, [".find ("] = false, ["??("] = false, ["整改 <10>"] = false, [" "] = false } do
    t.equal(evaluate.wants_more(session, text), more, text)
  end
end)

t.test("evaluate: a query is what holds Chinese outside strings, or stands in brackets", function()
  for text, query in pairs { ["整改 <10> 期限"] = true, ["[tag = 'm']"] = true, ["{time_limit}"] = true,
    ["print '整改'"] = false, ["x = 整改"] = false, ["store:documents()"] = false, ["整改\n期限"] = false } do
    t.equal(evaluate.is_query(text), query, text)
  end
end)

t.test("evaluate: dotted names are looked up, what is not there is nil", function()
  t.equal(evaluate.lookup(session, "store:documents"), session.env.store.documents)
  t.equal(evaluate.lookup(session, "store.nothing.at.all"), nil)
end)
