-- Parts and their total: A（B x，C y）, A，其中B x、C y, A x、B y、C z合计N. Parts in brackets make
-- up the whole unless 其中 says that they are some of it; then they must not exceed it.
local chars = require "gongbao.text.chars"
local lists = require "gongbao.grammar.lists"
local quantities = require "gongbao.grammar.quantities"
local words = require "gongbao.grammar.words"

local function decimals(printed) return #(printed:match "%.(%d+)" or "") end

-- What rounding may leave: half a unit of the last place for each part.
local function tolerance(list)
  local sum = 0
  for _, token in ipairs(list) do sum = sum + 0.5 * 10.0 ^ -decimals(token.printed) end
  return sum + 1e-9
end

local function shown(text, list)
  local parts = {}
  for _, token in ipairs(list) do parts[#parts + 1] = text:sub(token.from, token.to) end
  return table.concat(parts, " + ")
end

local function sum_of(list)
  local sum = 0
  for _, token in ipairs(list) do sum = sum + token.value end
  return sum
end

local function same(a, b) return a.unit == b.unit and a.kind == b.kind end

local function amount(token)
  return token and token.type == "number" and token.value and not token.approximate
    and (token.kind == "money" or token.kind == "measure" or token.kind == "count")
end

-- The figures between two tokens that have the total's unit; nil where others stand among them.
local function parts_between(tokens, from, to, total)
  local list = {}
  for i = from, to do
    local token = tokens[i]
    if token.type == "number" and token.kind ~= "bare" then
      if not amount(token) or not same(token, total) then return nil end
      list[#list + 1] = token
    elseif token.type == "open" then
      return nil
    end
  end
  return #list >= 2 and list or nil
end

local function closing(tokens, open)
  for i = open + 1, #tokens do
    if tokens[i].type == "close" then return i end
    if tokens[i].type == "open" or tokens[i].type == "stop" then return nil end
  end
end

local function number(value) return ("%.10g"):format(value) end

local function tell(report, node, text, total, list, kind)
  local sum = sum_of(list)
  report { document = node.document, node = node.id, line = node.first_line,
    message = ("%s = %s，%s%s：%s"):format(shown(text, list), number(sum), kind, text:sub(total.from, total.to),
      text:sub(math.max(1, total.clause or total.from), list[#list].to)),
    basis = ("%s ≠ %s"):format(number(sum), number(total.value)) }
end

local function bracketed(report, node, text, tokens)
  for i, token in ipairs(tokens) do
    local total = tokens[i - 1]
    if token.type == "open" and amount(total) and total.to + 1 == token.from then
      local close = closing(tokens, i)
      local list = close and parts_between(tokens, i + 1, close - 1, total)
      if list then
        local among = text:find("^其中", token.to + 1) or text:find("^含", token.to + 1)
          or text:find("^包括", token.to + 1)
        local difference = sum_of(list) - total.value
        local off = difference > tolerance(list) or (not among and -difference > tolerance(list))
        if off then tell(report, node, text, total, list, "括号前为") end
      end
    end
  end
end

-- …甲20.3亿元、乙2.8亿元、丙1.9亿元合计24.5亿元: the figures of the list before 合计.
local function summed_up(report, node, text, tokens)
  for i, token in ipairs(tokens) do
    local before = amount(token) and text:sub(math.max(1, token.from - 12), token.from - 1)
    if before and (before:find "合计$" or before:find "共计$" or before:find "总计$"
      or before:find "合计为$") then
      local list = {}
      for k = i - 1, 1, -1 do
        local part = tokens[k]
        if part.type == "stop" or part.type == "semicolon" or part.type == "open" then break end
        if part.type == "number" and part.kind ~= "bare" then
          if not amount(part) or not same(part, token) then break end
          table.insert(list, 1, part)
        end
      end
      if #list >= 2 and math.abs(sum_of(list) - token.value) > tolerance(list) then
        tell(report, node, text, token, list, "合计写作")
      end
    end
  end
end

-- The total before 其中: the last amount with the parts' unit in the sentence; percentages may stand between.
local function total_before(tokens, index)
  for k = index - 1, 1, -1 do
    local token = tokens[k]
    if token.type == "stop" or token.type == "semicolon" then return nil end
    if token.type == "number" and token.kind ~= "percent" then
      return amount(token) and same(token, tokens[index]) and token or nil
    end
  end
end

-- 收入24.5亿元，…，其中甲20.3亿元、乙2.8亿元、其他1.9亿元: parts in one row, parted by 、,
-- must not
-- exceed the total, and reach it where the last is 其他.
local function of_which(report, node, text, tokens)
  local previous_end = 0
  for i, token in ipairs(tokens) do
    local between = text:sub(previous_end + 1, token.from - 1)
    if amount(token) and between:find "^[，：]*其中" or amount(token) and between:find("，其中", 1, true) then
      local total, list, k = total_before(tokens, i), { token }, i
      while total and tokens[k + 1] and tokens[k + 1].type == "enum" and amount(tokens[k + 2] or {})
        and same(tokens[k + 2], token) do
        list[#list + 1], k = tokens[k + 2], k + 2
      end
      if total and #list >= 2 then
        local last = text:sub(tokens[k - 1].to + 1, tokens[k].from - 1)
        local difference = sum_of(list) - total.value
        if difference > tolerance(list) or (last:find "^其他" or last:find "^其余")
          and -difference > tolerance(list) then
          tell(report, node, text, total, list, "总数为")
        end
      end
    end
    if token.type == "number" then previous_end = token.to end
  end
end

-- Whether a bracket opens right behind what an amount can end with.
local brackets, amount_ends = words.set "（ (", words.set(lists.get "units", "money", "measure", "count", "time")
local function has_bracket(text)
  local at, bracket = brackets:find(text)
  while at do
    if amount_ends:before(text, at - 1) or text:sub(1, at - 1):find "）$" then return true end
    at, bracket = brackets:find(text, at + #bracket)
  end
  return false
end

local sums = { "合计", "共计", "总计" }

-- Cheap questions first: most texts hold no total, and are not read any further.
local function read(report, node, text)
  local among, summed, open = text:find("其中", 1, true), chars.holds(text, sums), has_bracket(text)
  if not (among or summed or open) then return end
  local tokens = quantities.scan(text)
  if open then bracketed(report, node, text, tokens) end
  if among then of_which(report, node, text, tokens) end
  if summed then summed_up(report, node, text, tokens) end
end

local function run(store, report)
  for node in store:rows [[SELECT id, document, first_line, flow FROM node
      WHERE (kind IN ('paragraph', 'heading', 'point')) AND (flow LIKE '%（%' OR flow LIKE '%计%' OR flow LIKE
      '%其中%')]] do
    if node.flow:find "%d" then read(report, node, node.flow) end
  end
end

return {
  name = "parts_sum", severity = "error",
  doc = "Parts that do not add up to the total printed beside them.",
  run = run,
  examples = {
    { documents = { { text = "收入完成24.5亿元，下降18.9%，其中出让收入20.3亿元、配套费2.8亿元、其他收入1.9亿元。" } },
      findings = { "总数为24.5亿元" } },
    { documents = { { text = "支出58.2亿元，其中教育20亿元、卫生13亿元。" } }, findings = {} },
    { documents = { { text = "债务限额180亿元（市本级60.2亿元，县区级119.8亿元）。" } },
      findings = {} },
    { documents = { { text = "债务限额180亿元（市本级60.2亿元，县区级109.8亿元）。" } },
      findings = { "60.2亿元 + 109.8亿元 = 170" } },
    { documents = { { text = "转移支付58.6亿元（其中一般性41.7亿元，专项6.9亿元）。" } },
      findings = {} },
    { documents = { { text = "出让收入20.3亿元、配套费2.8亿元、其他1.9亿元合计24.5亿元。" } },
      findings = { "合计写作24.5亿元" } },
  },
}
