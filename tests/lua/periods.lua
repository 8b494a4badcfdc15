-- Periods: what is one, what is a point of time, what a heading states.
local t = require "tests.tap"
local periods = require "gongbao.grammar.periods"

t.test("periods: stretches and points are told apart, text as printed", function()
  local cases = {
    ["上半年，全市"] = { "上半年", false }, ["2023年1—6月份财政"] = { "2023年1—6月份", false },
    ["1-6月商品房"] = { "1-6月", false }, ["6月底安钢"] = { "6月底", true },
      ["截至2022年底，"] = { "2022年底", true },
    ["截至目前，"] = { "截至目前", true }, ["2022年度市本级"] = { "2022年度", false },
    ["2023年8月22日至23日，"] = { "2023年8月22日至23日", false },
      ["2021年、2022年，"] = { "2021年、2022年", false },
    ["2021年以来"] = { "2021年以来", false }, ["今年上半年基础"] = { "今年上半年", false },
      ["二季度全市"] = { "二季度", false },
    ["2022年12月底前"] = { "2022年12月底", true }, ["6月份整体"] = { "6月份", false },
  }
  for text, want in pairs(cases) do
    local name, point = periods.start(text)
    t.equal({ name, point }, want, text)
  end
  t.equal(periods.start "全市", nil)
  t.equal(periods.start "2023年计划", nil)
end)

t.test("periods: a heading states one period or none", function()
  t.equal(periods.of_heading "关于2023年我县上半年财政情况的报告", "上半年")
  t.equal(periods.of_heading "2021年决算和2022年1—6月份执行情况", nil)
  t.equal(periods.of_heading "二、下半年重点工作", "下半年")
  t.equal(periods.of_heading "存在的问题", nil)
end)
