-- The manual's examples are tests. In README.md and docs/*.md:
--   ```console   lines "$ COMMAND" and below each what it prints; a line … stands for
--                any number of lines. All blocks of a file share one folder and store.
--   ```lua       runs where its first line is "-- run"; a line "--> TEXT" below a print
--                is compared with what was printed.
local t = require "tests.tap"
local files = require "tests.files"
local lfs = require "lfs"

local root = lfs.currentdir()
local program_folder = (os.getenv "GONGBAO" or root .. "/build/gongbao"):match "^(.*)/"

-- The lines that a command prints in a folder, without empty ones at the end.
local function printed_by(folder, command)
  local form = "cd '%s' && PATH='%s':$PATH LC_ALL=C.UTF-8 GONGBAO_LIB='%s/lib' GONGBAO_HOME='%s/scripts' "
    .. "GONGBAO_STORE= sh -c '%s' 2>&1"
  local out = files.run(form:format(folder, program_folder, root, root, (command:gsub("'", "'\\''"))))
  return files.lines((out:gsub("\n+$", "")))
end

-- Whether printed lines are the wanted ones, where … skips.
local function fits(want, got, w, g)
  w, g = w or 1, g or 1
  while w <= #want do
    if want[w] == "…" then
      for skip = g, #got + 1 do
        if fits(want, got, w + 1, skip) then return true end
      end
      return false
    end
    if got[g] ~= want[w] then return false end
    w, g = w + 1, g + 1
  end
  return g > #got
end

-- The commands of a console block with the line that each stands on.
local function commands(block, first)
  local list, current = {}, nil
  for i, line in ipairs(files.lines(block)) do
    local command = line:match "^%$ (.*)$"
    if command then
      current = { command = command, want = {}, line = first + i }
      list[#list + 1] = current
    elseif current then
      current.want[#current.want + 1] = line
    end
  end
  return list
end

local function new_folder()
  local name = files.folder()
  lfs.link(root .. "/corpus", name .. "/corpus", true)
  return name
end

local function check_console(folder, path, block, first)
  for _, c in ipairs(commands(block, first)) do
    t.test(("%s:%d: %s"):format(path, c.line, c.command), function()
      local got = printed_by(folder, c.command)
      while #c.want > 0 and c.want[#c.want] == "" do c.want[#c.want] = nil end
      t.ok(fits(c.want, got), "it prints:\n" .. table.concat(got, "\n"))
    end)
  end
end

local function check_lua(folder, path, block, first)
  t.test(("%s:%d: Lua example"):format(path, first), function()
    local file = folder .. "/example.lua"
    files.write(file, block)
    local want = {}
    for line in block:gmatch "%-%-> ([^\n]*)" do want[#want + 1] = line end
    local got = printed_by(folder, "gongbao run example.lua")
    t.ok(#want > 0, "it shows no result")
    t.ok(fits(want, got), "it prints:\n" .. table.concat(got, "\n"))
  end)
end

local function check(path)
  local text, folder, at = files.read(path), nil, 1
  while true do
    local from, to, kind, body = text:find("```(%l+)\n(.-)\n```", at)
    if not from then break end
    local first = select(2, text:sub(1, from):gsub("\n", "")) + 1
    if kind == "console" or (kind == "lua" and body:find "^%-%- run") then
      folder = folder or new_folder()
      if kind == "console" then check_console(folder, path, body, first) else check_lua(folder, path, body, first) end
    end
    at = to + 1
  end
  if folder then files.remove(folder) end
end

local pages = { "README.md", "README.zh.md" }
for name in lfs.dir "docs" do
  if name:find "%.md$" then pages[#pages + 1] = "docs/" .. name end
end
table.sort(pages)
for _, path in ipairs(pages) do
  if lfs.attributes(path) then check(path) end
end
