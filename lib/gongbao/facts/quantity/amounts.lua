-- Amounts and counts: which words are the subject, the ones before the figure or the noun
-- behind it; what is only a threshold or a description; whom a count makes the bearer.
local lists = require "gongbao.grammar.lists"
local periods = require "gongbao.grammar.periods"
local phrases = require "gongbao.facts.phrases"
local State = require "gongbao.facts.quantity.state"
local words = require "gongbao.grammar.words"

local set_value = State.set_value

local marks, links = words.set "， 。 ； 、 ： ！ ？", words.set "、 和 及 与"

-- 30亿元以上项目只有4个: the first amount describes what the second one counts.
function State:is_threshold(token, before)
  if token.kind ~= "money" and token.kind ~= "measure" and token.kind ~= "percent" then return false end
  local bound = token.suffix == "以上" or token.suffix == "以下" or token.suffix == "以内"
  local _, nearly = phrases.cut_light(before)
  if not bound and not (nearly and nearly:find "超") then return false end
  local after, number_follows = self:after(token)
  local of_noun, percent = after:find "^的" ~= nil, token.kind == "percent"
  if number_follows and bound and not percent and after ~= "" and not marks:at(after) then return true end
  if number_follows and not bound and of_noun then return true end
  -- 总投资超50亿元的项目, 1.5米以上的次干道: the figure only describes the noun behind it
  return not percent and (of_noun or self.text:find("^、超", token.to + 1) ~= nil)
end

local not_lasting = words.set "内 前 后 来 起 之内 之前 之后 以前 以后 以来 周年 期 度"
local open_ended = words.set "连续 为期 未来"
local of_calendar = words.set "月 日 周"
local lasting_suffix = words.set "以上 之多 左右 以内"
local time_before = words.set [[天数 时间 时长 周期 工期 用时 达 均 均在 已 停工 最长 最长的 最短 滞留 闲置 长达 缩短至
  压缩至 延长至 压减至 平均 仅 超过 近 约 不足 超]]

-- Whether a time measures how long something took: 平均审理天数60天, 停工|3年以上; not 3年内, 连续5年, 2023年.
function State:is_duration(token, before)
  local text = self.text
  local named = not_lasting:at(text, token.to + 1) or open_ended:before(before) or of_calendar.has[token.unit]
  if named then return false end
  if token.unit == "年" and (before:find "近$" or token.value and token.value > 200) then return false end
  if lasting_suffix.has[token.suffix] or text:find("^之久", token.to + 1) then return true end
  local after = self:after(token)
  return (after == "" or marks:at(after)) and time_before:before(before) ~= nil
end

-- Takes the noun of the count before off the words: 185个|重点项目|完成投资97.4亿元.
-- @return the words left, that noun, whether the words started with it
function State:cut_owned(subject)
  local owned = self.owned
  self.owned = nil
  if not owned or subject:sub(1, #owned) ~= owned then return subject, owned, false end
  return subject:sub(#owned + 1):gsub("^的", ""), owned, true
end

-- counts ---------------------------------------------------------------------------------------------

-- The counted noun behind a count, and what is said of it: 3家|单位|未履行采购程序; "" and the words where none follows.
local function noun_behind(after, before)
  if not phrases.starts_predicate(after) or (after ~= "" and phrases.takes_noun(before)) then
    return phrases.counted_noun(after)
  end
  if after:find "^不" then                                                -- 2名|不符合条件人员|违规享受
    local people, rest = phrases.counted_noun(after)
    if rest ~= "" and phrases.is_bearer(people) then return people, rest end
  end
  return "", after
end

local describing = { count = true, measure = true }
local sums = words.set "合计 总计 共计 合计为 总计约"

-- What the words around a count say:
--   before, after              as printed, up to the figures or marks beside it
--   subject, scope, nearly     what `before` says; a level that stands alone is a scope: 市级|5个
--   of_noun, sum               `before` ends in 的; in 合计
--   noun, said, number_follows what `after` says: the counted noun, what is said of it
function State:count_phrase(token, before)
  local core, nearly = phrases.cut_light(before)
  local subject, scope = self:subject_of(core)
  local rest, _, cut = self:cut_owned(subject)
  if cut then subject = phrases.cut_light((rest:gsub("^中", ""))) end
  local after, number_follows = self:after(token)
  local noun, said = noun_behind(after, before)
  if noun ~= "" and phrases.takes_object(before) then subject = "" end    -- 市住建局要把|454个缺口
  local beyond = self.tokens[token.index + 1]
  if after == "" and number_follows and beyond.type == "number" and describing[beyond.kind] then
    noun = phrases.counted_noun((self:after(beyond)))          -- 12批1181项政策; 3座35万千瓦光热电站
  end
  return { before = before, after = after, subject = subject, scope = scope, nearly = nearly,
    of_noun = before:find "的$" ~= nil, sum = sums:before(before) ~= nil, noun = noun, said = said,
    number_follows = number_follows }
end

local more_of = words.set "新增 净增 增加 减少"

-- The subject of a count without a noun: the words before it, else what the clause or the sentence counted.
-- @return subject or nil, scope or nil
function State:subject_without_noun(phrase, token)
  local subject, after = phrase.subject, phrase.after
  if phrases.only_enters(subject) and not subject:find "等$" then subject = "" end
  local grown = more_of.has[subject] and self:counted_in(token.unit)      -- 企业达到713家，新增27家
  if grown then return grown .. subject end
  if subject ~= "" then return self:continued(subject) end
  return self.noun_of_clause or not phrase.sum and self:inherited(token.unit, token)
    or after ~= "" and not links:at(after) and after or nil, phrase.scope
end

local level = words.set "市 省"
local no_predicate, also = words.set "的 等 、 和 及 中 内 以", words.set "均 都 仍 也"

-- The subject of a count with its noun: 违规收费的|单位, 未履行采购程序的|单位. Completes the phrase.
local function subject_with_noun(phrase)
  local subject = phrases.only_enters(phrase.subject) and "" or phrases.cut_enter(phrase.subject)
  local noun, said = phrase.noun, phrase.said
  if level.has[noun] and said ~= "" and not phrases.starts_predicate(said) then   -- 5家市|疾控中心
    local rest, beyond = phrases.counted_noun(said)
    noun, said = noun .. rest, beyond
  end
  phrase.subject, phrase.noun, phrase.said = subject, noun, said
  if subject ~= "" then return subject .. (phrase.of_noun and "的" or "") .. noun end
  local told = phrases.is_bare(noun) and not phrase.number_follows and (utf8.len(said) or 0) >= 4
    and not no_predicate:at(said) and not said:find "发现$"
  return told and also:strip_start(said) .. "的" .. noun or noun
end

local run_in = words.set "一是 二是 三是 四是 五是 六是"
local LONGEST_LEAD = 60 -- bytes

-- The bearer that a counted body makes of itself for what follows: 抽查|3家单位, 11个部门和|60家单位; nil where it is none.
function State:bearer_phrase(token, phrase)
  local noun = phrase.noun
  if phrase.of_noun or self.bearer and (token.unit == "名" or token.unit == "人") then return nil end
  local start = self.text:sub(self.cursor, token.from - 1)
  local printed = self.text:sub(token.from, token.to) .. noun
  local joined = self.bearer and start:match "^(.+)和$"                  -- 11个|部门和60家所属单位
  if joined and self.bearer:sub(-#joined) == joined then return self.bearer .. "和" .. printed end
  if (start:find "和$" or start:find "等$") and #phrases.cut_lead(start) < LONGEST_LEAD then
    return run_in:strip_start(start) .. printed
  end
  if phrase.subject == "" then
    return (self.scope and start:find(self.scope, 1, true) and self.scope or "") .. printed
  end
  if phrase.subject == "抽查" then return phrase.subject .. printed end
end

local existential = words.set "有 共有 现有 设有 拥有 建有 建成 建立 成立 新增 设立"

-- A counted body or people of whom something is said is the bearer of the figures that follow.
function State:note_bearer(token, phrase)
  if phrase.noun == "" or not phrases.is_bearer(phrase.noun) or existential:before(phrase.before) then return end
  if phrase.said ~= "" or phrase.number_follows then
    self.bearer = self:bearer_phrase(token, phrase) or self.bearer
  end
end

local none = words.set "无 尚无 没有 尚没有"

function State:count(token, before)
  if none:before(before) and token.value == 1 then
    self:passed(token, "count", "尚无1家: there is none")
    return false
  end
  local phrase = self:count_phrase(token, before)
  local row = { qualifier = token.approximate or phrase.nearly }
  local rule = "count"
  if phrase.noun == "" then
    row.subject, row.scope = self:subject_without_noun(phrase, token)
  else
    rule, row.subject = "counted_noun", subject_with_noun(phrase)
    self.owned, self.owned_amount, self.noun_of_clause = phrase.noun, false, phrase.noun
  end
  if row.subject == "" then row.subject = nil end
  set_value(self:add(row, token, rule), token)
  self:note_bearer(token, phrase)
  self:set_group { row }
end

-- amounts --------------------------------------------------------------------------------------------

-- The sum that stands right before in this sentence.
function State:last_sum()
  local row = self.group[#self.group]
  return row and self.group_sentence == self.sentence_number and row.value ~= nil and row.subject ~= nil
    and row.unit ~= nil and row.unit:find "元$" ~= nil and not row.is_difference
end

local more_or_less = words.set(lists.get "verbs", "money_change")

-- An amount behind 增长, 减少 …: by how much something changed, or only what it is about (减少排放|3万吨).
function State:amount(token, before)
  local change = phrases.change(before)
  local verb_only = change and change.kind == nil and not more_or_less.has[change.verb]
  -- 收入完成80亿元，|增加2.79亿元，增长3.6%: how much more than before, of the sum right before
  local of_sum = verb_only and token.kind == "money" and marks:strip_start(change.core) == "" and self:last_sum()
  if change and (of_sum or not verb_only) then return self:amount_of_change(token, change) end
  return self:plain_amount(token, before, change)
end

function State:amount_of_change(token, change)
  local stem = self:subject_of(change.core)
  local of = self.group[#self.group]
  if stem == "" then stem = of and of.subject or "" end
  local tail = marks:strip_start(change.tail):gsub("了$", "")
  local row = self:add({ subject = stem ~= "" and stem .. tail or nil, change_kind = change.kind,
    qualifier = token.approximate }, token, "difference")
  set_value(row, token)
  row.is_difference = true
end

local of_owner = words.set "投资 完成投资 总投资 计划投资 计划总投资 投资额 投资总额"
local bare_verbs = words.set "形成 新增 新建 建设 建成 打造 储备 生产 提供"
local describes = words.set "项目 装置 生产线 技改 产能置换 扩建 一体化 改造 工程 电站 机组"
local capacity = words.set "吨 万吨 亿吨 千瓦 万千瓦 兆瓦 吉瓦 千伏安 万千伏安 万立方米 千瓦时 万千瓦时"
local light_adverb = words.set "仅 只 已 共 均 实际"

-- The noun behind an amount as its subject, 下达|3亿元|补助资金; and what owns the figure that follows, nil where none does.
local function subject_behind(after, number_follows)
  local whole = links:strip_end(after)
  if not number_follows then return whole end
  local noun = phrases.counted_noun(after)
  return noun ~= "" and noun or whole, noun
end

local LONGEST_IDLE = 90 -- bytes

-- The subject of an amount without words before it: what follows it, with what the clause has said so far.
function State:subject_without_words(token, after, owned)
  local idle = self.idle and self:subject_of(self.idle)                   -- it may name the territory
  if owned and after ~= "" then return after end
  if idle and idle ~= "" and after ~= "" and #idle < LONGEST_IDLE then return idle .. after end
  return self:inherited(token.unit, token)
end

function State:plain_amount(token, before, change)
  local core, nearly = phrases.cut_light(before)
  local subject, scope = self:subject_of(core)
  local rest, owned, cut = self:cut_owned(subject)
  if cut then subject = phrases.cut_light(rest) end
  if cut and of_owner.has[subject] then subject = owned .. subject end    -- the investment is the projects'
  local after, number_follows = self:after(token)
  after = after:gsub("^的", "")
  if token.kind == "measure" and after ~= "" and describes:find(after) and capacity.has[token.unit] then
    self:passed(token, "amount", "it describes the works behind it: 60万吨|钾肥项目")
    return false
  end
  local noun_follows = after ~= "" and not phrases.starts_predicate(after)
  if bare_verbs.has[subject] and noun_follows and not number_follows then
    subject = subject .. links:strip_end(after)
  end
  local row, rule, owns = { qualifier = token.approximate or nearly }, "amount", nil
  if noun_follows and (subject == "" or phrases.only_enters(subject)) then
    rule = "amount_of"
    row.subject, owns = subject_behind(after, number_follows)
  elseif subject == "" then
    row.subject, row.scope = self:subject_without_words(token, after, owned), scope
  elseif self.owned_amount and owned then
    row.subject = owned .. light_adverb:strip_start(subject)
  else
    row.subject = self:continued(subject)
  end
  if row.subject == "" then row.subject = nil end
  set_value(self:add(row, token, rule), token)
  if change and change.core ~= "" and row.subject and (change.verb == "增加" or change.verb == "减少") then
    row.is_difference = true
    row.subject_base = row.subject:gsub(change.verb .. "$", "")
  end
  self.owned, self.owned_amount = owns, owns ~= nil
  self:set_group { row }
end

-- The same for a list of amounts: 分别增加13.6、4.6、4.3元; 分别达到3.2亿元、4亿元.
function State:amounts(list, before)
  local change = phrases.change(before)
  local core = change and change.kind and change.core or phrases.cut_light(before)
  local tail = change and change.kind and change.tail:gsub("分别", "") or ""
  local subject = self:subject_of(core)
  local distributed = before:find("分别", 1, true)
    or #list > 2 and subject ~= "" and #self:split(subject, #list) == #list      -- 甲、乙、丙参保3万人、2万人、1万人
  if not distributed or subject == "" then
    for i, token in ipairs(list) do
      if token.borrowed then return nil end
      self:one(token, i == 1 and before or "")
    end
    return
  end
  local subjects, parts = self:one_for_each(subject, #list)
  local group = {}
  tail = tail:gsub("^较去年同期", "")
  local years = periods.years(self.period_clause or self.period or "")
  local of_years = #parts == 1 and years and #years == #list               -- 2021年、2022年新增贷款分别为2亿元、3亿元
  local joint = of_years and self:one_for_each(subject, 1)[1]
  for i, token in ipairs(list) do
    local this = joint or subjects and subjects[i]
    group[i] = self:add({ subject = this and this .. tail or nil,
      change_kind = change and change.kind or nil, qualifier = token.approximate }, token, "amount")
    set_value(group[i], token)
    group[i].is_difference = tail ~= ""
  end
  self:set_group(group)
end

return State
