-- Every check script does what its examples say.
local t = require "tests.tap"
local checks = require "gongbao.store.checks"
local scripts = require "gongbao.scripts"

for _, script in ipairs(scripts.all "checks") do
  for i, result in ipairs(checks.examples(script)) do
    t.test(("checks: %s, example %d"):format(script.name, i), function()
      t.ok(not result.fault, (result.fault or "") .. "\n" .. result.text)
    end)
  end
end

t.test("checks: an example that does not hold is told, and a script that is none", function()
  local script = { name = "always", doc = "always finds", run = function(_, report) report { message = "found" } end,
    examples = { { documents = { { text = "一" } }, findings = {} } } }
  t.equal(checks.examples(script)[1].fault, "1 findings instead of 0: found")
  t.equal(checks.examples { name = "x", doc = "y" }[1].fault, "a check needs run(store, report)")
end)
