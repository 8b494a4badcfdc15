-- The peers of tests/bench/text.lua: each a command that prints MB of text for each CPU second, or nothing where it is
-- not here; cwb.lua has the one that answers queries. None is installed or fetched by the benchmark
-- (tests/bench/README.md says how).
local files = require "tests.files"
local lfs = require "lfs"

local M = {}

local OUT = "build/peers"
local PYTHON = "/usr/bin/python3 tests/bench/peers/python.py %s '%s'"
local JIEBA = (os.getenv "JIEBA" or "/usr/lib/python3/dist-packages/jieba") .. "/dict.txt"
local checkout = os.getenv "PEERS"

local function exists(path) return lfs.attributes(path) ~= nil end
local function output(command) return (files.run(command .. " 2>/dev/null")) end

--- Builds what can be built here.
function M.build(program)
  os.execute(("GONGBAO='%s' tests/bench/peers/build.sh %s"):format(program, OUT))
end

local function driver(name, path, more)
  local program = OUT .. "/" .. name
  if not exists(program) then return nil end
  return tonumber(output(("%s '%s' %s"):format(program, path, more or "")))
end

local function cppjieba(tags)
  return function(path)
    local hmm = checkout and checkout .. "/cppjieba/dict/hmm_model.utf8"
    return hmm and driver("cppjieba", path, ("'%s' '%s' %s"):format(JIEBA, hmm, tags))
  end
end

local function rust(name, data, tags)
  return function(path) return exists(data) and driver(name, path, ("'%s' %s"):format(data, tags)) end
end

--- CPU seconds of a command and its children, to a hundredth; it holds no single quotes.
function M.seconds(command)
  local times = output(("sh -c '%s; times' | tail -1"):format(command))
  local um, us, sm, ss = times:match "(%d+)m([%d.]+)s (%d+)m([%d.]+)s"
  return um and um * 60 + us + sm * 60 + ss
end

-- Jagger is a filter: its time for the text ten times, less its start.
local function jagger(path)
  local program, model = checkout and checkout .. "/jagger-python/build/jagger-app", OUT .. "/jagger-model/patterns"
  if not program or not exists(program) or not exists(model .. ".da") then return nil end
  local size = lfs.attributes(path, "size")
  local best = math.huge
  for _ = 1, 3 do
    local run = ("%s -m %s -f > /dev/null 2> /dev/null"):format(program, model)
    local ten = M.seconds(("for i in 1 2 3 4 5 6 7 8 9 10; do cat %s; done | %s"):format(path, run))
    local none = M.seconds(run .. " < /dev/null")
    local cat = M.seconds(("for i in 1 2 3 4 5 6 7 8 9 10; do cat %s; done > /dev/null"):format(path))
    if not ten then return nil end
    best = math.min(best, math.max(ten - none - cat, 0.001))
  end
  return size * 10 / 1e6 / best
end

local function python(kind)
  return function(path) return tonumber(output(PYTHON:format(kind, path))) end
end

--- Cutting words, line by line or the whole text: { name, rate(path) → number | nil, whole = boolean }.
M.segmenters = {
  { "jieba with tags", python "jieba" },
  { "friso", function(path) return driver("friso", path) end },
  { "MeCab (a Japanese dictionary)", function(path) return driver("mecab", path) end },
  { "cppjieba, no tags", cppjieba "" },
  { "cppjieba with tags", cppjieba "tags" },
  { "jieba-rs, no tags", rust("jieba_rs", JIEBA, "") },
  { "jieba-rs with tags", rust("jieba_rs", JIEBA, "tags") },
  { "vaporetto, no tags", rust("vaporetto", OUT .. "/vaporetto.model", "") },
  { "vaporetto with tags", rust("vaporetto", OUT .. "/vaporetto.model", "tags") },
  { "Jagger with tags, in one piece", jagger, whole = true },
}

--- Building an index; the last gets words that are cut already, while we cut them too.
M.indexers = {
  { "FTS5 trigram", python "fts5" },
  { "Xapian, bigrams", python "xapian" },
  { "Groonga, bigrams, its start included", python "groonga" },
}
M.given_words = { { "FTS5 unicode61, words given to it", python "fts5-words" } }

return M
