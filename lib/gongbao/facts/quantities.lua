-- Reads the quantities of a paragraph: which indicator has which value, how it changed,
-- where it ranks, what share of its plan it reached; for whom and for when it is stated.
--
-- The paragraph is walked token by token (grammar/quantities). Beside the tokens there
-- is only the text before a number (from `cursor`) and after it; facts/phrases reads it.
-- State: the rows so far, the last group of rows (what 同比增长 or 居全省第5位 attaches to),
-- the period and the territory of the sentence, and the bearer (3家单位 …).
local quantities = require "gongbao.grammar.quantities"
local periods = require "gongbao.grammar.periods"
local phrases = require "gongbao.facts.phrases"
local State = require "gongbao.facts.quantity.state"
local words = require "gongbao.grammar.words"
require "gongbao.facts.quantity.changes"
require "gongbao.facts.quantity.amounts"
require "gongbao.facts.quantity.ranks"

local M = {}

local comparison = words.set [[较 比 与 于 同 恢复至 由 从 对比 相较 相比 增至 提高至 降至
  年均较 超过 高于 低于 快于]]
local list_link = words.set "、 和 及 与 以及 、和"
local ends_link = words.set "、 和 及"

local function holds_figure(tokens, from, to)
  for i = from, to do
    if State.is_figure(tokens[i]) or tokens[i].type == "rank" then return true end
  end
  return false
end

-- Parentheses without a figure are part of the words around them, and so are tokens that nothing reads.
local function fold_brackets(tokens)
  local kept, open = {}, {}
  for _, token in ipairs(tokens) do
    if token.type ~= "other" and token.type ~= "code" then kept[#kept + 1] = token end
    if token.type == "open" then
      open[#open + 1] = #kept
    elseif token.type == "close" then
      local first = table.remove(open) or #kept              -- one that nothing opened goes alone
      if not holds_figure(kept, first + 1, #kept - 1) then
        for i = #kept, first, -1 do kept[i] = nil end
      end
    end
  end
  return kept
end

-- 从46.2%提高到93.8%, 由15人增至60人: the first figure is where the indicator came from;
-- the row is the second's.
local from_words, to_words = words.set "从 由",
  words.set [[提高到 提高至 提升到 提升至 增加到 增加至 增长到 增长至 上升到 上升至 下降到 下降至 降低到
  降低至 减少到 减少至 降到 降至 升到 升至 增至 增编至 扩大到 扩大至 缩短到 缩短至
  压缩到 压缩至 下调至 上调至 攀升至 攀升到 调整为 调整到 变为 减至 扩展到 到 至
  跃升至 回落至]]

-- 由|去年同期的, 从|2020年底的: when the first figure held.
local earlier = words.set "去年同期 上年同期 去年 上年 上年末 上年底 去年底 去年末 年初 月初 原来 原先 最初 过去 之前 此前"
local YEAR_ENDS = { "%d%d%d%d年$", "%d%d%d%d年末$", "%d%d%d%d年底$" }
local function without_time(text)
  text = text:gsub("的$", "")
  for _, year in ipairs(YEAR_ENDS) do text = text:gsub(year, "") end
  return (earlier:strip_end(text))
end

-- Whether a figure only says where the indicator came from; its words are kept for the figure that says where it went.
function State:starts_range(token, before)
  local origin = without_time(before)
  local word = from_words:before(origin)
  if not word then return false end
  local following, comma
  for i = token.index + 1, #self.tokens do
    following = self.tokens[i]
    if following.type == "comma" and not comma then comma = true
    elseif following.type ~= "period" then break end
  end
  if not following or following.type ~= "number" then return false end
  local between = self.text:sub(token.to + 1, following.from - 1):gsub("^的", ""):gsub("^，", ""):gsub("^,", "")
  between = without_time(between)
  if not to_words:before(between) then return false end
  self.from_subject = origin:sub(1, -#word - 1)
  return true
end

-- Reads a figure that stands alone. Returns false where it is none, so that the words around it stay together.
function State:one(token, before)
  if self.from_subject then
    before, self.from_subject = self.from_subject ~= "" and self.from_subject or self.idle or "", nil
  elseif self:starts_range(token, before) then
    self:passed(token, "amount", "the indicator came from here: 从…提高到…")
    return nil
  end
  if token.kind == "time" and not self:is_duration(token, before) then
    self:passed(token, "amount", "a date, a term or part of a name: nothing shows that it measures a duration")
    return false
  end
  if self:is_threshold(token, before) then
    self:passed(token, "amount", "it only describes the noun behind it")
    return false
  end
  if token.kind == "percent" then
    local change = phrases.change(before)
    if change then return self:changes({ token }, change) end
    self:passed(token, "change", "no word of rise or fall stands right before the figure")
    local target = phrases.target((phrases.cut_light(before)) .. "的")
      or phrases.target(before)
    if target then return self:target(token, target) end
    self:passed(token, "target_share", "no 为预算的, 完成目标的 or the like stands right before the figure")
    return self:ratios({ token }, before)
  elseif token.kind == "point" then
    return self:difference({ token }, before)
  elseif token.kind == "count" then
    local change = phrases.change(before)
    if change and change.kind then return self:amount(token, before) end
    if change then
      self:passed(token, "difference", change.verb .. " without 同比, 较上年 or the like before it")
    end
    return self:count(token, before)
  end
  return self:amount(token, before)
end

-- The figures of one kind and unit from a token on that stand side by side: 3%、5%和7%.
function State:list_from(first)
  local list = { first }
  while true do
    local this = list[#list]
    local token = self.tokens[this.index + 1]
    if token and token.type == "enum" then token = self.tokens[this.index + 2] end
    if not token or token.type ~= "number" or token.kind ~= this.kind or (token.unit ~= this.unit and not this.borrowed)
      or not list_link.has[self.text:sub(this.to + 1, token.from - 1)] then
      return list
    end
    list[#list + 1] = token
  end
end

-- Reads the figure or the list of figures at a token; returns the index of the last token read.
function State:number(token)
  if token.kind == "bare" then return token.index end
  if self.text:sub(token.from - 3, token.from - 1) == "每" and self.text:find("^人口", token.to - 2) then
    return token.index                                       -- 每10万人|口高等教育在校生: a name
  end
  local list = self:list_from(token)
  local before = phrases.cut_ordinal(self:words(self.cursor, token.from - 1))
  -- …、577个: the words belong to the number before
  if self.used and ends_link:before(before) then before = "" end
  if self.before_bracket and token.from == self.cursor and token.kind == "percent" then before = self.before_bracket end
  self.before_bracket = nil
  local kept
  if #list == 1 then
    kept = self:one(token, before)
  elseif token.kind == "percent" then
    local change = phrases.change(before)
    if change then self:changes(list, change) else self:ratios(list, before) end
  elseif token.kind == "point" then
    self:difference(list, before)
  else
    self:amounts(list, before)
  end
  if kept ~= false then
    self.cursor = list[#list].to + 1
    self.used = true
  end
  return list[#list].index
end

local till = words.set "前 之前 以前"

-- A period at the head of a clause holds from there on, one inside a clause only there, one compared with not at all.
function State:period_token(token)
  local before = self.text:sub(self.clause, token.from - 1)
  if comparison:before(before) then return end
  if self.text:find("^相比", token.to + 1) or self.text:find("^的[%d]", token.to + 1) and before:find "至$" then
    return
  end
  local before_it = till:at(self.text, token.to + 1)                      -- 2025年底|前完成…
  self.cuts[#self.cuts + 1] = { from = token.from, to = token.to + (before_it and #before_it or 0) }
  local lead = phrases.cut_lead(phrases.cut_ordinal(before))
  if lead == "" or token.point then
    self.period, self.period_is_point = token.text, token.point
    if not token.point and periods.is_term(token.text) then self.stated = token.text end
  else
    self.period_clause = token.text                       -- inside a clause: it holds there only
  end
end

-- What a bracket sets aside until it is closed.
local SET_ASIDE = { "group", "group_sentence", "scope", "bearer", "main", "owned" }

function State:open_bracket(token)
  local outer = {}
  for _, field in ipairs(SET_ASIDE) do outer[field] = self[field] end
  self.stack[#self.stack + 1] = outer
  self.main = self.group[#self.group]
  self.before_bracket = self:words(self.cursor, token.from - 1)          -- 村集体收入（50%）
  self.cursor = token.to + 1
end

function State:close_bracket(token)
  local outer = table.remove(self.stack)
  for _, field in ipairs(outer and SET_ASIDE or {}) do self[field] = outer[field] end
  self.cursor = token.to + 1
end

local among, inside = words.set "其中 当中", words.set "在 从 于"
local LEAST_WHOLE = 4 -- characters

-- A clause without figures can name the territory, or the whole of which the next figures are parts.
function State:read_idle(idle)
  local said, scope = phrases.cut_lead(idle)
  -- not 全国…试点启动，: the figures behind it are our own
  if scope and scope ~= "全国" then self.scope, self.bearer = scope, nil end
  -- 一般公共预算收入中，市本级完成…; but not 在本轮改革中，…
  local whole = not (among.has[idle] or inside:at(idle)) and said:sub(-#"中") == "中" and said:match "^(.+)中$"
  if whole and utf8.len(whole) >= LEAST_WHOLE and #self.stack == 0 then self.main = { subject = whole } end
end

function State:end_clause(token)
  self.idle = not self.used and phrases.cut_ordinal(self:words(self.clause, token.from - 1)) or nil
  if self.idle then self:read_idle(self.idle) end
  self.period_clause = nil
  self.used, self.owned, self.noun_of_clause = false, nil, nil
  self.cursor, self.clause = token.to + 1, token.to + 1
end

-- 其中, 收入, 支出 at the start of a sentence go on with what the one before was about.
local goes_on = words.set "其中 支出 收入"

function State:end_sentence(token)
  self.sentence_number = self.sentence_number + 1
  if self.period and not self.period_is_point then self.period_paragraph = self.period end
  self.period, self.idle = nil, nil
  if not goes_on:at(self.text, token.to + 1) then self.scope, self.main = nil, nil end
  -- behind 一是, 二是 … the period of the sentences before no longer holds
  if phrases.cut_ordinal(self.text:sub(token.to + 1, token.to + #"一是")) == "" then self.period_paragraph = nil end
end

-- A mark ends a clause; outside brackets ；ends what was stated for a bearer, 。the sentence.
function State:mark(token)
  local kind = token.type
  if kind == "enum" then return end
  if kind == "open" then return self:open_bracket(token) end
  if kind == "close" then return self:close_bracket(token) end
  self:end_clause(token)
  if #self.stack > 0 then return end
  if kind == "semicolon" or kind == "stop" then self.sentence, self.bearer = token.to + 1, nil end
  if kind == "stop" then self:end_sentence(token) end
end

local function same_run(a, b)
  return b and b.subject == a.subject and b.period == a.period and b.rule == a.rule
    and b.sentence_number == a.sentence_number and b.unit == a.unit
end

-- 2021年、2022年全市投资增长12.6%和12.9%: as many figures of one indicator as years in the list.
local function share_years(rows)
  local i = 1
  while i <= #rows do
    local years, last = periods.years(rows[i].period or ""), i
    while years and same_run(rows[i], rows[last + 1]) do last = last + 1 end
    if years and #years == last - i + 1 then
      for k, year in ipairs(years) do rows[i + k - 1].period = year end
    end
    i = last + 1
  end
end

local only_verb = words.set "共计 合计 实有 实 增加 减少 增长 下降 提高 降低 上升 提升 新增 净增 达到 完成 实现 形成 建设"
local compared = words.set "优于 高于 低于 好于 快于 慢于 高出"

-- Words with another figure, a link or 分别 left in them were not understood as a subject.
local function understood(subject, rule)
  if subject:find "、$" or subject:find "和$" or subject:find "^%d+年$" or subject:find("分别", 1, true) then
    return false
  end
  if rule ~= "ratio" and subject:find "%d.-、" and not subject:find("“", 1, true) then return false end
  return not (only_verb.has[subject] or compared:at(subject))
end

-- 7个未开工项目中，5个已取得用地批复: what is among the projects is of the projects.
local leading = words.set "、 ， ；"
local function clean(subject)
  subject = leading:strip_start(subject):gsub("的$", "")
  local stem = subject:match "^(.+)中$"
  subject = stem and phrases.is_counted(stem) and stem or subject
  return subject ~= "" and subject or nil
end

-- The clause that a row was read from: between the marks 。；.
local clause_end = words.set "。 ； ！ ？"
local function clause_text(text, from, to)
  local stop = clause_end:find(text, to + 1)
  return text:sub(from, stop and stop - 1 or #text)
end

--- Reads one paragraph.
-- @param text string: a paragraph without layout spaces
-- @param context table|nil: `period` stated by the headings or the paragraphs above it, the nearest `heading`
-- @return table: { row, … } with the fields of a quantity row, `from` and `to` (bytes) and `rule`
-- @return string|nil: the period that the paragraph states for what follows it
function M.read(text, context)
  if not quantities.worth_scanning(text) then return {} end
  local state = State.new(text, context or {})
  state.tokens = fold_brackets(quantities.scan(text))
  for index, token in ipairs(state.tokens) do token.index = index end
  local index = 1
  while index <= #state.tokens do
    local token = state.tokens[index]
    if token.type == "number" then
      index = state:number(token)
    elseif token.type == "period" then
      state:period_token(token)
    elseif token.type == "rank" then
      index, token = state:ranks(token, index)
      state.cursor, state.used = token.to + 1, true
    else
      state:mark(token)
    end
    index = index + 1
  end
  share_years(state.rows)
  for _, row in ipairs(state.rows) do
    -- words that were not understood are no subject: 增速高于经济增速、|突破3万元; 分别 left over
    row.subject = row.subject and clean(row.subject)
    if row.subject and not understood(row.subject, row.rule) then row.subject = nil end
    row.text = clause_text(text, row.clause_from, row.to)
  end
  return state.rows, state.stated
end

return M
