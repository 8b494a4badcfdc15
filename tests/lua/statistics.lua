local t = require "tests.tap"
local files = require "tests.files"
local samples = require "tests.samples"
local query = require "gongbao.query"
local repeats = require "gongbao.query.repeats"
local segment = require "gongbao.core.segment"
local statistics = require "gongbao.query.statistics"

local store, path = samples.store()
local function find(text) return assert(query.find(store, text)) end
local everything = find "document containing []"

-- The tokens of all documents, read one by one: what C counts is counted again.
local function all_tokens()
  local corpus, list = everything.corpus, {}
  for s = 1, #corpus:generations() do
    local at = 0
    while true do
      local fine, tokens = pcall(corpus.tokens, corpus, s, at, at + 1)
      if not fine or not tokens[1] then break end
      list[#list + 1] = tokens[1][1]
      at = at + 1
    end
    list[#list + 1] = "\n"
  end
  return list
end
local tokens = all_tokens()

t.test("word counts are those of the tokens", function()
  local counts, sum, want = {}, 0, {}
  for number, count in pairs((everything.hits:words())) do
    local word, _, whole = everything.corpus:word(number)
    t.equal(count, whole)
    counts[word], sum = count, sum + count
  end
  for _, word in ipairs(tokens) do if word ~= "\n" then want[word] = (want[word] or 0) + 1 end end
  t.equal(counts, want)
  t.equal(sum, select(2, everything.hits:words()))
end)

t.test("neighbours are those of the tokens", function()
  local want, got = {}, {}
  for i, word in ipairs(tokens) do
    if word == "整改" then
      for k = i - 1, math.max(1, i - 3), -1 do
        if tokens[k] == "\n" then break end
        want[tokens[k]] = (want[tokens[k]] or 0) + 1
      end
      for k = i + 1, i + 2 do
        if tokens[k] == "\n" then break end
        want[tokens[k]] = (want[tokens[k]] or 0) + 1
      end
    end
  end
  for number, count in pairs((find("[整改]").hits:beside(3, 2))) do got[everything.corpus:word(number)] = count end
  t.equal(got, want)
end)

t.test("sequences are those of the tokens", function()
  local want, got = {}, {}
  for i = 1, #tokens - 2 do
    local three = { tokens[i], tokens[i + 1], tokens[i + 2] }
    local text = table.concat(three, "|")
    if not text:find "\n" then want[text] = (want[text] or 0) + 1 end
  end
  for text, count in pairs(want) do if count < 3 then want[text] = nil end end
  for _, g in ipairs(everything.hits:ngrams(3, 3)) do
    local words = {}
    for k = 1, 3 do words[k] = everything.corpus:word(g[k]) end
    got[table.concat(words, "|")] = g[4]
  end
  t.equal(got, want)
end)

t.test("log-likelihood as worked out by hand", function()
  -- 10 of 1000 against 2 of 3000: expected 3 and 9.
  local want = 2 * (10 * math.log(10 / 3) + 2 * math.log(2 / 9)
    + 990 * math.log(990 / 997) + 2998 * math.log(2998 / 2991))
  t.ok(math.abs(statistics.log_likelihood(10, 1000, 2, 3000) - want) < 1e-9)
  t.ok(math.abs(statistics.log_likelihood(5, 1000, 10, 2000)) < 1e-9)
end)

t.test("keyness: what marks one part is rarer in the other", function()
  local list = statistics.keyness(find "genre:rules_of_procedure,amending_decision",
    find "genre:special_work_report,audit_report")
  t.ok(#list > 10)
  for _, row in ipairs(list) do
    t.ok(row.log_likelihood >= -1e-9)
    if row.there == 0 and row.here > 3 then t.ok(row.log_ratio > 0, row.word) end
  end
  for i = 2, #list do t.ok(list[i].log_likelihood <= list[i - 1].log_likelihood) end
end)

t.test("trend and dispersion add up", function()
  local result, sum = find "审议", 0
  for _, group in ipairs(statistics.trend(result, "source")) do sum = sum + group.count end
  t.equal(sum, #result)
  local spread = statistics.dispersion(result)
  t.ok(spread.dp >= 0 and spread.dp < 1 and spread.documents <= spread.of)
  t.ok(statistics.dispersion(find "document containing []").dp < statistics.dispersion(find "湿地").dp)
end)

t.test("repeated passages stand in both documents", function()
  local opinion = store:row "SELECT id FROM document WHERE genre = 'deliberation_opinion' ORDER BY ordinal_"
  local whole = repeats.between(store, opinion.id, opinion.id)
  t.ok(#whole > 0, "a document repeats itself")
  local found = 0
  for other in store:rows("SELECT id FROM document WHERE id <> ?", opinion.id) do
    for _, row in ipairs(repeats.between(store, opinion.id, other.id)) do
      found = found + 1
      local function fold(node) return segment.fold(store:row("SELECT flow FROM node WHERE id = ?", node).flow) end
      t.ok(fold(row.a_node):find(segment.fold(row.text), 1, true), row.text)
      t.ok(fold(row.b_node):find(segment.fold(row.text), 1, true), row.text)
      t.ok(utf8.len(row.text) == row.length and row.length >= 12)
    end
  end
  t.ok(found > 0)
end)

t.test("the commands: rows, and a lexicon file that can be read", function()
  local function run(arguments)
    return (files.run(("%s %s --store '%s' 2>/dev/null"):format(files.program, arguments, path)))
  end
  files.with(nil, function(file)
    t.equal(run(("words --new --least 3 --lexicon '%s'"):format(file)), "")
    t.ok(#assert(segment.lexicon(files.read(file))) > 0)
  end)
  t.ok(run("words --tag v -n 1"):find "^word\ttag\tcount\tper_10000\n[^\t]+\tv")
  t.ok(run("stats collocates 整改 -n 1"):find "^word\ttag\ttogether")
  t.ok(run("stats ngrams genre:minutes -n 1"):find "^word\tcount\n.+ .+\t%d+\n")
  t.ok(run("stats keyness genre:minutes genre:deliberation_opinion -n 1"):find "^word\ttag\there\tthere")
  t.equal(run "stats repeats none none", "")
end)

store:close()
files.remove(path)
