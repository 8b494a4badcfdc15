-- New terms: gongbao.query.terms and gongbao words --new.
local t = require "tests.tap"
local import = require "gongbao.store.import"
local query = require "gongbao.query"
local segment = require "gongbao.core.segment"
local stores = require "gongbao.store"
local terms = require "gongbao.query.terms"

local program = os.getenv "GONGBAO" or "build/gongbao"

local function temporary(ending)
  local path = os.tmpname()
  os.remove(path)
  return path .. ending
end

local function store_of(files)
  local path = temporary ".gongbao"
  assert(import.files(path, files, {}) == #files)
  local store = assert(stores.open(path))
  return store, path
end

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
  local lines = { "云汀市人民政府关于试点工作情况的报告" }
  for word in pairs(PLANTED) do lines[#lines + 1] = word end
  table.sort(lines, function(a, b) return a < b end)
  local sentences = {}
  for _, word in ipairs(lines) do
    for i = 1, 24 do
      if PLANTED[word] then
        sentences[#sentences + 1] = BEFORE[math.random(#BEFORE)] .. word .. AFTER[(i - 1) % #AFTER + 1] .. "。"
      end
    end
  end
  return "云汀市人民政府关于试点工作情况的报告\n\n　　" .. table.concat(sentences, "\n　　") .. "\n"
end

t.test("planted terms of three to six words are found whole, with their counts; their pieces are not", function()
  local file = temporary ".txt"
  local out <close> = assert(io.open(file, "wb"))
  out:write(planted_text())
  out:flush()
  local store, path = store_of { file }
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
  os.remove(file)
  stores.remove(path)
end)

t.test("new terms are no words yet, and are words as a user lexicon", function()
  local store, path = store_of { "corpus/yunting-gazette-2024-1.txt", "corpus/yunting-gazette-2024-2.txt" }
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

  local written = temporary ".txt"
  t.ok(os.execute(("%s words --store %s --new --least 3 --lexicon %s"):format(program, path, written)))
  local file = assert(io.open(written, "rb"))
  local text = file:read "a"
  file:close()
  os.remove(written)
  t.ok(text:find "# %d+ times, of [^\n]+ [^\n]+\n" and assert(segment.lexicon(text)))
  stores.remove(path)
end)
