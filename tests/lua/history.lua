-- The history's file: its form, earlier forms, and what breaks it.
local t = require "tests.tap"
local files = require "tests.files"
local history = require "gongbao.repl.history"

t.test("history: what is added comes back, lines and backslashes included", function()
  files.with(nil, function(path)
    local typed = { "1 + 1", "for i = 1, 2 do\n  print(i)\nend", [[print("a\nb\\")]], "整改 <10> 期限", "a\\\nb" }
    local entries, add = history.open(path)
    t.equal(entries, {})
    for _, text in ipairs(typed) do add(text) end
    t.equal((history.open(path)), typed)
    t.equal(files.lines(files.read(path))[3], [[for i = 1, 2 do\n  print(i)\nend]])
  end)
end)

t.test("history: the same input twice running is one entry", function()
  files.with(nil, function(path)
    local _, add = history.open(path)
    t.equal({ add "a", add "a", add "b", add "a" }, { true, false, true, true })
    local again, add_again = history.open(path)
    t.equal(again, { "a", "b", "a" })
    t.equal(add_again "a", false)
  end)
end)

t.test("history: two sessions at once lose nothing of each other", function()
  files.with(nil, function(path)
    local _, one = history.open(path)
    local _, two = history.open(path)
    one "a" two "b" one "c"
    t.equal((history.open(path)), { "a", "b", "c" })
  end)
end)

t.test("history: a file of an earlier version is taken as it stands, once", function()
  files.with('print("a\\nb")\n.find 整改\n', function(path)
    local entries, add = history.open(path)
    t.equal(entries, { 'print("a\\nb")', ".find 整改" })
    add "two\nlines"
    t.equal((history.open(path)), { 'print("a\\nb")', ".find 整改", "two\nlines" })
  end)
end)

t.test("history: a line that was cut by a crash spoils no other", function()
  files.with("gongbao history 2\none\ntw", function(path)
    local _, add = history.open(path)
    add "three"
    t.equal((history.open(path)), { "one", "tw", "three" })
  end)
end)

t.test("history: the oldest entries go when there are too many", function()
  local lines = { "gongbao history 2" }
  for i = 1, history.MOST + 3 do lines[#lines + 1] = tostring(i) end
  files.with(table.concat(lines, "\n") .. "\n", function(path)
    local entries = history.open(path)
    t.equal({ #entries, entries[1] }, { history.MOST, "4" })
    t.equal(#files.lines(files.read(path)), history.MOST + 1, "the file is shortened too")
  end)
end)

t.test("history: only its owner may read it, also after it was rewritten", function()
  files.with(nil, function(path)
    history.open(path)
    t.equal(files.run(("stat -c %%a '%s'"):format(path)), "600\n")
    files.write(path, "old form\n")
    history.open(path)
    t.equal(files.read(path), "gongbao history 2\nold form\n")
    t.equal(files.run(("stat -c %%a '%s'"):format(path)), "600\n")
  end)
end)
