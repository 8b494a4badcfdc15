-- Items of reports and opinions, with who is responsible, who supervises, the time limit
-- and the day it falls due. An opinion states limit and supervisor once, for all its items.
local deadlines = require "gongbao.grammar.deadlines"
local items = require "gongbao.facts.items"
local words = require "gongbao.grammar.words"

local REPLY = { "整改报告", "落实情况", "研究处理情况", "整改情况", "处理情况",
  "书面报告", "报市人大", "报县人大", "报省人大", "报告市人大", "人大常委会" }

local function speaks_of_reply(text)
  if not (text:find("报告", 1, true) or text:find("报", 1, true)) then return false end
  for _, word in ipairs(REPLY) do
    if text:find(word, 1, true) then return true end
  end
  return false
end

local function supervisor_of(text)
  local at = text:find("督办", 1, true)
  if not at then return nil end
  local before = text:sub(1, at - 1):match "^.*。(.-)$" or text:sub(1, at - 1)
  local who = before:match "^(.-)负责"
  return who and who:gsub("^由", "") or nil
end

local lists = require "gongbao.grammar.lists"
local organ_end = words.set(lists.get "organs", "suffix", "short")
local named_end = words.set "部门 单位 机关 等 方面 县区 （市、区）"
-- what follows the body in 请市人民政府及有关部门认真研究处理
local asks = words.set [[认真 于 在 将 对 按 按照 根据 研究 研究处理 高度 切实 尽快 抓好 自 就 结合 及时 针对]]

local function responsible_of(text)
  local at = text:find("请", 1, true)
  while at do
    local start = at + #"请"
    local stop = asks:find(text, start)
    local who = stop and text:sub(start, stop - 1)
    if who and who ~= "" and (utf8.len(who) or 99) <= 24 and not who:find("，", 1, true)
      and (organ_end:before(who) or named_end:before(who)) then
      return who
    end
    at = text:find("请", start, true)
  end
  local before = text:match "^(.-)要认真研究处理"
  local who = before and before:sub((words.last(before, "，") or -2) + 3)
  if who and (utf8.len(who) or 99) <= 24 and not who:find("。", 1, true) then return who end
end

-- Limit, supervisor and body that hold for the whole opinion.
local function terms_of(document)
  local terms = {}
  for _, node in ipairs(document.nodes) do
    local text = node.flow and node.kind ~= "signature" and node.flow.text
    if text and speaks_of_reply(text) then
      local limit = deadlines.find(text)
      local before = limit and text:sub(1, limit.from - 1)
      local sentence = limit and (before:match "^.*。(.-)$" or before) .. text:sub(limit.from):match "^(.-)。"
      if limit and not terms.limit and speaks_of_reply(sentence or text) then terms.limit = limit end
    end
    if text then
      terms.supervisor = terms.supervisor or supervisor_of(text)
      terms.responsible = terms.responsible or responsible_of(text)
    end
  end
  if not terms.responsible then
    for _, node in ipairs(document.nodes) do
      local text = node.flow and node.flow.text
      local who = text and text:match "会议强调，(.-)在下一步工作中"
      if who then terms.responsible = who end
    end
  end
  return terms
end

-- A body named in the item itself goes before the one that the opinion is addressed to: 市财政局;
-- 自然资源、金融等部门; but not 各级政府, 牵头部门.
local place = words.set "市 县 区 省 自治区"
local general = words.set "政府 人民政府 部门 单位 机关 两级政府"
local function own_body(who)
  return place:at(who) ~= nil and not general:before(who) or who:find("、.+等部门$") ~= nil
end

-- An opinion's time runs from its signature. The foot of a report is the office's that handed it out, so there it
-- runs from the delivery.
local function start_of(document)
  if document.genre ~= "deliberation_opinion" and document.delivered_on then
    return document.delivered_on, "delivery"
  end
  return document.signed_on or document.delivered_on, document.signed_on and "signature" or "delivery"
end

local function apply_limit(row, limit, document)
  row.time_limit = limit.text
  row.due_on, row.due_basis = deadlines.due(limit, start_of(document))
end

local function run(document, emit)
  local terms = document.genre == "deliberation_opinion" and terms_of(document) or nil
  items.read(document, function(row, from, to, rule)
    if terms then
      if row.kind ~= "problem" then
        if terms.limit then apply_limit(row, terms.limit, document) end
        row.supervisor = terms.supervisor
        row.responsible = row.responsible and own_body(row.responsible) and row.responsible or terms.responsible
          or row.responsible
      end
    else
      local limit = row.kind ~= "problem" and (deadlines.find(row.head)
        or row.kind == "suggestion" and items.COMMITTEE[document.genre] and row.whole and deadlines.find(row.whole))
      if limit then apply_limit(row, limit, document) end
    end
    row.whole = nil
    return emit(row, from, to, rule)
  end)
end

return {
  name = "items", layer = "item",
  doc = "Problems, suggestions and tasks with nesting, responsible body, time limit, supervisor, due date.",
  document = run,
  examples = {
    { genre = "deliberation_opinion", text = "会议提出以下审议意见：一是足额兑付补贴。市财政局要一次拨付到位。二是壮大队伍。"
      .. "请市人民政府将以上意见的研究处理情况，在两个月内书面报告市人大常委会。",
      rows = { { kind = "suggestion", head = "足额兑付补贴", responsible = "市财政局", time_limit = "两个月内" },
        { kind = "suggestion", head = "壮大队伍", responsible = "市人民政府" } } },
    { genre = "special_work_report",
      text = "工作中还存在一些不足：一是队伍建设有待加强。二是宣传不够深入。",
      rows = { { kind = "problem", ordinal = "一是", head = "队伍建设有待加强" }, { kind = "problem",
        ordinal = "二是", head = "宣传不够深入" } } },
    { genre = "special_work_report", text = "一是生产稳定。二是需求回升。", rows = {} },
    { genre = "closing_speech", text = "还存在一些困难和问题，需要进一步增强信心。一要抓好项目建设。二要提振消费。",
      rows = { { kind = "task", ordinal = "一要", head = "抓好项目建设" }, { kind = "task", ordinal = "二要" } } },
    { genre = "closing_speech", text = "希望各部门抓好整改。一是认识要再提高。二是整改要再落实。",
      rows = { { kind = "task", ordinal = "一是" }, { kind = "task", ordinal = "二是" } } },
    { genre = "minutes", text = "会议要求，一要提高认识。各部门要重视。二要落实整改。",
      rows = { { kind = "task", ordinal = "一要", head = "提高认识" }, { kind = "task", ordinal = "二要",
        head = "落实整改" } } },
  },
}
