-- What only the whole issue can tell: who the 徐主任 of a salutation is, which notice carries
-- out which proposal, which documents belong together.
local chars = require "gongbao.text.chars"
local links = require "gongbao.facts.links"

local M = {}

local function persons(documents, rows)
  local known = {}
  for _, document in ipairs(documents) do
    for _, person in ipairs(rows[document.id].person) do
      if person.name and person.post then known[#known + 1] = person end
    end
  end
  return known
end

local STANDING_COMMITTEE = { "人大常委会", "常务委员会" }

-- The one person of the standing committee with this surname and post; nil where there is none or several.
local function person_of(known, surname, post)
  local found
  for _, person in ipairs(known) do
    if person.post == post and person.name:sub(1, #surname) == surname and person.organ
      and chars.holds(person.organ, STANDING_COMMITTEE) then
      if found and found.name ~= person.name then return nil end
      found = person
    end
  end
  return found
end

-- Gives the names to salutations (尊敬的|徐|主任); one without goes.
local function salutations(documents, rows)
  local known = persons(documents, rows)
  for _, document in ipairs(documents) do
    local kept = {}
    for _, person in ipairs(rows[document.id].person) do
      local who = not person.name and person_of(known, person.surname, person.post)
      if who then person.name, person.organ = who.name, who.organ end
      person.surname = nil
      if person.name then
        kept[#kept + 1] = person
        person.id = ("%s.p%d"):format(document.id, #kept)
      end
    end
    rows[document.id].person = kept
  end
end

local function date_in(document)
  for _, node in ipairs(document.nodes) do
    local text = node.flow and node.flow.text or ""
    local year, month, day = text:match "(%d%d%d%d)年(%d%d?)月(%d%d?)日经.-通过"
    if year then return ("%s-%02d-%02d"):format(year, tonumber(month), tonumber(day)) end
  end
  return document.adopted_on or document.signed_on
end

-- What proposes appointments, and what decides on them: most cities print a notice or a list, some the decision itself.
local PROPOSES = { appointment_proposal = true, proposal = true }
local DECIDES = { appointment_notice = true, decision = true, resolution = true, announcement = true }

local function key_of(act) return act.name .. "|" .. act.action end

-- The notices that name each proposal: proposal id → { notice id, … }.
local function notices_by_proposal(all_links)
  local decided = {}
  for _, link in ipairs(all_links) do
    if link.relation == "decides" then
      decided[link.to] = decided[link.to] or {}
      table.insert(decided[link.to], link.from)
    end
  end
  return decided
end

-- The acts of each notice by name and action; each act is told its notice and day.
local function acts_by_notice(documents, rows)
  local by_notice = {}
  for _, document in ipairs(documents) do
    if DECIDES[document.genre] then
      by_notice[document.id] = {}
      local day = date_in(document)
      for _, act in ipairs(rows[document.id].appointment) do
        act.notice, act.decided_on = document.id, day
        by_notice[document.id][key_of(act)] = act
      end
    end
  end
  return by_notice
end

-- The act of a notice that carries out a proposed one: of those that name the proposal, else of all that are held the
-- only one with the same person, action and post.
local function act_decided(act, notices, by_notice)
  if notices then
    for _, notice in ipairs(notices) do
      local found = by_notice[notice] and by_notice[notice][key_of(act)]
      if found then return found end
    end
    return nil
  end
  local found
  for _, acts in pairs(by_notice) do
    local same = acts[key_of(act)]
    if same and same.post == act.post and not same.proposal then
      if found then return nil end
      found = same
    end
  end
  return found
end

-- A notice's acts take the proposal that it names; a proposal's act without a notice stays.
local function appointments(documents, rows, all_links)
  local decided, by_notice = notices_by_proposal(all_links), acts_by_notice(documents, rows)
  for _, document in ipairs(documents) do
    if PROPOSES[document.genre] then
      local kept = {}
      for _, act in ipairs(rows[document.id].appointment) do
        act.proposed_by = document.signed_by or document.issuer
        act.proposed_on, act.proposal = document.signed_on, document.id
        local found = act_decided(act, decided[document.id], by_notice)
        if found then
          found.proposed_by, found.proposed_on, found.proposal = act.proposed_by, act.proposed_on, act.proposal
          found.proposed_post = act.post                        -- for the check that compares them
        else
          kept[#kept + 1] = act
        end
      end
      rows[document.id].appointment = kept
    end
    for i, act in ipairs(rows[document.id].appointment) do act.id = ("%s.a%d"):format(document.id, i) end
  end
end

local Joined = {}
Joined.__index = Joined

--- What is kept of an issue's documents until all are read.
function M.new() return setmetatable({ documents = {}, rows = {} }, Joined) end

-- The nodes' texts, of the documents that links and dates are read from.
local function kept_nodes(document)
  local nodes = {}
  if links.reads(document.genre) or DECIDES[document.genre] then
    for i, node in ipairs(document.nodes) do
      nodes[i] = { id = node.id, kind = node.kind, first_line = node.first_line,
        flow = node.flow and { text = node.flow.text } }
    end
  end
  return nodes
end

--- Adds a document with its rows of `facts.extract`; of its text no more is kept than the joining reads.
function Joined:add(document, rows)
  local kept = {}
  for field, value in pairs(document) do kept[field] = value end
  kept.nodes, kept.title_flow = kept_nodes(document), nil
  self.documents[#self.documents + 1] = kept
  self.rows[document.id] = { person = rows.person, appointment = rows.appointment,
    citation = links.reads(document.genre) and rows.citation or nil }
end

--- Joins the rows of all documents.
-- @return table: link rows { id, from, to, relation, evidence, line }
function Joined:finish()
  local documents, rows = self.documents, self.rows
  salutations(documents, rows)
  local all_links = links.of(documents, rows)
  appointments(documents, rows, all_links)
  local counts = {}
  for _, link in ipairs(all_links) do
    local owner = link.from:match "^[^.]+"                       -- a document, or the document of a node
    counts[owner] = (counts[owner] or 0) + 1
    link.id = ("%s.l%d"):format(owner, counts[owner])
  end
  return all_links
end

--- The rows { person, appointment } of each document, in order.
function Joined:all()
  local list = {}
  for i, document in ipairs(self.documents) do list[i] = self.rows[document.id] end
  return list
end

return M
