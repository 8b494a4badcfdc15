-- The agenda matrix: each agenda item of the minutes with the documents that belong to it, and the gaps. What is
-- expected depends on what the item deals with; a gap is a document that was not found in the record.
local M = {}

M.COLUMNS = { "report", "committee", "opinion", "resolution", "answer" }

-- What is expected beside a document of a genre that an agenda item deals with.
local EXPECTED = {
  plan_report = { "committee", "opinion", "answer" }, budget_report = { "committee", "resolution" },
  audit_report = { "opinion", "answer" }, special_work_report = { "committee", "opinion", "answer" },
  law_enforcement_inspection = { "opinion", "answer" },
}

-- The link that proves each kind of company; all but the answer point to the report.
local RELATION = { committee = { "report_on", "examines" }, opinion = { "opinion_on" }, resolution = { "adopts" } }

local function links_to(store, id, relations)
  for _, relation in ipairs(relations) do
    local row = store:row([[SELECT link."from" AS id FROM link JOIN document ON document.id = link."from"
      WHERE link."to" = ? AND relation = ? ORDER BY document.ordinal_]], id, relation)
    if row then return row.id end
  end
end

local function company(store, id)
  local found = { report = id }
  for name, relations in pairs(RELATION) do found[name] = links_to(store, id, relations) end
  found.answer = found.opinion and links_to(store, found.opinion, { "fulfils" }) or nil
  return found
end

local AGENDA = [[SELECT link."from" AS node, link."to" AS document, node.document AS minutes, node.label,
  node.first_line,
    document.genre, document.title, minutes.meeting
  FROM link JOIN node ON node.id = link."from" JOIN document ON document.id = link."to"
    JOIN document AS minutes ON minutes.id = node.document
  WHERE link.relation = 'agenda' ORDER BY node.ordinal_, document.ordinal_]]

--- The matrix of a store: a row for each document that an agenda item deals with and that others should accompany.
-- @return table list of { meeting, minutes, label, line, document, title, genre, found = { report, committee, opinion,
--   resolution, answer }, gaps = { name… } }
function M.build(store)
  local list = {}
  for row in store:rows(AGENDA) do
    local expected = EXPECTED[row.genre]
    if expected then
      local found, gaps = company(store, row.document), {}
      for _, name in ipairs(expected) do
        if not found[name] then gaps[#gaps + 1] = name end
      end
      list[#list + 1] = { meeting = row.meeting, minutes = row.minutes, label = row.label, line = row.first_line,
        document = row.document, title = row.title, genre = row.genre, found = found, gaps = gaps }
    end
  end
  return list
end

return M
