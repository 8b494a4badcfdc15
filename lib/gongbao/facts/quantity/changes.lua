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

function State:changes(list, change)
  local subject, scope = self:subject_of(change.core)
  if subject == "年" then subject = "" end                    -- 年平均增幅
  local years, rest = over_years(subject)                     -- 财政收入达到1350亿元，3年|增长58.6%
  if years and rest == "" then change.kind, subject = change.kind or years, "" end
  if subject == "" and not scope and #list == 1 and #self.group >= 1
    and self.group_sentence == self.sentence_number then
    local row = self.group[#self.group]
    if takes_change(row) and not list[1].low then return attach_change(row, list[1], change) end
  end
  local group = {}
  if subject == "" and scope == nil and #list == #self.group and #list > 1 then
    for i, token in ipairs(list) do
      group[i] = self:new_change(self.group[i].subject_base or self.group[i].subject, token, change)
    end
  elseif subject == "" and scope == nil and #list > 1 and self.idle then
    local parts = self:split((self:subject_of(self.idle)), #list)
    for i, token in ipairs(list) do
      group[i] = self:new_change(#parts == #list and parts[i] or #parts == 1 and parts[1] or nil, token, change)
    end
  elseif subject == "" and self.idle and not scope and self.group_sentence ~= self.sentence_number then
    local told = phrases.before_predicate(self.idle)
    local own = told ~= self.idle and self:subject_of(told) or nil
    group[1] = self:new_change(own ~= "" and own or nil, list[1], change)
  elseif subject == "" and #list > 1 then
    -- 受理4万件，执结3万件，结案率93%；到位58亿元，分别增长12%、9%和15%: the amounts of the sentence, where they are as many
    local rows = self:amounts_of_sentence()
    for i, token in ipairs(list) do
      group[i] = self:new_change(#rows == #list and rows[i].subject or nil, token, change, scope)
    end
  elseif subject == "" then
    local inherited = scope and self.main or self.group[#self.group]
    group[1] = self:new_change(inherited and (inherited.subject_base or inherited.subject), list[1], change, scope)
  elseif #list == 1 then
    group[1] = self:new_change(self:continued(subject), list[1], change)
  else
    local parts = self:split(subject, #list)
    for i, token in ipairs(list) do
      group[i] = self:new_change(#parts == #list and parts[i] or #parts == 1 and parts[1] or nil, token, change)
    end
  end
  group.joint = subject ~= "" and subject or nil
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
  local parts = subject ~= "" and subject or (row and row.subject) or nil
  row = self:add({ subject = parts, target_share = token.value, qualifier = token.approximate }, token, "target_share")
  self:set_group { row }
end

-- Amounts in 个百分点 compare the group before them: …增长5%，高于全省1个百分点.
function State:difference(list, before)
  local core, nearly, distributed = phrases.cut_light(before)
  local change = phrases.change(before)
  local plain, scope = self:subject_of(core)
  if change and change.kind then
    local cut = self:subject_of(change.core)
    plain = cut .. change.verb
  end
  local own = plain:gsub("^分别", "")
  local _, rest = over_years(own)                             -- 比例达到66%，近3年|提升21个百分点
  own = rest or own
  local base
  if compares:at(own) then base = self.group_sentence == self.sentence_number and self.group or {} end
  if base and #base == 0 and self.idle then
    local said = phrases.change(self.idle)
    local told = said and said.core or phrases.before_predicate(self.idle)
    local parts = self:split((self:subject_of(told)), #list)
    if #parts == #list then
      base = {}
      for i, part in ipairs(parts) do base[i] = { subject = part } end
    end
  end
  local group = {}
  if not base and (distributed or #list > 1) then
    local left, right = own:match "^(.-)分别(.+)$"
    local parts = self:split(left or own, #list)
    for i, token in ipairs(list) do
      group[i] = self:add({ subject = #parts == #list and parts[i] .. (right or "")
        or nil, scope = scope }, token, "difference")
    end
  else
    for i, token in ipairs(list) do
      local of = base and (#list == #base and base[i] or #list == 1 and #base == 1 and base[1])
      local stem = of and (of.subject_base or of.subject)
      if base and not of and base.joint then stem = base.joint end
      local link = (stem and of and of.change and speed:at(own)) and (own:find("增幅", 1, true) and "增幅"
        or "增速") or ""
      local subject = base and (stem and stem .. link .. own or nil) or own
      group[i] = self:add({ subject = subject ~= "" and subject or nil }, token, "difference")
    end
  end
  for i, row in ipairs(group) do
    set_value(row, list[i])
    row.qualifier, row.change_kind, row.is_difference = list[i].approximate or nearly, change and change.kind
      or nil, true
  end
  -- what follows still speaks of the indicator, not of the difference
  if not base then self:set_group(group) end
end

-- The indicator that the figure right before is of, in this sentence.
function State:last_subject()
  local row = self.group[#self.group]
  return row and self.group_sentence == self.sentence_number and row.subject or nil
end

-- 约|占老年人口的14.3%
local marks = words.set "， 、"
local near_share = words.set "约 大约"
function State:ratios(list, before)
  local core, nearly = phrases.cut_light(before)
  local subject, scope = self:subject_of(core)
  if subject == "" and #list > 1 and self.idle then
    local said = phrases.change(self.idle)
    subject = self:subject_of(said and said.core or self.idle)
  end
  subject = near_share:strip_start(subject):gsub("^为(.+)$", self.group[1] and "占%1" or "为%1")
  local left, right = subject:match "^(.-)分别(.*)$"
  local group = {}
  local parts = self:split(left or subject, #list)
  for i, token in ipairs(list) do
    local this, base
    if #list > 1 and #parts == #list then
      this = parts[i] .. (right or "")
    elseif subject == "" and before:find "占$" and self:last_subject() then
      base = self:last_subject()
      this = base .. "占比"
    elseif subject == "" then
      local noun = self:noun_after(token)
      if noun then self.bearer = nil end                     -- 90%的县医院: of these, not of the body before
      this = noun or self:inherited(token.unit, token)
    elseif subject:find "^比" and self:last_subject() then     -- 比全省平均高出19.8%
      base = self:last_subject()
      this = base .. marks:strip_start(before)
    elseif subject:find "^占" or subject:find "^恢复" then
      base = self:last_subject()
      this = base and base .. subject or subject
    elseif #list == 1 then
      this = subject
    end
    local row = self:add({ subject = this, subject_base = base, scope = scope, qualifier = token.approximate
      or nearly }, token, "ratio")
    if this and #list > 1 then
      row.subject_base = parts[i] and parts[i]:gsub("占比$", ""):gsub("比重$", "") or nil
    end
    set_value(row, token)
    group[i] = row
  end
  self:set_group(group)
end

return State
