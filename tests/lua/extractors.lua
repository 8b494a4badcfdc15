-- Every extractor script does what its examples say.
local t = require "tests.tap"
local examples = require "gongbao.facts.examples"

for _, name in ipairs { "quantities", "people", "citations", "items", "appointments", "ballots" } do
  local script = dofile("scripts/extractors/" .. name .. ".lua")
  for i, result in ipairs(examples.run(script)) do
    t.test(("extractors: %s, example %d"):format(name, i), function()
      t.ok(not result.fault, (result.fault or "") .. "\n" .. result.text)
    end)
  end
end

t.test("extractors: an example that does not hold is told", function()
  local script = dofile "scripts/extractors/ballots.lua"
  script.examples = { { text = "办理代表建议25件。", rows = { { value = 25 } } } }
  t.equal(examples.run(script)[1].fault, "0 rows instead of 1 ()")
end)

t.test("extractors: a pattern script runs at every place", function()
  local lpeg = require "lpeg"
  local script = { name = "numbers", layer = "number", doc = "digits",
    pattern = lpeg.C(lpeg.R "09" ^ 1), value = function(captures) return { value = tonumber(captures[1]) } end,
    examples = { { text = "第3批12家", rows = { { value = 3 }, { value = 12 } } } } }
  t.equal(examples.run(script)[1].fault, nil)
  t.equal(examples.run { name = "x" }[1].fault, 'an extractor needs layer = "…"')
end)
