-- The tests' own harness. A test file requires this, states tests, and each
-- prints one TAP line: "ok NAME", "not ok NAME" with the reason below it, or
-- "skip NAME: WHY". tests/run counts the lines of all files.
local M = {}

local function show(value)
  if type(value) == "string" then return ("%q"):format(value) end
  if type(value) ~= "table" then return tostring(value) end
  local parts, keys = {}, {}
  for k in pairs(value) do keys[#keys + 1] = k end
  table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
  for _, k in ipairs(keys) do
    parts[#parts + 1] = (type(k) == "number" and "" or tostring(k) .. " = ") .. show(value[k])
  end
  return "{" .. table.concat(parts, ", ") .. "}"
end

-- A long value's beginning tells enough; the log must stay readable.
local MOST = 700
local function short(value)
  local text = show(value)
  return #text > MOST and text:sub(1, MOST) .. " …" or text
end

local function same(a, b)
  if a == b then return true end
  if type(a) ~= "table" or type(b) ~= "table" then return false end
  for k, v in pairs(a) do if not same(v, b[k]) then return false end end
  for k in pairs(b) do if a[k] == nil then return false end end
  return true
end

--- Fails unless `got` and `want` are equal, tables compared by content.
function M.equal(got, want, what)
  if not same(got, want) then
    error(("%s\n  got  %s\n  want %s"):format(what or "not equal", short(got), short(want)), 2)
  end
end

--- Fails unless `value` is true.
function M.ok(value, what)
  if not value then error(what or "not true", 2) end
  return value
end

--- Fails unless `f` raises an error that contains `part` (plain text).
function M.raises(part, f, ...)
  local fine, message = pcall(f, ...)
  if fine then error("no error was raised; wanted: " .. part, 2) end
  if not tostring(message):find(part, 1, true) then
    error(("the error is another one\n  got  %s\n  want %s"):format(message, part), 2)
  end
end

--- Runs one test and prints its line.
function M.test(name, f)
  local fine, message = xpcall(f, function(m) return debug.traceback(tostring(m), 2) end)
  io.stdout:write(fine and "ok " or "not ok ", name, "\n")
  if not fine then io.stdout:write("  ", (message:gsub("\n", "\n  ")), "\n") end
  io.stdout:flush()
end

--- Says that a test could not be run here, and why.
function M.skip(name, why) io.stdout:write("skip ", name, ": ", why, "\n") end

return M
