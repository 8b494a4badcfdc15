local t = require "tests.tap"
local files = require "tests.files"
local core = require "gongbao.core.text"
local flow = require "gongbao.text.flow"
local source = require "gongbao.text.source"

local function read(text) return assert(source.read(text, "test.txt")) end

t.test("decode: the same text in every encoding", function()
  local want = "公报\n第1号\n"
  local function encoded(name, from) -- by the system's iconv, not by ours
    local command = ("iconv -f UTF-8 -t %s "):format(name)
    return (files.with(from or want, function(path) return files.run(command .. path) end))
  end
  for _, name in ipairs { "UTF-16LE", "UTF-16BE", "UTF-16", "GB18030" } do
    t.equal(core.decode(encoded(name)), want, name)
  end
  t.equal(core.decode("\xEF\xBB\xBF" .. want), want, "UTF-8 with mark")
  t.equal(core.decode "公报\r\n第1号\r\n", want, "CRLF")
end)

t.test("decode: what is no text is refused with its place", function()
  local text, message, code, position = core.decode "abc\0def"
  t.equal({ text, code, position }, { nil, 3, 3 })
  t.ok(message:find("NUL", 1, true))
  t.equal(core.decode "\xEF\xBB\xBFabc\xFF", nil)
end)

t.test("squeeze: layout spaces go, spaces between Latin words stay", function()
  t.equal(core.squeeze "完成 1259.2 亿元", "完成1259.2亿元")
  t.equal(core.squeeze "一 般 公 共 预 算", "一般公共预算")
  t.equal(core.squeeze "王\u{3000}\u{2003}威", "王威")
  t.equal(core.squeeze "GDP growth 3 %, up", "GDP growth 3%, up")
  t.equal(core.squeeze("2022·年，共·15·个项目，惠享·古都，3·15 活动", true), "2022年，共15个项目，惠享·古都，3·15活动")
end)

local page = "甲甲甲甲甲甲甲甲\n\n乙乙乙乙乙乙乙乙\n 丙丙丙丙丙丙丙丙\n\n丁丁丁丁丁丁丁丁\n\n- 3 -\n\n戊戊戊戊戊戊戊戊\n\n己\n"

t.test("lines: pages by the leading space and by the page number", function()
  local read_source = read(page)
  t.equal(read_source.pages, 3)
  local pages = {}
  for i, line in ipairs(read_source.printed) do pages[i] = line.page end
  t.equal(pages, { 1, 1, 2, 2, 3, 3, 3 })
  t.ok(read_source.printed[5].debris, "the page number is furniture")
end)

t.test("lines: form feeds are pages, a text without marks has none", function()
  t.equal(read("甲\n\f乙\n\f丙\n").pages, 3)
  t.equal(read("甲\n乙\n").pages, nil)
end)

t.test("lines: of a long text each is what it was, however often it is asked for", function()
  local parts = {}
  for i = 1, 10000 do parts[i] = ("第%d行\n\n"):format(i) end
  parts[7] = "- 7 -\n\n"
  local printed = read(table.concat(parts)).printed
  t.equal(#printed, 10000)
  for _ = 1, 2 do
    for k = 1, 10000, 333 do t.equal({ printed[k].line, printed[k].text }, { 2 * k - 1, ("第%d行"):format(k) }) end
    t.equal({ printed[7].debris, printed[6].page, printed[8].page, printed[10001] }, { true, 1, 2 })
  end
  t.equal(printed[8], printed[8])
end)

t.test("flow: every character leads back to its line and column", function()
  local s = read "市本级收入 138.3 亿\n\n 元，增长 2 %。\n\n完\n\n完\n"
  local f = flow.join { s.printed[1], s.printed[2] }
  t.equal(f.text, "市本级收入138.3亿元，增长2%。")
  local at = f.text:find("元", 1, true)
  local line, _, byte = f:place(at)
  t.equal({ line, s.lines:column(line, byte) }, { 3, 2 })
  at = f.text:find("138.3", 1, true)
  line, _, byte = f:place(at)
  t.equal({ line, s.lines:column(line, byte) }, { 1, 7 })
  local tail = f:sub((f.text:find("增", 1, true)))
  t.equal(tail.text, "增长2%。")
  line, _, byte = tail:place(tail.text:find("%", 1, true))
  t.equal({ line, s.lines:column(line, byte) }, { 3, 9 })
end)

t.test("flow: Latin words parted by a line end keep their space, numbers close up", function()
  local s = read "the national\n\npark 12\n\n34\n\n末\n"
  t.equal(flow.join { s.printed[1], s.printed[2], s.printed[3] }.text, "the national park 1234")
end)
