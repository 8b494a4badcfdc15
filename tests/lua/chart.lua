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

t.test("chart: labels that are too long for the width stand above their bars", function()
  local long = { { label = ("规"):rep(15), value = 3 }, { label = "短", value = -3 } }
  local function xs(svg)
    local list = {}
    for x in svg:gmatch '<rect class="chart%-bar" x="([%d.]+)"' do list[#list + 1] = tonumber(x) end
    return list
  end
  t.ok(xs(chart.bars(long, { title = "x", width = 640 }))[1] > 15 * 13, "a label runs into its bar")
  t.ok(xs(chart.bars(long, { title = "x", width = 340 }))[1] < 15 * 13, "the bars have no room left")
end)

t.test("chart: a whole is drawn as one, whatever its sign", function()
  local svg = chart.bars({ { label = "全市", value = -4, whole = true }, { label = "汀南", value = 2 } }, { title = "x" })
  t.ok(svg:find('class="chart-whole"', 1, true) and svg:find('class="chart-bar"', 1, true))
  t.ok(not svg:find('class="chart-minus"', 1, true))
end)

local function opacities(svg)
  local list = {}
  for class, opacity in svg:gmatch '<rect class="(chart%-cell[%a-]*)"[^>]* fill%-opacity="([%d.]+)"' do
    list[#list + 1] = { class, tonumber(opacity) }
  end
  return list
end

t.test("chart: strips are stronger the larger the value, in their own strip only, and linked", function()
  local strips = {
    { label = "零售", cells = { { value = 9 }, { value = 12, href = "#L2" }, { value = 10 } } },
    { label = "投资", cells = { { value = -28 }, nil, { value = 7 } } },
  }
  local svg = chart.strips({ "汀南", "汀北", "沙渡" }, strips, { title = "各县" })
  local cells = opacities(svg)
  t.equal(#cells, 5, "a missing figure has no cell")
  t.ok(cells[2][2] > cells[3][2] and cells[3][2] > cells[1][2], "9 < 10 < 12")
  t.equal({ cells[4][1], cells[5][1] }, { "chart-cell-minus", "chart-cell" })
  t.ok(cells[4][2] > cells[5][2], "-28 is further from zero than 7")
  t.ok(svg:find("<desc>零售：汀南 9；汀北 12；沙渡 10。投资：汀南 -28；沙渡 7</desc>", 1, true), svg)
  t.ok(svg:find('<a href="#L2"><rect', 1, true))
end)

t.test("chart: cells are as wide as their widest figure needs", function()
  local strip = { label = "x", cells = { { value = -123456.75 }, { value = 1 } } }
  local width = tonumber(chart.strips({ "a", "b" }, { strip }, { title = "x", width = 40 }):match ' width="([%d.]+)"')
  t.ok(width >= 2 * 10 * 6.5, "width " .. width)
end)

t.test("chart: nothing to show is nothing, and the same rows give the same bytes", function()
  t.equal(chart.bars({}, { title = "x" }), "")
  t.equal(chart.strips({}, {}, { title = "x" }), "")
  t.equal(chart.bars(rows, { title = "x" }), chart.bars(rows, { title = "x" }))
end)
