-- Items: problems found, suggestions made, tasks set. An item is a heading, or a run-in
-- 一是 / 一要, inside a part of a document that holds such things. What a part holds is
-- told by its heading, by the sentence that leads an enumeration in, or by the genre.
local lists = require "gongbao.grammar.lists"
local words = require "gongbao.grammar.words"

local M = {}

local parts = lists.get "parts"
local set = {}
for kind in pairs(parts) do set[kind] = words.set(parts, kind) end

-- 一是 … 十是, 一要 … 十要, with their numbers.
local NUMBERS = { "一", "二", "三", "四", "五", "六", "七", "八", "九", "十" }
local ordinals, ordinal_words = {}, {}
for i, number in ipairs(NUMBERS) do
  for _, ending in ipairs { "是", "要" } do
    ordinals[number .. ending] = i
    ordinal_words[#ordinal_words + 1] = number .. ending
  end
end
local ordinal_set = words.set(table.concat(ordinal_words, " "))
local lead_marks = words.set "， ： 。"
local sentence_end = words.set "。 ；"
local organ_end = words.set(lists.get "organs", "suffix", "short")
local before_ordinal = words.set "。 ； ： ， ”"

--- Genres in which a committee examines others: what it proposes is a suggestion, not a task of its own.
M.COMMITTEE = words.set([[inspection_report inspection_tour_report investigation_report law_enforcement_inspection
  examination_report deliberation_opinion evaluation_report]]).has
local COMMITTEE = M.COMMITTEE

local LONGEST_SUGGESTION_HEADING = 24 -- bytes

--- What a heading says its part holds: "problem", "suggestion", "task", "mixed", or nil.
function M.kind_of_heading(heading)
  local problem = set.problem_heading:before(heading)
    or (set.problem_heading:find(heading) and not set.handled:find(heading))
  local suggestion = set.suggestion_heading:before(heading)
    or (set.suggestion_heading:find(heading) and #heading <= LONGEST_SUGGESTION_HEADING
      and not heading:find("“", 1, true))
  local task = (set.task_heading:find(heading) or set.task_ending:before(heading)) and not set.not_task:before(heading)
  if problem and (task or suggestion) then return "mixed" end
  if problem then return "problem" end
  if suggestion then return "suggestion" end
  if task then return "task" end
end

-- The sentence that leads an enumeration in: the last one before byte `at`.
local function lead_sentence(text, at)
  local before = lead_marks:strip_end(text:sub(1, at - 1))
  return before:match "^.*。(.-)$" or before
end

local announces = words.set "汇报如下 报告如下"
local solves = words.set "针对 解决"
local shows = words.set "存在 看到 认识到 仍有 还有 面临 问题是"

-- What a sentence announces: "problem" (存在以下问题), "suggestion" (提出以下建议), "task" (下一步，我们将), or nil.
-- @param after_problems boolean|nil: problems were told before, so that 将 tells what is done about them
local function lead_kind(sentence, genre, after_problems)
  if genre == "minutes" then return sentence:find("要求", 1, true) and "task" or nil end
  if genre == "closing_speech" then return set.asked:find(sentence) and "task" or nil end
  if announces:find(sentence) then return nil end
  local told = set.problem_lead:find(sentence) and not solves:find(sentence)
  if told and (shows:find(sentence) or sentence:find "问题$") then return "problem" end
  local suggestion = set.suggestion_lead:find(sentence)
  if COMMITTEE[genre] and suggestion then return "suggestion" end
  if set.task_lead:find(sentence) then return "task" end
  if after_problems and not COMMITTEE[genre] and sentence:find("将", 1, true) then return "task" end
  if suggestion and sentence:find("建议", 1, true) then return "suggestion" end
end

-- The run-in ordinals of a text: { { ordinal, number, from = its byte, head_from = the byte after it }, … }; only
-- those that continue a count (一是 … 二是) are taken. `count`: where the paragraph before
-- stopped; a paragraph may have been cut in the middle of its enumeration.
local function run_ins(text, count)
  local found, at, expected, style = {}, 1, count.number and count.number + 1, count.style
  while true do
    local from, word = ordinal_set:find(text, at)
    if not from then break end
    at = from + #word
    local number, kind = ordinals[word], word:sub(4)
    local bounded = from == 1 or before_ordinal:before(text, from - 1) or text:byte(from - 1) < 128
    if bounded and not text:find("^一是一", from) then
      local starts = number == 1 or from == 1
      if starts or (expected == number and style == kind) then
        found[#found + 1] = { ordinal = word, number = number, from = from, head_from = at }
        expected, style = number + 1, kind
        count.number, count.style = number, kind
      end
    end
  end
  return found
end

-- The head of a run-in item: up to the first 。 or ；.
local function head_text(text, from)
  local stop = sentence_end:find(text, from) or #text + 1
  return text:sub(from, stop - 1)
end

local own_end = words.set "部门 机关 单位 政府 县区 （市、区） 区县 部门等 法院 检察院"
local SUBJECT = { "^由(.-)牵头", "^(.-)牵头", "^(.-)应当", "^(.-)要" }
local FIRST_SENTENCES = 3
local LONGEST_BODY = 24 -- characters

-- The body that starts a clause: 由|市数据局|牵头.
local function body_in(clause)
  if clause:find("牵头作用", 1, true) then return nil end
  for _, pattern in ipairs(SUBJECT) do
    local subject = clause:match(pattern)
    subject = subject and (subject:match "^(.-)作为" or subject)
    if subject and subject ~= "" and (utf8.len(subject) or math.huge) <= LONGEST_BODY
      and not subject:find("“", 1, true) and (organ_end:before(subject) or own_end:before(subject)) then
      return subject
    end
  end
end

-- The body that a text makes responsible: 市财政局要…, 由市数据局牵头, 住建部门应当….
local function subject_of(body)
  local sentences = 0
  for sentence in (body .. "。"):gmatch "(.-)。" do
    sentences = sentences + 1
    if sentences > FIRST_SENTENCES then return nil end
    if sentence:find("要", 1, true) or sentence:find("应当", 1, true) or sentence:find("牵头", 1, true) then
      for clause in (sentence .. "，"):gmatch "(.-)，" do
        local subject = body_in(clause:match "^.*；(.-)$" or clause) or body_in(clause)
        if subject then return subject end
      end
    end
  end
end

local label_end = words.set "、 . ．"
local first_label = words.set "1 １ 一 （一） (一) （1） (1)"
local DEEPEST = 12 -- levels of headings

-- Reads the nodes of a document in order.
--   genre, emit        as given to M.read
--   stack, current     the headings over the place by level, and the last of them: { kind, level, item, done }
--   lead               what the last lead-in announced: { kind, level, fresh }
--   run, count         the enumeration in the text: its { kind, parent }, and where its count stands
--   problems_seen      problems were told in the text
--   under              items whose first paragraph has been read
local Reader = {}
Reader.__index = Reader

function Reader:emit_item(fields, from, to, node, rule)
  fields.node, fields.line = node.id, node.flow:line(from)
  return self.emit(fields, from, to, rule)
end

-- The kind that stands over a heading of this level, and the item it lies in.
function Reader:above(level)
  for l = level - 1, 0, -1 do
    local entry = self.stack[l]
    if entry then return entry.kind, entry.item end
  end
end

-- A heading ends the lead of its level, but …工作打算如下： / 1. …: a count that starts anew right after its lead
-- belongs to it.
function Reader:end_lead(node, level)
  local lead = self.lead
  if not lead then return end
  if level <= lead.level then
    local anew = lead.fresh and first_label.has[label_end:strip_end(node.label or "")]
    if anew then lead.level = level - 1 else self.lead = nil end
  end
  lead.fresh = false
end

-- What a heading itself says its part holds; "audit": problems, where its headings do not say otherwise.
function Reader:own_kind(heading, level)
  local own = M.kind_of_heading(heading)
  if own or self.genre ~= "audit_report" or level ~= 1 then return own end
  return set.audited:find(heading) and not set.handled:find(heading) and "audit" or nil
end

function Reader:heading_item(node, kind, parent)
  local heading = node.heading or ""
  local at = node.heading_at or (#(node.label or "") + 1)
  local whole = node.flow.text:sub(at)
  whole = whole:match "^(.-)一是" or whole
  return self:emit_item({ kind = kind, ordinal = node.label, head = heading, parent = parent and parent.id or nil,
    whole = whole, responsible = kind ~= "problem" and subject_of(whole) or nil },
    1, at + #heading - 1, node, "heading")
end

function Reader:heading(node)
  local level, heading = node.level or 1, node.heading or ""
  for l = level, DEEPEST do self.stack[l] = nil end
  self.count = {}
  self:end_lead(node, level)
  local kind, parent = self:above(level)
  local own = self:own_kind(heading, level)
  if kind == "audit" and own == "problem" then kind = "problem" end
  local entry = { kind = kind == "audit" and "problem" or kind, level = level }
  local of_item = kind and kind ~= "mixed" and kind or self.lead and self.lead.kind
  if own and (level == 1 or own ~= kind or set.problem_heading:before(heading)) then
    entry.kind = own                                        -- it names a part, it is no item itself
  elseif of_item then
    entry.kind = of_item == "audit" and "problem" or of_item
    entry.item = self:heading_item(node, entry.kind, parent)
  end
  if level == 1 and not own and set.not_task:before(heading) then entry.done = true end
  self.stack[level] = entry
  self.current = entry
  if own then self.lead = nil end
  self:enumeration(node)
end

-- 五、…效能 / 审计部门要…: who is responsible stands in the first paragraph under the heading.
function Reader:first_paragraph(text)
  local item = self.current and self.current.item
  if not item then return end
  local open = item.kind ~= "problem" and not item.responsible and not self.under[item]
  if open then item.responsible = subject_of(text) end
  self.under[item] = true
end

-- The kind of an enumeration that begins within a text: what the sentence before it announces.
function Reader:kind_by_lead(text, first)
  local kind = lead_kind(lead_sentence(text, first.from), self.genre, self.problems_seen)
  if kind == "problem" then self.problems_seen = true end
  -- 一、…履职情况: 重点工作 there is work done
  local done = self.stack[1] and self.stack[1].done and not set.task_start:find(text:sub(1, first.from - 1))
  if kind == "task" and done then return nil end
  return kind
end

-- What the run-in items of a text are and the item they lie in. The part tells it, else what leads them in; a text that
-- begins with 二是 goes on with the run before.
-- @return kind or nil, parent item or nil
function Reader:run_of(text, first)
  local inside, kind = self.current and self.current.item, self.current and self.current.kind
  local told = kind and kind ~= "mixed" and kind ~= "audit"
  if first.from > 1 and first.number > 1 and not told and self.run then return self.run.kind, self.run.parent end
  if first.from > 1 and first.number == 1 and not told or self.genre == "minutes" then
    self.run = { kind = self:kind_by_lead(text, first), parent = inside }
    return self.run.kind, inside
  end
  if kind == "audit" then kind = nil end                       -- which of its parts are problems its headings would say
  if first.from > 1 then return kind, inside end
  if not told and first.number > 1 then
    if self.run then return self.run.kind, self.run.parent end
    return kind, inside
  end
  if not told then
    kind = self.lead and self.lead.kind or self.problems_seen and not COMMITTEE[self.genre] and "task" or nil
  end
  self.run = { kind = kind }
  return kind, inside
end

-- Run-in items of one node: 一是…。二是…。
function Reader:enumeration(node)
  local text = node.flow.text
  local found = run_ins(text, self.count)
  if #found == 0 then
    if node.kind ~= "heading" then
      self:told_problems(node, text)
      self:first_paragraph(text)
    end
    return self:note_lead(node, text)
  end
  local kind, parent = self:run_of(text, found[1])
  if not kind or kind == "mixed" then return end
  if kind == "problem" and found[1].ordinal:find "要$" then              -- …等问题。一要…: what is to be done about them
    kind = COMMITTEE[self.genre] and "suggestion" or "task"
  end
  self:emit_run(node, found, kind, parent)
end

function Reader:emit_run(node, found, kind, parent)
  local text, current = node.flow.text, self.current or {}
  for i, one in ipairs(found) do
    if one.number == 1 and i > 1 and not current.item then     -- a second count in the same paragraph: its own lead
      local again = lead_kind(lead_sentence(text, one.from), self.genre, self.problems_seen)
      kind = current.kind and current.kind ~= "mixed" and current.kind or again
      if not kind then return end
    end
    local head = head_text(text, one.head_from)
    if head ~= "" then
      local following = found[i + 1]
      local whole = text:sub(one.head_from, following and following.from - 1 or #text)
      self:emit_item({ kind = kind, ordinal = one.ordinal, head = head, parent = parent and parent.id or nil,
        whole = whole, responsible = kind ~= "problem" and subject_of(whole) or nil },
        one.from, one.head_from + #head - 1, node, "run_in")
    end
  end
end

-- Problems told in one sentence without ordinals: 存在一些问题：|甲；乙；丙|。
function Reader:told_problems(node, text)
  local colon = text:find("：", 1, true)
  while colon do
    local at = colon + #"："
    local told = text:sub(at, (text:find("。", at, true) or #text + 1) - 1)
    if told:find("；", 1, true) and not told:find("一是", 1, true)
      and lead_kind(lead_sentence(text, colon), self.genre) == "problem" then
      self:emit_told(node, told, at)
    end
    colon = text:find("：", at, true)
  end
end

function Reader:emit_told(node, told, place)
  local above = self.current and self.current.item
  for part in (told .. "；"):gmatch "(.-)；" do
    local head = part:gsub("^以及", "")
    if head ~= "" then
      self:emit_item({ kind = "problem", head = head, parent = above and above.id or nil },
        place, place + #part - 1, node, "told")
    end
    place = place + #part + #"；"
  end
end

-- A paragraph that leads an enumeration in: …提出以下审议意见：
function Reader:note_lead(node, text)
  if node.kind == "heading" then return end
  if text:find "：$" or text:find "。$" and self.genre ~= "minutes" and set.task_lead:find(text)
    and text:find("以下", 1, true) then
    local sentence = lead_sentence(text, #text + 1)
    local kind = lead_kind(sentence, self.genre)
    if kind then self.lead = { kind = kind, level = self.current and self.current.level or 0, fresh = true } end
  elseif self.current and self.current.kind == "mixed" and set.task_start:at(text) then
    -- 下一步，我局将…。 / （一）…
    self.lead = { kind = "task", level = self.current.level, fresh = true }
  end
end

local NO_ITEMS = words.set([[local_regulation rules_of_procedure statute amending_decision appointment_proposal
  appointment_notice explanatory_statement contents decision resolution]]).has
local RUNNING_TEXT = words.set("paragraph point closing").has -- kinds of nodes

--- Reads the items of a document.
-- @param document table: with nodes
-- @param emit function(row, from, to, rule): adds an item row and returns it
function M.read(document, emit)
  if NO_ITEMS[document.genre] then return end
  local reader = setmetatable({ genre = document.genre, emit = emit, stack = {}, count = {}, under = {} }, Reader)
  for _, node in ipairs(document.nodes) do
    if node.flow and node.kind == "heading" then
      reader:heading(node)
    elseif node.flow and RUNNING_TEXT[node.kind] then
      reader:enumeration(node)
    end
  end
end

return M
