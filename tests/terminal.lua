-- A program on a real terminal: tmux types, and the screen is read back.
local t = require "tests.tap"
local files = require "tests.files"
local samples = require "tests.samples"

local M = {}

--- A folder for a file of tests, and in it a store of gazettes; nil, and the skip is said, where tmux is not there.
-- @param what string: the tests' name, for the skip
-- @param sources string: the gazettes' files
-- @return folder, store
function M.store(what, sources)
  if not os.execute "command -v tmux > /dev/null 2>&1" then return t.skip(what, "tmux is not installed") end
  local folder = files.folder()
  local store = folder .. "/s.gongbao"
  samples.import(store, { sources })
  return folder, store
end

local Terminal = {}
Terminal.__index = Terminal

local sessions = 0

-- A server of its own for each session: one that is just ending takes no new session. Its socket, which tmux leaves
-- behind, lies in the folder that the test removes.
local function new_socket(folder)
  sessions = sessions + 1
  return ("%s/tmux-%d"):format(folder, sessions)
end

function Terminal:tmux(words) return (files.run(("tmux -S '%s' %s 2>/dev/null"):format(self.socket, words))) end

--- Starts the REPL.
-- @param options { columns, rows, folder = the home of its history, store, environment = "NAME=value …" }
function M.open(options)
  local self = setmetatable({ columns = options.columns, socket = new_socket(options.folder) }, Terminal)
  local command = ("HOME='%s' XDG_STATE_HOME='%s' GONGBAO_STORE='%s' %s %s"):format(options.folder, options.folder,
    options.store, options.environment or "", files.program)
  self:tmux(('-u new-session -d -x %d -y %d "%s"'):format(options.columns, options.rows, command))
  self:wait "gb>$"
  return self
end

--- The screen's text, without empty lines at its end.
function Terminal:screen() return (self:tmux("capture-pane -p"):gsub("\n+$", "")) end

--- The screen's text with its colours, as escape sequences.
function Terminal:colors() return self:tmux "capture-pane -p -e" end

--- Where the cursor stands: "column,row", from 0.
function Terminal:cursor() return (self:tmux("display -p '#{cursor_x},#{cursor_y}'"):gsub("\n", "")) end

--- Waits until f gives something, at most ten seconds; nil where it never did.
function M.eventually(f)
  for _ = 1, 200 do
    local value = f()
    if value then return value end
    os.execute "sleep 0.05"
  end
end

--- Waits until the screen shows a pattern (Lua); fails with the screen.
function Terminal:wait(pattern)
  local screen
  local found = M.eventually(function()
    screen = self:screen()
    return screen:find(pattern)
  end)
  if not found then error(("the screen never showed %s:\n%s"):format(pattern, screen), 2) end
  return screen
end

local function quoted(text) return "'" .. text:gsub("'", "'\\''") .. "'" end

function Terminal:type(text) self:tmux("send-keys -l " .. quoted(text)) end
function Terminal:key(...) self:tmux("send-keys " .. table.concat({ ... }, " ")) end

function Terminal:enter(text)
  self:type(text)
  self:key "Enter"
end

function Terminal:close() self:tmux "kill-server" end

return M
