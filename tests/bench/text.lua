-- The text core against its peers on the same text in one run: segmentation, index, import, find. tests/bench/README.md
-- says which peers there are.
-- CPU time, the best of three; other processes on the machine disturb even that, so look at the ratios.
-- usage: gongbao run tests/bench/text.lua [FILE]     (default: both issues of corpus/, joined 20 times)
local cwb = dofile "tests/bench/peers/cwb.lua"
local files = require "tests.files"
local index = require "gongbao.core.index"
local lfs = require "lfs"
local models = require "gongbao.words.model"
local peers = dofile "tests/bench/peers/peers.lua"
local gold = require "tests.gold"
local samples = require "tests.samples"
local segment = require "gongbao.core.segment"

local ROUNDS = 3

local function best(f)
  local least = math.huge
  for _ = 1, ROUNDS do
    local start = os.clock()
    f()
    least = math.min(least, os.clock() - start)
  end
  return least
end

local function lines_of(text)
  local list = {}
  for line in text:gmatch "[^\n]+" do list[#list + 1] = line end
  return list
end

local given = arg[1] and assert(files.read(arg[1]), "there is no " .. arg[1])
local text = given or (files.read(samples.issues[1]) .. files.read(samples.issues[2])):rep(20)
local megabytes = #text / 1e6
local lines = lines_of(text)

local function say(name, value, unit, note) print(("%-50s %9.2f %-9s %s"):format(name, value, unit, note or "")) end

local text_file = files.path()
files.write(text_file, text)

-- Prints each peer's rate and how many times as fast we are; `whole` is our rate for the text in one piece.
local function against(list, rate, path, whole)
  for _, peer in ipairs(list) do
    local other, ours = peer[2](path or text_file), peer.whole and whole or rate
    if other then say("  " .. peer[1], other, "MB/s", ("ratio %.1f"):format(ours / other))
    else print("  " .. peer[1] .. ": not installed") end
  end
end

-- Words and index of the lines, each a node; returns the index's bytes.
local function build()
  local folder = files.folder()
  local writer = assert(index.writer { folder = folder, generation = 1 })
  for i, line in ipairs(lines) do
    if i % 500 == 1 then assert(writer:document("d" .. i, {})) end
    assert(writer:node(line, "paragraph", i))
  end
  local bytes = 0
  for _, name in ipairs(assert(writer:finish())) do bytes = bytes + lfs.attributes(folder .. "/" .. name, "size") end
  files.remove(folder)
  return bytes
end

local function by_lines(cutter)
  return megabytes / best(function() for _, line in ipairs(lines) do cutter:cut(line) end end)
end

-- Ten times a round, as Jagger does it (peers.lua): the first brings memory in.
local function in_one_piece(cutter)
  return 10 * megabytes / best(function() for _ = 1, 10 do cutter:cut(text) end end)
end

local function measure_words()
  local plain = segment.cutter "plain"
  local rate = by_lines(plain)
  say("segmentation, line by line, tags, unknown words", rate, "MB/s")
  local whole = in_one_piece(plain)
  say("segmentation, in one piece", whole, "MB/s")
  say("  the dictionary path alone", in_one_piece(segment.cutter("plain", nil, "none")), "MB/s")
  say("  with the model", by_lines(segment.cutter("plain", nil, assert(models.open()))), "MB/s")
  local fresh = io.popen(("%s run tests/bench/open.lua '%s'"):format(files.program, text_file))
  local opened, resident = fresh:read("n", "n")
  fresh:close()
  say("  lexicon opened", opened, "ms")
  say("  resident after cutting, program included", resident, "MB")
  against(peers.segmenters, rate, nil, whole)
end

-- The text with a space after each word, for those that take words.
local function words_file()
  local cutter, out = segment.cutter "plain", {}
  for i, line in ipairs(lines) do out[i] = table.concat(cutter:cut(line):words(), " ") end
  local path = files.path()
  files.write(path, table.concat(out, "\n"))
  return path
end

local function measure_index()
  local bytes
  local rate = megabytes / best(function() bytes = build() end)
  say("segmentation and index", rate, "MB/s")
  say("index size", bytes / #text, "× text")
  against(peers.indexers, rate)
  local path = words_file()
  against(peers.given_words, rate, path)
  os.remove(path)
end

-- Elapsed, CPU seconds and peak megabytes of a command, from the shell's time.
local function run(command)
  local pipe = io.popen(("/usr/bin/env time -f '%%e %%U %%S %%M' %s 2>&1 >/dev/null | tail -1"):format(command))
  local e, u, s, m = pipe:read "a":match "([%d.]+) ([%d.]+) ([%d.]+) (%d+)"
  pipe:close()
  return tonumber(e), u and u + s, m and m / 1024
end

local function cold(command)
  local clock = io.popen(([[sh -c 'a=$(date +%%s%%N); for i in 1 2 3 4 5 6 7 8 9 10; do %s >/dev/null 2>&1; done;
    b=$(date +%%s%%N); echo $(( (b - a) / 10000 ))']]):format(command))
  local microseconds = tonumber(clock:read "a")
  clock:close()
  return microseconds / 1000
end

-- CQP's start and five lines of the word, where CWB is here; `data` is its corpus of the same sources.
local function against_cwb(data, word, ours)
  if not data then return print "  CWB: not installed" end
  local other = cold(cwb.command(data, ('A = [word="%s"];\ncat A 0 4;'):format(word)))
  say("  CWB", other, "ms", ("ratio %.1f"):format(other / ours))
end

local function measure_store(name, sources)
  local store = samples.path()
  local elapsed, cpu, memory = run(("%s import --store '%s' %s"):format(files.program, store, sources))
  if not elapsed then return print "import: `time` is not installed" end
  say("import of " .. name, cpu, "CPU s", ("peak %.0f MB"):format(memory))
  local data = cwb.here() and files.folder()
  if data then cwb.encode(data, sources) end
  for _, word in ipairs { "整改", "质询" } do
    local ours = cold(("%s find --store %s -n 5 %s"):format(files.program, store, word))
    say(("find %s, cold process (elapsed, mean of 10)"):format(word), ours, "ms")
    against_cwb(data, word, ours)
  end
  if data then files.remove(data) end
  say("--help, cold process", cold(files.program .. " --help"), "ms")
  files.remove(store)
end

print(("%.1f MB of text, %d lines; best of %d by CPU time"):format(megabytes, #lines, ROUNDS))
peers.build(files.program)
measure_words()
measure_index()
os.remove(text_file)
measure_store("corpus/ (2 issues)", table.concat(samples.issues, " "))
local real = gold.shared "corpus/gazette-2023-4.txt"
if real then measure_store("gazette-2023-4.txt", real) else print "skip: no gazette-2023-4.txt" end
