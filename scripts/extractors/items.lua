-- Items of reports and opinions, with who is responsible, who supervises, the time limit
-- and the day it falls due. An opinion states limit and supervisor once, for all its items.
local chars = require "gongbao.text.chars"
local deadlines = require "gongbao.grammar.deadlines"
local items = require "gongbao.facts.items"
local lists = require "gongbao.grammar.lists"
local words = require "gongbao.grammar.words"

local REPLY = { "整改报告", "落实情况", "研究处理情况", "整改情况", "处理情况",
  "书面报告", "报市人大", "报县人大", "报省人大", "报告市人大", "人大常委会" }

local function speaks_of_reply(text)
  return text:find("报", 1, true) ~= nil and chars.holds(text, REPLY) ~= nil
end

local organ_end = words.set(lists.get "organs", "suffix", "short")

-- What stands before byte `at`, back to the last mark.
local clause_ends = words.set "。 ； ，"
local function clause_before(text, at) return text:sub(clause_ends:behind(text, at), at - 1) end

-- 某委员会|负责督办; 由某工委|跟踪督办; 某委员会|负责跟踪监督.
local supervises = words.set "督办 跟踪监督 跟踪问效 跟踪督查 跟踪检查 督促落实 督促办理"
local says_how = words.set "负责 跟踪 具体 牵头 对口 抓好 做好 进行 意见的 审议意见的 审议意见 对 持续 全程"
local function supervisor_of(text)
  local at = supervises:find(text)
  while at do
    local who = says_how:strip_end((clause_before(text, at):gsub("^由", "")))
    who = who:match "^(.-)负责" or who
    if who ~= "" and organ_end:before(who) and (utf8.len(who) or 99) <= 40 then return who end
    at = supervises:find(text, at + 3)
  end
end

local named_end = words.set "部门 单位 机关 等 方面 县区 （市、区）"
-- what follows the body in 请市人民政府及有关部门认真研究处理
local asks = words.set [[认真 于 在 将 对 按 按照 根据 研究 研究处理 高度 切实 尽快 抓好 自 就 结合 及时 针对]]

local obliges = words.set "要认真研究处理 应当自 应当在 应当于"
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
  local from = obliges:find(text)
  local who = from and clause_before(text, from)
  if who and who ~= "" and (utf8.len(who) or 99) <= 24 then return who end
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
  if document.signed_on then return document.signed_on, "signature" end
  if document.delivered_on then return document.delivered_on, "delivery" end
  return document.adopted_on, "adoption"
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
    { genre = "deliberation_opinion", text = "会议建议：一是压实责任。二是加快建设。"
      .. "请市人民政府在收到审议意见后的两个月内书面报告市人大常委会。由市人大城建工委跟踪督办。",
      rows = { { head = "压实责任", responsible = "市人民政府", supervisor = "市人大城建工委",
        time_limit = "收到审议意见后的两个月内", due_basis = "receipt: date unknown" }, { head = "加快建设" } } },
    { genre = "deliberation_opinion", text = "会议建议：一是压实责任。二是加快建设。"
      .. "市人民政府应当自审议意见交办之日起三个月内向市人大常委会报告研究处理情况；市人大社会建设委员会负责跟踪监督。",
      rows = { { responsible = "市人民政府", supervisor = "市人大社会建设委员会",
        due_basis = "handing over: date unknown" }, { ordinal = "二是" } } },
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
