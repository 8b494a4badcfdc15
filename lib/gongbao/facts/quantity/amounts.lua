-- Amounts and counts: which words are the subject, the ones before the figure or the noun
-- behind it; what is only a threshold or a description; whom a count makes the bearer.
local periods = require "gongbao.grammar.periods"
local phrases = require "gongbao.facts.phrases"
local State = require "gongbao.facts.quantity.state"
local words = require "gongbao.grammar.words"

local set_value = State.set_value

local marks, links = words.set "， 。 ； 、 ： ！ ？", words.set "、 和 及 与"
local not_lasting = words.set "内 前 后 来 起 之内 之前 之后 以前 以后 以来 周年 期 度"
local no_predicate, also = words.set "的 等 、 和 及 中 内 以", words.set "均 都 仍 也"
local light_adverb = words.set "仅 只 已 共 均 实际"

-- 30亿元以上项目只有4个: the first amount describes what the second one counts.
function State:is_threshold(token, before, index)
  if token.kind ~= "money" and token.kind ~= "measure" and token.kind ~= "percent" then return false end
  local bound = token.suffix == "以上" or token.suffix == "以下" or token.suffix == "以内"
  local _, nearly = phrases.cut_light(before)
  if not bound and not (nearly and nearly:find "超") then return false end
  local after, number_follows = self:after(token, index)
  if bound and not marks:at(after) and after ~= "" and (number_follows and token.kind ~= "percent") then return true end
  if number_follows and after:find "^的" and not bound then return true end
  -- 总投资超50亿元的项目, 1.5米以上的次干道: the figure only describes the noun behind it
  local over = bound or (nearly and nearly:find "超")
  return token.kind ~= "percent" and over and (after:find "^的" ~= nil
    or self.text:find("^、超", token.to + 1) ~= nil)
end

local TIME_SUFFIX = { ["以上"] = true, ["之多"] = true, ["左右"] = true }
local time_before = words.set [[天数 时间 时长 周期 工期 用时 达 均 均在 已 停工 最长 最长的 最短 滞留 闲置 长达 缩短至
  压缩至 延长至 压减至 平均 仅 超过 近 约 不足 超]]
function State:is_duration(token, before, index)
  local text = self.text
  if not_lasting:at(text, token.to + 1) then return false end
  if before:find "连续$" or before:find "为期$" or before:find "未来$" or before:find "近$"
    and token.unit == "年" then
    return false
  end
  if token.unit == "年" and token.value and token.value > 200 then return false end
  if (token.unit == "月" or token.unit == "日" or token.unit == "周") then return false end
  if TIME_SUFFIX[token.suffix] or text:find("^之久", token.to + 1) or token.suffix == "以内" then return true end
  local after = self:after(token, index)
  return (after == "" or marks:at(after)) and time_before:before(before) ~= nil
end

-- The scope that a counted bearer gives to what follows: 市本级和9个县（市、区）.
local existential = words.set "有 共有 现有 设有 拥有 建有 建成 建立 成立 新增 设立"
function State:bearer_phrase(token, core, noun, of_noun)
  if of_noun or self.bearer and (token.unit == "名" or token.unit == "人") then return nil end
  local start = self.text:sub(self.cursor, token.from - 1)
  local lead = phrases.cut_lead(start)
  local printed = self.text:sub(token.from, token.to) .. noun
  local joined = self.bearer and start:match "^(.+)和$"                  -- 11个|部门和60家所属单位
  if joined and self.bearer:sub(-#joined) == joined then return self.bearer .. "和" .. printed end
  local whole = (start:find "和$" or start:find "等$") and start
  if whole and #lead < 60 then
    for _, mark in ipairs { "一是", "二是", "三是", "四是", "五是", "六是" } do
      whole = whole:gsub("^" .. mark, "")
    end
    return whole .. printed
  end
  if core == "" then return (self.scope and start:find(self.scope, 1, true) and self.scope or "") .. printed end
  if core == "抽查" then return core .. printed end
  return nil
end

local level = words.set "市 省"
local none = words.set "无 尚无 没有 尚没有"
local bare_verbs = words.set "形成 新增 新建 建设 建成 打造 储备 生产 提供"
local describes = words.set "项目 装置 生产线 技改 产能置换 扩建 一体化 改造 工程 电站 机组"
local capacity = words.set "吨 万吨 亿吨 千瓦 万千瓦 兆瓦 吉瓦 千伏安 万千伏安 万立方米 千瓦时 万千瓦时"
local sums = words.set "合计 总计 共计 合计为 总计约"
local describing = { count = true, measure = true }
local more_of = words.set "新增 净增 增加 减少"
function State:count(token, before, index)
  if none:before(before) and token.value == 1 then
    self:passed(token, "count", "尚无1家: there is none")
    return false
  end
  local core, nearly = phrases.cut_light(before)
  local sum = sums:before(before)
  local of_noun = before:find "的$" ~= nil
  local subject, scope = self:subject_of(core)
  local owned = self.owned
  if owned and subject:sub(1, #owned) == owned then
    subject = subject:sub(#owned + 1)
    subject = phrases.cut_light((subject:gsub("^的", ""):gsub("^中", "")))
  end
  self.owned = nil
  local after, number_follows = self:after(token, index)
  local noun, said = "", after
  if not phrases.starts_predicate(after) or (after ~= "" and phrases.takes_noun(before)) then
    noun, said = phrases.counted_noun(after)
  elseif after:find "^不" then                                           -- 2名|不符合条件人员|违规享受
    local of_people, rest = phrases.counted_noun(after)
    if rest ~= "" and phrases.is_bearer(of_people) then noun, said = of_people, rest end
  end
  local taken = phrases.takes_object(before) and noun ~= ""             -- 市住建局要把|454个缺口
  if taken then subject = "" end
  local row = { qualifier = token.approximate or nearly }
  local beyond = self.tokens[index + 1]
  if after == "" and number_follows and beyond.type == "number" and describing[beyond.kind] then
    noun = phrases.counted_noun((self:after(beyond, index + 1)))          -- 12批1181项政策; 3座35万千瓦光热电站
  end
  if noun == "" then
    if phrases.only_enters(subject) and subject ~= "" and not subject:find "等$" then subject = "" end
    local grown = more_of.has[subject] and self:counted_in(token.unit)      -- 企业达到713家，新增27家
    row.subject = grown and grown .. subject or subject ~= "" and self:continued(subject)
      or self.noun_of_clause or (not sum
      and self:inherited(token.unit, token))
      or (after ~= "" and not links:at(after) and after) or nil
    if scope and subject == "" then row.scope = scope end
  else
    if phrases.only_enters(subject) then subject = "" else subject = phrases.cut_enter(subject) end
    if level.has[noun] and said ~= "" and not phrases.starts_predicate(said) then   -- 5家市|疾控中心
      local rest, beyond_it = phrases.counted_noun(said)
      noun, said = noun .. rest, beyond_it
    end
    if subject ~= "" then
      row.subject = subject .. (of_noun and "的" or "") .. noun
    elseif phrases.is_bare(noun) and not number_follows and utf8.len(said) and utf8.len(said) >= 4
      and not no_predicate:at(said) and not said:find "发现$" then
      row.subject = also:strip_start(said) .. "的" .. noun
    else
      row.subject = noun
    end
    self.owned, self.owned_amount, self.noun_of_clause = noun, false, noun
  end
  if row.subject == "" then row.subject = nil end
  row = self:add(row, token, noun == "" and "count" or "counted_noun")
  set_value(row, token)
  if noun ~= "" and phrases.is_bearer(noun) and (said ~= "" or number_follows) and not existential:before(before) then
    local phrase = self:bearer_phrase(token, subject, noun, of_noun)
    if phrase then self.bearer = phrase end
  end
  self:set_group { row }
end

-- 185个重点项目|完成投资97.4亿元: the figure is the projects'.
local of_owner = words.set "投资 完成投资 总投资 计划投资 计划总投资 投资额 投资总额"
local more_or_less = words.set "增支 减支 增收 减收"

-- The sum that stands right before in this sentence.
function State:last_sum()
  local row = self.group[#self.group]
  return row and self.group_sentence == self.sentence_number and row.value ~= nil and row.subject ~= nil
    and row.unit ~= nil and row.unit:find "元$" ~= nil and not row.is_difference
end

function State:amount(token, before, index)
  local core, nearly = phrases.cut_light(before)
  local change = phrases.change(before)
  local verb_only = change and change.kind == nil and not more_or_less.has[change.verb]
  -- 收入完成80亿元，|增加2.79亿元，增长3.6%: how much more than before, of the sum right before
  local of_sum = verb_only and token.kind == "money" and marks:strip_start(change.core) == "" and self:last_sum()
  if change and (of_sum or not verb_only) then
    local stem = self:subject_of(change.core)
    local of = self.group[#self.group]
    if stem == "" then stem = of and of.subject or "" end
    local tail = marks:strip_start(change.tail):gsub("了$", "")
    local row = self:add({ subject = stem ~= "" and stem .. tail
      or nil, change_kind = change.kind, qualifier = token.approximate }, token,
      "difference")
    set_value(row, token)
    row.is_difference = true
    return
  end
  local subject, scope = self:subject_of(core)
  local owned = self.owned
  if owned and subject:sub(1, #owned) == owned then
    subject = subject:sub(#owned + 1)
    subject = phrases.cut_light((subject:gsub("^的", "")))
    if of_owner.has[subject] then subject = owned .. subject end
  end
  self.owned = nil
  local row = { qualifier = token.approximate or nearly }
  local rule, owns = "amount", nil
  local after, number_follows = self:after(token, index)
  after = after:gsub("^的", "")
  if token.kind == "measure" and after ~= "" and describes:find(after) and capacity.has[token.unit] then
    self:passed(token, "amount", "it describes the works behind it: 60万吨|钾肥项目")
    return false
  end
  if bare_verbs.has[subject] and after ~= "" and not phrases.starts_predicate(after) and not number_follows then
    subject = subject .. links:strip_end(after)
  end
  local enters = subject == "" or phrases.only_enters(subject)
  if enters and after ~= "" and not phrases.starts_predicate(after) then
    row.subject = links:strip_end(after)
    rule = "amount_of"
    if number_follows then
      local noun = phrases.counted_noun(after)
      row.subject = noun ~= "" and noun or row.subject
      owns = noun
    end
  elseif subject == "" then
    local idle = self.idle and self:subject_of(self.idle)
    if owned and after ~= "" then
      row.subject = after
    else
      row.subject = idle and idle ~= "" and after ~= "" and #idle < 90 and idle .. after
        or self:inherited(token.unit, token)
    end
    row.scope = scope
  elseif self.owned_amount and owned then
    row.subject = owned .. light_adverb:strip_start(subject)
  else
    row.subject = self:continued(subject)
  end
  if row.subject == "" then row.subject = nil end
  row = self:add(row, token, rule)
  set_value(row, token)
  if change and change.core ~= "" and row.subject and (change.verb == "增加" or change.verb == "减少") then
    row.is_difference = true
    row.subject_base = row.subject:gsub(change.verb .. "$", "")
  end
  self.owned, self.owned_amount = owns, owns ~= nil
  self:set_group { row }
end

-- The same for a list of amounts: 分别增加13.6、4.6、4.3元; 分别达到3.2亿元、4亿元.
function State:amounts(list, before, index)
  local change = phrases.change(before)
  local core = change and change.kind and change.core or phrases.cut_light(before)
  local tail = change and change.kind and change.tail:gsub("分别", "") or ""
  local subject = self:subject_of(core)
  local distributed = before:find("分别", 1, true)
    or #list > 2 and subject ~= "" and #self:split(subject, #list) == #list      -- 甲、乙、丙参保3万人、2万人、1万人
  if not distributed or subject == "" then
    for i, token in ipairs(list) do
      if token.borrowed then return nil end
      self:one(token, i == 1 and before or "", index + i - 1)
    end
    return
  end
  local left, right = subject:match "^(.-)分别(.*)$"
  local parts = self:split(left or subject, #list)
  local group = {}
  tail = tail:gsub("^较去年同期", "")
  local years = periods.years(self.period_clause or self.period or "")
  if #parts == 1 and years and #years == #list then                        -- 2021年、2022年新增贷款分别为2亿元、3亿元
    for i = 2, #list do parts[i] = parts[1] end
  end
  for i, token in ipairs(list) do
    local this = #parts == #list and parts[i] .. (right or "") .. (tail ~= "" and tail or "") or nil
    group[i] = self:add({ subject = this, change_kind = change and change.kind
      or nil, qualifier = token.approximate }, token, "amount")
    set_value(group[i], token)
    group[i].is_difference = tail ~= ""
  end
  self:set_group(group)
end

return State
