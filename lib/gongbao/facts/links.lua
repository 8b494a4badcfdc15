-- Links between the documents of an issue, each with the words that prove it.
--
--   report_on     committee report  → the report on the same subject
--   opinion_on    opinion           → the report it was given on
--   examines      examination       → final accounts, budget and audit reports it names
--   adopts        resolution        → what it rests on
--   explains      explanation       → the draft or text it explains
--   consolidates  text              → the decision that gave it its wording
--   evaluates     evaluation report → the self-report of the same body
--   decides       notice            → the proposal it names
--   fulfils       rectification     → the opinion it answers
--   agenda        agenda item node  → the document it dealt with
--
-- What a decision amends is often printed in an earlier issue: gongbao.store.amendments finds it.
local chars = require "gongbao.text.chars"
local numerals = require "gongbao.grammar.numerals"
local titles = require "gongbao.facts.titles"
local words = require "gongbao.grammar.words"

local M = {}

local function genres(list) return words.set(list).has end

local REPORTS = genres [[plan_report budget_report audit_report special_work_report work_report
  law_enforcement_inspection examination_report]]
local GOVERNMENT = genres "plan_report budget_report audit_report special_work_report work_report"
local TEXTS = genres "local_regulation rules_of_procedure statute regulation"
local EXPLAINED = genres "local_regulation rules_of_procedure statute regulation amending_decision decision proposal"
local EXPLAINED_BY_LIKENESS = genres "amending_decision decision local_regulation rules_of_procedure"
local OPINIONS = genres "deliberation_opinion"
local PROPOSALS = genres "appointment_proposal proposal"
local SELF_REPORTS = genres "evaluation_self_report"

local Linker = {}
Linker.__index = Linker

function Linker:add(from, to, relation, evidence, line)
  local key = from .. "|" .. to .. "|" .. relation
  if from == to or self.seen[key] then return end
  self.seen[key] = true
  self.links[#self.links + 1] = { from = from, to = to, relation = relation, evidence = evidence, line = line }
end

function Linker:has(document, relation)
  for _, link in ipairs(self.links) do
    if link.from == document.id and link.relation == relation then return true end
  end
  return false
end

local function plain_of(document)
  document.plain_title = document.plain_title or titles.plain(document.title or "")
  return document.plain_title
end

local function subject_of(document)
  document.title_subject = document.title_subject or titles.subject(document.title or "")
  return document.title_subject
end

-- Title and subject of a document as they are compared with others (titles.compared).
local function compared(document)
  document.compared_titles = document.compared_titles
    or { plain = titles.compared(plain_of(document)), subject = titles.compared(subject_of(document)) }
  return document.compared_titles
end

-- How alike two titles or their subjects must be, in shared pairs of characters: one that a text cites, one that a
-- committee's report shares.
local LEAST_CITED, LEAST_SHARED = 0.72, 0.6
local EQUAL, ENDS_LIKE = 2, 1.8   -- scores above any likeness
local LONG_TITLE = 18             -- bytes; a title that long is no other's end by chance

-- The document that a cited title names: equal titles first, then the most alike.
-- @param extra function(document) → number|nil: evidence beside the title
function Linker:resolve(title, wanted, from, extra)
  local plain = titles.plain(title)
  local as_plain, as_subject = titles.compared(plain), titles.compared(titles.subject(title))
  local best, best_score
  for _, document in ipairs(self.documents) do
    if document ~= from and wanted[document.genre] then
      local own = plain_of(document)
      local score
      if own == plain then
        score = EQUAL
      elseif #plain >= LONG_TITLE and own:sub(-#plain) == plain then
        score = ENDS_LIKE
      else
        local other = compared(document)
        score = math.max(titles.likeness(as_plain, other.plain), titles.likeness(as_subject, other.subject))
      end
      score = score + (extra and extra(document) or 0)
      if score >= LEAST_CITED and (not best or score > best_score) then best, best_score = document, score end
    end
  end
  return best, best_score
end

function Linker:citations(document)
  return self.rows[document.id].citation
end

-- A document named beside its presenter is surely that presenter's.
local function same_presenter(people)
  local names = {}
  for _, person in ipairs(people) do if person.name then names[person.name] = true end end
  return function(document)
    local presenter = document.presenter
    return presenter and presenter.name and names[presenter.name] and 0.4 or 0
  end
end

local BRANCHES = { "法院", "检察", "政府", "公安" }
local function branch_of(text) return chars.holds(text, BRANCHES) end

-- A cited title with the marks that it has in print: many are named without 《》.
local function as_printed(document, citation)
  local text = document.title or ""
  for _, node in ipairs(document.nodes or {}) do
    if node.id == citation.node and node.flow then text = node.flow.text end
  end
  return text:find("《" .. citation.title .. "》", 1, true) and "《" .. citation.title .. "》" or citation.title
end

local function both_titles(document, other) return ("%s | %s"):format(document.title, other.title) end

function Linker:committee_report(document)
  local best, best_score
  local branch = branch_of(document.title or "")
  for _, other in ipairs(self.documents) do
    if GOVERNMENT[other.genre] then
      local score = titles.likeness(compared(document).subject, compared(other).subject)
      if other.seq and document.seq == other.seq + 1 then score = score + 0.15 end
      local own = branch_of((other.title or "") .. ((other.presenter or {}).organ or ""))
      if branch and own and branch ~= own then score = score - 0.4 end
      if score >= LEAST_SHARED and (not best or score > best_score) then best, best_score = other, score end
    end
  end
  if best then
    self:add(document.id, best.id, "report_on", both_titles(document, best), document.first_line)
  end
end

function Linker:opinion(document)
  local extra = same_presenter(self.rows[document.id].person)
  local chosen, row, chosen_score
  for _, citation in ipairs(self:citations(document)) do
    if citation.title:find "报告$" then
      local found, score = self:resolve(citation.title, REPORTS, document, extra)
      if found and (not chosen or score > chosen_score) then chosen, row, chosen_score = found, citation, score end
    end
  end
  if chosen then return self:add(document.id, chosen.id, "opinion_on", as_printed(document, row), row.line) end
  chosen = self:resolve(titles.subject(document.title or ""), REPORTS, document, extra)
  if chosen then
    self:add(document.id, chosen.id, "opinion_on", both_titles(document, chosen), document.first_line)
  end
end

function Linker:named(document, wanted, relation)
  for _, citation in ipairs(self:citations(document)) do
    local found = self:resolve(citation.title, wanted, document)
    if found then self:add(document.id, found.id, relation, as_printed(document, citation), citation.line) end
  end
end

-- An examination report that cites no title: 关于2023年市本级决算草案的审查结果报告 is on the report whose title
-- names the same accounts of the same year.
function Linker:examination(document)
  self:named(document, GOVERNMENT, "examines")
  if self:has(document, "examines") then return end
  local accounts = titles.plain(subject_of(document)):match "(%d%d%d%d年.+)$"
  if not accounts then return end
  for _, other in ipairs(self.documents) do
    if GOVERNMENT[other.genre] and plain_of(other):find(accounts, 1, true) then
      self:add(document.id, other.id, "examines", both_titles(document, other), document.first_line)
    end
  end
end

function Linker:consolidated(decision)
  local amends = plain_of(decision)
  for _, other in ipairs(self.documents) do
    if TEXTS[other.genre] and amends:find(plain_of(other), 1, true) then
      self:add(other.id, decision.id, "consolidates", other.title, other.first_line)
    end
  end
end

local amends = words.set "修正 修改 修订"
local SHORTEST_NAME = 12 -- bytes

-- The name by which an explanation speaks of a document: a decision is spoken of by what it amends, a proposal by what
-- it proposes.
local function explained_name(document)
  local title = document.title or ""
  if document.genre == "proposal" then
    return (titles.plain(title:match "《(.+)》" or ""):gsub("草案$", ""))
  elseif document.genre == "amending_decision" then
    local named = title:match "《(.-)》"
    if named then return titles.plain(named) end
  end
  return (plain_of(document):gsub("草案$", ""))
end

-- The document with the longest name that the explanation's title holds. 关于《…规则（修正草案）》的说明 explains the
-- decision that amends, not the text.
function Linker:explained(document)
  local title, of_amendment = plain_of(document), amends:find(document.title or "")
  local best, best_length
  for _, other in ipairs(self.documents) do
    if EXPLAINED[other.genre] then
      local name = explained_name(other)
      local length = #name + (of_amendment and other.genre == "amending_decision" and 1 or 0)
      if #name > SHORTEST_NAME and title:find(name, 1, true) and (not best or length > best_length) then
        best, best_length = other, length
      end
    end
  end
  best = best or self:resolve(document.title or "", EXPLAINED_BY_LIKENESS, document)
  if best then self:add(document.id, best.id, "explains", document.title, document.first_line) end
end

local function assessed(document) return titles.assessed_body(document.title or "") or document.issuer end

local level = words.set "市 县 省"

-- Whether a self-report is the body's: its title or its presenter has the body's name, or a short form of it.
local function reports_on_itself(body, report)
  local title = (report.title or "") .. ((report.presenter or {}).organ or "")
  local short = body:sub(#(level:at(body) or "") + 1)        -- 市|市场监督管理局
  return titles.abbreviates(short, title:match "^(.-)关于" or title)
end

local function person_named(people, presenter)
  local found
  for _, person in ipairs(presenter and people or {}) do
    if person.name == presenter.name then found = person end
  end
  return found
end

function Linker:evaluation(document)
  local body = assessed(document)
  local people = self.rows[document.id].person
  for _, other in ipairs(self.documents) do
    if SELF_REPORTS[other.genre] then
      local official = person_named(people, other.presenter)
      if official then
        self:add(document.id, other.id, "evaluates", official.name .. "同志", official.line)
      elseif body and reports_on_itself(body, other) then
        self:add(document.id, other.id, "evaluates", body, document.first_line)
      end
    end
  end
end

function Linker:notice(document)
  for _, citation in ipairs(self:citations(document)) do
    local number, title = citation.document_number, titles.plain(citation.title)
    for _, other in ipairs(self.documents) do
      local named = PROPOSALS[other.genre]
        and (number and other.document_number == number or plain_of(other):sub(-#title) == title)
      if named then
        local evidence = as_printed(document, citation) .. (number and " | " .. number or "")
        self:add(document.id, other.id, "decides", evidence, citation.line)
      end
    end
  end
end

function Linker:answer(document)
  for _, citation in ipairs(self:citations(document)) do
    if citation.title:find("审议意见", 1, true) then
      local found = self:resolve(citation.title, OPINIONS, document)
      if found then self:add(document.id, found.id, "fulfils", as_printed(document, citation), citation.line) end
    end
  end
  if self:has(document, "fulfils") then return end
  local found = self:resolve(document.title or "", OPINIONS, document)
  if found then self:add(document.id, found.id, "fulfils", document.title, document.first_line) end
end

-- Agenda items name their documents by title and by presenter.
local AGENDA_GENRES = genres [[plan_report budget_report audit_report special_work_report work_report
  law_enforcement_inspection amending_decision decision resolution local_regulation rules_of_procedure
  evaluation_report appointment_notice]]

local AGENDA_REPORTS = genres [[plan_report budget_report audit_report special_work_report work_report
  law_enforcement_inspection rectification_report handling_report examination_report]]

local DRAFTS = genres "proposal local_regulation explanatory_statement"

local NAMED_WITHOUT_MARKS = { { pattern = "关于.-报告", genres = AGENDA_REPORTS },
  { pattern = "关于.-的决定", genres = genres "decision amending_decision" },
  { pattern = "关于.-的决议", genres = genres "resolution" } }

-- 听取审议了执法检查组关于检查…实施情况的报告, 通过了关于…的决定: documents that an agenda item names without 《》.
function Linker:running_words(document, node, text)
  for _, named in ipairs(NAMED_WITHOUT_MARKS) do
    for fragment in text:gmatch(named.pattern) do
      local found = #fragment > 30 and #fragment < 300 and self:resolve(fragment, named.genres, document)
      if found then self:add(node.id, found.id, "agenda", fragment, node.first_line) end
    end
  end
  self:counted_answers(node, text)
end

-- 关于两项审议意见的整改报告: the answers printed, where they are as many.
function Linker:counted_answers(node, text)
  local said, number = text:match "(关于(.-)项审议意见的整改.-报告)"
  local answers = {}
  for _, document in ipairs(said and self.documents or {}) do
    if document.genre == "rectification_report" then answers[#answers + 1] = document end
  end
  if #answers == 0 or numerals.integer(number) ~= #answers then return end
  for _, document in ipairs(answers) do self:add(node.id, document.id, "agenda", said, node.first_line) end
end

-- 听取了…的报告，依法作出了决议: the resolution that rests on a document of the item belongs to the item.
function Linker:resolved_upon(minutes)
  local rests_on, of_item = {}, {}
  for _, link in ipairs(self.links) do
    if link.relation == "adopts" then rests_on[#rests_on + 1] = link end
    if link.relation == "agenda" then
      of_item[link.from] = of_item[link.from] or {}
      of_item[link.from][link.to] = true
    end
  end
  for _, node in ipairs(minutes.nodes or {}) do
    local text = node.flow and node.flow.text or ""
    local said = of_item[node.id] and text:match "作出了?决议"
    for _, link in ipairs(said and rests_on or {}) do
      if of_item[node.id][link.to] then self:add(node.id, link.from, "agenda", said, node.first_line) end
    end
  end
end

-- 听取了市财政局局长甲所作的…: the document that the presenter presented.
function Linker:presented(document)
  for _, person in ipairs(self.rows[document.id].person) do
    for _, other in ipairs(person.role == "presenter" and self.documents or {}) do
      if other.presenter and other.presenter.name == person.name and AGENDA_GENRES[other.genre] then
        self:add(person.node, other.id, "agenda", (person.organ or "") .. person.post .. person.name, person.line)
      end
    end
  end
end

function Linker:cited_in_agenda(document)
  for _, citation in ipairs(self:citations(document)) do
    local found = self:resolve(citation.title, AGENDA_GENRES, document)
    if found and citation.node then
      self.named_in_agenda[citation.node] = true
      self:add(citation.node, found.id, "agenda", as_printed(document, citation), citation.line)
    end
  end
end

-- 审议了《…条例（草案）》: the proposal, the explanation and the text of the draft.
function Linker:drafts(node, text)
  local draft = text:match "《([^\n]-（草案）)》" or text:match "《([^\n]-草案)》"
  local plain = draft and titles.plain(draft):gsub("草案$", "")
  if not plain or #plain <= LONG_TITLE then return end
  for _, other in ipairs(self.documents) do
    if DRAFTS[other.genre] and plain_of(other):find(plain, 1, true) then
      self:add(node.id, other.id, "agenda", "《" .. draft .. "》", node.first_line)
    end
  end
end

-- 对市水利局、市民政局工作进行了评议: the evaluation reports on these bodies.
function Linker:evaluations(node, text)
  local listed = text:match "对(.-)工作进行了评议"
  for _, other in ipairs(listed and self.documents or {}) do
    local body = other.genre == "evaluation_report" and assessed(other)
    if body and listed:find((body:gsub("^市", "")), 1, true) then
      self:add(node.id, other.id, "agenda", body, node.first_line)
    end
  end
end

function Linker:appointments(node, text)
  if not text:find("人事任免", 1, true) then return end
  for _, other in ipairs(self.documents) do
    if other.genre == "appointment_notice" then
      self:add(node.id, other.id, "agenda", "人事任免事项", node.first_line)
    end
  end
end

function Linker:agenda(document)
  self:presented(document)
  self:cited_in_agenda(document)
  for _, node in ipairs(document.nodes or {}) do
    local text = node.flow and node.flow.text or ""
    if node.kind ~= "toc" and not self.named_in_agenda[node.id] then self:running_words(document, node, text) end
    self:drafts(node, text)
    self:evaluations(node, text)
    self:appointments(node, text)
  end
end

-- What links a document of a genre to others.
local BY_GENRE = {
  minutes = Linker.agenda,
  examination_report = Linker.examination,
  resolution = function(linker, document) linker:named(document, REPORTS, "adopts") end,
  deliberation_opinion = Linker.opinion,
  evaluation_report = Linker.evaluation,
  appointment_notice = Linker.notice,
  inspection_tour_report = Linker.committee_report,
  investigation_report = Linker.committee_report,
  inspection_report = Linker.committee_report,
  rectification_report = Linker.answer,
  handling_report = Linker.answer,
  amending_decision = Linker.consolidated,
  explanatory_statement = Linker.explained,
}

--- Whether the links of a document of this genre are read from its nodes and citations.
function M.reads(genre) return BY_GENRE[genre] ~= nil end

--- The links of one issue (or of several, handed in together).
-- @param documents table: { document, … } in order
-- @param rows table: document id → rows of `facts.extract`
-- @return table: { { from, to, relation, evidence, line }, … } in the order of `from`
function M.of(documents, rows)
  local linker = setmetatable({ documents = documents, rows = rows, links = {}, seen = {},
    named_in_agenda = {} }, Linker)
  for _, document in ipairs(documents) do
    local link = BY_GENRE[document.genre]
    if link then link(linker, document) end
  end
  for _, document in ipairs(documents) do
    if document.genre == "minutes" then linker:resolved_upon(document) end
  end
  return linker.links
end

return M
