-- Items: problems found, suggestions made, tasks set. An item is a heading, or a run-in
-- 一是 / 一要, inside a part of a document that holds such things. What a part holds is
-- told by its heading, by the sentence that leads an enumeration in, or by the genre.
local lists = require "gongbao.grammar.lists"
local words = require "gongbao.grammar.words"

local M = {}

local parts = lists.get "parts"
local set = {}
for kind in pairs(parts) do set[kind] = words.set(parts, kind) end

local NUMBERS = { "一", "二", "三", "四", "五", "六", "七", "八", "九", "十" }
local ordinals = {}
for i, number in ipairs(NUMBERS) do
  ordinals[number .. "是"], ordinals[number .. "要"] = i, i
end
local ordinal_set = words.set(table.concat((function()
  local all = {}
  for word in pairs(ordinals) do all[#all + 1] = word end
  return all
end)(), " "))
local lead_marks = words.set "， ： 。"
local sentence_end = words.set "。 ；"
local organ_end = words.set(lists.get "organs", "suffix", "short")
local before_ordinal = words.set "。 ； ： ， ”"

local COMMITTEE = { inspection_report = true, inspection_tour_report = true, investigation_report = true,
  law_enforcement_inspection = true,
  examination_report = true, deliberation_opinion = true, evaluation_report = true }

M.COMMITTEE = COMMITTEE

--- What a heading says its part holds: "problem", "suggestion", "task", "mixed", or nil.
function M.kind_of_heading(heading)
  local problem = set.problem_heading:before(heading)
    or (set.problem_heading:find(heading) and not set.handled:find(heading))
  local suggestion = set.suggestion_heading:before(heading)
    or (set.suggestion_heading:find(heading) and #heading <= 24 and not heading:find("“", 1, true))
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

local function lead_kind(sentence, genre, after_problems)
  if genre == "minutes" then return sentence:find("要求", 1, true) and "task" or nil end
  if genre == "closing_speech" then return set.asked:find(sentence) and "task" or nil end
  if sentence:find("汇报如下", 1, true) or sentence:find("报告如下", 1, true) then return nil end
  local problem = set.problem_lead:find(sentence)
  local task, suggestion = set.task_lead:find(sentence), set.suggestion_lead:find(sentence)
  if problem and not (sentence:find("针对", 1, true) or sentence:find("解决", 1, true)) then
    local shown = sentence:find("存在", 1, true) or sentence:find("看到", 1, true)
      or sentence:find("认识到", 1, true)
      or sentence:find("仍有", 1, true) or sentence:find("还有", 1, true) or sentence:find("面临", 1, true)
        or sentence:find("问题$")
      or sentence:find("问题是", 1, true)
    if shown then return "problem" end
  end
  if COMMITTEE[genre] and suggestion then return "suggestion" end
  if task then return "task" end
  if after_problems and not COMMITTEE[genre] and sentence:find("将", 1, true) then return "task" end
  if suggestion and sentence:find("建议", 1, true) then return "suggestion" end
end

-- The run-in ordinals of a text: { { ordinal, number, from, head_from }, … } in order; only
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
        found[#found + 1] = { ordinal = word, number = number, from = from, head_from = at,
          after_comma = text:sub(from - 3, from - 1) == "，" }
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

local function body_in(clause)
  if clause:find("牵头作用", 1, true) then return nil end
  for _, pattern in ipairs(SUBJECT) do
    local subject = clause:match(pattern)
    subject = subject and (subject:match "^(.-)作为" or subject)
    if subject and subject ~= "" and (utf8.len(subject) or 99) <= 24 and not subject:find("“", 1, true)
      and (organ_end:before(subject) or own_end:before(subject)) then
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
    if entry then return entry.kind, entry.item, entry end
  end
end

function Reader:heading(node)
  local level = node.level or 1
  local heading = node.heading or ""
  for l = level, 12 do self.stack[l] = nil end
  self.count = {}
  if self.lead and level <= self.lead.level then
    -- …工作打算如下： / 1. …: a count that starts anew right after its lead belongs to it
    local anew = self.lead.fresh and first_label.has[label_end:strip_end(node.label or "")]
    if anew then self.lead.level = level - 1 else self.lead = nil end
  end
  if self.lead then self.lead.fresh = false end
  local kind, parent = self:above(level)
  local own = M.kind_of_heading(heading)
  if self.genre == "audit_report" and not own and level == 1 then
    own = set.audited:find(heading) and not set.handled:find(heading) and "audit" or nil
  end
  if kind == "audit" and own == "problem" then kind = "problem" end
  local entry = { kind = kind == "audit" and "problem" or kind, level = level }
  if own and (level == 1 or own ~= kind or set.problem_heading:before(heading)) then
    entry.kind = own                                        -- it names a part, it is no item itself
  elseif (kind and kind ~= "mixed") or (self.lead and self.lead.kind) then
    local k = kind and kind ~= "mixed" and kind or self.lead.kind
    entry.kind = k == "audit" and "problem" or k
    local at = node.heading_at or (#(node.label or "") + 1)
    local whole = node.flow.text:sub(at)
    whole = whole:match "^(.-)一是" or whole
    entry.item = self:emit_item({ kind = entry.kind, ordinal = node.label, head = heading,
      parent = parent and parent.id or nil, whole = whole,
      responsible = entry.kind ~= "problem" and subject_of(whole) or nil }, 1, at + #heading - 1, node, "heading")
  end
  if level == 1 and not own and set.not_task:before(heading) then entry.done = true end
  self.stack[level] = entry
  self.current = entry
  if own then self.lead = nil end
  self:enumeration(node, entry.item, entry)
end

-- Run-in items of one node; `inside`: the item whose text this is.
function Reader:enumeration(node, inside, entry)
  local text = node.flow.text
  local found = run_ins(text, self.count)
  if #found == 0 then
    if node.kind ~= "heading" then
      self:told_problems(node, text)
      -- 五、…效能 / 审计部门要…: who is responsible stands in the first paragraph under the heading
      if inside and inside.kind ~= "problem" and not inside.responsible and not self.under[inside] then
        inside.responsible = subject_of(text)
      end
      if inside then self.under[inside] = true end
    end
    return self:note_lead(node, text)
  end
  local kind = entry and entry.kind
  local parent = inside
  local first = found[1]
  if first.number > 1 and first.from > 1 and not (kind and kind ~= "mixed" and kind ~= "audit") and self.run then
    kind, parent = self.run.kind, self.run.parent
  elseif first.number == 1 and first.from > 1 and (not kind or kind == "mixed" or kind == "audit")
    or self.genre == "minutes" then
    kind = lead_kind(lead_sentence(text, first.from), self.genre, self.problems_seen)
    if kind == "problem" then self.problems_seen = true end
    if kind == "task" and self.stack[1] and self.stack[1].done
      and not set.task_start:find(text:sub(1, first.from - 1)) then
      kind = nil                                            -- 一、…履职情况: 重点工作 there is work done
    end
    self.run = { kind = kind, parent = inside }
  elseif first.from == 1 and (not kind or kind == "mixed" or kind == "audit") then
    if first.number == 1 then
      kind = self.lead and self.lead.kind
      if not kind and self.problems_seen and not COMMITTEE[self.genre] then kind = "task" end
      self.run = { kind = kind }
    elseif self.run then
      kind, parent = self.run.kind, self.run.parent
    end
  elseif first.from == 1 then
    self.run = { kind = kind }
  end
  if not kind or kind == "mixed" then return end
  if kind == "problem" and first.ordinal:find "要$" then                 -- …等问题。一要…: what is to be done about them
    kind = COMMITTEE[self.genre] and "suggestion" or "task"
  end
  for i, one in ipairs(found) do
    if one.number == 1 and i > 1 and not inside then           -- a second count in the same paragraph: its own lead
      local again = lead_kind(lead_sentence(text, one.from), self.genre, self.problems_seen)
      if entry and entry.kind and entry.kind ~= "mixed" then again = entry.kind end
      if not again then return end
      kind = again
    end
    local head = head_text(text, one.head_from)
    if head ~= "" then
      local following = found[i + 1]
      local whole = text:sub(one.head_from, following and following.from - 1 or #text)
      self:emit_item({ kind = kind, ordinal = one.ordinal, head = head, parent = parent and parent.id or nil,
        whole = whole, responsible = kind ~= "problem" and subject_of(whole)
          or nil }, one.from, one.head_from + #head - 1, node, "run_in")
    end
  end
end

-- Problems told in one sentence without ordinals: 存在一些问题：甲；乙；丙。
function Reader:told_problems(node, text)
  local at = 1
  while true do
    local from = text:find("：", at, true)
    if not from then return end
    at = from + #"："
    local sentence = lead_sentence(text, from)
    local stop = text:find("。", at, true) or #text + 1
    local told = text:sub(at, stop - 1)
    if told:find("；", 1, true) and not told:find("一是", 1, true)
      and lead_kind(sentence, self.genre) == "problem" then
      local place = at
      for part in (told .. "；"):gmatch "(.-)；" do
        local head = part:gsub("^以及", "")
        if head ~= "" then
          local above = self.current and self.current.item
          self:emit_item({ kind = "problem", head = head, parent = above and above.id or nil },
            place, place + #part - 1, node, "told")
        end
        place = place + #part + #"；"
      end
    end
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

local NO_ITEMS = { local_regulation = true, rules_of_procedure = true, statute = true, amending_decision = true,
  appointment_proposal = true,
  appointment_notice = true, explanatory_statement = true, contents = true, decision = true, resolution = true }

--- Reads the items of a document.
-- @param document table: with nodes
-- @param emit function(row, from, to, rule): adds an item row and returns it
function M.read(document, emit)
  if NO_ITEMS[document.genre] then return end
  local reader = setmetatable({ genre = document.genre, emit = emit, stack = {}, count = {}, under = {} }, Reader)
  for _, node in ipairs(document.nodes) do
    if node.flow and node.kind == "heading" then
      reader:heading(node)
    elseif node.flow and (node.kind == "paragraph" or node.kind == "point" or node.kind == "closing") then
      reader:enumeration(node, reader.current and reader.current.item, reader.current)
    end
  end
end

return M
