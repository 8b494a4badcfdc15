-- make install into a folder: the installed program finds its scripts and manual there.
local t = require "tests.tap"
local files = require "tests.files"

if (os.getenv "GONGBAO" or ""):find("hard", 1, true) then
  t.skip("install", "not under the sanitizers: it would build again")
  return
end

local folder = files.path()
local make = ("env -u MAKEFLAGS -u MAKELEVEL make -s %%s PREFIX=/usr DESTDIR='%s'"):format(folder)
local clean = ("env -u GONGBAO_HOME -u GONGBAO_LIB HOME='%s' "):format(folder)

t.test("install, run, uninstall", function()
  local out, code = files.shell(make:format "install")
  t.equal(code, 0, out)
  local program = clean .. folder .. "/usr/bin/gongbao"
  out, code = files.shell(("cd / && %s --version"):format(program))
  t.equal(code, 0, out)
  for _, installed in ipairs { "gongbao/parsers/minutes.lua", "man/man1/gongbao.1" } do
    t.ok(files.read(folder .. "/usr/share/" .. installed), installed)
  end
  out, code = files.shell(("%s import -q --store '%s/s' corpus/yunting-gazette-2024-1.txt && %s report --store '%s/s'")
    :format(program, folder, program, folder))
  t.ok(code == 0 and out:find("follow_up_ledger", 1, true), out)
  local moved = clean .. folder .. "/gongbao"
  files.shell(("cp '%s/usr/bin/gongbao' '%s'"):format(folder, folder))
  out, code = files.shell(("%s check --store '%s/s' 2>&1"):format(moved, folder))
  t.equal({ out, code },
    { "gongbao: no scripts found; GONGBAO_HOME must name the folder scripts/ that gongbao came with\n", 4 })
  os.remove(folder .. "/gongbao")
  files.remove(folder .. "/s")
  out, code = files.shell(make:format "uninstall")
  t.equal(code, 0, out)
  t.equal(files.shell(("find '%s' -type f"):format(folder)), "", "files are left behind")
end)

t.test("help: lists commands and pages, and prints a page", function()
  local program = files.program
  local out, code = files.shell(program .. " help")
  t.ok(code == 0 and out:find("\n  parsers", 1, true) and out:find("\n  import", 1, true), out)
  out, code = files.shell(program .. " help parsers")
  t.ok(code == 0 and out:find("^# Writing a parser"), out)
  t.equal(select(2, files.shell(program .. " help nothing")), 2)
end)

files.remove(folder)
