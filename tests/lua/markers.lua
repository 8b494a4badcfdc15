local t = require "tests.tap"
local dates = require "gongbao.grammar.dates"
local markers = require "gongbao.grammar.markers"

local function form(text)
  local m = markers.read(text) or markers.statute(text)
  return m and m.form, m and m.number
end

t.test("markers: what numbers a heading", function()
  for text, want in pairs {
    ["一、上半年"] = "chinese", ["十一、x"] = "chinese", ["（二）需求"] = "bracket", ["(三)x"] = "bracket", ["1. 预决算"] = "arabic",
    ["２．资金"] = "arabic", ["3、x"] = "arabic", ["（1）x"] = "arabic_bracket", ["①x"] = "circled", ["——工业支撑有力"] = "dash",
    ["第六条 本规则"] = "article", ["第一百二十条之一 犯"] = "article", ["第二章会议"] = "chapter", ["第一编总则"] = "part",
    ["第二条中华人民共和国公民"] = "article", ["第三节 表决"] = "section",
  } do t.equal((form(text)), want, text) end
end)

t.test("markers: body that looks like a heading is none", function()
  for _, text in ipairs { "7.5%，成为", "4.3个百分点", "（市）财政工作", "四是部分领域", "——2023年8月28日在", "1.5万人", "第六条的规定",
    "第二款、第三款", "12月底前", "2022年，", "（以下简称《条例》）" } do
    t.equal((form(text)), nil, text)
  end
end)

t.test("markers: a space after the number makes it a marker", function()
  t.equal(markers.statute("第三条规定的", "第三条 规定的").form, "article")
end)

t.test("dates: days between, over leap years and centuries", function()
  t.equal(dates.days_between("2024-02-28", "2024-03-01"), 2)
  t.equal(dates.days_between("2023-02-28", "2023-03-01"), 1)
  t.equal(dates.days_between("1999-12-31", "2000-12-31"), 366)
  t.equal(dates.days_between("2024-06-30", "2024-08-09"), 40)
  t.equal(dates.days_between("2024-01-02", "2024-01-01"), -1)
end)

t.test("dates: whole, first, span, and days that do not exist", function()
  t.equal(dates.whole "2023年8月28日", "2023-08-28")
  t.equal(dates.whole "2023年2月29日", nil)
  t.equal(dates.whole "二〇二四年二月二十九日", "2024-02-29")
  t.equal({ dates.span "于2023年8月28日-29日在" }, { "2023-08-28", "2023-08-29" })
  t.equal({ dates.span "2023年8月30日至9月1日" }, { "2023-08-30", "2023-09-01" })
end)
