-- The script interface: its manual page is up to date, its examples give what they say.
local t = require "tests.tap"
local files = require "tests.files"
local manual = require "gongbao.manual"

t.test("docs/interface.md is what the doc strings say", function()
  local page = files.read "docs/interface.md"
  t.ok(page == manual.markdown(), "write it again: gongbao help --interface > docs/interface.md")
end)

t.test("editor stubs are Lua", function() t.ok(load(manual.stubs(), "stubs", "t")) end)

t.test("every C function says what it does", function()
  for _, part in ipairs(manual.read()) do
    for _, f in ipairs(part.functions) do
      t.ok(f.doc ~= "" and (f.signature or "") ~= "", part.module .. ": " .. f.name)
    end
  end
end)

for _, part in ipairs(manual.read()) do
  local short = part.module:match "([%w_]+)$"
  for _, f in ipairs(part.functions) do
    if f.example then
      t.test(("example of %s: %s"):format(part.module, f.name), function()
        local code, want = f.example:match "^(.-) %-%-> (.*)$"
        t.ok(code, "an example is EXPRESSION --> RESULT: " .. f.example)
        local env = setmetatable({ [short] = require(part.module) }, { __index = _G })
        local chunk = assert(load("return " .. code, "example", "t", env))
        t.equal(tostring((chunk())), want)
      end)
    end
  end
end
