-- New terms: gongbao.query.terms and gongbao words --new.
local t = require "tests.tap"
local files = require "tests.files"
local query = require "gongbao.query"
local samples = require "tests.samples"
local segment = require "gongbao.core.segment"
local stores = require "gongbao.store"
local terms = require "gongbao.query.terms"

local function by_word(list)
  local found = {}
  for _, term in ipairs(list) do found[term.word] = term end
  return found
end

-- Each is cut in pieces by the lexicon, and stands between ever other words.
local PLANTED = { ["湿地修复基金"] = 3, ["云汀河长联席办公室"] = 6, ["老旧电梯更新资金池"] = 6, ["浮桥夜航许可"] = 3 }
local BEFORE = { "会议听取了", "代表们视察", "市民支持", "专家评价", "该县设立", "财政拨款给", "审计查看", "媒体报道" }
local AFTER = { "运行良好", "存在困难", "取得成果", "有待改进", "需要监督", "受到欢迎", "继续推进", "值得研究" }

local function planted_text()
  math.randomseed(3)
  local words, sentences = {}, {}
  for word in pairs(PLANTED) do words[#words + 1] = word end
  table.sort(words)
  for _, word in ipairs(words) do
    for i = 1, 24 do
      sentences[#sentences + 1] = BEFORE[math.random(#BEFORE)] .. word .. AFTER[(i - 1) % #AFTER + 1] .. "。"
    end
  end
  return "云汀市人民政府关于试点工作情况的报告\n\n　　" .. table.concat(sentences, "\n　　") .. "\n"
end

t.test("planted terms of three to six words are found whole, with their counts; their pieces are not", function()
  local path = samples.path()
  files.with(planted_text(), function(file) samples.import(path, { file }) end)
  local store = assert(stores.open(path))
  local found = by_word(terms.new(assert(query.find(store, "document containing []"))))
  local cutter = segment.cutter "plain"
  for word, words in pairs(PLANTED) do
    t.ok(#cutter:cut(word) >= 3, word .. " is cut in " .. #cutter:cut(word))
    t.ok(#cutter:cut(word) <= words, word .. " is cut in " .. #cutter:cut(word))
    local term = t.ok(found[word], word .. " is not found")
    t.equal(term.count, 24)
    t.ok(term.cohesion >= 4 and term.left >= 1 and term.right >= 1)
    for other in pairs(found) do
      t.ok(other == word or not word:find(other, 1, true), other .. " is a piece of " .. word)
    end
  end
  t.equal(by_word(terms.new(assert(query.find(store, "document containing []")), { longest = 2 }))["湿地修复基金"], nil)
  store:close()
  files.remove(path)
end)

t.test("new terms are no words yet, and are words as a user lexicon", function()
  local store, path = samples.store()
  local list = terms.new(assert(query.find(store, "document containing []")), { least = 3, cohesion = 3 })
  t.ok(#list > 0)
  local longest, lines = 0, {}
  for i, term in ipairs(list) do
    t.equal(assert(query.count(store, "[" .. term.word .. "]")), 0)
    t.ok(assert(query.count(store, term.word)) >= term.count, term.word)
    longest = math.max(longest, select(2, term.parts:gsub(" ", "")) + 1)
    lines[i] = term.word .. "\n"
  end
  t.ok(longest > 2)
  local lexicon = assert(segment.lexicon(table.concat(lines)))
  t.equal(segment.cutter("plain", lexicon):cut(list[1].word):words(), { list[1].word })
  store:close()

  local text = files.with(nil, function(written)
    local form = "%s words --store %s --new --least 3 --lexicon %s"
    t.ok(os.execute(form:format(files.program, path, written)))
    return files.read(written)
  end)
  t.ok(text:find "# %d+ times, of [^\n]+ [^\n]+\n" and assert(segment.lexicon(text)))
  files.remove(path)
end)
