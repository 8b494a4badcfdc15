local t = require "tests.tap"
local files = require "tests.files"
local index = require "gongbao.core.index"
local query = require "gongbao.core.query"
local parse = require "gongbao.query.parse"

local folder = files.folder()

-- Builds documents, each a list of texts, and opens the result.
local function build(documents, options)
  options = options or {}
  options.folder, options.generation = folder, options.generation or 1
  local writer = assert(index.writer(options))
  for d, texts in ipairs(documents) do
    assert(writer:document("d" .. d, { "genre", "opinion" }))
    for n, text in ipairs(texts) do assert(writer:node(text, "paragraph", n)) end
  end
  local paths = {}
  for i, name in ipairs(assert(writer:finish())) do paths[i] = folder .. "/" .. name end
  return assert(query.open(paths)), paths
end

local function count(corpus, text) return assert(corpus:count(assert(parse.parse(text)))) end

local function texts(corpus, text)
  local hits, list = assert(corpus:search(assert(parse.parse(text)))), {}
  for i = 1, #hits do list[i] = select(2, hits:kwic(i)) end
  return list
end

t.test("two characters are found, alone or across words", function()
  local corpus = build { { "依法提出质询案。", "本质询问", "变质，询问" } }
  t.equal(count(corpus, "质询"), 2)
  t.equal(count(corpus, "质"), 3)
end)

t.test("a word behind annotations that lie inside each other is found behind each", function()
  local writer, nodes = assert(index.writer { folder = folder, generation = 1 }), 40
  assert(writer:document("d1", {}))
  for _ = 1, nodes do -- so many that the word's places are joined with the annotations
    local text = "会议审议报告提出意见。报告，报告"
    assert(writer:node(text))
    assert(writer:span("organ", 1, #"会议审议报告", nil, "outer"))
    assert(writer:span("organ", #"会议" + 1, #"会议审议", nil, "inner"))
  end
  local corpus = assert(query.open { folder .. "/" .. assert(writer:finish())[1] })
  t.equal(count(corpus, "{organ} [报告]"), nodes)
  t.equal(count(corpus, "{organ} [提出]"), nodes)
  t.equal(count(corpus, "{organ} [提出] [意见]"), nodes)
end)

t.test("a phrase does not match across a full stop, a comma or a paragraph's end", function()
  local corpus = build { { "整改。落实", "整改，落实", "整改", "落实", "整改落实" } }
  t.equal(count(corpus, "整改落实"), 1)
  t.equal(count(corpus, "整改 落实"), 1)
  t.equal(count(corpus, '"整改。落实"'), 1)
  t.equal(count(corpus, "[整改] [] [落实]"), 2)
end)

t.test("positions go on past 16,383 and 65,535 words of one document", function()
  local parts = {}
  for i = 1, 100000 do parts[i] = "工作" end
  parts[100001] = "质询"
  local corpus = build { { table.concat(parts) } }
  t.equal(count(corpus, "质询"), 1)
  t.equal(count(corpus, "工作质询"), 1)
  t.equal(count(corpus, "[工作]"), 100000)
  local hits = corpus:search(parse.parse "质询")
  t.equal(hits:get(1).first, 600001)
end)

t.test("a regular expression finds its text however long that is", function()
  local long = ("整改"):rep(150)
  local corpus = build { { "前" .. long .. "后", ("整改"):rep(149) } }
  t.equal(count(corpus, "/" .. long .. "后?/"), 1)
  t.equal(texts(corpus, "/" .. long .. "后?/"), { long .. "后" })
end)

t.test("hits that nobody keeps do not pile up", function()
  local corpus = build { { ("工作整改"):rep(100000) } }
  local plan = assert(parse.parse "[word=/工作|整改/]")
  local function megabytes()
    for line in io.lines "/proc/self/status" do
      local kilobytes = line:match "^VmRSS:%s*(%d+)"
      if kilobytes then return kilobytes / 1024 end
    end
  end
  local before = megabytes()
  for _ = 1, 400 do t.equal(#corpus:search(plan), 200000) end -- 3 MB each
  t.ok(megabytes() - before < 600, megabytes() - before)
end)

t.test("counts of every kind are the numbers of hits", function()
  local corpus = build { { "整改落实报告。3月底前整改", "整改" }, { "报告整改" } }
  for _, text in ipairs { "[]", "[整改]", "[word=/.*/]", "[tag=\"v\"]", "[word!=\"整改\"]", "整改", "[整改] & [报告]",
    "[] []" } do
    t.equal(count(corpus, text), #corpus:search(parse.parse(text)), text)
  end
end)

t.test("in BM25 a document's length is its words: more paragraphs of the same words change nothing", function()
  local corpus = build { { "整改落实报告工作", "预算" }, { "整改", "落实", "报告", "工作", "预算" }, { "决算审查" } }
  local ranked, documents = corpus:search(parse.parse "整改"):rank()
  t.equal(documents, 2)
  t.equal(ranked[1].score, ranked[2].score)
  t.equal({ corpus:search(parse.parse "整改"):rank(1) }, { { ranked[1] }, 2 })
end)

t.test("width, punctuation, traditional forms and layout spaces fold; the original comes back", function()
  local corpus = build { { "一 般 公 共 预 算　收入２０２３年", "審議意見", "ＰＭ２．５浓度", "（甲）“乙”" } }
  t.equal(texts(corpus, "公共预算"), { "公 共 预 算" })
  t.equal(texts(corpus, "2023年"), { "２０２３年" })
  t.equal(texts(corpus, "审议意见"), { "審議意見" })
  t.equal(texts(corpus, "PM2.5"), { "ＰＭ２．５" })
  t.equal(texts(corpus, '"(甲)"'), { "（甲）" })
  t.equal(texts(corpus, "预算收入"), { "预 算　收入" })
end)

t.test("spaces between letters are kept apart from layout", function()
  local corpus = build { { "AB CD", "ABCD" } }
  t.equal(count(corpus, '"AB CD"'), 1)
  t.equal(count(corpus, "ABCD"), 1)
end)

t.test("a damaged, truncated or foreign segment is refused with a message", function()
  local _, paths = build { { "整改落实" }, { "审议意见" } }
  local bytes = files.read(paths[1])
  local bad = folder .. "/bad.seg"
  local function refused(content)
    files.write(bad, content)
    local opened, message, code = query.open { bad }
    if opened then return false end
    t.ok(message:find("run gongbao repair", 1, true), message)
    t.equal(code, 4)
    return true
  end
  for _, size in ipairs { 0, 1, 63, 100, #bytes // 2, #bytes - 1 } do t.ok(refused(bytes:sub(1, size)), size) end
  t.ok(refused(bytes .. "x"))
  t.ok(refused(("x"):rep(#bytes)))
  -- every byte that says something is under a checksum: only padding may change unseen
  local seen, changed = 0, 0
  for at = 1, #bytes, 37 do
    local altered = bytes:sub(1, at - 1) .. string.char(bytes:byte(at) ~ 255) .. bytes:sub(at + 1)
    changed = changed + 1
    if refused(altered) then seen = seen + 1 end
  end
  t.ok(seen > changed * 0.5, ("%d of %d changed bytes were noticed"):format(seen, changed))
  os.remove(bad)
end)

t.test("numbers too large for a query are told with their place", function()
  for text, what in pairs { ["整改 <1000001> 报告"] = "a distance of more than 1000000",
    ["整改 <999999999999999999999> 报告"] = "a distance of more than 1000000",
    ["[整改]{999999999999999999999}"] = "a repetition of more than 200" } do
    local plan, message = parse.parse(text)
    t.equal(plan, nil)
    t.ok(message:find(what, 1, true), message)
  end
  t.ok(parse.parse "整改 <1000000> 报告")
end)

t.test("a segment newer than the catalogue is refused", function()
  local _, paths = build({ { "整改" } }, { generation = 8 })
  local opened, message = query.open(paths, 7)
  t.equal(opened, nil)
  t.ok(message:find("newer than the catalogue", 1, true), message)
  t.ok(query.open(paths, 8))
end)

t.test("the same calls write the same bytes", function()
  local function bytes()
    local _, paths = build { { "整改落实12%" }, { "審議 意見" } }
    return files.read(paths[1])
  end
  t.equal(bytes(), bytes())
end)

t.test("little memory makes more segments and the same answers", function()
  local documents = {}
  for d = 1, 300 do documents[d] = { ("第%d号审议意见要求整改落实。"):format(d), ("工作%d"):format(d * 7) } end
  local one = build(documents)
  local many, paths = build(documents, { generation = 2, megabytes = 0 })
  t.equal(#paths, 300)
  for _, text in ipairs { "整改落实", "号审", "[工作] []", "7", "[tag=\"m\"]+" } do
    t.equal(count(many, text), count(one, text), text)
  end
  local merged = folder .. "/merged.seg"
  assert(index.merge(paths, merged, 3))
  local together = assert(query.open { merged })
  t.equal(count(together, "7"), count(one, "7"))
  t.equal(index.verify(merged).documents, 300)
end)

t.test("a write that cannot be finished leaves nothing and says why", function()
  local writer = assert(index.writer { folder = folder .. "/nowhere", generation = 1 })
  assert(writer:document "d")
  assert(writer:node "整改")
  local names, message, code = writer:finish()
  t.equal({ names, code }, { nil, 4 })
  t.ok(message:find("nowhere", 1, true), message)
end)

files.remove(folder)
