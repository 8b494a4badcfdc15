-- The sample meetings against the sample rules: what corpus/README.md plants, what the record lacks, and nothing else.
local t = require "tests.tap"
local files = require "tests.files"
local samples = require "tests.samples"
local procedure = require "gongbao.oversight.procedure"
local reader = require "gongbao.statute.reader"
local scripts = require "gongbao.scripts"

local store, path = samples.store()

local found, notes = {}, {}
scripts.get("checks", "procedure").run(store, function(finding)
  local list = finding.severity == "warning" and found or notes
  list[#list + 1] = finding
end)

t.test("procedure: late papers and a late opinion, each with the article it rests on", function()
  local got = {}
  for i, finding in ipairs(found) do
    got[i] = (finding.message:match "落款.*$" or finding.message) .. " | " .. finding.basis:match "^(.-)："
  end
  t.equal(got, {
    "落款2024-04-22，距会议3日，不足5日 | 议事规则第八条第一款", "落款2024-04-22，距会议3日，不足5日 | 议事规则第八条第一款",
    "会议2024-04-26结束，审议意见2024-05-08印发，超过10日 | 议事规则第二十四条第一款",
    "落款2024-08-23，距会议4日，不足5日 | 议事规则第八条第一款" })
end)

t.test("procedure: what the record lacks is said", function()
  local text = {}
  for i, finding in ipairs(notes) do text[i] = finding.message end
  local all = table.concat(text, "\n")
  for _, part in ipairs { "第十一次会议（2024-04-26）与第十三次会议（2024-08-27）之间的会议没有收录", "组成人员总数没有收录",
    "表决票数没有收录", "会议通知的日期没有收录", "收录的会议中有1次审议" } do
    t.ok(all:find(part, 1, true), part)
  end
end)

t.test("procedure: every finding names a document and a line", function()
  for _, list in ipairs { found, notes } do
    for _, finding in ipairs(list) do t.ok(finding.document and finding.line and finding.basis, finding.message) end
  end
end)

t.test("procedure: a rule is found by its sentence and its number", function()
  local rules = reader.read "# 甲\n第一条 会议每三个月举行一次。\n第二条 甲。\n开会十日前通知。次日送达。"
  local place = procedure.find(rules, { words = { "每" }, unit = "个月" })
  t.equal({ place.article, place.paragraph, place.value }, { "第一条", 1, 3 })
  place = procedure.find(rules, { words = { "通知" }, unit = "日前" })
  t.equal({ place.article, place.paragraph, place.value, place.text }, { "第二条", 2, 10, "开会十日前通知。" })
  t.equal(procedure.find(rules, { words = { "质询" } }), nil)
end)

store:close()
files.remove(path)
