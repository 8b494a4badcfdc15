-- One indicator for several scopes: only like is set beside like.
local t = require "tests.tap"
local scopes = require "gongbao.view.scopes"
local files = require "tests.files"
local samples = require "tests.samples"

-- A store that gives these rows, each { node, kind, subject, scope, period, value, unit, change }.
local function given(rows)
  local full = {}
  for i, r in ipairs(rows) do
    full[i] = { ordinal_ = i, document = "d", title = "报告", node = r[1], in_table = r[2] == "table" and 1 or 0,
      subject = r[3], scope = r[4], period = r[5], value = r[6], unit = r[7], change = r[8],
      change_kind = r[8] and "增速" or nil, line = i }
  end
  return { rows = function()
    local i = 0
    return function()
      i = i + 1
      return full[i]
    end
  end }
end

local function shown(group)
  local out = {}
  for i, row in ipairs(group.rows) do out[i] = ("%s%s=%g"):format(row.place or "-", row.scope, row.value) end
  return table.concat(out, " ")
end

t.test("scopes: largest first, equal values share a place, a whole has none", function()
  local list = scopes.compared(given {
    { "n", "table", "产值", "全市", "一季度", nil, nil, 5 }, { "n", "table", "产值", "甲", "一季度", nil, nil, 3 },
    { "n", "table", "产值", "乙", "一季度", nil, nil, 7 }, { "n", "table", "产值", "丙", "一季度", nil, nil, 3 },
    { "n", "table", "产值", "丁", "一季度", nil, nil, 1 } }, {})
  t.equal(#list, 1)
  t.equal(shown(list[1]), "1乙=7 -全市=5 2甲=3 2丙=3 4丁=1")
end)

t.test("scopes: another unit, period, indicator or place in the text is no comparison", function()
  local function rows(change)
    local list = { { "n", "paragraph", "债务", "甲", "6月", 1, "亿元" }, { "n", "paragraph", "债务", "乙", "6月", 2, "亿元" },
      { "n", "paragraph", "债务", "丙", "6月", 3, "亿元" } }
    for column, value in pairs(change) do list[3][column] = value end
    return #scopes.compared(given(list), {})
  end
  t.equal(rows {}, 1)
  for column, value in pairs { "m", [3] = "限额", [5] = "7月", [7] = "万元" } do
    t.equal(rows { [column] = value }, 0, "column " .. column)
  end
end)

t.test("scopes: running text must name period and unit; a table's caption speaks for its columns", function()
  local function count(kind, period, unit)
    return #scopes.compared(given { { "n", kind, "债务", "甲", period, 1, unit },
      { "n", kind, "债务", "乙", period, 2, unit }, { "n", kind, "债务", "丙", period, 3, unit } }, {})
  end
  t.equal({ count("paragraph", "6月", "亿元"), count("paragraph", nil, "亿元"), count("paragraph", "6月", nil) }, { 1, 0, 0 })
  t.equal(count("table", nil, nil), 1)
end)

t.test("scopes: the samples' two county tables make one profile", function()
  local store, path = samples.store()
  local list = scopes.compared(store, {})
  local profiles = scopes.profiles(list)
  t.equal(#profiles, 1)
  t.equal(profiles[1].columns, { "全市", "市直", "汀南", "汀北", "沙渡", "白石", "青埠" })
  t.equal({ profiles[1].groups[1].subject, profiles[1].groups[2].subject }, { "生产总值", "规模以上工业增加值" })
  t.equal(#scopes.compared(store, { subject = "生产总值" }), 1)
  store:close()
  files.remove(path)
end)
