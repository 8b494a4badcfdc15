local t = require "tests.tap"
local chart = require "gongbao.view.chart"

local rows = { { label = "汀北", value = -2.5 },
  { label = "<汀南>", value = 6.3, href = "#L1" }, { label = "全市", value = 5.2 } }

t.test("chart: bars are sorted, linked, escaped, and say themselves in words", function()
  local svg = chart.bars(rows, { title = "增速", unit = "%" })
  t.ok(svg:find("<title>增速</title><desc>&lt;汀南&gt; 6.3%；全市 5.2%；汀北 -2.5%</desc>", 1, true), svg)
  t.ok(svg:find('<a href="#L1">', 1, true))
  t.ok(not svg:find("<汀南>", 1, true))
  local _, bars = svg:gsub('class="chart%-bar"', "")
  local _, minus = svg:gsub('class="chart%-minus"', "")
  t.equal({ bars, minus }, { 2, 1 })
end)

t.test("chart: a bar's length follows its value", function()
  local svg = chart.bars({ { label = "a", value = 10 }, { label = "b", value = 5 } }, { title = "x" })
  local widths = {}
  for w in svg:gmatch '<rect class="chart%-bar"[^>]* width="([%d.]+)"' do widths[#widths + 1] = tonumber(w) end
  t.ok(math.abs(widths[1] - 2 * widths[2]) < 0.2, table.concat(widths, " "))
end)

t.test("chart: nothing to show is nothing, and the same rows give the same bytes", function()
  t.equal(chart.bars({}, { title = "x" }), "")
  t.equal(chart.strip(rows, { title = "x" }), chart.strip(rows, { title = "x" }))
end)
