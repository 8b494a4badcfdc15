-- The line editor on a terminal: readline with completion and a history that keeps
-- inputs of several lines whole, in the XDG state folder.
local lfs = require "lfs"
local readline = require "gongbao.core.readline"
local complete = require "gongbao.repl.complete"

local M = {}

local MOST = 5000

local function make_folders(path)
  local at = ""
  for part in path:gmatch "[^/]+" do
    at = at .. "/" .. part
    lfs.mkdir(at)
  end
end

local function history_path()
  local state = os.getenv "XDG_STATE_HOME"
  if not state or state == "" then
    local home = os.getenv "HOME"
    if not home or home == "" then return nil end
    state = home .. "/.local/state"
  end
  make_folders(state .. "/gongbao")
  return state .. "/gongbao/history"
end

-- The history file holds a line an entry; a newline inside one is kept as \n.
local function flat(text) return (text:gsub("\\", "\\\\"):gsub("\n", "\\n")) end

--- A reader for a session: read(prompt), add(text), close().
function M.new(session)
  local path = history_path()
  readline.setup(function(line, first, last) return complete.words(session, line, first, last) end)
  if path then readline.load(path, MOST) end
  return {
    read = readline.read,
    add = function(text) readline.add(text:find "\n" and flat(text):gsub("\\n", " ") or text) end,
    close = function() if path then readline.save(path) end end,
  }
end

return M
