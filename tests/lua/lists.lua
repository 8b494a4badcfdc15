-- Users' words: a file in their folder adds to a list of the language.
local t = require "tests.tap"
local files = require "tests.files"
local lfs = require "lfs"
local samples = require "tests.samples"

-- Runs a line of Lua with a user's folder that holds data/units.txt.
local function with_units(words, line)
  local home = samples.path()
  for _, folder in ipairs { "", "/gongbao", "/gongbao/data" } do lfs.mkdir(home .. folder) end
  files.write(home .. "/gongbao/data/units.txt", words)
  local printed = files.run(("XDG_CONFIG_HOME='%s' %s 2>&1 <<'END'\n%s\nEND\n"):format(home, files.program, line))
  files.remove(home)
  return printed, home
end

local SCAN = [[for _, token in ipairs(require("gongbao.grammar.quantities").scan "种植葡萄35蓬。") do print(token.unit) end]]

t.test("lists: a unit of the user's own is read as one", function()
  t.ok(with_units("# of vines\ncount 蓬 畦\n", SCAN):find "^蓬\n")
  t.ok(not with_units("", SCAN):find "蓬")
end)

t.test("lists: a kind that a list has not is an error that names file, line and the kinds", function()
  local printed, home = with_units("count 蓬\ncuont 畦\n", SCAN)
  local place = home .. "/gongbao/data/units.txt:2: "
  t.ok(printed:find(place .. "the list units has no kind “cuont”; it has count, ", 1, true), printed)
end)
