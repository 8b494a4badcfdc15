-- The works of a store: every law, regulation and set of rules that it holds a text of, with its versions, the text of
-- one as a tree, and what the amending decisions between two of them say.
local amend = require "gongbao.statute.amend"
local decisions = require "gongbao.statute.decision"
local documents = require "gongbao.store.documents"
local history = require "gongbao.statute.history"
local reader = require "gongbao.statute.reader"
local works = require "gongbao.statute.works"

local M = {}

local HELD = [[SELECT id, source, genre, title, history, adopted_on, first_line FROM document
  WHERE genre IN ('amending_decision', 'rules_of_procedure', 'local_regulation', 'statute') ORDER BY ordinal_]]

--- All works of a store.
-- @return table list of works (see gongbao.statute.works), table by key, table list of decisions' documents
function M.works(store)
  local held = store:all(HELD)
  local list, by_key = works.group(held)
  local amending = {}
  for _, row in ipairs(held) do
    if row.genre == "amending_decision" then amending[#amending + 1] = row end
  end
  return list, by_key, amending
end

-- What a decision says of its own force: 本决定自…起施行.
local function force_of_decision(store, row)
  for node in store:rows("SELECT flow FROM node WHERE document = ? ORDER BY ordinal_", row.id) do
    local flow = node.flow or ""
    if flow:find "^本决定自" or flow:find("本修正案自", 1, true) then
      local day, at_once = history.in_force(flow)
      return day or at_once and row.adopted_on or nil
    end
  end
end

-- A text that was never amended says it in its own last articles.
local function force_of_text(store, version)
  local day
  for node in store:rows("SELECT flow FROM node WHERE document = ? AND kind = 'paragraph' ORDER BY ordinal_",
    version.document.id) do
    local flow = node.flow or ""
    if flow:find("起施行", 1, true) then
      local found, at_once = history.in_force(flow)
      day = found or at_once and (version.promulgated or version.approved or version.adopted) or day
    end
  end
  return day
end

-- From which day each version of a work is in force, where the record says it.
local function add_force(store, work, amending)
  for _, version in ipairs(work.versions) do
    for _, row in ipairs(amending) do
      local same = version.date and row.adopted_on == version.date and (row.title or ""):find(works.core(work.title),
        1, true)
      if same then version.in_force = force_of_decision(store, row) end
    end
    if not version.in_force and version.date and version.date == version.adopted then
      version.in_force = force_of_text(store, version)
    end
  end
end

--- A work by name.
-- @return work | nil, message, code
function M.work(store, name)
  local list, _, amending = M.works(store)
  local work, message = works.find(list, name)
  if not work then return nil, message, 1 end
  add_force(store, work, amending)
  return work
end

--- The version in force on a day; the latest without one.
-- @return version | nil, message, code
function M.version(work, date)
  local version = works.at(work, date)
  if version then return version end
  local first = work.versions[1]
  return nil, ("%s: no version from %s or before is held; the first that is held is of %s"):format(work.title, date,
    first.date or "an unknown day"), 1
end

--- The text of a version as a tree.
function M.text(store, version)
  local statute = reader.from_document(documents.load(store, version.document.id))
  for _, event in ipairs(version.events) do table.insert(statute.history, event.text) end
  return statute
end

-- The statute's title as the decision has it, which may amend several.
local function title_in(decision, title)
  for _, named in ipairs(decisions.titles(decision)) do
    if works.key(named) == works.key(title) then return named end
  end
  return decision.amends
end

--- The run of the decision that leads from one version to another, where it is held and is the only one between.
-- @return table|nil (see gongbao.statute.amend)
function M.between(store, old, new)
  local _, by_key, amending = M.works(store)
  local found
  for _, row in ipairs(amending) do
    local decision = decisions.from_document(documents.load(store, row.id))
    local before, after = works.around(by_key, row, title_in(decision, new.title))
    if before and after and before.document.id == old.document.id and after.document.id == new.document.id then
      found = amend.run { decision = decision, old = M.text(store, old), new = M.text(store, new) }
    end
  end
  return found
end

--- What the citations of a store refer to: for each the version in force on its document's day, or that none is held.
-- @return table list of { document, line, title, article, paragraph, point, date, version|nil, reason|nil }
function M.citations(store, document)
  local list, by_key = {}, select(2, M.works(store))
  local sql = [[SELECT citation.document, citation.line, coalesce(citation.alias_of, citation.title) AS title,
      citation.article, citation.paragraph, citation.point,
      coalesce(document.adopted_on, document.delivered_on, document.signed_on, issue.held_to) AS date
    FROM citation JOIN document ON document.id = citation.document LEFT JOIN issue ON issue.id = document.issue
    WHERE (?1 IS NULL OR citation.document = ?1) ORDER BY citation.ordinal_]]
  for row in store:rows(sql, document) do
    local work = by_key[works.key(row.title)]
    if work then
      row.version = works.at(work, row.date)
      if not row.version then row.reason = "no version of that day is held" end
    else row.reason = "not held" end
    list[#list + 1] = row
  end
  return list
end

return M
