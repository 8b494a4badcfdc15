-- The command line as a whole: its list of commands, --help, what is no command.
local t = require "tests.tap"
local command = require "gongbao.command"
local files = require "tests.files"
local lfs = require "lfs"

local program = files.program

local function run(words) return files.run(("%s %s 2>&1"):format(program, words)) end

t.test("command: the list names the files of lib/gongbao/command, each once", function()
  local listed, present = {}, {}
  for _, row in ipairs(command.commands) do listed[#listed + 1] = row[1] end
  for entry in lfs.dir "lib/gongbao/command" do
    local name = entry:match "^(.*)%.lua$"
    if name and name ~= "init" then present[#present + 1] = name end
  end
  table.sort(listed)
  table.sort(present)
  t.equal(listed, present)
end)

t.test("command: each runs, says of itself what the list says, and no file says it again", function()
  for _, row in ipairs(command.commands) do
    local name, summary = row[1], row[2]
    local file = require("gongbao.command." .. name)
    t.equal({ type(file.run), file.summary }, { "function" }, name)
    local help, code = run(name .. " --help")
    t.equal(code, 0, help)
    t.ok(help:find("Usage: gongbao " .. name, 1, true), help)
    t.ok(file.raw or help:gsub("%s+", " "):find(summary, 1, true), name .. "'s help does not say: " .. summary)
  end
end)

-- What one process has loaded of lib/gongbao after --help; `run` is how the script came to run.
local PROBE = [[
require("gongbao.command").main { "--help" }
local names = {}
for name in pairs(package.loaded) do
  if name:find "^gongbao" and not name:find "^gongbao.core" then names[#names + 1] = name end
end
table.sort(names)
print("loaded " .. table.concat(names, " "))
]]

t.test("command: --help lists every command, and loads none", function()
  local out = files.with(PROBE, function(path) return run("run " .. path) end)
  for _, row in ipairs(command.commands) do
    t.ok(out:find(("  %-10s%s\n"):format(row[1], row[2]), 1, true), row[1])
  end
  t.equal(out:match "loaded ([^\n]*)", "gongbao.command gongbao.command.run")
end)

t.test("command: what is none is named, with exit code 2; so is a module that is no command", function()
  for _, name in ipairs { "nonsense", "init", "../store", "''" } do
    local out, code = run(name)
    t.equal(code, 2, out)
    t.equal(out, ("gongbao: there is no command '%s'\nTry: gongbao --help\n"):format(name == "''" and "" or name))
  end
end)

-- A store that is not there is enough to see which one was asked for.
t.test("command: --store without a command is the REPL's store", function()
  for _, words in ipairs { "--store /nowhere/s", "--store=/nowhere/s" } do
    local out, code = files.run(("echo 'store' | %s %s 2>&1"):format(program, words))
    t.ok(out:find("/nowhere/s", 1, true), out)
    t.equal(code, 3)
  end
end)

t.test("command: --store before a command is told to stand behind it", function()
  for words, place in pairs { ["--store s find x"] = "gongbao find --store s",
    ["--store=s sql x"] = "gongbao sql --store s", ["--store"] = "wants the folder",
    ["--store="] = "wants the folder" } do
    local out, code = run(words)
    t.equal(code, 2, out)
    t.ok(out:find(place, 1, true), out)
  end
end)

t.test("repl: in a pipe an error names the line of the whole input, the rest runs, the exit code is 3", function()
  local lines = "'1 + 1' '' 'for i = 1, 2 do' '  gb.nothing()' 'end' 'local 1' '6 * 7'"
  local out, code = files.run(([[printf '%%s\n' %s | %s 2>&1]]):format(lines, program))
  t.equal(code, 3)
  t.ok(out:find("input:4: attempt to call a nil value (field 'nothing')", 1, true), out)
  t.ok(out:find("input:6: ", 1, true), out)
  t.ok(out:find "42\n$", out)
  local _, fine = files.run(("echo '1 + 1' | %s 2>&1"):format(program))
  t.equal(fine, 0)
end)
