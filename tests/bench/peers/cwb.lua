-- CWB, the peer that answers queries of words: it gets our words and tags, and CQP runs its queries many times in one
-- process, for its own clock shows no less than a millisecond. Here where PEERS/cwb has an installation, or the PATH.
local files = require "tests.files"
local lfs = require "lfs"
local peers = dofile "tests/bench/peers/peers.lua"

local M = {}

local LEAST = 0.5 -- seconds; the clock of a command's children shows hundredths

local installed = (os.getenv "PEERS" or "") .. "/cwb/bin/"
local bin = lfs.attributes(installed) and installed or ""

--- Whether CWB is here.
function M.here()
  local _, code = files.run("command -v " .. bin .. "cqp > /dev/null")
  return code == 0
end

--- Encodes the text of `sources` in `folder`, which is made. Returns CPU seconds, the reading of vertical text too,
--- and the bytes of the data, which are left uncompressed.
function M.encode(folder, sources)
  local data, vertical, bytes = folder .. "/data", folder .. "/vertical", 0
  os.execute(("mkdir -p '%s' '%s/registry'"):format(data, folder))
  os.execute(("%s run tests/bench/peers/vertical.lua %s > '%s'"):format(files.program, sources, vertical))
  local encode = ("%scwb-encode -c utf8 -d %s -f %s -R %s/registry/bench -P pos -S s -S doc 2> /dev/null"):format(
    bin, data, vertical, folder)
  local index = ("%scwb-makeall -r %s/registry BENCH > /dev/null"):format(bin, folder)
  local seconds = peers.seconds(encode .. "; " .. index)
  os.remove(vertical)
  for name in lfs.dir(data) do
    if name:sub(1, 1) ~= "." then bytes = bytes + lfs.attributes(data .. "/" .. name, "size") end
  end
  return seconds, bytes
end

--- The command that gives CQP its commands.
function M.command(folder, commands)
  files.write(folder .. "/commands", "BENCH;\n" .. commands)
  return ("%scqp -c -r %s/registry < %s/commands"):format(bin, folder, folder)
end

--- Milliseconds of a query (`action` nil) or of an action on its hits, A: the best of three; and the number of hits.
--- Nil where CQP does not answer.
function M.time(folder, query, action)
  query = "A = " .. query .. ";\n"
  local found = tonumber((files.run(M.command(folder, query .. "size A;")):match "(%d+)%s*$"))
  if not found then return nil end
  local once, again = action and query or "", action and action .. ";\n" or query
  local function spent(times)
    return peers.seconds(M.command(folder, once .. again:rep(times)) .. " > /dev/null")
  end
  local start, times = spent(0), 5
  local least = spent(times) - start
  while least < LEAST do
    times = math.ceil(times * math.min(50, 1.5 * LEAST / math.max(least, 0.01)))
    least = spent(times) - start
  end
  for _ = 2, 3 do least = math.min(least, spent(times) - start) end
  return least / times * 1000, found
end

return M
