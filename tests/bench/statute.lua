-- The amendment machine's time: a statute of 500 articles and a decision of 60 items, read, executed, and checked
-- against the text that results. Prints milliseconds of CPU, the median of five runs.
-- usage: gongbao run tests/bench/statute.lua
local amend = require "gongbao.statute.amend"
local decision = require "gongbao.statute.decision"
local numerals = require "gongbao.grammar.numerals"
local reader = require "gongbao.statute.reader"

local ARTICLES, ITEMS = 500, 60

local function sentence(n) return "山水林田湖草沙一体保护，第" .. n .. "处由管理机构负责巡护、记录和报告，不得擅自变更。" end

local function statute()
  local lines = { "# 山水办法" }
  for i = 1, ARTICLES do
    if i % 25 == 1 then lines[#lines + 1] = "## 第" .. numerals.chinese(i // 25 + 1) .. "章 甲" .. i end
    lines[#lines + 1] = "第" .. numerals.chinese(i) .. "条 " .. sentence(i)
    lines[#lines + 1] = sentence(i + 1000)
    if i % 5 == 0 then
      lines[#lines + 1] = "有下列情形之一的："
      for k = 1, 4 do lines[#lines + 1] = "（" .. numerals.chinese(k) .. "）" .. sentence(i * 10 + k) end
    end
  end
  return table.concat(lines, "\n")
end

local function items()
  local lines, added = { "# 关于修改《山水办法》的决定" }, 0
  local function art(n) return "第" .. numerals.chinese(n) .. "条" end
  for i = 1, ITEMS do
    local at = i * 8
    local now = at + added
    local text
    if i % 4 == 0 then
      added = added + 1
      text = "增加一条，作为" .. art(now + 1) .. "：“" .. sentence("新") .. "”"
    elseif i % 4 == 1 then text = "将" .. art(at) .. "改为" .. art(now) .. "，第一款修改为：“" .. sentence("改") .. "”"
    elseif i % 4 == 2 then text = "将" .. art(at) .. "改为" .. art(now) .. "，其中的“巡护”修改为“巡查”。"
    else text = "将" .. art(at) .. "改为" .. art(now) .. "，增加一款，作为第二款：“" .. sentence("增") .. "”" end
    lines[#lines + 1] = numerals.chinese(i) .. "、" .. text
  end
  return table.concat(lines, "\n")
end

local law, wording = statute(), items()
local new = amend.run { old = reader.read(law), decision = decision.read(wording) }.statute
local times = {}
for i = 1, 5 do
  local start = os.clock()
  local run = amend.run { old = reader.read(law), new = new, decision = decision.read(wording) }
  times[i] = (os.clock() - start) * 1000
  assert(#run.differences == 0 and #run.edits >= ITEMS)
end
table.sort(times)
print(("amend %d articles, %d items: %.0f ms"):format(ARTICLES, ITEMS, times[3]))
