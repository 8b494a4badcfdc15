-- The classes that the lexer gives, byte by byte: here a Chinese character is three.
local t = require "tests.tap"
local highlight = require "gongbao.repl.highlight"

local session = { env = {}, first_line = 1 }

local function classes(line, above, point) return highlight.line(session, above, line, point) end

-- Each row: the line, and below its classes with one letter a character.
local lines = {
  "local x = 0x1F + 1.5e-3 -- 注 and",
  "kkkkk     nnnn   nnnnnn cccccccc",
  "return 'a\\'b' .. \"公\" .. [==[ ]] ]==]",
  "kkkkkk ssssss    sss    ssssssssssss",
  "ended = android.nil_ and not_nil",
  "                     kkk        ",
  "'not closed",
  "sssssssssss",
  "[[not closed",
  "ssssssssssss",
  "--[[ a ]] if",
  "ccccccccc kk",
  ".find 整改 <10> within paragraph",
  "ddddd qq nnnn kkkkkk qqqqqqqqq",
  ".sql SELECT 1",
  "dddd         ",
  "??gb.open",
  "dd       ",
  "整改 not containing \"期限\"",
  "qq kkk kkkkkkkkkk ssss",
  "print('整改') x",
  "      ssss   ",
}

local function spread(line, letters)
  local out, i = {}, 0
  for char in line:gmatch "[%z\1-\127\194-\244][\128-\191]*" do
    i = i + 1
    local letter = letters:sub(i, i)
    out[i] = (letter == "" and " " or letter):rep(#char)
  end
  return table.concat(out)
end

for i = 1, #lines, 2 do
  t.test("highlight: " .. lines[i], function() t.equal(classes(lines[i]), spread(lines[i], lines[i + 1])) end)
end

t.test("highlight: a line goes on where the lines above it stopped", function()
  t.equal(classes("公报]] end", "x = [[ if"), "ssssssss kkk")
end)

t.test("highlight: the bracket before the cursor and its mate, past strings and other brackets", function()
  t.equal(classes("f(')', {1})", nil, 11), " msss   n m")
  t.equal(classes("f(')', {1})", nil, 7), "  sss  mnm ")
  t.equal(classes("f(]", nil, 3), "   ", "no mate")
  t.equal(classes("end)", "f(function()", 4), "kkkm", "its mate is above")
end)

t.test("highlight: every class has a style, and any bytes are lexed to their end", function()
  math.randomseed(7)
  local pieces = { "[[", "]]", "[=[", "'", '"', "\\", "--", "\n", "(", "}", "0x", "1e", "公", "\xff", "if", " ", ".",
    "<" }
  for _ = 1, 2000 do
    local parts = {}
    for i = 1, math.random(12) do parts[i] = pieces[math.random(#pieces)] end
    local text = table.concat(parts)
    local got = classes(text, nil, math.random(0, #text))
    t.equal(#got, #text)
    for class in got:gmatch "%S" do t.ok(highlight.styles[class], class) end
    t.equal((highlight.source(text):gsub("\27%[[%d;]*m", "")), text)
  end
end)

t.test("highlight: source in colour ends each line plain", function()
  t.equal(highlight.source "x = [[a\nb]] -- c",
    "x = \27[32m[[a\27[0m\n\27[32mb]]\27[0m \27[2m-- c\27[0m")
end)
