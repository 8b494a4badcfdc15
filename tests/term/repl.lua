-- The REPL on a real terminal: tmux types and the screen is read back.
local t = require "tests.tap"
local core = require "gongbao.core.text"
local files = require "tests.files"
local terminal = require "tests.terminal"

local folder, store = terminal.store("the REPL on a terminal", "corpus/*.txt")
if not folder then return end

local function session(name, columns, rows, environment, f)
  t.test("repl: " .. name, function()
    local term = terminal.open { columns = columns, rows = rows, folder = folder, store = store,
      environment = environment }
    local fine, message = xpcall(f, debug.traceback, term)
    term:close()
    if not fine then error(message, 0) end
  end)
end

session("an expression prints, _ and _1 keep results", 80, 24, nil, function(term)
  term:enter "6 * 7"
  term:wait "\n42\ngb>$"
  term:enter "_ + _1"
  term:wait "\n84\ngb>$"
end)

for _, environment in ipairs { "LC_ALL=C.UTF-8", "LC_ALL= LANG=C" } do
  session("Chinese is edited character by character under " .. environment, 80, 24, environment, function(term)
    term:type '("公报目录")'
    term:key("Left", "Left", "BSpace", "BSpace")
    term:type "的"
    term:key("Home", "Right", "Right", "Delete")
    term:key "Enter"
    term:wait "\n报的\ngb>$"
  end)
end

session("a long line wraps and comes back whole", 40, 24, nil, function(term)
  local text = ("常务委员会"):rep(12)
  term:enter('#"' .. text .. '"')
  term:wait(("\n%d\ngb>$"):format(#text))
end)

session("several lines make one input, recalled as its lines and edited in them", 80, 24, nil, function(term)
  term:enter "for i = 1, 2 do"
  term:wait "%.%.>$"
  term:enter "  print('行', i)"
  term:enter "end"
  term:wait "行%s+1\n行%s+2\ngb>$"
  term:key "Up"
  term:wait "gb> for i = 1, 2 do\n  print%('行', i%)\nend$"
  -- From the last line's end to behind 行, which stands on the second.
  term:key("Left", "Left", "Left", "Left", "Left", "Left", "Left", "Left", "Left")
  term:type "外"
  term:wait "\n  print%('行外', i%)\nend$"
  term:key "Enter"
  term:wait "end\n行外%s+1\n行外%s+2\ngb>$"
end)

session("lines of an input come back in a later session", 40, 24, nil, function(term)
  term:key "Up"
  term:wait "gb> for i = 1, 2 do\n  print%('行外', i%)\nend$"
  term:key "Up"
  term:wait "gb> for i = 1, 2 do\n  print%('行', i%)\nend$"
  term:key "Enter"
  term:wait "end\n行%s+1\n行%s+2\ngb>$"
end)

session("Tab completes methods, fields, commands and values of the store", 80, 24, nil, function(term)
  term:type "store:quan"
  term:key "Tab"
  term:wait "gb> store:quantit"
  term:key "C-u"
  term:type ".led"
  term:key "C-u"
  term:type ".rel"
  term:key "Tab"
  term:wait "gb> %.reload"
  term:key "C-u"
  term:type 'store:documents{ genre = "delib'
  term:key "Tab"
  term:wait '"deliberation_opinion'
end)

session("a long result is paged: more, stop", 100, 16, nil, function(term)
  term:enter "store:documents()"
  term:wait "%-%- %d+ of 41 rows"
  term:key "Enter"
  term:wait "%-%- %d+ of 41 rows"
  term:key "q"
  term:wait "41 rows\n_1\ngb>$"
end)

local loops = {
  ["a loop"] = "while true do end",
  ["pcall in a loop"] = "while true do pcall(function() while true do end end) end",
  ["a coroutine"] = "coroutine.wrap(function() while true do pcall(error) end end)()",
}
for name, code in pairs(loops) do
  session("Ctrl-C returns from " .. name, 80, 24, nil, function(term)
    term:enter(code)
    os.execute "sleep 0.4"
    term:key "C-c"
    term:wait "interrupted\ngb>$"
    term:enter "'alive'"
    term:wait "\nalive\ngb>$"
  end)
end

-- On a busy machine the keys behind Ctrl-C are there before the program runs again: they are the next line's.
session("Ctrl-C at the prompt drops the line, on a busy machine too", 80, 50, nil, function(term)
  local busy = files.run "for i in 1 2 3; do timeout 20 sh -c 'while :; do :; done' > /dev/null & echo $!; done"
  local fine, message = pcall(function()
    for n = 1, 15 do
      term:type "half a line"
      term:key "C-c"
      term:enter(("'next %d'"):format(n))
      term:wait(("\nnext %d\ngb>$"):format(n))
    end
  end)
  files.run("kill " .. busy:gsub("\n", " "))
  if not fine then error(message, 0) end
  t.ok(term:screen():find("gb> half a line%^C\ngb> 'next 15'"), term:screen())
end)

session("an error points at the word", 80, 24, nil, function(term)
  term:enter "1 + + 2"
  term:wait "\n  1 %+ %+ 2\n      %^\ninput:1: unexpected symbol near '%+'"
  term:enter "if true then"
  term:enter "  x = '公报' 1"
  -- 公报 takes four columns.
  term:wait("\n    x = '公报' 1\n" .. (" "):rep(15) .. "%^\ninput:2: unexpected symbol near '1'\ngb>$")
  term:enter "no.thing"
  term:wait "attempt to index a nil value %(global 'no'%)"
end)

-- Where columns begin, in terminal columns, by the rule under the names.
local function column_starts(rule)
  local starts, at = {}, 0
  for gap, bar in rule:gmatch "( *)(\u{2500}[\128-\191\226]*)" do
    at = at + #gap
    starts[#starts + 1] = at
    at = at + core.width(bar)
  end
  return starts
end

-- The character that begins at a terminal column, nil where one runs over it.
local function at_column(line, column)
  local used = 0
  for char in line:gmatch "[%z\1-\127\194-\244][\128-\191]*" do
    if used == column then return char end
    if used > column then return nil end
    used = used + core.width(char)
  end
  return ""
end

for _, columns in ipairs { 40, 80, 200 } do
  session(("tables align at %d columns"):format(columns), columns, 50, nil, function(term)
    term:enter "store:documents():select('genre', 'title', 'issuer', 'signed_on'):limit(12)"
    local screen = term:wait "12 rows"
    local lines, rule = {}, nil
    for line in screen:gmatch "[^\n]+" do
      if line:find "^\u{2500}" then rule = line elseif rule and not line:find "rows$" and not line:find "^gb>" then
        lines[#lines + 1] = line
      end
    end
    local starts = column_starts(rule)
    t.equal(#starts, 4)
    local rows = 0
    for _, line in ipairs(lines) do
      if not line:find "^_%d" then
        rows = rows + 1
        t.ok(core.width(line) <= columns, "too wide: " .. line)
        for i = 2, #starts do
          t.ok(at_column(line, starts[i]) ~= nil, ("column %d does not begin at %d: %s"):format(i, starts[i], line))
          local before = at_column(line, starts[i] - 1)
          t.ok(before == " " or before == "", ("column %d is not parted: %s"):format(i, line))
        end
      end
    end
    t.equal(rows, 12)
  end)
end

t.test("repl: in a pipe it reads lines and writes TSV", function()
  local typed = "printf '%s\\n' '1 + 1' '.docs minutes'"
  local out = files.run(("%s | GONGBAO_STORE='%s' LC_ALL=C %s 2>&1"):format(typed, store, files.program))
  t.ok(out:find "^2\nordinal_\tgenre\ttitle\tsigned_on\tfirst_page\n2\tminutes\t", out)
end)

files.remove(folder)
