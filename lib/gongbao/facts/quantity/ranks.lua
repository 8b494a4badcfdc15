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

function State:rank(token)
  local raw = self:words(self.cursor, token.from - 1)
  local origin = raw:match "^(.*)从$" or raw:match "^(.*)由$"
  if origin then                                              -- 从全国第12位升至第9位
    self.from_rank = { subject = origin, scope = token.scope }
    return
  end
  local before = phrases.cut_light(raw)
  if self.from_rank then
    if raw == "、" then return end
    before = phrases.cut_light(self.from_rank.subject)
    token.scope, self.from_rank = token.scope or self.from_rank.scope, nil
    if before == "" then before = self.group_sentence == self.sentence_number and self.group[#self.group]
      and self.group[#self.group].subject or "" end
  end
  local subject, scope = self:subject_of(before)
  local stem, rate = subject:match "^(.+)、(.+)$"
  if stem and rates.has[rate] then subject = phrases.before_predicate(phrases.cut_light(stem)) .. rate end
  subject = marks:strip_end(subject)
  local of_growth = rates.has[subject]
  local growth = of_growth or subject == "总量" or subject == ""
  local row = self.group[#self.group]
  local near_enough = row and (self.group_sentence == self.sentence_number
    or (self.group_sentence == self.sentence_number - 1 and (of_growth or raw == "")))
  if growth and near_enough and not row.is_difference then
    if row.rank == nil then
      row.rank, row.rank_scope, row.to = token.rank, token.scope, math.max(row.to, token.to)
      row.ranked_change = row.change ~= nil
      return
    end
    local second = { subject = row.subject, scope = row.scope, period = row.period, rank = token.rank,
      rank_scope = token.scope }
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

return State
