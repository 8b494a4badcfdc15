-- Ctrl-C stops loops, pcall loops and coroutines, and only what ran under it.
local t = require "tests.tap"
local files = require "tests.files"
local host = require "gongbao.core.host"
local index = require "gongbao.core.index"

local function pid()
  local f <close> = assert(io.open "/proc/self/stat")
  return f:read "n"
end

-- Sends the signal in a moment, runs f, and returns what host.call says.
local function interrupted(f)
  os.execute(("(sleep 0.15; kill -INT %d) &"):format(pid()))
  return host.call(f)
end

local loops = {
  ["a loop"] = function() while true do end end,
  ["pcall in a loop"] = function() while true do pcall(function() while true do end end) end end,
  ["xpcall with a handler that loops"] = function()
    while true do xpcall(error, function() while true do end end) end
  end,
  ["a coroutine"] = function() coroutine.wrap(function() while true do end end)() end,
  ["pcall in nested coroutines"] = function()
    coroutine.wrap(function()
      local inner = coroutine.create(function() while true do pcall(coroutine.yield) end end)
      while true do coroutine.resume(inner) end
    end)()
  end,
  ["a table constructor and a sort"] = function()
    while true do table.sort({ 3, 1, 2 }, function(a, b) return a < b end) end
  end,
}

local folder = files.folder()
local writer = assert(index.writer { folder = folder, generation = 1 })
assert(writer:document "d")
assert(writer:node("整改工作", "paragraph", 1))
local corpus = assert(require("gongbao.core.query").open { folder .. "/" .. assert(writer:finish())[1] })
local plan = require("gongbao.query.parse").parse "整改"
loops["searches"] = function() while true do corpus:search(plan) end end

for name, f in pairs(loops) do
  t.test("Ctrl-C ends " .. name, function()
    local fine, message = interrupted(f)
    t.equal({ fine, message }, { false, "interrupted" })
    local sum = 0
    for i = 1, 1000 do sum = sum + i end
    t.equal(sum, 500500, "what follows runs undisturbed")
  end)
end

t.test("a search works after an interrupt", function() t.equal(#assert(corpus:search(plan)), 1) end)
corpus:close()
files.remove(folder)

t.test("host.call gives results and errors with a traceback", function()
  t.equal({ host.call(function(a, b) return a + b, nil, "x" end, 1, 2) }, { true, 3, nil, "x" })
  local fine, message, trace = host.call(function() error { code = 1 } end)
  t.ok(not fine and type(message) == "string" and trace:find "traceback")
end)

t.test("our xpcall behaves like Lua's", function()
  t.equal(table.pack(xpcall(function(...) return ... end, print, 1, nil, 3)), { n = 4, true, 1, nil, 3 })
  t.equal({ xpcall(error, function(m) return m .. "!" end, "x") }, { false, "x!" })
  local co = coroutine.wrap(function() return xpcall(function() return coroutine.yield(1) end, print) end)
  t.equal({ co(), co "again" }, { 1, true, "again" })
end)

t.test("our coroutine.resume and wrap behave like Lua's", function()
  local co = coroutine.create(function(a) local b = coroutine.yield(a + 1) return b, nil, 3 end)
  t.equal({ coroutine.resume(co, 1) }, { true, 2 })
  t.equal(table.pack(coroutine.resume(co, "b")), { n = 4, true, "b", nil, 3 })
  t.equal({ coroutine.resume(co) }, { false, "cannot resume dead coroutine" })
  local count = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i) end end)
  t.equal({ count(), count(), count() }, { 1, 2, 3 })
  t.raises("interrupt.lua", coroutine.wrap(function() error "why" end))
  t.raises("coroutine is wanted", coroutine.resume, 3)
end)
