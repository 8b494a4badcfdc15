-- Changes, shares of a plan, differences and ratios:
-- …增长5%，为预算的40%，高于全省1个百分点，占60%.
local phrases = require "gongbao.facts.phrases"
local State = require "gongbao.facts.quantity.state"
local words = require "gongbao.grammar.words"

local set_value = State.set_value

local compares = words.set [[超序时 快于序时 落后序时 超 落后 高于 低于 快于 慢于 高出 好于 领先 拉动 上拉
  下拉 提高 下降 回落 提升 较 比 增加 减少 扩大 收窄 同比 环比 上升 升高 降低 缩小 贡献 增长 超过 超出]]
local speed = words.set "高于 低于 快于 慢于 高出 好于 领先"

local function attach_change(row, token, change)
  if token.low then                                       -- 增长5%至6%: a range of the change
    row.low, row.high, row.unit = change.sign * token.low, change.sign * token.high, token.unit
    if change.sign < 0 then row.low, row.high = row.high, row.low end
    if row.subject then row.subject = row.subject .. change.verb end
  else
    row.change = change.sign * token.value
  end
  row.change_kind = change.kind
  if change.kind == "年均" and row.period and row.period:find "^%d%d%d%d年$" and not row.captures.period then
    row.period = nil                                       -- a yearly mean is of more than the year above it
  end
  row.to = token.to
end

function State:new_change(subject, token, change, scope)
  local row = self:add({ subject = subject, scope = scope }, token, "change")
  attach_change(row, token, change)
  row.qualifier = token.approximate or change.near
  return row
end

-- 3年, 近3年来 at the start of words, and what follows it.
local function over_years(text)
  local years, rest = text:match "^(%d+年)(.*)$"
  if not years then years, rest = text:match "^(近%d+年)(.*)$" end
  return years, rest and rest:gsub("^来", "")
end

-- Whether the change belongs to the row before it: same sentence, an amount without a change.
local function takes_change(row)
  return row and row.change == nil and row.unit ~= "%" and not row.is_difference and (row.value ~= nil
    or row.low ~= nil)
end

function State:amounts_of_sentence()
  local rows = {}
  for _, row in ipairs(self.rows) do
    if row.sentence_number == self.sentence_number and takes_change(row) then rows[#rows + 1] = row end
  end
  return rows
end

-- One part for each figure where there are as many, or a single one for all of them; else none.
local function one_each(parts, count)
  if #parts == count then return parts end
  local subjects = {}
  for i = 1, #parts == 1 and count or 0 do subjects[i] = parts[1] end
  return subjects
end

-- The indicators of several changes that name none: those of the figures right before, as many; what the clause has
-- spoken of; else the amounts of the sentence, as many: 受理4万件，结案率93%；到位58亿元，分别增长|12%、15%.
function State:unnamed_subjects(count, scope)
  local subjects = {}
  if not scope and #self.group == count then
    for i, row in ipairs(self.group) do subjects[i] = row.subject_base or row.subject end
  elseif not scope and self.idle then
    return one_each(self:split((self:subject_of(self.idle)), count), count)
  else
    local rows = self:amounts_of_sentence()
    for i = 1, #rows == count and count or 0 do subjects[i] = rows[i].subject end
  end
  return subjects
end

-- The indicator of a single change that names none: what the clause has spoken of, else that of the figure before, or
-- behind a territory (其中，市本级增长|5%) the paragraph's.
function State:unnamed_subject(scope)
  if self.idle and not scope and self.group_sentence ~= self.sentence_number then
    local told = phrases.before_predicate(self.idle)
    local own = told ~= self.idle and self:subject_of(told) or ""
    return own ~= "" and own or nil
  end
  local before = scope and self.main or self.group[#self.group]
  return before and (before.subject_base or before.subject)
end

function State:changes(list, change)
  local subject, scope = self:subject_of(change.core)
  if subject == "年" then subject = "" end                    -- 年平均增幅
  local years, rest = over_years(subject)                     -- 财政收入达到1350亿元，3年|增长58.6%
  if years and rest == "" then change.kind, subject = change.kind or years, "" end
  if subject == "" and not scope and #list == 1 and self.group_sentence == self.sentence_number then
    local row = self.group[#self.group]
    if takes_change(row) and not list[1].low then return attach_change(row, list[1], change) end
  end
  local subjects
  if subject == "" then
    subjects = #list > 1 and self:unnamed_subjects(#list, scope) or { self:unnamed_subject(scope) }
  else
    subjects = #list > 1 and one_each(self:split(subject, #list), #list) or { self:continued(subject) }
    scope = nil                                               -- the state holds it; a place of the list may replace it
  end
  local group = { joint = subject ~= "" and subject or nil }
  for i, token in ipairs(list) do group[i] = self:new_change(subjects[i], token, change, scope) end
  self:set_group(group)
end

function State:target(token, before)
  local subject = self:subject_of(phrases.cut_light(before))
  local row = self.group[#self.group]
  if row and self.group_sentence == self.sentence_number and (subject == ""
    or self.text:sub(row.to + 1, token.from - 1):find(subject, 1, true))
    and row.target_share == nil then
    row.target_share, row.to = token.value, token.to
    return
  end
  if subject == "" then subject = row and row.subject end
  row = self:add({ subject = subject, target_share = token.value, qualifier = token.approximate }, token,
    "target_share")
  self:set_group { row }
end

-- The rows that a comparison is about: those right before in this sentence, 增长5%，|高于全省1个百分点; else the indicators
-- that the clause has spoken of, as many as there are figures.
function State:compared(count)
  local rows = self.group_sentence == self.sentence_number and self.group or {}
  if #rows > 0 or not self.idle then return rows end
  local said = phrases.change(self.idle)
  local parts = self:split((self:subject_of(said and said.core or phrases.before_predicate(self.idle))), count)
  if #parts ~= count then return rows end
  local named = {}
  for i, part in ipairs(parts) do named[i] = { subject = part } end
  return named
end

-- The indicator compared and the comparison: 生产总值|增速|高于全省; the comparison alone where no row fits.
local function compared_subject(rows, row, own)
  local stem
  if row then stem = row.subject_base or row.subject else stem = rows.joint end
  if not stem then return own end
  local of_speed = row and row.change and speed:at(own)
  return stem .. (of_speed and (own:find("增幅", 1, true) and "增幅" or "增速") or "") .. own
end

-- Amounts in 个百分点 compare the group before them, 增长5%，高于全省1个百分点, or have words of their own.
function State:difference(list, before)
  local core, nearly, distributed = phrases.cut_light(before)
  local change = phrases.change(before)
  local kind = change and change.kind
  local own, scope = self:subject_of(core)
  if kind then own = self:subject_of(change.core) .. change.verb end
  own = own:gsub("^分别", "")
  local _, rest = over_years(own)                             -- 比例达到66%，近3年|提升21个百分点
  own = rest or own
  local base = compares:at(own) and self:compared(#list)
  local of_list = not base and (distributed or #list > 1)
  local subjects = { own ~= "" and own or nil }
  if base then
    for i in ipairs(list) do subjects[i] = compared_subject(base, #list == #base and base[i] or nil, own) end
  elseif of_list then
    subjects = self:one_for_each(own, #list) or {}
  end
  local group = {}
  for i, token in ipairs(list) do
    local row = self:add({ subject = subjects[i], scope = of_list and scope or nil }, token, "difference")
    set_value(row, token)
    row.qualifier, row.change_kind, row.is_difference = token.approximate or nearly, kind, true
    group[i] = row
  end
  -- what follows still speaks of the indicator, not of the difference
  if not base then self:set_group(group) end
end

local marks = words.set "， 、"

-- The subject of one ratio, and the indicator that it is measured by where that stands before:
-- 税收收入34亿元，占|64%; 31%|的企业; 结案率91%，比全省高出|2%.
-- @param alone boolean: it is no part of a list
function State:ratio_subject(subject, token, before, alone)
  local last = self:last_subject()
  if subject == "" then
    if last and before:find "占$" then return last .. "占比", last end
    local noun = self:noun_after(token)
    if noun then self.bearer = nil end                       -- 90%的县医院: of these, not of the body before
    return noun or self:inherited(token.unit, token)
  end
  if last and subject:find "^比" then return last .. marks:strip_start(before), last end
  if subject:find "^占" or subject:find "^恢复" then return (last or "") .. subject, last end
  return alone and subject or nil
end

local near_share = words.set "约 大约"
function State:ratios(list, before)
  local core, nearly = phrases.cut_light(before)
  local subject, scope = self:subject_of(core)
  if subject == "" and #list > 1 and self.idle then
    local said = phrases.change(self.idle)
    subject = self:subject_of(said and said.core or self.idle)
  end
  -- 约|占老年人口的14.3%; 为|老年人口的14.3% behind an amount says the same
  subject = near_share:strip_start(subject):gsub("^为(.+)$", self.group[1] and "占%1" or "为%1")
  local subjects, parts = self:one_for_each(subject, #list)
  local group = {}
  for i, token in ipairs(list) do
    local this, base
    if #list > 1 and subjects then
      this = subjects[i]
    else
      this, base = self:ratio_subject(subject, token, before, #list == 1)
    end
    if this and #list > 1 then base = parts[i] and parts[i]:gsub("占比$", ""):gsub("比重$", "") or nil end
    group[i] = self:add({ subject = this, subject_base = base, scope = scope, qualifier = token.approximate
      or nearly }, token, "ratio")
    set_value(group[i], token)
  end
  self:set_group(group)
end

return State
