-- The amendment machine on three amended laws: the decision executed on the old text gives the published one, but for
-- what the decision does not say. The texts lie beside the checkout.
local t = require "tests.tap"
local files = require "tests.files"
local amend = require "gongbao.statute.amend"
local decision = require "gongbao.statute.decision"
local reader = require "gongbao.statute.reader"
local tree = require "gongbao.statute.tree"

local SHARED = os.getenv "GONGBAO_SHARED" or "../shared"

local function run(name)
  local folder = SHARED .. "/corpus/statutes/" .. name .. "/"
  local old = files.read(folder .. "old.md")
  if not old then return nil end
  return amend.run { old = reader.read(old), new = reader.read(files.read(folder .. "new.md")),
    decision = decision.read(files.read(folder .. "decision.md")) }
end

-- What the README of the texts says stays undeclared: article and kind.
local EXPECTED = {
  ["antimonopoly-2022"] = { old = 57, new = 70, items = 60, verdicts = { agrees = 60 }, undeclared = {
    "第一条 mark", "第十四条 mark", "第三十条 reference", "第四十九条 mark", "第五十九条 reference", "第六十五条 reference" } },
  ["accounting-2024"] = { old = 52, new = 51, items = 44, verdicts = { agrees = 44 }, undeclared = {
    "第二十五条 mark", "第二十五条 mark", "第二十五条 mark", "第三十七条 mark", "第四十三条 wording" } },
  -- the editor's footnote below the last article
  ["criminal-2023"] = { old = 505, new = 505, items = 10, verdicts = { agrees = 10 },
    undeclared = { "第四百五十二条 wording" } },
}

for _, name in ipairs { "antimonopoly-2022", "accounting-2024", "criminal-2023" } do
  local result = run(name)
  if not result then t.skip(name, "no texts at " .. SHARED)
  else
    local want = EXPECTED[name]
    t.test(name .. ": executed on the old text", function()
      t.equal(#tree.articles(result.statute), want.new)
      t.equal(result.counts.old, want.old)
      local verdicts, problems = {}, {}
      for _, row in ipairs(result.rows) do verdicts[row.verdict] = (verdicts[row.verdict] or 0) + 1 end
      for _, finding in ipairs(result.findings) do
        if finding.severity == "error" then problems[#problems + 1] = finding.message end
      end
      t.equal(verdicts, want.verdicts)
      t.equal(problems, {})
    end)
    t.test(name .. ": what stays different is undeclared, and nothing else", function()
      local got = {}
      for _, d in ipairs(result.differences) do got[#got + 1] = tree.label(d.article) .. " " .. d.kind end
      t.equal(got, want.undeclared)
      for _, finding in ipairs(result.findings) do
        if finding.difference and finding.difference.kind == "reference" then
          t.ok(finding.message:find("随条号变动", 1, true), finding.message)
        end
      end
    end)
  end
end

t.test("a sentence that begins with an article's number is no article, unless a blank follows", function()
  local statute = reader.read "# 甲\n第一条 山。\n第一条第一款规定的山，应当保护。\n第二条 第一条所称山，是指高山。\n第三条 规定重大事项的，报告。"
  local lines = {}
  for i, article in ipairs(tree.articles(statute)) do lines[i] = tree.label(article) .. " " .. #article.paragraphs end
  t.equal(lines, { "第一条 2", "第二条 1", "第三条 1" })
end)

local law = files.read(SHARED .. "/corpus/statutes/criminal-2023/old.md")
if law then
  t.test("a law of 505 articles survives Markdown and back", function()
    local statute = reader.read(law)
    local again = reader.read(tree.markdown(statute))
    t.equal(tree.markdown(again), tree.markdown(statute))
    t.ok(tree.find(statute, 120, 1), "第一百二十条之一 is missing")
  end)
end

-- Real decisions, damaged: characters lost, doubled, or turned into pieces of instructions.
local PIECES = { "“", "”", "第", "条", "款", "，", "。", "：", "修改为", "改为", "增加一条", "删去", "合并", "作为", "将", "\n", "（一）", "二、",
  "", "第三条", "第一款", "\1", "\2", "\1 9\2" }

local function damaged(text)
  local characters = {}
  for character in text:gmatch(utf8.charpattern) do characters[#characters + 1] = character end
  for _ = 1, math.random(40) do
    local at = math.random(#characters)
    characters[at] = PIECES[math.random(#PIECES)] .. (math.random(2) == 1 and characters[at] or "")
  end
  return table.concat(characters)
end

local folder = SHARED .. "/corpus/statutes/accounting-2024/"
if files.read(folder .. "old.md") then
  local rounds = tonumber(os.getenv "GONGBAO_ROUNDS" or "60")
  t.test(rounds .. " damaged decisions end in findings, not in errors", function()
    math.randomseed(7)
    local old, new = files.read(folder .. "old.md"), files.read(folder .. "new.md")
    local wording = files.read(folder .. "decision.md")
    for i = 1, rounds do
      amend.run { old = i % 3 > 0 and reader.read(old) or nil, new = i % 2 > 0 and reader.read(new) or nil,
        decision = decision.read(damaged(wording)) }
    end
  end)
end
