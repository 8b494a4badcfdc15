-- What only the whole issue can tell: who the 徐主任 of a salutation is, which notice carries
-- out which proposal, which documents belong together.
local links = require "gongbao.facts.links"

local M = {}

-- 徐主任: the one person of the issue with this surname and post; none or several: the row goes.
local function salutations(documents, rows)
  local known = {}
  for _, document in ipairs(documents) do
    for _, person in ipairs(rows[document.id].person) do
      if person.name and person.post then known[#known + 1] = person end
    end
  end
  local function find(surname, post)
    local found, ambiguous
    for _, person in ipairs(known) do
      local body = person.organ and (person.organ:find("人大常委会", 1, true)
        or person.organ:find("常务委员会", 1, true))
      if person.post == post and person.name:sub(1, #surname) == surname and body then
        if found and found.name ~= person.name then ambiguous = true end
        found = person
      end
    end
    return not ambiguous and found or nil
  end
  for _, document in ipairs(documents) do
    local list, kept = rows[document.id].person, {}
    for _, person in ipairs(list) do
      if not person.name then
        local who = find(person.surname, person.post)
        if who then person.name, person.organ = who.name, who.organ end
      end
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

-- What decides on appointments; most cities print a notice or a list, some the decision itself.
local DECIDES = { appointment_notice = true, decision = true, resolution = true, announcement = true }

local function key_of(act) return act.name .. "|" .. act.action end

-- A notice's acts take the proposal that it names; a proposal's act without a notice stays.
local function appointments(documents, rows, all_links)
  local decided = {}                                            -- proposal id → notice ids
  for _, link in ipairs(all_links) do
    if link.relation == "decides" then
      decided[link.to] = decided[link.to] or {}
      table.insert(decided[link.to], link.from)
    end
  end
  local by_notice = {}
  for _, document in ipairs(documents) do
    if DECIDES[document.genre] then
      by_notice[document.id] = {}
      for _, act in ipairs(rows[document.id].appointment) do
        act.notice, act.decided_on = document.id, date_in(document)
        by_notice[document.id][key_of(act)] = act
      end
    end
  end
  local function match(act, proposal)
    local candidates = decided[proposal.id] or {}
    for _, notice in ipairs(candidates) do
      local found = by_notice[notice] and by_notice[notice][key_of(act)]
      if found then return found end
    end
    if #candidates > 0 then return nil end
    local found                                                 -- not named: the one notice with the same act
    for _, notice in pairs(by_notice) do
      local same = notice[key_of(act)]
      if same and same.post == act.post and not same.proposal then
        if found then return nil end
        found = same
      end
    end
    return found
  end
  for _, document in ipairs(documents) do
    if document.genre == "appointment_proposal" or document.genre == "proposal" then
      local kept = {}
      for _, act in ipairs(rows[document.id].appointment) do
        act.proposed_by = document.signed_by or document.issuer
        act.proposed_on, act.proposal = document.signed_on, document.id
        local notice = match(act, document)
        if notice then
          notice.proposed_by, notice.proposed_on, notice.proposal = act.proposed_by, act.proposed_on, act.proposal
          notice.proposed_post = act.post                       -- for the check that compares them
        else
          kept[#kept + 1] = act
        end
      end
      rows[document.id].appointment = kept
    end
    for i, act in ipairs(rows[document.id].appointment) do act.id = ("%s.a%d"):format(document.id, i) end
  end
end

--- Joins the rows of an issue's documents, in place.
-- @param documents table: { document, … }
-- @param rows table: document id → rows of `facts.extract`
-- @return table: link rows { id, from, to, relation, evidence, line }
function M.issue(documents, rows)
  salutations(documents, rows)
  local all_links = links.of(documents, rows)
  appointments(documents, rows, all_links)
  local counts = {}
  for _, link in ipairs(all_links) do
    local owner = link.from:match "^(.-)%.[^.]*$" or link.from
    for _, document in ipairs(documents) do
      if link.from == document.id or link.from:sub(1, #document.id + 1) == document.id .. "." then
        owner = document.id
      end
    end
    counts[owner] = (counts[owner] or 0) + 1
    link.id = ("%s.l%d"):format(owner, counts[owner])
  end
  return all_links
end

return M
