local t = require "tests.tap"
local segment = require "gongbao.core.segment"

local function cut(text, mode, lexicon)
  return table.concat(segment.cutter(mode or "plain", lexicon):cut(text):words(), "|")
end

local function tagged(text, mode)
  local parts = {}
  local tokens = segment.cutter(mode):cut(text)
  for first, last, tag in tokens:each() do parts[#parts + 1] = text:sub(first, last) .. "/" .. tag end
  return table.concat(parts, " ")
end

t.test("words of ordinary text", function()
  t.equal(cut "会议审议了工作报告。", "会议|审议|了|工作|报告|。")
  t.equal(cut "全市一个部门三次整改", "全市|一|个|部门|三|次|整改")
end)

t.test("numbers, percentages, strings and dates are single tokens with tags", function()
  t.equal(tagged("增长12.5%", "plain"), "增长/v 12.5%/m")
  t.equal(tagged("共1,234.5万元", "plain"):match "1,234.5/m" ~= nil, true)
  t.equal(tagged("PM2.5浓度", "plain"):match "^PM2.5/eng" ~= nil, true)
  t.equal(tagged("2023年6月1日起", "coarse"):match "^2023年6月1日/t" ~= nil, true)
  t.equal(tagged("听取《关于教育的报告》", "coarse"), "听取/v 《关于教育的报告》/title")
  t.equal(tagged("１２３", "plain"), "１２３/m")
  t.equal(tagged("二十三", "plain"), "二十三/m")
  t.equal(tagged("第四十二条第3款", "plain"), "第四十二/m 条/n 第3/m 款/m")
  t.equal(tagged("第三条和第三者", "plain"), "第三/m 条/n 和/c 第三者/nz")
end)

t.test("a number takes what counts it, but 万元 and 亿元 are words", function()
  t.equal(cut "造林4.6万亩", "造林|4.6万|亩")
  t.equal(cut "有500多所和1.3万余人", "有|500多|所|和|1.3万余|人")
  t.equal(cut "十多年来三十余名代表", "十多|年|来|三十余|名|代表")
  t.equal(cut "收入12.6亿元，支出240万元", "收入|12.6|亿元|，|支出|240|万元")
  t.equal(cut "五千元以上三万元以下", "五千|元|以上|三万|元|以下")
  t.equal(cut "三分之二以上", "三分之二|以上")
  t.equal(cut "二○二四年和二〇二四年", "二○二四|年|和|二〇二四|年")
  t.equal(tagged "20万名":match "20万/m" ~= nil, true)
end)

t.test("a bound suffix joins the word before it, whatever the length of the text", function()
  t.equal(cut "执行到位率偏低", "执行|到位率|偏|低")
  t.equal(cut "率队视察", "率|队|视察")
  t.equal(tagged "视察组":match "/new$" ~= nil, true)
  local long = cut(("到位率"):rep(2000))
  t.equal(long, ("到位率|"):rep(1999) .. "到位率")
end)

t.test("words that only stand together often are parted, and demonstratives from what follows them", function()
  t.equal(cut "空气质量", "空气|质量")
  t.equal(cut "人民代表大会常务委员会", "人民代表大会|常务|委员会")
  t.equal(cut "这项决定和这个决定", "这|项|决定|和|这个|决定")
end)

t.test("words of grammar and numerals are no part of unknown words", function()
  t.equal(cut "选举徐财启为代表", "选举|徐财启|为|代表")
  t.equal(cut "共六章", "共|六|章")
  t.equal(cut "有的部门，所有的部门", "有的|部门|，|所有|的|部门")
end)

t.test("a comma between clauses is no thousands mark", function()
  t.equal(cut "增长5,降低10", "增长|5|,|降低|10")
  t.equal(cut "1,23", "1|,|23")
  t.equal(cut "1,2345", "1|,|2345")
end)

t.test("traditional and full-width text is looked up folded", function()
  t.equal(cut "審議工作報告", "審議|工作|報告")
  t.equal(segment.fold "ＡＢＣ，（甲）「乙」", 'abc,(甲)"乙"')
end)

t.test("a user lexicon is layered on top, with counts and tags", function()
  local lexicon = assert(segment.lexicon "# 领域词\n公报机读 \n龙安区检 100 org\n")
  t.equal(#lexicon, 2)
  t.equal(cut("公报机读工作", "plain", lexicon), "公报机读|工作")
  local tokens = segment.cutter("plain", lexicon):cut "龙安区检"
  local _, last, tag = tokens:get(1)
  t.equal({ last, tag }, { 12, "org" })
  local none, message, code = segment.lexicon "好\n坏，词 1 n"
  t.equal({ none, code }, { nil, 3 })
  t.ok(message:find("line 2", 1, true))
end)

t.test("fine and search modes give the words inside", function()
  local fine = "|" .. cut("人民代表大会常务委员会", "fine") .. "|"
  for _, word in ipairs { "人民", "代表大会", "常务", "委员会" } do t.ok(fine:find("|" .. word .. "|", 1, true), fine) end
  t.ok(#segment.cutter("search"):cut "人民代表大会" >= 3)
end)

t.test("lossless on any bytes, whatever the mode", function()
  local pieces = { "审", "议", "工作", "2", "3.4", ",", "，", " ", "\n", "\xff", "\xe5\xae", "𠮷", "%",
    "a", "-", "《", "》", "　", "一", "百", "\0" }
  math.randomseed(7)
  for _, mode in ipairs { "plain", "coarse" } do
    local cutter = segment.cutter(mode)
    for _ = 1, 400 do
      local parts = {}
      for i = 1, math.random(0, 60) do parts[i] = pieces[math.random(#pieces)] end
      local text = table.concat(parts)
      t.equal(table.concat(cutter:cut(text):words()), text)
    end
  end
end)

t.test("a run longer than the span is cut as a short one is", function()
  local unit = "云汀市人民代表大会常务委员会审议工作报告"
  local long = unit:rep(500)
  local words = segment.cutter("plain"):cut(long):words()
  t.equal(table.concat(words), long)
  local short = segment.cutter("plain"):cut(unit:rep(3)):words()
  t.equal(#words * 3, #short * 500)
end)

t.test("tokens of one cutter outlive its next cuts", function()
  local cutter = segment.cutter "fine"
  local first = cutter:cut "人民代表大会"
  local words = first:words()
  for _ = 1, 50 do cutter:cut "审议意见和专项工作报告" end
  cutter = nil -- luacheck: ignore 311
  collectgarbage()
  t.equal(first:words(), words)
  t.equal(#segment.cutter("plain"):cut "", 0)
end)

t.test("a cutter knows its words", function()
  local cutter = segment.cutter("plain", assert(segment.lexicon "龙安区检\n"))
  t.equal({ cutter:has "审议", cutter:has "龙安区检", cutter:has "龙安区", cutter:has "" }, { true, true, false, false })
end)

