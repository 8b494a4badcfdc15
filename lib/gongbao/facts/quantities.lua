-- Reads the quantities of a paragraph: which indicator has which value, how it changed,
-- where it ranks, what share of its plan it reached; for whom and for when it is stated.
--
-- The paragraph is walked token by token (grammar/quantities). Beside the tokens there
-- is only the text before a number (from `cursor`) and after it; facts/phrases reads it.
-- State: the rows so far, the last group of rows (what 同比增长 or 居全省第5位 attaches to),
-- the period and the territory of the sentence, and the bearer (3家单位 …).
local quantities = require "gongbao.grammar.quantities"
local phrases = require "gongbao.facts.phrases"
local words = require "gongbao.grammar.words"

local M = {}

local State = {}
State.__index = State

local comparison = words.set "较 比 与 于 同 恢复至 由 从 对比 相较 相比 增至 提高至 降至 年均较 超过 高于 低于 快于"
local LIST_LINK = { ["、"] = true, ["和"] = true, ["及"] = true, ["与"] = true, ["以及"] = true, ["、和"] = true }
local generic = words.set "收入总量 支出总量 收入 支出 总收入 总支出"
local compares = words.set [[高于 低于 快于 慢于 高出 好于 领先 拉动 上拉 下拉 提高 下降 回落 提升 较 比 增加 减少 扩大 收窄 同比 环比 上升 降低 缩小 贡献 增长 超过 超出]]
local marks, links = words.set "， 。 ； 、 ： ！ ？", words.set "、 和 及 与"
local not_lasting = words.set "内 前 后 来 起 之内 之前 之后 以前 以后 以来 周年 期 度"
local no_predicate, also = words.set "的 等 、 和 及 中 内 以", words.set "均 都 仍 也"
local rates = words.set "增速 增幅 增长率 增长速度 增长"
local light_adverb = words.set "仅 只 已 共 均 实际"
local ends_link = words.set "、 和 及"
local speed = words.set "高于 低于 快于 慢于 高出 好于 领先"

-- Parentheses without a figure are part of the words around them.
local function fold_brackets(tokens)
  local out, open = {}, {}
  for _, token in ipairs(tokens) do
    out[#out + 1] = token
    if token.type == "open" then
      open[#open + 1] = #out
    elseif token.type == "close" then
      local first = table.remove(open)
      if not first then
        out[#out] = nil
      else
        local holds
        for i = first + 1, #out - 1 do
          local kind = out[i].type
          if kind == "number" and out[i].kind ~= "bare" and out[i].kind ~= "time" or kind == "rank" then holds = true end
        end
        if not holds then
          for i = #out, first, -1 do out[i] = nil end
          out[#out + 1] = { type = "other", from = tokens.text_open or 0, to = 0, folded = true }
        end
      end
    end
  end
  local kept = {}
  for _, token in ipairs(out) do
    if not (token.folded or token.type == "other" or token.type == "code") then kept[#kept + 1] = token end
  end
  return kept
end

local function new_state(text, context)
  return setmetatable({ text = text, rows = {}, cursor = 1, clause = 1, sentence = 1, stack = {}, cuts = {},
    period_section = context.period, group = {}, context = context }, State)
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

function State:add(row, token, rule)
  row.from, row.to = token.from, token.core_to or token.to
  row.rule = rule
  if row.period == nil then 
    row.period = self.period_clause or self.period or self.period_paragraph or self.period_section
  end
  if row.scope == nil then row.scope = self.bearer or self.scope end
  row.clause_from, row.sentence_number = self.sentence, self.sentence_number
  self.rows[#self.rows + 1] = row
  return row
end

local function set_value(row, token)
  row.value, row.unit = token.value, token.unit
  if token.low then row.value, row.low, row.high = nil, token.low, token.high end
end

-- An amount's subject that only says 收入 or 支出 continues the indicator before it.
function State:continued(subject)
  if not generic.has[subject] then return subject end
  local last = self.main or self.group[1]
  local stem = last and last.subject
  local word = stem and generic:before(stem)
  if not word or word == stem then return subject end
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
  local inner, territory = phrases.cut_inner(subject)
  if territory then
    subject, scope = inner, territory
    self.scope, self.bearer = territory, nil
  end
  if not subject:find "^实现" then subject = subject:gsub("实现", "") end
  subject = subject:gsub("支付了", "支付"):gsub("^发放(.+)$", "%1发放")
  if subject:find "^“" and subject:find("”", 1, true) == #subject - 2 then subject = subject:sub(4, -4) end
  return subject, scope
end

-- The indicator that a figure without words of its own continues: one of the same
-- kind in this sentence, else the sentence's first.
function State:inherited(unit)
  if self.group_sentence ~= self.sentence_number and not self.main then return nil end
  for i = #self.rows, 1, -1 do
    local row = self.rows[i]
    if row.sentence_number ~= self.sentence_number then break end
    if unit and row.unit == unit and row.subject then return row.subject end
  end
  local row = self.main or self.group[1]
  return row and row.subject
end

-- Changes ---------------------------------------------------------------------------------

local function attach_change(row, token, change)
  row.change = change.sign * token.value
  row.change_kind = change.kind
  row.to = token.to
end

function State:new_change(subject, token, change, scope)
  local row = self:add({ subject = subject, scope = scope }, token, "change")
  attach_change(row, token, change)
  row.qualifier = token.approximate or change.near
  return row
end

-- Whether the change belongs to the row before it: same sentence, an amount without a change.
local function takes_change(row)
  return row and row.change == nil and row.unit ~= "%" and not row.is_difference and (row.value ~= nil or row.low ~= nil)
end

function State:changes(list, change)
  local subject, scope = self:subject_of(change.core)
  if subject == "" and not scope and #list == 1 and #self.group >= 1 and self.group_sentence == self.sentence_number then
    local row = self.group[#self.group]
    if takes_change(row) then return attach_change(row, list[1], change) end
  end
  local group = {}
  if subject == "" and scope == nil and #list == #self.group and #list > 1 then
    for i, token in ipairs(list) do
      group[i] = self:new_change(self.group[i].subject_base or self.group[i].subject, token, change)
    end
  elseif subject == "" and scope == nil and #list > 1 and self.idle then
    local parts, joined = phrases.split((self:subject_of(self.idle)))
    if #parts ~= #list then parts = joined or parts end
    for i, token in ipairs(list) do
      group[i] = self:new_change(#parts == #list and parts[i] or #parts == 1 and parts[1] or nil, token, change)
    end
  elseif subject == "" then
    local inherited = scope and self.main or self.group[#self.group]
    for i, token in ipairs(list) do
      group[i] = self:new_change(inherited and (inherited.subject_base or inherited.subject), token, change, scope)
    end
  elseif #list == 1 then
    group[1] = self:new_change(self:continued(subject), list[1], change)
  else
    local parts, joined = phrases.split(subject)
    if #parts ~= #list and joined and #joined == #list then parts = joined end
    for i, token in ipairs(list) do
      group[i] = self:new_change(#parts == #list and parts[i] or #parts == 1 and parts[1] or nil, token, change)
    end
  end
  group.joint = subject ~= "" and subject or nil
  self:set_group(group)
end

function State:set_group(group)
  self.group, self.group_sentence = group, self.sentence_number
  if not self.main and group[1] and group[1].subject then self.main = group[1] end
end

-- Shares and differences ------------------------------------------------------------------

function State:target(token, before)
  local subject = self:subject_of(phrases.cut_light(before))
  local row = self.group[#self.group]
  if row and self.group_sentence == self.sentence_number and (subject == "" or self.text:sub(row.to + 1, token.from - 1):find(subject, 1, true))
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
  local base
  if compares:at(own) then base = self.group end
  local group = {}
  if not base and (distributed or #list > 1) then
    local left, right = own:match "^(.-)分别(.+)$"
    local parts, joined = phrases.split(left or own)
    if #parts ~= #list and joined and #joined == #list then parts = joined end
    for i, token in ipairs(list) do
      group[i] = self:add({ subject = #parts == #list and parts[i] .. (right or "") or nil, scope = scope }, token, "difference")
    end
  else
    for i, token in ipairs(list) do
      local of = base and (#list == #base and base[i] or #list == 1 and #base == 1 and base[1])
      local stem = of and (of.subject_base or of.subject)
      if base and not of and base.joint then stem = base.joint end
      local link = (stem and of and of.change and speed:at(own)) and (own:find("增幅", 1, true) and "增幅" or "增速") or ""
      local subject = base and (stem and stem .. link .. own or nil) or own
      group[i] = self:add({ subject = subject ~= "" and subject or nil }, token, "difference")
    end
  end
  for i, row in ipairs(group) do
    set_value(row, list[i])
    row.qualifier, row.change_kind, row.is_difference = list[i].approximate or nearly, change and change.kind or nil, true
  end
  -- what follows still speaks of the indicator, not of the difference
  if not base then self:set_group(group) end
end

function State:ratios(list, before)
  local core, nearly = phrases.cut_light(before)
  local subject, scope = self:subject_of(core)
  if subject == "" and #list > 1 and self.idle then
    local said = phrases.change(self.idle)
    subject = self:subject_of(said and said.core or self.idle)
  end
  local left, right = subject:match "^(.-)分别(.*)$"
  local group = {}
  local parts, joined = phrases.split(left or subject)
  if #parts ~= #list and joined and #joined == #list then parts = joined end
  for i, token in ipairs(list) do
    local this, base
    if #list > 1 and #parts == #list then
      this = parts[i] .. (right or "")
    elseif subject == "" then
      this = self:noun_after(token) or self:inherited(token.unit)
    elseif subject:find "^占" or subject:find "^恢复" then
      local row = self.group[#self.group]
      base = row and self.group_sentence == self.sentence_number and row.subject or nil
      this = base and base .. subject or subject
    elseif #list == 1 then
      this = subject
    end
    local row = self:add({ subject = this, subject_base = base, scope = scope, qualifier = token.approximate or nearly }, token, "ratio")
    if this and #list > 1 then row.subject_base = parts[i] and parts[i]:gsub("占比$", ""):gsub("比重$", "") or nil end
    set_value(row, token)
    group[i] = row
  end
  self:set_group(group)
end

-- Amounts and counts ----------------------------------------------------------------------

-- The noun that follows a percentage: 31%的企业….
function State:noun_after(token)
  local index = 1
  while self.tokens[index] ~= token do index = index + 1 end
  local after = self:after(token, index)
  if not after:find "^的" then return nil end
  local noun = phrases.counted_noun(after)
  return noun ~= "" and noun or nil
end

-- The words after a number up to the next number or mark, and whether a number follows there.
function State:after(token, index)
  local stop, number_follows = #self.text, false
  for i = index + 1, #self.tokens do
    local other = self.tokens[i]
    if other.type == "number" and other.kind ~= "bare" and other.kind ~= "time" then
      stop, number_follows = other.from - 1, true
      break
    elseif other.type ~= "enum" and other.type ~= "period" and other.type ~= "number" then
      stop = other.from - 1
      break
    end
  end
  return self:words(token.to + 1, stop), number_follows
end

-- 50亿元以上项目只有11个: the first amount describes what the second one counts.
function State:is_threshold(token, before, index)
  if token.kind ~= "money" and token.kind ~= "measure" and token.kind ~= "percent" then return false end
  local bound = token.suffix == "以上" or token.suffix == "以下" or token.suffix == "以内"
  local _, nearly = phrases.cut_light(before)
  if not bound and not (nearly and nearly:find "超") then return false end
  local after, number_follows = self:after(token, index)
  if bound and not marks:at(after) and after ~= "" and (number_follows and token.kind ~= "percent") then return true end
  return number_follows and after:find "^的" ~= nil and not bound
end

local TIME_SUFFIX = { ["以上"] = true, ["之多"] = true, ["左右"] = true }
local time_before = words.set "达 均 均在 已 停工 最长 最长的 最短 滞留 闲置 长达 缩短至 压缩至 延长至 压减至 平均 仅 超过 近 约 不足 超"
function State:is_duration(token, before, index)
  local text = self.text
  if not_lasting:at(text, token.to + 1) then return false end
  if before:find "连续$" or before:find "为期$" or before:find "未来$" or before:find "近$" and token.unit == "年" then return false end
  if token.unit == "年" and token.value and token.value > 200 then return false end
  if (token.unit == "月" or token.unit == "日" or token.unit == "周") then return false end
  if TIME_SUFFIX[token.suffix] or text:find("^之久", token.to + 1) or token.suffix == "以内" then return true end
  local after = self:after(token, index)
  return (after == "" or marks:at(after)) and time_before:before(before) ~= nil
end

-- The scope that a counted bearer gives to what follows: 市本级和9个县（市、区）.
function State:bearer_phrase(token, core, noun, of_noun)
  if of_noun or self.bearer and (token.unit == "名" or token.unit == "人") then return nil end
  local start = self.text:sub(self.cursor, token.from - 1)
  local lead = phrases.cut_lead(start)
  local printed = self.text:sub(token.from, token.to) .. noun
  local whole = (start:find "和$" or start:find "等$") and start
  if whole and #lead < 60 then
    for _, mark in ipairs { "一是", "二是", "三是", "四是", "五是", "六是" } do whole = whole:gsub("^" .. mark, "") end
    return whole .. printed
  end
  if core == "" then return (self.scope and start:find(self.scope, 1, true) and self.scope or "") .. printed end
  if core == "抽查" then return core .. printed end
  return nil
end

function State:count(token, before, index)
  local core, nearly = phrases.cut_light(before)
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
  if not (phrases.starts_predicate(after) and subject ~= "") or (after ~= "" and phrases.takes_noun(before)) then noun, said = phrases.counted_noun(after) end
  local row = { qualifier = token.approximate or nearly }
  if noun == "" then
    if phrases.only_enters(subject) and subject ~= "" and not subject:find "等$" then subject = "" end
    row.subject = subject ~= "" and self:continued(subject) or self.noun_of_clause or self:inherited(token.unit)
    if scope and subject == "" then row.scope = scope end
  else
    if phrases.only_enters(subject) then subject = "" else subject = phrases.cut_enter(subject) end
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
  if noun ~= "" and phrases.is_bearer(noun) then
    local phrase = self:bearer_phrase(token, subject, noun, of_noun)
    if phrase then self.bearer = phrase end
  end
  self:set_group { row }
end

function State:amount(token, before, index)
  local core, nearly = phrases.cut_light(before)
  local change = phrases.change(before)
  local verb_only = change and change.kind == nil and not words.set "增支 减支 增收 减收":before(change.verb)
  if change and not verb_only then
    local stem = self:subject_of(change.core)
    local of = self.group[#self.group]
    if stem == "" then stem = of and of.subject or "" end
    local tail = marks:strip_start(change.tail):gsub("了$", "")
    local row = self:add({ subject = stem ~= "" and stem .. tail or nil, change_kind = change.kind, qualifier = token.approximate }, token,
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
  end
  self.owned = nil
  local row = { qualifier = token.approximate or nearly }
  local rule, owns = "amount", nil
  local after, number_follows = self:after(token, index)
  after = after:gsub("^的", "")
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
      row.subject = idle and idle ~= "" and after ~= "" and #idle < 90 and idle .. after or self:inherited(token.unit)
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
  if not distributed or subject == "" then
    for i, token in ipairs(list) do
      if token.borrowed then return nil end
      self:one(token, i == 1 and before or "", index + i - 1)
    end
    return
  end
  local left, right = subject:match "^(.-)分别(.*)$"
  local parts, joined = phrases.split(left or subject)
  if #parts ~= #list and joined and #joined == #list then parts = joined end
  local group = {}
  tail = tail:gsub("^较去年同期", "")
  for i, token in ipairs(list) do
    local this = #parts == #list and parts[i] .. (right or "") .. (tail ~= "" and tail or "") or nil
    group[i] = self:add({ subject = this, change_kind = change and change.kind or nil, qualifier = token.approximate }, token, "amount")
    set_value(group[i], token)
    group[i].is_difference = tail ~= ""
  end
  self:set_group(group)
end

-- Ranks -----------------------------------------------------------------------------------

function State:rank(token)
  local before = phrases.cut_light(self:words(self.cursor, token.from - 1))
  local subject, scope = self:subject_of(before)
  subject = marks:strip_end(subject)
  local of_growth = rates.has[subject]
  local growth = of_growth or subject == "总量" or subject == ""
  local row = self.group[#self.group]
  local near_enough = row and (self.group_sentence == self.sentence_number
    or (self.group_sentence == self.sentence_number - 1 and of_growth))
  if growth and near_enough and not row.is_difference then
    if row.rank == nil then
      row.rank, row.rank_scope, row.to = token.rank, token.scope, math.max(row.to, token.to)
      row.ranked_change = row.change ~= nil
      return
    end
    local second = { subject = row.subject, scope = row.scope, period = row.period, rank = token.rank, rank_scope = token.scope }
    if row.change and not row.ranked_change then
      second.subject = (row.subject or "") .. "增幅"
      second.change, second.change_kind = row.change, row.change_kind
    else
      second.value, second.unit, second.change, second.change_kind = row.value, row.unit, row.change, row.change_kind
    end
    self:add(second, token, "rank")
    return
  end
  if subject == "" then return end
  local new = self:add({ subject = subject, scope = scope, rank = token.rank, rank_scope = token.scope }, token, "rank")
  new.ranked_change = true
  self:set_group { new }
end

-- The walk --------------------------------------------------------------------------------

function State:one(token, before, index)
  if token.kind == "time" and not self:is_duration(token, before, index) then return false end
  if self:is_threshold(token, before, index) then return false end
  if token.kind == "percent" then
    local change = phrases.change(before)
    if change then return self:changes({ token }, change) end
    local target = phrases.target((phrases.cut_light(before .. "的"):gsub("的$", "")) .. "的") or phrases.target(before)
    if target then return self:target(token, target) end
    return self:ratios({ token }, before)
  elseif token.kind == "point" then
    return self:difference({ token }, before)
  elseif token.kind == "count" then
    local change = phrases.change(before)
    if change and change.kind then return self:amount(token, before, index) end
    return self:count(token, before, index)
  end
  return self:amount(token, before, index)
end

function State:list_from(index)
  local list = { self.tokens[index] }
  local at = index
  while true do
    local next_index = at + 1
    local between_token = self.tokens[next_index]
    if between_token and between_token.type == "enum" then next_index = next_index + 1 end
    local token = self.tokens[next_index]
    local this = list[#list]
    if not token or token.type ~= "number" or token.kind ~= this.kind or token.unit ~= this.unit
      or not LIST_LINK[self.text:sub(this.to + 1, token.from - 1)] then
      return list, at
    end
    list[#list + 1], at = token, next_index
  end
end

function State:number(index)
  local token = self.tokens[index]
  if token.kind == "bare" then return index end
  local list, last = self:list_from(index)
  local before = phrases.cut_ordinal(self:words(self.cursor, token.from - 1))
  if self.used and ends_link:before(before) then before = "" end          -- …、577个: the words belong to the number before
  local kept
  if #list == 1 then
    kept = self:one(token, before, index)
  elseif token.kind == "percent" then
    local change = phrases.change(before)
    if change then self:changes(list, change) else self:ratios(list, before) end
  elseif token.kind == "point" then
    self:difference(list, before)
  else
    self:amounts(list, before, index)
  end
  if kept ~= false then
    self.cursor = list[#list].to + 1
    self.used = true
  end
  return last
end

function State:period_token(token)
  local before = self.text:sub(self.clause, token.from - 1)
  if comparison:before(before) or comparison:before(before .. "") then return end
  if self.text:find("^相比", token.to + 1) or self.text:find("^的[%d]", token.to + 1) and before:find "至$" then return end
  self.cuts[#self.cuts + 1] = token
  local lead = phrases.cut_lead(phrases.cut_ordinal(before))
  if lead == "" or token.point then
    self.period, self.period_is_point = token.text, token.point
  else
    self.period_clause = token.text                       -- inside a clause: it holds there only
  end
end

local function starts_with_among(text, at)
  return text:find("^其中", at) or text:find("^支出", at) or text:find("^收入", at)
end

function State:mark(token)
  local kind = token.type
  if kind == "enum" then return end
  if kind == "open" then
    self.stack[#self.stack + 1] = { group = self.group, group_sentence = self.group_sentence, scope = self.scope, bearer = self.bearer,
      main = self.main, owned = self.owned }
    self.main = self.group[#self.group]
    self.cursor = token.to + 1
    return
  elseif kind == "close" then
    local outer = table.remove(self.stack)
    if outer then
      for k, v in pairs { "group", "group_sentence", "scope", "bearer", "main", "owned" } do self[v] = outer[v] end
    end
    self.cursor = token.to + 1
    return
  end
  self.idle = not self.used and phrases.cut_ordinal(self:words(self.clause, token.from - 1)) or nil
  if self.idle then
    local _, scope = phrases.cut_lead(self.idle)
    if scope then self.scope, self.bearer = scope, nil end
  end
  self.period_clause = nil
  self.used, self.owned, self.noun_of_clause = false, nil, nil
  self.cursor, self.clause = token.to + 1, token.to + 1
  if #self.stack > 0 then return end
  if kind == "semicolon" then
    self.sentence = token.to + 1
    self.bearer = nil
  elseif kind == "stop" then
    self.sentence = token.to + 1
    self.sentence_number = self.sentence_number + 1
    if self.period and not self.period_is_point then self.period_paragraph = self.period end
    self.period, self.bearer, self.idle = nil, nil, nil
    if not starts_with_among(self.text, token.to + 1) then self.scope, self.main = nil, starts_with_among(self.text, token.to + 1) and self.main end
    if phrases.cut_ordinal(self.text:sub(token.to + 1, token.to + 6)) == "" then self.period_paragraph = nil end
  end
end

-- The clause that a row was read from: between the marks 。；.
local function clause_text(text, from, to)
  local stop = to
  while stop < #text do
    local mark = text:match("^[%z\1-\127\194-\244][\128-\191]*", stop + 1)
    if mark == "。" or mark == "；" or mark == "！" or mark == "？" then break end
    stop = stop + #mark
  end
  return text:sub(from, stop)
end

--- Reads one paragraph.
-- @param text string: a paragraph without layout spaces
-- @param context table|nil: `period` stated by the headings above it
-- @return table: { row, … } with the fields of a quantity row, `from` and `to` (bytes) and `rule`
-- @return string|nil: the period that the paragraph states for what follows it
function M.read(text, context)
  if not quantities.worth_scanning(text) then return {} end
  local state = new_state(text, context or {})
  state.sentence_number = 1
  state.tokens = fold_brackets(quantities.scan(text))
  local index = 1
  while index <= #state.tokens do
    local token = state.tokens[index]
    if token.type == "number" then
      index = state:number(index)
    elseif token.type == "period" then
      state:period_token(token)
    elseif token.type == "rank" then
      state:rank(token)
      state.cursor, state.used = token.to + 1, true
    else
      state:mark(token)
    end
    index = index + 1
  end
  for _, row in ipairs(state.rows) do row.text = clause_text(text, row.clause_from, row.to) end
  return state.rows
end

return M
