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
local numerals = require "gongbao.grammar.numerals"
local titles = require "gongbao.facts.titles"

local M = {}

local function genres(list)
  local set = {}
  for name in list:gmatch "%S+" do set[name] = true end
  return set
end

local REPORTS = genres [[plan_report budget_report audit_report special_work_report work_report
  law_enforcement_inspection examination_report]]
local GOVERNMENT = genres "plan_report budget_report audit_report special_work_report work_report"
local COMMITTEE = genres "inspection_tour_report investigation_report law_enforcement_inspection inspection_report"
local ANSWERS = genres "rectification_report handling_report"
local TEXTS = genres "local_regulation rules_of_procedure statute regulation"

local Linker = {}
Linker.__index = Linker

function Linker:add(from, to, relation, evidence, line)
  local key = from .. "|" .. to .. "|" .. relation
  if from == to or self.seen[key] then return end
  self.seen[key] = true
  self.links[#self.links + 1] = { from = from, to = to, relation = relation, evidence = evidence, line = line }
end

local function plain_of(document)
  document.plain_title = document.plain_title or titles.plain(document.title or "")
  return document.plain_title
end

local function subject_of(document)
  document.title_subject = document.title_subject or titles.subject(document.title or "")
  return document.title_subject
end

-- The document that a cited title names: equal titles first, then the most alike.
-- @param extra function(document) → number|nil: evidence beside the title
function Linker:resolve(title, wanted, from, extra)
  local plain, subject = titles.plain(title), titles.subject(title)
  local best, best_score
  for _, document in ipairs(self.documents) do
    if document ~= from and wanted[document.genre] then
      local own = plain_of(document)
      local score
      if own == plain then
        score = 2
      elseif #plain >= 18 and own:sub(-#plain) == plain then
        score = 1.8
      else
        score = math.max(titles.likeness(plain, own), titles.likeness(subject, subject_of(document)))
      end
      score = score + (extra and extra(document) or 0)
      if score >= 0.72 and (not best or score > best_score) then best, best_score = document, score end
    end
  end
  return best, best_score
end

function Linker:citations(document)
  return self.rows[document.id] and self.rows[document.id].citation or {}
end

-- A document named beside its presenter is surely that presenter's.
local function same_presenter(people)
  local names = {}
  for _, person in ipairs(people or {}) do if person.name then names[person.name] = true end end
  return function(document)
    local presenter = document.presenter
    return presenter and presenter.name and names[presenter.name] and 0.4 or 0
  end
end

local BRANCHES = { "法院", "检察", "政府", "公安" }
local function branch_of(text)
  for _, word in ipairs(BRANCHES) do if text:find(word, 1, true) then return word end end
end

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
      local score = titles.likeness(subject_of(document), subject_of(other))
      if other.seq and document.seq == other.seq + 1 then score = score + 0.15 end
      local own = branch_of((other.title or "") .. ((other.presenter or {}).organ or ""))
      if branch and own and branch ~= own then score = score - 0.4 end
      if score >= 0.6 and (not best or score > best_score) then best, best_score = other, score end
    end
  end
  if best then
    self:add(document.id, best.id, "report_on", both_titles(document, best), document.first_line)
  end
end

function Linker:opinion(document)
  local extra = same_presenter(self.rows[document.id] and self.rows[document.id].person)
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
  for _, link in ipairs(self.links) do
    if link.from == document.id and link.relation == "examines" then return end
  end
  local accounts = titles.plain(subject_of(document)):match "(%d%d%d%d年.+)$"
  if not accounts then return end
  for _, other in ipairs(self.documents) do
    if GOVERNMENT[other.genre] and plain_of(other):find(accounts, 1, true) then
      self:add(document.id, other.id, "examines", both_titles(document, other), document.first_line)
    end
  end
end

-- 关于《…规则（修正草案）》的说明 explains the decision that amends, not the text.
local function says_amendment(title)
  return title:find("修正", 1, true) or title:find("修改", 1, true) or title:find("修订", 1, true)
end

function Linker:text_links(document)
  if document.genre == "amending_decision" then
    for _, other in ipairs(self.documents) do
      if TEXTS[other.genre] and plain_of(document):find(plain_of(other), 1, true) then
        self:add(other.id, document.id, "consolidates", other.title, other.first_line)
      end
    end
  elseif document.genre == "explanatory_statement" then
    local best, best_length
    for _, other in ipairs(self.documents) do
      local name = plain_of(other):gsub("草案$", "")
      local amending = other.genre == "amending_decision"
      if amending then name = (other.title or ""):match "《(.-)》" or name end
      name = titles.plain(name)
      if other.genre == "proposal" then
        name = titles.plain((other.title or ""):match "《(.+)》" or ""):gsub("草案$", "")
      end
      local length = #name + (amending and says_amendment(document.title or "") and 1 or 0)
      if (TEXTS[other.genre] or amending or other.genre == "decision" or other.genre == "proposal") and #name > 12
        and plain_of(document):find(name, 1, true) and (not best or length > best_length) then
        best, best_length = other, length
      end
    end
    if not best then
      best = self:resolve(document.title or "",
        genres "amending_decision decision local_regulation rules_of_procedure", document)
    end
    if best then self:add(document.id, best.id, "explains", document.title, document.first_line) end
  end
end

local function body_of(document)
  local title = document.title or ""
  return title:match "评议(.+)工作" or title:match "^(.-)关于接受" or document.issuer
end

function Linker:evaluation(document)
  local body = body_of(document)
  local people = self.rows[document.id] and self.rows[document.id].person or {}
  for _, other in ipairs(self.documents) do
    if other.genre == "evaluation_self_report" or other.genre == "evaluation_selfreport" then
      local own = (other.title or "") .. ((other.presenter or {}).organ or "")
      local by_body = body and titles.abbreviates(body:gsub("^市", ""):gsub("^县", ""):gsub("^省", ""),
        own:match "^(.-)关于" or own)
      local official
      for _, person in ipairs(people) do
        if other.presenter and person.name == other.presenter.name then official = person end
      end
      if official or by_body then
        local evidence = official and (official.name .. "同志") or body
        self:add(document.id, other.id, "evaluates", evidence, official and official.line or document.first_line)
      end
    end
  end
end

function Linker:notice(document)
  for _, citation in ipairs(self:citations(document)) do
    for _, other in ipairs(self.documents) do
      if other.genre == "appointment_proposal" or other.genre == "proposal" then
        local by_number = citation.document_number and other.document_number == citation.document_number
        local by_title = plain_of(other):sub(-#titles.plain(citation.title)) == titles.plain(citation.title)
        if by_number or by_title then
          local number = citation.document_number
          local evidence = as_printed(document, citation) .. (number and " | " .. number or "")
          self:add(document.id, other.id, "decides", evidence, citation.line)
        end
      end
    end
  end
end

function Linker:answer(document)
  for _, citation in ipairs(self:citations(document)) do
    if citation.title:find("审议意见", 1, true) then
      local found = self:resolve(citation.title, genres "deliberation_opinion", document)
      if found then self:add(document.id, found.id, "fulfils", as_printed(document, citation), citation.line) end
    end
  end
  for _, link in ipairs(self.links) do
    if link.from == document.id and link.relation == "fulfils" then return end
  end
  local found = self:resolve(document.title or "", genres "deliberation_opinion", document)
  if found then self:add(document.id, found.id, "fulfils", document.title, document.first_line) end
end

-- Agenda items name their documents by title and by presenter.
local AGENDA_GENRES = genres [[plan_report budget_report audit_report special_work_report work_report
  law_enforcement_inspection amending_decision decision resolution local_regulation rules_of_procedure
  evaluation_report appointment_notice]]

local AGENDA_REPORTS = genres [[plan_report budget_report audit_report special_work_report work_report
  law_enforcement_inspection rectification_report handling_report examination_report]]

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

function Linker:agenda(document)
  local rows = self.rows[document.id] or {}
  local presenters = {}
  for _, person in ipairs(rows.person or {}) do
    if person.role == "presenter" then presenters[#presenters + 1] = person end
  end
  for _, person in ipairs(presenters) do
    for _, other in ipairs(self.documents) do
      if other.presenter and other.presenter.name == person.name and AGENDA_GENRES[other.genre] then
        self:add(person.node, other.id, "agenda", (person.organ or "") .. person.post .. person.name, person.line)
      end
    end
  end
  for _, citation in ipairs(rows.citation or {}) do
    local found = self:resolve(citation.title, AGENDA_GENRES, document)
    if found and citation.node then
      self.named_in_agenda[citation.node] = true
      self:add(citation.node, found.id, "agenda", as_printed(document, citation), citation.line)
    end
  end
  for _, node in ipairs(document.nodes or {}) do
    local text = node.flow and node.flow.text or ""
    if node.kind ~= "toc" and not self.named_in_agenda[node.id] then self:running_words(document, node, text) end
    local draft = text:match "《([^\n]-（草案）)》" or text:match "《([^\n]-草案)》"
    if draft then
      local plain = titles.plain(draft):gsub("草案$", "")
      for _, other in ipairs(self.documents) do
        if (other.genre == "proposal" or other.genre == "local_regulation" or other.genre == "explanatory_statement")
          and #plain > 18 and plain_of(other):find(plain, 1, true) then
          self:add(node.id, other.id, "agenda", "《" .. draft .. "》", node.first_line)
        end
      end
    end
    local listed = text:match "对(.-)工作进行了评议"
    if listed then
      for _, other in ipairs(self.documents) do
        local body = other.genre == "evaluation_report" and body_of(other)
        if body and listed:find((body:gsub("^市", "")), 1, true) then
          self:add(node.id, other.id, "agenda", body, node.first_line)
        end
      end
    end
    if text:find("人事任免", 1, true) then
      for _, other in ipairs(self.documents) do
        if other.genre == "appointment_notice" then
          self:add(node.id, other.id, "agenda", "人事任免事项", node.first_line)
        end
      end
    end
  end
end

--- The links of one issue (or of several, handed in together).
-- @param documents table: { document, … } in order
-- @param rows table: document id → rows of `facts.extract`
-- @return table: { { from, to, relation, evidence, line }, … } in the order of `from`
function M.of(documents, rows)
  local linker = setmetatable({ documents = documents, rows = rows, links = {}, seen = {},
    named_in_agenda = {} }, Linker)
  for _, document in ipairs(documents) do
    local genre = document.genre
    if genre == "minutes" then
      linker:agenda(document)
    elseif COMMITTEE[genre] and genre ~= "law_enforcement_inspection" then
      linker:committee_report(document)
    elseif genre == "examination_report" then
      linker:examination(document)
    elseif genre == "resolution" then
      linker:named(document, REPORTS, "adopts")
    elseif genre == "deliberation_opinion" then
      linker:opinion(document)
    elseif genre == "evaluation_report" then
      linker:evaluation(document)
    elseif genre == "appointment_notice" then
      linker:notice(document)
    elseif ANSWERS[genre] then
      linker:answer(document)
    end
    linker:text_links(document)
  end
  for _, document in ipairs(documents) do
    if document.genre == "minutes" then linker:resolved_upon(document) end
  end
  return linker.links
end


return M
