-- An import that is killed at any moment leaves the store as it was, or the file whole in it.
local t = require "tests.tap"
local files = require "tests.files"
local samples = require "tests.samples"
local sqlite = require "gongbao.core.sqlite"
local stores = require "gongbao.store"

local issues = { "corpus/yunting-gazette-2024-1.txt", "corpus/yunting-gazette-2024-2.txt" }
local wanted = { 24, 17 }

-- Starts an import in the background and kills it and its worker after some milliseconds.
local function killed_import(path, delay)
  local form = "setsid %s import -q --store '%s' %s > /dev/null 2>&1 & p=$!; sleep %.3f; "
    .. "kill -9 -$p $p 2> /dev/null; wait $p"
  files.shell(form:format(files.program, path, table.concat(issues, " "), delay / 1000))
end

-- The documents of each source in the store; raises where a source is there in part.
local function check(path)
  local store, message = stores.open(path)
  if not store then
    t.ok(message:find("no store here", 1, true), message)
    return 0
  end
  t.equal(store:row("PRAGMA integrity_check").integrity_check, "ok")
  local sources = 0
  for row in store:rows [[SELECT source.path, count(document.id) AS n FROM source
    LEFT JOIN document ON document.source = source.id GROUP BY source.id ORDER BY source.ordinal_]] do
    sources = sources + 1
    t.equal(row.n, wanted[sources], row.path)
  end
  store:close()
  return sources
end

t.test("kill -9 during an import, at many moments", function()
  for _, delay in ipairs { 5, 15, 30, 60, 90, 120, 160, 200, 250, 320 } do
    local path = samples.path()
    killed_import(path, delay)
    check(path)
    -- What follows goes on as if nothing had been.
    local out, code = files.shell(("%s import -q --store '%s' %s"):format(files.program, path,
      table.concat(issues, " ")))
    t.equal(code, 0, out)
    t.equal(check(path), 2, "after " .. delay .. " ms")
    t.ok(select(2, files.shell(("%s find -c 整改 --store '%s'"):format(files.program, path))) == 0)
    files.remove(path)
  end
end)

t.test("a folder that is no store, and one of a newer program, are told apart", function()
  local path = samples.path()
  os.execute(("mkdir -p '%s' && echo text > '%s/catalog.db'"):format(path, path))
  local out, code = files.shell(("%s sql --store '%s' 'SELECT 1'"):format(files.program, path))
  t.equal(code, 4)
  t.ok(out:find("not a database", 1, true) or out:find("no Gongbao store", 1, true), out)
  files.remove(path)
  local store, made = samples.store()
  store:close()
  local db = assert(sqlite.open(made .. "/catalog.db", "rw"))
  assert(db:exec "UPDATE store SET value = '99' WHERE key = 'schema'")
  db:close()
  out, code = files.shell(("%s sql --store '%s' 'SELECT 1'"):format(files.program, made))
  t.equal(code, 4)
  t.ok(out:find("newer Gongbao", 1, true), out)
  files.remove(made)
end)

if not os.execute "test -w /dev/full" then
  t.skip("a full disk", "/dev/full is not here")
else
  t.test("a full disk under the results is an error, not a silent cut", function()
    local store, path = samples.store()
    store:close()
    local _, code = files.shell(("%s export --store '%s' > /dev/full"):format(files.program, path))
    t.ok(code ~= 0, "the export said that all was well")
    files.remove(path)
  end)
end
