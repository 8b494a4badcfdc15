-- Ballots and tests: satisfaction ballots on officials, knowledge tests of a body's staff,
-- votes. The subject is the official or the body assessed, the measure as printed.
local chars = require "gongbao.text.chars"
local lists = require "gongbao.grammar.lists"
local names = require "gongbao.grammar.names"
local quantities = require "gongbao.grammar.quantities"
local titles = require "gongbao.facts.titles"
local words = require "gongbao.grammar.words"

local ballots = lists.get "ballots"
local about, measures = words.set(ballots, "about"), words.set(ballots, "measure")
local issued = words.set "发出并收回 发放并收回 发出 收回 发放"
local bounds, posts = words.set "。 ， ； 、 ”", words.set(lists.get "posts", "post")
local joiners = words.set "为 均为 达 达到 是 共 ： 有 约"

-- 李明同志…, 对李明同志的满意度测评: the official named in the paragraph.
local function official(text)
  local at = text:find("同志", 1, true)
  while at do
    local name = names.before(text, at, function(subject, byte)
      return byte == 1 or subject:sub(byte - 3, byte - 1) == "对"
        or bounds:before(subject, byte - 1) ~= nil or posts:before(subject, byte - 1) ~= nil
    end)
    if name then return name end
    at = text:find("同志", at + 6, true)
  end
end

-- The words before a figure, behind the figure before it and the last comma or stop.
local clause_ends = words.set "。 ，"
local function words_before(text, from, to)
  local clause = text:sub(from, to)
  return clause:sub(clause_ends:behind(clause, #clause + 1))
end

-- The measure that the words around a figure name, as printed: 满意率|100%, 发出并收回|满意度测评表46张, 41人|参加测试.
local function measure_of(before, token, after)
  local plain = joiners:strip_end(before)
  local measure = measures:before(plain)
  if measure == "测评票" or measure == "测评表" then
    measure = issued:before((plain:sub(1, -#measure - 1):gsub("满意度$", "")))
  end
  if measure or token.unit ~= "人" then return measure end
  if plain:find("参加", 1, true) and plain:find "测试$" or after:find "^参加测试" then return "参加测试" end
  if plain:find "参加测评$" or after:find "^参加测评" or before:find "对$" and after:find "^进行满意度测评" then
    return "参加测评"
  end
end

local of_score = { "分", "成绩" }

-- The name of the test that a text reports; the longer before those that end like it.
local TESTS = { "法律法规知识测试", "法律知识测试", "人大知识测试", "知识测试" }

local function run(paragraph, emit)
  local text = paragraph.text
  if paragraph.is_title or not about:find(text) then return end
  local person, test = official(text), chars.holds(text, TESTS)
  local body = titles.assessed_body(paragraph.document.title or "")
  local from = 1
  for _, token in ipairs(quantities.scan(text)) do
    if token.type == "number" then
      local measure = measure_of(words_before(text, from, token.from - 1), token, text:sub(token.to + 1))
      local score = measure and chars.holds(measure, of_score)
      local unit = token.unit or score and token.kind == "bare" and "分" or nil
      if measure and unit then
        local subject = (score or measure == "参加测试") and (test or body) or person or body
        emit({ subject = subject, measure = measure, value = token.value, unit = unit }, token.from, token.to)
      end
      from = token.to + 1
    end
  end
end

return {
  name = "ballots", layer = "ballot",
  doc = "Satisfaction ballots, knowledge tests and votes: who was assessed, the measure, the figure.",
  anchors = ballots.about,
  run = run,
  examples = {
    { title = "关于评议市水利局工作情况的调研报告",
      text = "李明同志作为任命的工作人员，对其进行了满意度测评，共发出并收回满意度测评表46张，满意率100%。",
      rows = { { subject = "李明", measure = "发出并收回", value = 46, unit = "张" }, { subject = "李明",
        measure = "满意率", value = 100, unit = "%" } } },
    { title = "关于评议市水利局工作情况的调研报告",
      text = "进行法律知识测试，共41人参加测试，最高分97分，平均分为90.5分。",
      rows = { { subject = "法律知识测试", measure = "参加测试", value = 41, unit = "人" },
        { measure = "最高分", value = 97 },
        { subject = "法律知识测试", measure = "平均分", value = 90.5, unit = "分" } } },
    { title = "关于评议市水利局工作情况的调研报告", text = "对局长李明同志进行了满意度测评，收回测评票54张。",
      rows = { { subject = "李明", measure = "收回", value = 54, unit = "张" } } },
    { text = "办理代表建议25件，满意率为100%。", rows = {} },
  },
}
