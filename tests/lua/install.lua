-- make install into a folder: the installed program finds its scripts and manual there.
local t = require "tests.tap"

local function run(command)
  local pipe = assert(io.popen(command .. " 2>&1; echo \"exit $?\"", "r"))
  local out = pipe:read "a"
  pipe:close()
  return out:match "^(.*)exit (%d+)\n$"
end

if (os.getenv "GONGBAO" or ""):find("hard", 1, true) then
  t.skip("install", "not under the sanitizers: it would build again")
  return
end

local folder = os.tmpname()
os.remove(folder)
local clean = ("env -u GONGBAO_HOME -u GONGBAO_LIB HOME='%s' "):format(folder)

t.test("install, run, uninstall", function()
  local out, code = run(("env -u MAKEFLAGS -u MAKELEVEL make -s install PREFIX=/usr DESTDIR='%s'"):format(folder))
  t.equal(code, "0", out)
  local program = clean .. folder .. "/usr/bin/gongbao"
  out, code = run(("cd / && %s --version"):format(program))
  t.equal(code, "0", out)
  t.ok(run(("ls '%s/usr/share/gongbao/parsers/minutes.lua' '%s/usr/share/man/man1/gongbao.1'"):format(folder, folder))
    :find("minutes.lua", 1, true))
  out, code = run(("%s import -q --store '%s/s' corpus/yunting-gazette-2024-1.txt && %s report --store '%s/s'"):format(
    program, folder, program, folder))
  t.ok(code == "0" and out:find("follow_up_ledger", 1, true), out)
  os.execute(("rm -rf '%s/s'"):format(folder))
  out, code = run(("env -u MAKEFLAGS -u MAKELEVEL make -s uninstall PREFIX=/usr DESTDIR='%s'"):format(folder))
  t.equal(code, "0", out)
  t.equal(run(("find '%s' -type f"):format(folder)), "", "files are left behind")
end)

t.test("help: lists commands and pages, and prints a page", function()
  local program = os.getenv "GONGBAO" or "build/gongbao"
  local out, code = run(program .. " help")
  t.ok(code == "0" and out:find("\n  parsers", 1, true) and out:find("\n  import", 1, true), out)
  out, code = run(program .. " help parsers")
  t.ok(code == "0" and out:find("^# Writing a parser"), out)
  t.equal(select(2, run(program .. " help nothing")), "2")
end)

os.execute(("rm -rf '%s'"):format(folder))
