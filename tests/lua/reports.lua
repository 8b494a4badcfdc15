-- Every report that ships, in every form it has: it renders, twice the same, from the samples.
local t = require "tests.tap"
local files = require "tests.files"
local samples = require "tests.samples"
local report = require "gongbao.report"
local scripts = require "gongbao.scripts"

local store, path = samples.store()

for _, script in ipairs(scripts.all "reports") do
  if not report.is_site(script.name) then
    local outputs = report.outputs(script.name)
    t.test(("report %s: described, with a form"):format(script.name), function()
      t.ok(type(script.doc) == "string" and #script.doc > 10, "no doc")
      t.ok(#outputs > 0, "no template")
    end)
    for _, ending in ipairs(outputs) do
      t.test(("report %s.%s: twice the same bytes, nothing left open"):format(script.name, ending), function()
        local one = report.render(store, script.name, ending, {})
        local two = report.render(store, script.name, ending, {})
        t.ok(one == two, "the second differs")
        t.ok(#one > 100, "it is nearly empty:\n" .. one)
        local raw = one:find "table: 0x" or one:find "function: 0x" or one:find("<%", 1, true)
        t.ok(not raw, "raw Lua is shown")
        local _, opened = one:gsub("<li[ >]", "")
        local _, closed = one:gsub("</li>", "")
        t.equal(opened, closed, "list items that are not closed")
      end)
    end
  end
end

t.test("report: a missing one and a missing form are named", function()
  t.raises("there is no report 'none'", report.render, store, "none", "txt", {})
end)

store:close()
files.remove(path)
