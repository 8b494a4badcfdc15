-- A process of its own, for what only a fresh one shows: milliseconds until the lexicon is there, and the
-- megabytes that are resident after FILE was cut line by line.
-- usage: gongbao run tests/bench/open.lua FILE
local segment = require "gongbao.core.segment"

local function resident()
  for line in io.lines "/proc/self/status" do
    local kilobytes = line:match "^VmRSS:%s+(%d+)"
    if kilobytes then return kilobytes / 1024 end
  end
  return 0 / 0
end

local start = os.clock()
local cutter = segment.cutter "plain"
cutter:cut "审议"
local opened = (os.clock() - start) * 1000
for line in io.lines(arg[1]) do cutter:cut(line) end
print(("%.3f %.1f"):format(opened, resident()))
