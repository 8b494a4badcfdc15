-- The index and the query engine against the clock: a synthetic corpus (tests/bench/corpus.lua) cut and
-- indexed as an import does it, then one query of each kind, warm, on one thread, best of several runs by
-- CPU time, with the hits that each had to find; CWB's time for its form of the query, where it has one and is here.
-- usage: gongbao run tests/bench/query.lua [MEGABYTES [FOLDER]]   (50; FOLDER keeps text and segments for the next run)
local cwb = dofile "tests/bench/peers/cwb.lua"
local files = require "tests.files"
local index = require "gongbao.core.index"
local lfs = require "lfs"
local parse = require "gongbao.query.parse"
local query = require "gongbao.core.query"
local segment = require "gongbao.core.segment"

local megabytes, kept = tonumber(arg[1]) or 50, arg[2]
local folder = kept or files.path()
lfs.mkdir(folder)
local text_path = ("%s/%g.txt"):format(folder, megabytes)

local function say(name, value, unit, note) print(("%-34s %10.3f %-10s %s"):format(name, value, unit, note or "")) end

local function peak_megabytes()
  for line in io.lines "/proc/self/status" do
    local kilobytes = line:match "^VmHWM:%s*(%d+)"
    if kilobytes then return kilobytes / 1024 end
  end
end

-- Calls f(line) for each line of the corpus, which begins a report where it has no indent.
local function each_line(f)
  for line in io.lines(text_path) do f(line) end
end

local function build()
  local writer, documents = assert(index.writer { folder = folder, generation = 1 }), 0
  each_line(function(line)
    if line:sub(1, 3) ~= "\u{3000}" then
      documents = documents + 1
      assert(writer:document(("d-%d"):format(documents), { "title", line }))
    end
    assert(writer:node(line, "paragraph", 1))
  end)
  return assert(writer:finish())
end

-- Segments of an earlier run, or new ones with the figures of their making and the rate of the index alone.
local function segments()
  local names, bytes, alone = {}, 0, nil
  for name in lfs.dir(folder) do if name:find "%.seg$" then names[#names + 1] = name end end
  table.sort(names)
  local size = lfs.attributes(text_path, "size") / 1e6
  if #names == 0 then
    local start = os.clock()
    names = build()
    local all, peak = os.clock() - start, peak_megabytes()
    local cutter = segment.cutter "plain"
    start = os.clock()
    each_line(function(line) cutter:cut(line) end)
    local cutting = os.clock() - start
    say("words and index", size / all, "MB/CPU s", ("peak %.0f MB"):format(peak))
    alone = size / (all - cutting)
    say("index alone (less the cutting)", alone, "MB/CPU s")
  end
  local paths = {}
  for i, name in ipairs(names) do
    paths[i] = folder .. "/" .. name
    bytes = bytes + lfs.attributes(paths[i], "size")
  end
  say("index", bytes / 1e6 / size, "× text", ("%d segments"):format(#paths))
  return paths, alone
end

-- CWB's data, of an earlier run or new; nil where CWB is not here.
local function encoded(alone)
  local data, size = folder .. "/cwb", lfs.attributes(text_path, "size") / 1e6
  if not cwb.here() then return print "  CWB: not installed" end
  if not lfs.attributes(data) then
    local seconds, bytes = cwb.encode(data, text_path)
    local ratio = alone and ("ratio %.1f"):format(alone * seconds / size)
    say("  CWB, words and tags given to it", size / seconds, "MB/CPU s", ratio)
    say("  CWB, its data", bytes / 1e6 / size, "× text")
  end
  return data
end

-- Milliseconds of f, the best of some runs; short ones are repeated inside a run.
local function best(f)
  local least, times = math.huge, 1
  for _ = 1, 15 do
    local start = os.clock()
    for _ = 1, times do f() end
    local one = (os.clock() - start) / times
    least = math.min(least, one)
    if one * times < 0.002 then times = math.ceil(0.002 / math.max(one, 1e-7)) end
  end
  return least * 1000
end

if not lfs.attributes(text_path) then
  os.execute(("%s run tests/bench/corpus.lua %g '%s'"):format(files.program, megabytes, text_path))
end
local paths, alone = segments()
local corpus = assert(query.open(paths))
local cwb_data = encoded(alone)
local tokens, documents = corpus:size()
print(("%d tokens, %d documents"):format(tokens, documents))

-- `form` is CWB's form of the query, `action` what CQP does with the hits of it.
local function measure(name, text, most, run, form, action)
  local plan = assert(parse.parse(text))
  local found = assert(corpus:count(plan))
  local ms = best(run and run(plan) or function() corpus:search(plan) end)
  say(name, ms, "ms", ("%s %-8s %9d hits  %s"):format(ms <= most and "≤" or ">", most, found, text))
  if not form or not cwb_data then return end
  local theirs, their_hits = cwb.time(cwb_data, form, action)
  if not theirs then return print "  CWB: no answer" end
  say("  CWB", theirs, "ms", ("ratio %-6.1f %9d hits  %s"):format(theirs / ms, their_hits, action or form))
end

local function searched(f)
  return function(plan)
    local hits = assert(corpus:search(plan))
    return function() f(hits, plan) end
  end
end

local function counting(plan) return function() corpus:count(plan) end end

measure("rare word", "[第777]", 0.02, nil, '[word="第777"]')
measure("frequent word, count", "[的]", 0.01, counting, '[word="的"]')
measure("frequent word, all hits", "[的]", 10)
measure("text of two characters, count", "整改", 5, counting)
measure("AND in a sentence", "[整改] & [意见]", 5)
measure("AND in a sentence, count", "[整改] & [意见]", 5, counting)
measure("AND, words less frequent", "[整改] & [落实]", 5)
measure("AND in a document, count", "[整改] & [意见] within document", 5, counting)
measure("phrase", "[审议] [意见]", 1, nil, '[word="审议"] [word="意见"]')
measure("phrase, less frequent", "[整改] [落实]", 1, nil, '[word="整改"] [word="落实"]')
measure("four characters", "审议意见", 5)
measure("within five tokens", "[整改] <5t> [意见]", 5, nil, 'MU(meet [word="整改"] [word="意见"] -6 6)')
measure("within five tokens, in this order", "[整改] <+5t> [意见]", 5, nil, '[word="整改"] []{0,5} [word="意见"] within s')
measure("prefix", "[word=/整.*/]", 1, nil, '[word="整.*"]')
measure("word regex", "[word=/.*率/]", 5, nil, '[word=".*率"]')
measure("tags and a word", '[tag="m"]+ 亿元', 3, nil, '[pos="m"]+ [word="亿元"]')
measure("tags and a word, less frequent", '[tag="m"]+ 公里', 3, nil, '[pos="m"]+ [word="公里"]')
measure("four characters, less frequent", "整改落实", 5)
measure("regex over text", "/第.{1,3}次会议/", 1000)
measure("1,000 lines, 40 columns a side", "[整改]", 0.2, searched(function(hits)
  hits:concordance(1, 1000)
end), '[word="整改"]', 'set Context 40; cat A 0 999 > "/dev/null"')
measure("words at the right", "[整改]", 15, searched(function(hits) hits:beside(0, 1) end), '[word="整改"]',
  'group A matchend[1] word > "/dev/null"')
measure("hits by document", "[整改]", 2, searched(function(hits) hits:by_document() end))
measure("BM25, the best ten", "[整改]", 5, searched(function(hits) hits:rank(10) end))
corpus:close()
if not kept then files.remove(folder) end
