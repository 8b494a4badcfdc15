-- The world that other people's scripts see: no files, no network, no processes,
-- no bytecode, no debug library. Modules below gongbao.grammar and gongbao.text, and
-- LPeg, may be required; they are shared and so handed out behind a read-only face.
local M = {}

local open_modules = { "^gongbao%.grammar%.", "^gongbao%.text%.chars$", "^gongbao%.facts%.", "^gongbao%.statute%.",
  "^gongbao%.view%.", "^gongbao%.oversight%.", "^gongbao%.query$", "^gongbao%.query%.statistics$", "^lpeg$" }

local function read_only(t)
  return setmetatable({}, {
    __index = t,
    __newindex = function(_, key) error(("%s cannot be set: the table is shared"):format(tostring(key)), 2) end,
    __pairs = function() return pairs(t) end,
    __call = function(_, ...) return t(...) end,
    __metatable = false,
  })
end

local function pick(from, names)
  local t = {}
  for name in names:gmatch "%S+" do t[name] = from[name] end
  return read_only(t)
end

local lpeg = require "lpeg"
local safe_lpeg = pick(lpeg, [[P S R V C Cc Cp Ct Cg Cb Cs Cf Cmt Carg B match type version locale]])

local function safe_require(name)
  for _, pattern in ipairs(open_modules) do
    if name:find(pattern) then
      return name == "lpeg" and safe_lpeg or read_only(require(name))
    end
  end
  error(("module '%s' is not open to scripts"):format(tostring(name)), 2)
end

local function safe_setmetatable(t, meta)
  if type(meta) == "table" and rawget(meta, "__gc") ~= nil then error("__gc is not open to scripts", 2) end
  return setmetatable(t, meta)
end

-- The strings' metatable leads to the real string library.
local function safe_getmetatable(value)
  if type(value) == "string" then return nil end
  return getmetatable(value)
end

--- A fresh environment for one script.
function M.environment()
  local env = {
    assert = assert, error = error, ipairs = ipairs, next = next, pairs = pairs, pcall = pcall, select = select,
    tonumber = tonumber, tostring = tostring, type = type, xpcall = xpcall, rawequal = rawequal, rawget = rawget,
    rawlen = rawlen, getmetatable = safe_getmetatable, setmetatable = safe_setmetatable, require = safe_require,
    print = print,
    string = pick(string, [[byte char find format gmatch gsub len lower match pack packsize rep reverse sub unpack
      upper]]),
    table = pick(table, "concat insert move pack remove sort unpack"),
    math = read_only(math), utf8 = read_only(utf8), os = pick(os, "date time clock difftime"),
    coroutine = pick(coroutine, "create isyieldable resume running status wrap yield"),
  }
  env._G = env
  return env
end

--- Runs a script file in a fresh sandbox and returns what it returns; raises its
-- errors, which name the file and line.
function M.run(path, env)
  local chunk, message = loadfile(path, "t", env or M.environment())
  if not chunk then error(message, 0) end
  return chunk()
end

return M
