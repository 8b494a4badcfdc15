-- Random queries: each gives a message, or a plan that runs; never an error or a crash.
-- usage: gongbao run tests/fuzz/query.lua [ROUNDS] [SEED]
local t = require "tests.tap"
local import = require "gongbao.store.import"
local query = require "gongbao.query"
local samples = require "tests.samples"
local stores = require "gongbao.store"

local rounds, seed = tonumber(arg[1]) or 20000, tonumber(arg[2]) or 1
math.randomseed(seed)

local pieces = { "整改", "审议", "的", "报告", "*", "[", "]", "[]", "{", "}", "(", ")", "\"", "/", "\\", "|", "&", "-", "!",
  "+", "?", "{0,3}", "{2}", "{9,1}", "<", ">", "<5>", "<+3 tokens>", "<0>", "word", "tag", "=", "!=", "\"n\"", "/.*率/",
  "within", "containing", "not", "and", "or", "sentence", "paragraph", "article", "document", "a:", "b:", "::",
  "a.word", "b.word", "a.tag", "genre:", "date:", "title:",
  "in:", "2024-04", "..", ">=", "money", "> 1亿元", "~", ",",
  "{money}", "{title~条例}", "[tag=\"n\"]", "[整改]", " ", "　", "，", "。", "\0", "\xff", "\u{10FFFF}", "x",
  "1", "999999999999999999999" }

local path = samples.path()
assert(import.files(path, { "corpus/yunting-gazette-2024-2.txt" }, {}) == 1)
local store = assert(stores.open(path))

local function random_query()
  local parts = {}
  for i = 1, math.random(12) do
    parts[i] = pieces[math.random(#pieces)]
    if math.random(2) == 1 then parts[i] = parts[i] .. " " end
  end
  return table.concat(parts)
end

t.test(("%d random queries, seed %d"):format(rounds, seed), function()
  local plans = 0
  for _ = 1, rounds do
    local text = random_query()
    local fine, count, message = pcall(query.count, store, text)
    t.ok(fine, ("%q: %s"):format(text, count))
    if count then plans = plans + 1
    else t.ok(type(message) == "string" and #message > 0, ("%q has no message"):format(text)) end
  end
  t.ok(plans > rounds // 50, plans .. " of them were queries")
end)

store:close()
stores.remove(path)
