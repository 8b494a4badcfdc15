-- Ranks: 居全省第5位, 全国排名第三, 从第10位升至第7位; they belong to the indicator before them.
local phrases = require "gongbao.facts.phrases"
local State = require "gongbao.facts.quantity.state"
local words = require "gongbao.grammar.words"

local marks = words.set "， 。 ； 、 ： ！ ？"
local rates = words.set "增速 增幅 增长率 增长速度 增长"

-- 总量和增幅分别居全省第6位、第2位
function State:ranks(token, index)
  local before = self:words(self.cursor, token.from - 1)
  local left = before:match "^(.-)分别$"
  local list = { token }
  while left do
    local link, following = self.tokens[index + 1], self.tokens[index + 2]
    if not (link and link.type == "enum" and following and following.type == "rank") then break end
    list[#list + 1], index = following, index + 2
  end
  local row = self.group[#self.group]
  if not left or #list < 2 or not row or self.group_sentence ~= self.sentence_number then
    self:rank(token)
    return index, token
  end
  local parts = self:split((self:subject_of(left)), #list)
  if #parts == #list then
    for i, one in ipairs(list) do
      local second = { scope = row.scope, period = row.period, rank = one.rank, rank_scope = one.scope or token.scope }
      if rates.has[parts[i]] then
        second.subject, second.change, second.change_kind = (row.subject or "") .. parts[i], row.change, row.change_kind
        self:add(second, one, "rank")
      elseif row.rank == nil then
        row.rank, row.rank_scope, row.ranked_change = one.rank, one.scope or token.scope, false
      end
    end
  end
  return index, list[#list]
end

-- 从全国第12位|升至第9位: where an indicator rose from is no rank of its own.
function State:rank_from(token, words_before)
  local origin = words_before:match "^(.*)从$" or words_before:match "^(.*)由$"
  if origin then self.from_rank = { subject = origin, scope = token.scope } end
  return origin ~= nil
end

-- The words before a rank; before one that was risen to, those of the rank where the indicator came from.
function State:words_before_rank(token, printed)
  local from = self.from_rank
  if not from then return (phrases.cut_light(printed)) end
  self.from_rank = nil
  token.scope = token.scope or from.scope
  local before = phrases.cut_light(from.subject)
  return before ~= "" and before or self:last_subject() or ""
end

-- What the words before a rank name: 总量、增速 is the growth of what stands before it.
local function ranked(subject)
  local stem, rate = subject:match "^(.+)、(.+)$"
  if stem and rates.has[rate] then subject = phrases.before_predicate(phrases.cut_light(stem)) .. rate end
  return (marks:strip_end(subject))
end

-- The second rank of one indicator: of its growth where that has none yet, else of its value.
function State:second_rank(row, token)
  local second = { subject = row.subject, scope = row.scope, period = row.period, rank = token.rank,
    rank_scope = token.scope, change = row.change, change_kind = row.change_kind }
  if row.change and not row.ranked_change then
    second.subject = (row.subject or "") .. "增幅"
  else
    second.value, second.unit = row.value, row.unit
  end
  self:add(second, token, "rank")
end

function State:rank(token)
  local printed = self:words(self.cursor, token.from - 1)
  if self:rank_from(token, printed) or self.from_rank and printed == "、" then return end
  local subject, scope = self:subject_of(self:words_before_rank(token, printed))
  subject = ranked(subject)
  local of_growth = rates.has[subject]
  local row = self.group[#self.group]
  local near_enough = row and (self.group_sentence == self.sentence_number
    or self.group_sentence == self.sentence_number - 1 and (of_growth or printed == ""))
  if (of_growth or subject == "总量" or subject == "") and near_enough and not row.is_difference then
    if row.rank then return self:second_rank(row, token) end
    row.rank, row.rank_scope, row.to = token.rank, token.scope, math.max(row.to, token.to)
    row.ranked_change = row.change ~= nil
    return
  end
  if subject == "" then return end
  local new = self:add({ subject = subject, scope = scope, rank = token.rank, rank_scope = token.scope }, token, "rank")
  new.ranked_change = true
  self:set_group { new }
end

return State
