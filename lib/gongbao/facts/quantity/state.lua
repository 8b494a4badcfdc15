-- The state of reading one paragraph, and what every reader of it needs: the rows so far,
-- the last group of rows (what 同比增长 or 居全省第5位 attaches to), the period, the territory
-- and the bearer (3家单位 …) that hold at this place.
--   text tokens cursor clause sentence     where the walk is; each token knows its index
--   group group_sentence main              the rows last read, their sentence, the row that the paragraph is about
--   owned noun_of_clause                   the noun of the count before, the last one of the clause
--   idle                                   the words of a clause without figures
--   period period_clause period_paragraph period_section, scope, bearer
--   stack cuts places                      what brackets set aside; periods taken out of the words; places of a list
local coordination = require "gongbao.facts.coordination"
local phrases = require "gongbao.facts.phrases"
local words = require "gongbao.grammar.words"

local State = {}
State.__index = State

local generic = words.set "收入总量 支出总量 收入 支出 总收入 总支出"
local accounts = words.set "一般公共预算 政府性基金预算 国有资本经营预算 社会保险基金预算"

--- A state at the start of a paragraph.
function State.new(text, context)
  return setmetatable({ text = text, context = context, rows = {}, cursor = 1, clause = 1, sentence = 1,
    sentence_number = 1, group = {}, period_section = context.period, stack = {}, cuts = {}, places = {} }, State)
end

-- Tells `why` that a rule looked at a figure and did not take it.
function State:passed(token, rule, reason)
  local trace = self.context.trace
  if trace then
    trace[#trace + 1] = { from = token.from, to = token.to, figure = self.text:sub(token.from, token.to), rule = rule,
      reason = reason }
  end
end

-- The words between two bytes, without the periods that were read out of them.
function State:words(from, to)
  local parts, at = {}, from
  for _, cut in ipairs(self.cuts) do
    if cut.from >= at and cut.to <= to then
      parts[#parts + 1] = self.text:sub(at, cut.from - 1)
      at = cut.to + 1
    end
  end
  parts[#parts + 1] = self.text:sub(at, to)
  return table.concat(parts)
end

--- The parts of a coordinated subject, as many as the figures where that can be: split at 、 alone or at the last 和 too.
-- The places of a list (青埠县、白石县固定资产投资) are remembered, so that each becomes a scope.
function State:split(subject, count)
  local parts, joined = coordination.split(subject)
  if #parts ~= count and joined and #joined == count then parts = joined end
  for _, place in ipairs(parts.places or {}) do self.places[place] = true end
  return parts
end

-- The subjects of a list of figures, one each, with what stands behind 分别: 甲、乙分别增长 → 甲增长, 乙增长; nil where
-- there are not as many; and the parts as they were split.
function State:one_for_each(subject, count)
  local left, right = subject:match "^(.-)分别(.*)$"
  local parts = self:split(left or subject, count)
  if #parts ~= count then return nil, parts end
  local subjects = {}
  for i, part in ipairs(parts) do subjects[i] = part .. (right or "") end
  return subjects, parts
end

-- A place of the list that starts a subject, and the rest: 白石县|固定资产投资; nil where none does.
function State:place_of(subject)
  local place, indicator = coordination.leading_place(subject)
  if self.places[place] then return place, indicator end
end

function State:add(row, token, rule)
  row.from, row.to, row.full_to = token.from, token.core_to or token.to, token.to
  row.rule = rule
  row.captures = { before = self:words(self.cursor, token.from - 1), figure = self.text:sub(token.from, token.to),
    territory = self.scope, bearer = self.bearer, period = self.period_clause or self.period }
  if row.period == nil then
    row.period = self.period_clause or self.period or self.period_paragraph or self.period_section
  end
  if row.scope == nil and row.subject and next(self.places) then
    local place, indicator = self:place_of(row.subject)
    if place then row.scope, row.subject = place, indicator end
  end
  if row.scope == nil then row.scope = self.bearer or self.scope end
  local quoted = row.subject and row.subject:match "^“(.+)”$"
  if quoted and not quoted:find("”", 1, true) then row.subject = quoted end
  row.clause_from, row.sentence_number = self.sentence, self.sentence_number
  self.rows[#self.rows + 1] = row
  return row
end

--- Puts a figure into a row; a range leaves `value` empty.
function State.set_value(row, token)
  row.value, row.unit = token.value, token.unit
  if token.low then row.value, row.low, row.high = nil, token.low, token.high end
end

-- The last row of this sentence that states the income or the spending of an account: 政府性基金预算收入.
local account_end = words.set "预算 基金"
function State:last_account()
  for i = #self.rows, 1, -1 do
    local row = self.rows[i]
    if row.sentence_number ~= self.sentence_number then return nil end
    local word = row.subject and generic:before(row.subject)
    if word and account_end:before(row.subject, #row.subject - #word) then return row end
  end
end

-- An amount's subject that only says 收入 or 支出 continues the indicator before it, or the account that the heading
-- names: （二）政府性基金预算。收入完成….
function State:continued(subject)
  if not generic.has[subject] then return subject end
  local last = self:last_account() or self.main or self.group[1]
  local stem = last and last.subject
  local word = stem and generic:before(stem)
  if not word or word == stem then
    local _, account = accounts:find(self.context.heading or "")
    return (account or "") .. subject
  end
  if last.scope and not self.scope then self.scope = last.scope end
  return stem:sub(1, -#word - 1) .. subject
end

-- Reads the words before a number into subject and scope. `change` words are cut already.
function State:subject_of(core)
  local subject, scope = phrases.cut_lead(core)
  if scope then
    self.scope, self.bearer = scope, nil
  end
  if subject ~= "" and phrases.levels.has[subject] then return "", subject end
  local level = phrases.levels:at(subject)
  if level and level:find "级$" and generic.has[subject:sub(#level + 1)] then    -- 区级|收入358.9亿元
    self.scope, self.bearer = level, nil
    return subject:sub(#level + 1), level
  end
  local inner, territory = phrases.cut_inner(subject)
  if territory then
    subject, scope = inner, territory
    self.scope, self.bearer = territory, nil
  end
  if not subject:find "^实现" then subject = subject:gsub("实现", "") end
  subject = subject:gsub("支付了", "支付")
  local handed_out = subject:match "^发放(.+)$"                -- 发放|助学贷款 → 助学贷款发放
  if handed_out and not handed_out:find "^并" then subject = handed_out .. "发放" end
  return subject, scope
end

-- The last indicator of this sentence that is stated in this unit.
function State:counted_in(unit)
  for i = #self.rows, 1, -1 do
    local row = self.rows[i]
    if row.sentence_number ~= self.sentence_number then return nil end
    if unit and row.unit == unit and row.subject and not row.is_difference then return row.subject end
  end
end

-- The indicator that a figure without words of its own continues: one of the same
-- kind in this sentence, else the sentence's first.
function State:inherited(unit, token)
  local last = self.rows[#self.rows]
  if token and last and last.sentence_number == self.sentence_number then
    local between = self.text:sub(last.full_to + 1, token.from - 1)       -- 818批5235人
    if between == "" or between == "约" or between == "、" and last.unit ~= token.unit then return last.subject end
    if between ~= "、" and phrases.cut_light(between) == "、" then return last.subject end   -- 有机质增长6%、达到27克
  end
  if self.group_sentence ~= self.sentence_number and not self.main then return nil end
  local same = self:counted_in(unit)
  if same then return same end
  local row = self.main or self.group[1]
  return row and row.subject
end

-- What the next 同比增长 or 居全省第5位 may attach to; the first with a subject is what the paragraph is about.
function State:set_group(group)
  self.group, self.group_sentence = group, self.sentence_number
  if not self.main and group[1] and group[1].subject then self.main = group[1] end
end

-- The indicator that the figure right before is of, in this sentence.
function State:last_subject()
  local row = self.group[#self.group]
  return row and self.group_sentence == self.sentence_number and row.subject or nil
end

-- The noun that follows a percentage: 31%的企业….
function State:noun_after(token)
  local after = self:after(token)
  if after == "" or (not after:find "^的" and phrases.starts_predicate(after)) then return nil end
  local noun = phrases.counted_noun(after)
  return noun ~= "" and noun or nil
end

--- Whether a token is a number that a row can be made of: no list number, no date.
function State.is_figure(token)
  return token.type == "number" and token.kind ~= "bare" and token.kind ~= "time"
end

-- The words after a number up to the next number or mark, and whether a number follows there.
function State:after(token)
  local stop, number_follows = #self.text, false
  for i = token.index + 1, #self.tokens do
    local other = self.tokens[i]
    if State.is_figure(other) then
      stop, number_follows = other.from - 1, true
      break
    elseif other.type ~= "enum" and other.type ~= "period" and other.type ~= "number" then
      stop = other.from - 1
      break
    end
  end
  return self:words(token.to + 1, stop), number_follows
end

return State
