-- Numerals: Chinese to integer and back, patterns in running text.
local t = require "tests.tap"
local lpeg = require "lpeg"
local numerals = require "gongbao.grammar.numerals"

t.test("numerals: Chinese numerals have their values", function()
  local cases = {
    ["一"] = 1, ["十"] = 10, ["十二"] = 12, ["二十"] = 20, ["九十九"] = 99, ["一百"] = 100,
      ["一百零五"] = 105,
    ["一百〇五"] = 105, ["一百一十"] = 110, ["一百二十"] = 120, ["一千零一"] = 1001,
      ["一千零五十"] = 1050,
    ["两千三百"] = 2300, ["一万零五"] = 10005, ["十万"] = 100000, ["三万五千"] = 35000,
      ["一亿"] = 100000000,
    ["一亿零三万"] = 100030000, ["二〇二三"] = 2023, ["一九九八"] = 1998, ["〇"] = 0,
      ["壹佰贰拾"] = 120, ["两"] = 2,
    ["12"] = 12, ["１２"] = 12, ["1,259"] = 1259,
  }
  for text, value in pairs(cases) do t.equal(numerals.integer(text), value, text) end
end)

t.test("numerals: what is ambiguous or no numeral has no value", function()
  for _, text in ipairs { "三四", "一百二", "万", "百", "千", "百十", "十百", "一万五", "", "甲",
    "十二条", "一百零", "1,25", "1.5",
    "一万亿", "12a" } do
    t.equal(numerals.integer(text), nil, text)
  end
end)

t.test("numerals: every integer survives being written and read", function()
  for n = 1, 12000 do t.equal(numerals.integer(numerals.chinese(n)), n, numerals.chinese(n)) end
  for _, n in ipairs { 99999, 100000, 100001, 110010, 1000000, 10203040, 100000000, 300050007, 999999999999 } do
    t.equal(numerals.integer(numerals.chinese(n)), n, numerals.chinese(n))
  end
  t.equal(numerals.chinese(110), "一百一十")
  t.equal(numerals.chinese(12), "十二")
  t.equal(numerals.chinese(10012), "一万零一十二")
  t.equal(numerals.chinese_digits(2023), "二〇二三")
end)

t.test("numerals: patterns stop where the numeral stops", function()
  t.equal({ lpeg.match(numerals.chinese_integer * lpeg.Cp(), "十二万人") }, { 120000, 1 + #"十二万" })
  t.equal({ lpeg.match(numerals.chinese_integer * lpeg.Cp(), "十万千瓦") }, { 100000, 1 + #"十万" })
  t.equal({ lpeg.match(numerals.decimal * lpeg.Cp(), "1259.2亿元") }, { 1259.2, 7 })
  t.equal({ lpeg.match(numerals.decimal * lpeg.Cp(), "3. 下") }, { 3, 2 })
  t.equal(lpeg.match(numerals.arabic_integer, "5,985人"), 5985)
  t.equal({ lpeg.match(numerals.inserted "条", "第一百二十条之一第二款") }, { 120, 1 })
  t.equal({ lpeg.match(numerals.inserted "条", "第六条") }, { 6, false })
  t.equal({ lpeg.match(numerals.inserted "条", "第6条") }, { 6, false })
  t.equal(lpeg.match(numerals.ordinal "款", "第二款"), 2)
  t.equal({ lpeg.match(numerals.fraction, "百分之三十") }, { 30, 100 })
  t.equal({ lpeg.match(numerals.fraction, "百分之五点五") }, { 5.5, 100 })
  t.equal({ lpeg.match(numerals.fraction, "三分之二以上") }, { 2, 3 })
  t.equal(lpeg.match(numerals.chinese_integer, "千方百计"), nil)
end)
