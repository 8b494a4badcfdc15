-- The scripts that name what the field has: parsers, extractors, checks, queries,
-- reports. Each kind is a folder; a script is found in the first of these places
-- that has a file of its name:
--   1. the user's folder   $XDG_CONFIG_HOME/gongbao, else ~/.config/gongbao
--   2. $GONGBAO_HOME
--   3. the installed share folder (or scripts/ beside the build)
-- A script returns a table; it runs sandboxed (gongbao.sandbox).
local lfs = require "lfs"
local system = require "gongbao.core.system"
local sandbox = require "gongbao.sandbox"

local M = {}

local function user_folder()
  local config = os.getenv "XDG_CONFIG_HOME"
  if config and config ~= "" then return config .. "/gongbao" end
  local home = os.getenv "HOME"
  return home and home ~= "" and home .. "/.config/gongbao" or nil
end

--- The places in which scripts are looked for, first wins.
function M.places()
  local places = {}
  for _, place in ipairs { user_folder() or false, os.getenv "GONGBAO_HOME" or false, system.share() or false } do
    if place and lfs.attributes(place, "mode") == "directory" then places[#places + 1] = place end
  end
  return places
end

local function lua_files(folder)
  local names = {}
  if lfs.attributes(folder, "mode") ~= "directory" then return names end
  for entry in lfs.dir(folder) do
    local name = entry:match "^([%w_%-]+)%.lua$"
    if name then names[#names + 1] = name end
  end
  return names
end

--- name → path of every script of a kind.
function M.find(kind)
  local found = {}
  for _, place in ipairs(M.places()) do
    for _, name in ipairs(lua_files(place .. "/" .. kind)) do
      found[name] = found[name] or ("%s/%s/%s.lua"):format(place, kind, name)
    end
  end
  return found
end

--- The path of a file of a kind (a template, a list), or nil: file("reports", "ledger.md").
function M.file(kind, name)
  for _, place in ipairs(M.places()) do
    local path = ("%s/%s/%s"):format(place, kind, name)
    if lfs.attributes(path, "mode") == "file" then return path end
  end
end

--- Names of the files of a kind with an ending, sorted: names("reports", "md").
function M.names(kind, ending)
  local seen, list = {}, {}
  for _, place in ipairs(M.places()) do
    local folder = place .. "/" .. kind
    for entry in lfs.attributes(folder, "mode") == "directory" and lfs.dir(folder) or function() end do
      local name = entry:match("^([%w_%-]+)%." .. ending .. "$")
      if name and not seen[name] then
        seen[name] = true
        list[#list + 1] = name
      end
    end
  end
  table.sort(list)
  return list
end

local loaded = {}

local function check(script, kind, name, path)
  if type(script) ~= "table" then error(path .. ": a script must return a table", 0) end
  script.name = script.name or name
  script.path = path
  script.kind = kind
  return script
end

--- Raises that the scripts that gongbao came with are not here.
function M.missing(what) error(what .. "; GONGBAO_HOME must name the folder scripts/ that gongbao came with", 0) end

local function load_all(kind)
  local list, by_name = {}, {}
  for name, path in pairs(M.find(kind)) do
    local script = check(sandbox.run(path), kind, name, path)
    list[#list + 1] = script
    by_name[script.name] = script
  end
  if #M.places() == 0 then M.missing "no scripts found" end
  table.sort(list, function(a, b) return a.name < b.name end)
  loaded[kind] = { list = list, by_name = by_name }
  return loaded[kind]
end

--- Every script of a kind, sorted by name. An error in a script is raised with its place.
function M.all(kind) return (loaded[kind] or load_all(kind)).list end

--- One script by name, or nil.
function M.get(kind, name) return (loaded[kind] or load_all(kind)).by_name[name] end

--- Forgets what was loaded, so that changed files are read again.
function M.reload() loaded = {} end

return M
