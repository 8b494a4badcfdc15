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
  for _, word in ipairs { "人民", "代表大会", "常务委员会" } do t.ok(fine:find("|" .. word .. "|", 1, true), fine) end
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

local score = require "gongbao.words.score"

t.test("scoring counts words and boundaries", function()
  local path = os.tmpname()
  local file = assert(io.open(path, "w"))
  file:write("审议  工作  报告  。\n一  个部门\n")
  file:close()
  local got = assert(score.file(path))
  os.remove(path)
  t.equal(got.sentences, 2)
  -- found: 审议 工作 报告 。 一 个 部门; gold: 审议 工作 报告 。 一 个部门
  t.equal(got.words.precision, 5 / 7)
  t.equal(got.words.recall, 5 / 6)
  t.equal(got.boundaries.recall, 1)
  t.equal(select(3, score.file "/no/such/file"), 3)
end)

t.test("the dictionary path and the unknown words reach their figures on held-out text", function()
  local shared = os.getenv "GONGBAO_SHARED" or "../shared"
  local path = shared .. "/gold/seg/gsdsimp_dev.seg"
  local there = io.open(path)
  if not there then return t.skip("segmentation figures", "no " .. path) end
  there:close()
  local plain = assert(score.file(path, segment.cutter("plain", nil, true)))
  t.ok(plain.words.f1 >= 0.82, "dictionary path: F1 " .. plain.words.f1)
  local whole = assert(score.file(path))
  t.ok(whole.words.f1 >= 0.825, "with unknown words: F1 " .. whole.words.f1)
end)
