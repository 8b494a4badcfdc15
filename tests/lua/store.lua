-- Import and export through the program itself.
local t = require "tests.tap"
local files = require "tests.files"
local lfs = require "lfs"
local gold = require "tests.gold"

local program = files.program
local issues = { "corpus/yunting-gazette-2024-1.txt", "corpus/yunting-gazette-2024-2.txt" }

local function with_store(f) return files.with(nil, f) end

local function run(path, words) return files.shell(("%s %s --store %s"):format(program, words, path)) end

t.test("import: one and two workers give the same export", function()
  with_store(function(one)
    with_store(function(two)
      local both = table.concat(issues, " ")
      t.equal(select(2, run(one, "import -j 1 " .. both)), 0)
      t.equal(select(2, run(two, "import -j 2 " .. both)), 0)
      local a, b = run(one, "export"), run(two, "export")
      t.ok(#a > 100000, "the export is short: " .. #a)
      t.ok(a == b, "the exports differ")
    end)
  end)
end)

t.test("import: the same file twice changes nothing and says so", function()
  with_store(function(path)
    run(path, "import " .. issues[1])
    local before = run(path, "export")
    local out, code = run(path, "import " .. issues[1])
    t.equal(code, 0)
    t.ok(out:find("in the store already", 1, true), out)
    t.ok(run(path, "export") == before)
  end)
end)

t.test("import: bad input is named, exit code 3, and leaves no store behind", function()
  with_store(function(path)
    local bad = files.path()
    files.write(bad, "text\0more")
    local out, code = run(path, "import " .. bad)
    t.equal(code, 3)
    t.ok(out:find(bad, 1, true), out)
    t.equal(lfs.attributes(path), nil, "a store was left behind")
    run(path, "import " .. issues[1])
    local before = run(path, "export")
    t.equal(select(2, run(path, "import " .. bad .. " no-such-file.txt")), 3)
    t.ok(run(path, "export") == before, "the store was changed")
    os.remove(bad)
  end)
end)

t.test("import: a file too large for one gazette is refused before it is read", function()
  with_store(function(path)
    run(path, "import " .. issues[1])
    local before, large = run(path, "export"), files.path()
    files.shell("truncate -s 600M " .. large) -- a hole, not bytes
    local out, code = run(path, "import " .. large)
    t.equal(code, 3)
    t.ok(out:find(large .. ": 629 MB; at most 536 MB", 1, true) and out:find("split it by issue", 1, true), out)
    t.ok(run(path, "export") == before, "the store was changed")
    os.remove(large)
  end)
end)

t.test("import: a text that cannot be kept beside its file is refused before it is taken apart", function()
  local record, rows = require "gongbao.record", 0
  local most = record.MOST_KEPT
  record.MOST_KEPT = 0
  local utf16 = "\xFF\xFE" .. ("\x2D\x4E"):rep(9)
  local text, message, code = record.each(utf16, "wide.txt", nil, function() rows = rows + 1 end)
  record.MOST_KEPT = most
  t.equal({ text, code, rows }, { nil, 3, 0 })
  t.ok(message:find("wide.txt", 1, true) and message:find("split it by issue", 1, true), message)
end)

t.test("import: a worker that fails after it sent rows leaves nothing of its file", function()
  local record, import = require "gongbao.record", require "gongbao.store.import"
  local each = record.each
  record.each = function(...)
    each(...)
    error("broken off", 0)
  end
  with_store(function(path)
    local event
    local imported, failed, code = import.files(path, { issues[1] }, { report = function(e) event = e end })
    record.each = each
    t.equal({ imported, failed, code }, { 0, 1, 3 })
    t.ok(event.message:find("broken off", 1, true), event.message)
    t.equal(lfs.attributes(path), nil, "a store was left behind")
  end)
end)

t.test("import: standard input, CRLF and UTF-16 give the same documents", function()
  local function titles(path) return run(path, "sql 'SELECT genre, title, first_line FROM document'") end
  with_store(function(plain)
    run(plain, "import " .. issues[1])
    local want = titles(plain)
    local ways = { "cat %s", "sed 's/$/\\r/' %s", "iconv -f UTF-8 -t UTF-16 %s", "iconv -f UTF-8 -t GB18030 %s" }
    for _, how in ipairs(ways) do
      with_store(function(path)
        local out, code = files.shell(("%s | %s import --store %s -"):format(how:format(issues[1]), program, path))
        t.equal(code, 0, out)
        t.equal(titles(path), want, how)
      end)
    end
  end)
end)

t.test("export: the header, the order of keys, null for what is not there", function()
  with_store(function(path)
    run(path, "import " .. issues[1])
    local out = run(path, "export --only source,document")
    local first, second, third = out:match "(.-)\n(.-)\n(.-)\n"
    t.ok(first:find '^{"type":"header","format":1,"generator":"gongbao [%d.]+","sources":1}$', first)
    t.ok(second:find '^{"type":"source","id":"%x+","path":"[^"]+","sha256":"%x+","encoding":"UTF%-8","bytes"', second)
    t.ok(third:find('"presenter":null', 1, true), third)
    for line in out:gmatch "[^\n]+" do t.ok(not line:find '%s$', "a trailing space") end
  end)
end)

t.test("ids: the same text has the same ids in another store and under another name", function()
  with_store(function(one)
    with_store(function(two)
      run(one, "import " .. issues[2])
      files.shell(("cp %s %s.txt"):format(issues[2], two))
      run(two, ("import %s.txt"):format(two))
      os.remove(two .. ".txt")
      local function ids(path) return run(path, "sql 'SELECT id FROM node ORDER BY 1'") end
      t.ok(ids(one) == ids(two))
    end)
  end)
end)

t.test("sql: a user's statement can only read", function()
  with_store(function(path)
    run(path, "import " .. issues[1])
    local writing = { "DELETE FROM document", "ATTACH 'x.db' AS x", "PRAGMA journal_mode = OFF", "CREATE TABLE x (a)" }
    for _, sql in ipairs(writing) do
      local out, code = run(path, ('sql "%s"'):format(sql))
      t.equal(code, 2, sql .. ": " .. out)
    end
    t.equal(run(path, "sql 'SELECT count(*) AS n FROM document'"), "n\n24\n")
  end)
end)

local real = gold.shared "corpus/gazette-2023-4.txt"
if not real then
  t.skip("score on the real issue", "../shared is not here")
else
  t.test("the real issue scores as its acceptance asks", function()
    with_store(function(path)
      run(path, "import " .. real)
      local score = ("%s export --store %s > %s.jsonl && python3 %s %s.jsonl; rm %s.jsonl"):format(program, path,
        path, gold.shared "gold/score.py", path, path)
      local out = files.shell(score)
      local least = { ["documents.start.f1"] = 1, ["documents.span"] = 0.95, genre = 0.95, title = 0.95, presenter = 1,
        delivered_on = 1, signed = 0.95, ["headings.f1"] = 0.97, ["paragraph_starts.r"] = 0.97 }
      for name, bound in pairs(least) do
        local value = tonumber(("\n" .. out):match("\n" .. name:gsub("%.", "%%.") .. " +([%d.]+)"))
        t.ok(value and value >= bound, ("%s is %s, wanted %s"):format(name, tostring(value), bound))
      end
    end)
  end)
end
