-- Scoring of segmentation: lib/gongbao/words/score.lua and gongbao test --segmentation.
local t = require "tests.tap"
local files = require "tests.files"
local shared = require("tests.gold").shared
local score = require "gongbao.words.score"
local segment = require "gongbao.core.segment"

-- Standard output, standard error and exit code of the program.
local function run(arguments)
  return files.with("", function(errors)
    local out, code = files.run(("%s test %s 2>%s"):format(files.program, arguments, errors))
    return out, files.read(errors), code
  end)
end

-- found: 审议 工作 报告 。 一 个 部门 / 龙 安区; gold as written here
local GOLD = "审议  工作  报告  。\n\n一  个部门\r\n"

t.test("scoring counts words, boundaries and unknown words", function()
  files.with(GOLD, function(path)
    local got = assert(score.file(path))
    t.equal(got.sentences, 2)
    t.equal(got.words.precision, 5 / 7)
    t.equal(got.words.recall, 5 / 6)
    t.equal(got.boundaries.recall, 1)
    t.equal(got.boundaries.precision, 4 / 5)
    t.equal(got.unknown, { words = 1, recall = 0 })
    local better = assert(score.file(path, segment.cutter("plain", assert(segment.lexicon "个部门\n"))))
    t.equal({ better.words.f1, better.unknown }, { 1, { words = 0 } })
  end)
end)

t.test("the command prints the scores; mode and lexicon change them", function()
  files.with(GOLD, function(gold)
    local out, _, code = run("--segmentation " .. gold)
    t.equal({ out, code }, { "percent\tprecision\trecall\tf1\nwords\t71.43\t83.33\t76.92\n"
      .. "boundaries\t80.00\t100.00\t88.89\nunknown words\t\t0.00\t\n", 0 })
    files.with("个部门 50 n\n", function(lexicon)
      t.ok(run(("--segmentation %s --lexicon %s"):format(gold, lexicon)):find "words\t100.00\t100.00\t100.00\n")
    end)
  end)
  files.with("2023  年  6  月\n", function(gold)
    t.ok(run("--segmentation " .. gold):find "words\t100.00")
    t.ok(run("--mode coarse --segmentation " .. gold):find "words\t0.00\t0.00\t0.00")
  end)
end)

t.test("a file that is no gold file: exit 3, its name, the line, what to do", function()
  local function refused(text, line, remedy)
    files.with(text, function(path)
      local out, complaint, code = run("--segmentation " .. path)
      t.equal({ out, code }, { "", 3 }, complaint)
      t.ok(complaint:find(path .. ":" .. line .. ":", 1, true), complaint)
      t.ok(complaint:find(remedy, 1, true), complaint)
    end)
  end
  refused("审议  报告\n\xb9\xab  \xb1\xa8\n", 2, "iconv")
  refused("审议报告。\n听取报告。\n", 1, "two spaces")
  refused("审议  报告\n" .. ("审"):rep(200), 2, "two spaces")
  refused("\n \n", 1, "one segmented sentence on each line")
  local _, complaint, code = run "--segmentation /no/such/file"
  t.equal(code, 3)
  t.ok(complaint:find("/no/such/file", 1, true) and complaint:find("name a file", 1, true), complaint)
  t.equal(select(3, run "--segmentation /"), 3)
  files.with("坏，词\n", function(lexicon)
    files.with(GOLD, function(gold)
      _, complaint, code = run(("--segmentation %s --lexicon %s"):format(gold, lexicon))
      t.equal(code, 3)
      t.ok(complaint:find(lexicon, 1, true) and complaint:find "line 1", complaint)
    end)
  end)
end)

t.test("our own sample of government text is cut as it was by hand, nearly", function()
  local got = assert(score.file "tests/golden/segmentation/government.seg")
  t.ok(got.words.f1 >= 0.93 and got.boundaries.f1 >= 0.974, ("F1 %f, %f"):format(got.words.f1, got.boundaries.f1))
end)

local held_out = shared "gold/seg/gsdsimp_dev.seg"
if not held_out then
  t.skip("the dictionary path and the unknown words on held-out text", "no shared gold/seg/gsdsimp_dev.seg")
else
  t.test("the dictionary path and the unknown words reach their figures on held-out text", function()
    local plain = assert(score.file(held_out, segment.cutter("plain", nil, "none")))
    t.ok(plain.words.f1 >= 0.824, "dictionary path: F1 " .. plain.words.f1)
    local whole = assert(score.file(held_out))
    t.ok(whole.words.f1 >= 0.828, "with unknown words: F1 " .. whole.words.f1)
  end)
end
