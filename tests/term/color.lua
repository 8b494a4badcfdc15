-- The typed line in colour. Colour must change nothing but colour: two sessions get the same
-- keys, one with NO_COLOR, and must show the same characters and the cursor at the same place.
local t = require "tests.tap"
local files = require "tests.files"
local terminal = require "tests.terminal"

local folder, store = terminal.store("the typed line in colour", "corpus/yunting-gazette-2024-1.txt")
if not folder then return end

local function open(name, columns, rows, environment)
  local home = folder .. "/" .. name
  files.run(("mkdir -p '%s'"):format(home))
  return terminal.open { columns = columns, rows = rows, folder = home, store = store, environment = environment }
end

local function test(name, f)
  t.test("color: " .. name, function()
    local opened = {}
    local fine, message = xpcall(f, debug.traceback, function(...)
      opened[#opened + 1] = open(...)
      return opened[#opened]
    end)
    for _, term in ipairs(opened) do term:close() end
    if not fine then error(message, 0) end
  end)
end

-- Waits until both show the same; fails with both screens.
local function same(one, other, what)
  local a, b
  local found = terminal.eventually(function()
    a, b = one:screen() .. "\n" .. one:cursor(), other:screen() .. "\n" .. other:cursor()
    return a == b
  end)
  if not found then error(("%s: in colour\n%s\nplain\n%s"):format(what, a, b), 0) end
end

local pieces = { "常务委员会听取报告", "整改", '"', "print(", ")", "{", "-- 注", " ", "local x = ", "12.5", "[[", "]]", "，",
  "for i = 1, 2 do", "end", "“", "abcdefghij" }
local keys = { "Left", "Left", "Left", "Right", "BSpace", "Home", "End", "Up", "Down", "C-k", "C-y", "M-b", "C-t",
  "Delete", "Enter", "C-c", "C-l" }

-- 40 and 20 columns wrap Chinese at a column that is too narrow for it; at 20 × 6 lines are taller than the screen.
for seed, size in ipairs { { 40, 24 }, { 20, 6 }, { 33, 12 } } do
  test(("random keys at %d × %d"):format(size[1], size[2]), function(open_one)
    math.randomseed(seed)
    local one = open_one("c" .. seed, size[1], size[2], "TERM=tmux-256color")
    local other = open_one("p" .. seed, size[1], size[2], "TERM=tmux-256color NO_COLOR=1")
    for step = 1, 40 do
      local text, key = pieces[math.random(#pieces)], keys[math.random(#keys)]
      local typed = math.random() < 0.6
      for _, term in ipairs { one, other } do
        if typed then term:type(text) else term:key(key) end
      end
      same(one, other, ("step %d, %s"):format(step, typed and text or key))
    end
  end)
end

-- The characters behind the prompt that stand in a style (an SGR parameter), in order, without blanks.
-- What ends an attribute is 0; a colour is ended by any other colour too.
local function in_style(term, wanted)
  local out, on = {}, false
  local is_color = tonumber(wanted) >= 30
  for codes, text in ("\27[0m" .. term:colors():match "gb>.*$"):gmatch "\27%[([%d;]*)m([^\27]*)" do
    for code in codes:gmatch "%d+" do
      if code == wanted then on = true
      elseif code == "0" or is_color and tonumber(code) >= 30 and tonumber(code) <= 39 then on = false end
    end
    if on then out[#out + 1] = text end
  end
  return (table.concat(out):gsub("%s", ""))
end

-- Waits until what stands in a style is `wanted`.
local function shows(term, style, wanted)
  local got
  local found = terminal.eventually(function()
    got = in_style(term, style)
    return got == wanted
  end)
  if not found then error(("in style %s stands %q, not %q"):format(style, got, wanted), 2) end
end

test("a Chinese string is in colour on both rows that it wraps to", function(open_one)
  local term = open_one("wrap", 40, 24)
  term:type 'print("常务委员会听取和审议专项工作报告的情况", 33) -- 注'
  term:wait "注$"
  t.equal(term:screen():match "gb>.*$", 'gb> print("常务委员会听取和审议专项工作\n报告的情况", 33) -- 注')
  shows(term, "32", '"常务委员会听取和审议专项工作报告的情况"')
  t.equal(in_style(term, "36"), "33")
end)

test("a word that is no longer a keyword loses its colour, and a command has one", function(open_one)
  local term = open_one("words", 80, 24)
  term:type "and"
  shows(term, "35", "and")
  term:type "roid"
  t.ok(terminal.eventually(function() return term:screen():find "android$" and in_style(term, "35") == "" end),
    "still: " .. in_style(term, "35"))
  term:key "C-u"
  term:type ".find 整改 <10> 期限"
  shows(term, "34", ".find")
  t.equal(in_style(term, "33"), "整改期限")
end)

test("the bracket at the cursor and its mate stand out, until the line is entered", function(open_one)
  local term = open_one("bracket", 80, 24)
  term:type "#{1, (2)}"
  shows(term, "4", "{}")
  term:key "Left"
  shows(term, "4", "()")
  term:key "Enter"
  term:wait "\n2\ngb>$"
  t.equal(in_style(term, "4"), "")
end)

test("the lines of a recalled input are in colour", function(open_one)
  local term = open_one("recall", 40, 24)
  term:enter "for i = 1, 1 do"
  term:enter "  print('行')"
  term:enter "end"
  term:wait "\n行\ngb>$"
  term:key("C-l", "Up")
  term:wait "gb> for i = 1, 1 do\n  print%('行'%)\nend$"
  shows(term, "35", "fordoend")
  t.equal(in_style(term, "32"), "'行'")
end)

test("??name and the line of an error are in colour", function(open_one)
  local term = open_one("source", 100, 40)
  term:enter "??gb.open"
  term:wait "\nfunction[^\n]+end\ngb>$"
  t.equal(in_style(term, "35"), "functionreturnend")
  term:key "C-l"
  term:enter "local 1"
  term:wait "%^"
  t.ok(in_style(term, "35"):find("locallocal", 1, true), "typed and shown again: " .. in_style(term, "35"))
end)

for _, environment in ipairs { "NO_COLOR=1", "TERM=dumb" } do
  test("none under " .. environment, function(open_one)
    local term = open_one("none", 80, 24, environment)
    term:type "local x = '公'"
    term:wait "公'$"
    t.ok(not term:colors():find "\27", term:colors())
    term:key "Enter"
    term:enter "local 1"
    term:wait "%^"
    term:enter "??gb.open"
    term:wait "\nfunction[^\n]+end\ngb>"
    t.ok(not term:colors():find "\27", term:colors())
  end)
end

test("an editor in colour edits Chinese under LANG=C", function(open_one)
  local term = open_one("langc", 40, 24, "LC_ALL= LANG=C")
  term:type '("公报目录")'
  term:key("Left", "Left", "BSpace")
  term:key "Enter"
  term:wait "\n公报目\ngb>$"
end)

test("a screen that becomes narrower keeps the line", function(open_one)
  local term = open_one("resize", 80, 20)
  term:type 'x = "常务委员会听取和审议专项工作报告的情况常务委员会"'
  term:wait '"$'
  term:tmux "resize-window -x 40 -y 20"
  term:type "y"
  term:wait 'gb> x = "常务委员会听取和审议专项工作报\n告的情况常务委员会"y$'
end)

files.remove(folder)
