-- What was typed, kept across sessions in $XDG_STATE_HOME/gongbao/history (~/.local/state/…).
--
--   gongbao history 2                 the first line names the form
--   for i = 1, 2 do\n  print(i)\nend  then an entry a line: \n is a line's end in it, \\ a backslash
--
-- An entry is added to the file as soon as it is typed, so sessions side by side lose nothing. A
-- file of any other first line is an earlier version's: its lines are entries as they stand.
local lfs = require "lfs"
local system = require "gongbao.core.system"

local M = {}

local FORM = "gongbao history 2\n"
M.MOST = 5000 -- entries that are kept

local function encode(text) return (text:gsub("[\\\n]", { ["\\"] = "\\\\", ["\n"] = "\\n" })) .. "\n" end

local escapes = { n = "\n", ["\\"] = "\\" }
local function decode(line) return (line:gsub("\\(.)", escapes)) end

local function make_folders(path)
  local at = ""
  for part in path:gmatch "[^/]+" do
    at = at .. "/" .. part
    lfs.mkdir(at)
  end
end

local function default_path()
  local state = os.getenv "XDG_STATE_HOME"
  if not state or state == "" then
    local home = os.getenv "HOME"
    if not home or home == "" then return nil end
    state = home .. "/.local/state"
  end
  make_folders(state .. "/gongbao")
  return state .. "/gongbao/history"
end

local function write_all(path, entries)
  local lines = {}
  for i, text in ipairs(entries) do lines[i] = encode(text) end
  system.replace(path, FORM .. table.concat(lines))
end

-- The entries of a file's text, and whether the file may be added to as it stands.
local function entries_of(text)
  local ours = text:sub(1, #FORM) == FORM
  local entries = {}
  for line in text:sub(ours and #FORM + 1 or 1):gmatch "[^\n]+" do
    entries[#entries + 1] = ours and decode(line) or line
  end
  local whole = ours and text:sub(-1) == "\n" and #entries <= M.MOST
  return table.move(entries, math.max(1, #entries - M.MOST + 1), #entries, 1, {}), whole
end

--- Opens a history.
-- @param path string|nil: its file; nil: the user's
-- @return list of earlier entries, oldest first, and add(text), which keeps one more
function M.open(path)
  path = path or default_path()
  local text = path and system.read(path)
  local entries, whole = {}, false
  if text then entries, whole = entries_of(text) end
  if path and not whole then
    if not text then system.append(path, "") end -- so that it is the user's alone
    write_all(path, entries)
  end
  local last = entries[#entries]
  -- A history that cannot be written is no reason to stop a session.
  local function add(entry)
    if entry == last then return false end
    last = entry
    if path then system.append(path, encode(entry)) end
    return true
  end
  return entries, add
end

return M
