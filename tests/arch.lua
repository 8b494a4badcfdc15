-- The layers, and traps that only show in Chinese text. Each file may use what stands
-- above it in the list of its side; see README.md, "Layers".
local t = require "tests.tap"
local files = require "tests.files"
local lfs = require "lfs"

local function files_below(folder, ending, list)
  list = list or {}
  local names = {}
  for name in lfs.dir(folder) do if name:sub(1, 1) ~= "." then names[#names + 1] = name end end
  table.sort(names)
  for _, name in ipairs(names) do
    local path = folder .. "/" .. name
    if lfs.attributes(path, "mode") == "directory" then files_below(path, ending, list)
    elseif path:find(ending) then list[#list + 1] = path end
  end
  return list
end

local function ranks(list)
  local rank = {}
  for i, names in ipairs(list) do for name in names:gmatch "%S+" do rank[name] = i end end
  return rank
end

-- runtime/: a folder may include its own headers and those of folders before it.
local c_rank = ranks { "base", "text", "segment", "index", "query", "bind", "host" }

t.test("runtime/ includes only downwards", function()
  for _, path in ipairs(files_below("runtime", "%.[ch]$")) do
    local mine = path:match "^runtime/(%w+)/"
    for include in files.read(path):gmatch '#include "([^"]+)"' do
      local theirs = include:match "^(%w+)/"
      t.ok(theirs and c_rank[theirs], path .. ": includes outside the layers: " .. include)
      t.ok(c_rank[theirs] <= c_rank[mine], ("%s: %s is above %s"):format(path, include, mine))
    end
  end
end)

t.test("only runtime/bind and runtime/host know Lua, only bind knows SQLite", function()
  for _, path in ipairs(files_below("runtime", "%.[ch]$")) do
    local mine = path:match "^runtime/(%w+)/"
    local text = files.read(path)
    if mine ~= "bind" and mine ~= "host" then t.ok(not text:find "#include <l[ua][ua]", path .. " includes Lua") end
    if mine ~= "bind" then t.ok(not text:find("#include <sqlite3.h>", 1, true), path .. " includes SQLite") end
  end
end)

-- lib/gongbao/: folders in the order in which they may use one another.
local lua_rank = ranks { "core version", "text grammar sandbox scripts", "view statute query words", "document",
  "facts", "store record", "template oversight", "report", "api", "manual", "command repl" }

t.test("lib/gongbao requires only downwards", function()
  for _, path in ipairs(files_below("lib/gongbao", "%.lua$")) do
    local mine = path:match "^lib/gongbao/([%w_]+)"
    if mine == "init" then mine = "api" end
    for module in files.read(path):gmatch 'require%s*%(?%s*"gongbao([%w_.]*)"' do
      local theirs = module == "" and "api" or module:match "^%.([%w_]+)"
      t.ok(lua_rank[mine], path .. ": its folder is not in the list of layers")
      t.ok(lua_rank[theirs], ("%s: gongbao%s is not in the list of layers"):format(path, module))
      t.ok(lua_rank[theirs] <= lua_rank[mine], ("%s: gongbao%s is above it"):format(path, module))
    end
  end
end)

local function each_line(folders, f)
  for _, folder in ipairs(folders) do
    for _, path in ipairs(files_below(folder, "%.lua$")) do
      local n = 0
      for line in (files.read(path) .. "\n"):gmatch "(.-)\n" do
        n = n + 1
        if not line:find "^%s*%-%-" then f(path, n, line) end
      end
    end
  end
end

t.test("no string pattern counts bytes of a Chinese character as characters", function()
  each_line({ "lib", "scripts" }, function(path, n, line)
    for call, literal in line:gmatch '(g?[fms][iau][ntb][dcbh]?)%s*%(?[^"]-"([^"]*)"' do
      if (call == "find" or call == "match" or call == "gsub") and not line:find("1, true", 1, true) then
        local bad = literal:find "%[[^%]]*[\128-\255][^%]]*%]" or literal:find "[\128-\255][?*+]"
          or literal:find "[\128-\255]%-[^%d]"
        t.ok(not bad, ("%s:%d: a byte class or quantifier on a Chinese character: %s"):format(path, n, literal))
      end
    end
    local set = line:match '[^%w]S%s*%(?"([^"]*)"'
    t.ok(not (set and set:find "[\128-\255]"), ("%s:%d: lpeg.S is a set of bytes: %s"):format(path, n, set or ""))
  end)
end)

t.test("no file is longer than a reader can hold", function()
  for _, folder in ipairs { "runtime", "lib", "scripts", "tests" } do
    for _, ending in ipairs { "%.[ch]$", "%.lua$" } do
      for _, path in ipairs(files_below(folder, ending)) do
        local lines = select(2, files.read(path):gsub("\n", ""))
        t.ok(lines <= 700, ("%s has %d lines"):format(path, lines))
      end
    end
  end
end)
