-- 会议综述: a meeting on one page: agenda, figures, what was demanded, decided and whom it appointed.
local matrix = require "gongbao.oversight.matrix"

local MOST_FIGURES = 12

local function issue_of(store, wanted)
  local issues = store:all "SELECT * FROM issue ORDER BY ordinal_"
  local n = wanted and tonumber(wanted) or 1
  return issues[n] or error(("the store has %d issues, none numbered %s"):format(#issues, tostring(wanted or 1)), 0)
end

local function documents(store, issue)
  local list, by_genre = {}, {}
  for doc in store:rows("SELECT * FROM document WHERE issue = ? ORDER BY ordinal_", issue.id) do
    list[#list + 1] = doc
    by_genre[doc.genre] = by_genre[doc.genre] or {}
    table.insert(by_genre[doc.genre], doc)
  end
  return list, by_genre
end

local function agenda(store, minutes)
  local items = {}
  for node in store:rows([[SELECT label, text, first_line FROM node WHERE document = ? AND label IS NOT NULL
    ORDER BY ordinal_]], minutes.id) do
    items[#items + 1] = { label = node.label, text = node.text:match "^(.-)。" or node.text, document = minutes.id,
      line = node.first_line }
  end
  return items
end

-- The figures of the plan report that carry a rank or a change: what the meeting heard of the economy.
local function figures(store, report)
  local list = {}
  for q in store:rows([[SELECT * FROM quantity WHERE document = ? AND value IS NOT NULL AND subject IS NOT NULL
    AND (rank IS NOT NULL OR change IS NOT NULL) ORDER BY rank IS NULL, ordinal_ LIMIT ?]], report.id, MOST_FIGURES) do
    list[#list + 1] = { document = report.id, line = q.line, subject = q.subject, value = q.value, unit = q.unit or "",
      change = q.change, rank = q.rank, rank_scope = q.rank_scope }
  end
  table.sort(list, function(a, b) return a.line < b.line end)
  return list
end

local function demands(store, opinions)
  local list = {}
  for _, doc in ipairs(opinions) do
    local entry = { title = doc.title, document = doc.id, line = doc.first_line, items = {} }
    for item in store:rows([[SELECT * FROM item WHERE document = ? AND kind IN ('suggestion', 'task') AND parent IS NULL
      ORDER BY ordinal_]], doc.id) do
      entry.items[#entry.items + 1] = { ordinal = item.ordinal, head = item.head, line = item.line }
      entry.time_limit = entry.time_limit or item.time_limit
      entry.supervisor = entry.supervisor or item.supervisor
    end
    list[#list + 1] = entry
  end
  return list
end

local function appointments(store, issue)
  local list = {}
  for a in store:rows([[SELECT appointment.* FROM appointment JOIN document ON document.id = appointment.document
    WHERE document.issue = ? AND document.genre = 'appointment_notice' ORDER BY appointment.ordinal_]], issue.id) do
    list[#list + 1] = { action = a.action == "remove" and "免去" or "任命", name = a.name, organ = a.organ, post = a.post,
      document = a.document, line = a.line }
  end
  return list
end

local function joined(by_genre, genres)
  local list = {}
  for _, genre in ipairs(genres) do
    for _, doc in ipairs(by_genre[genre] or {}) do list[#list + 1] = doc end
  end
  return list
end

return {
  doc = "会议综述: agenda, figures, demands, decisions and appointments of one meeting",
  args = { issue = "which issue of the store (1, 2 …; default 1)" },
  data = function(store, args)
    local issue = issue_of(store, args.issue)
    local docs, by_genre = documents(store, issue)
    local minutes, plan = (by_genre.minutes or {})[1], (by_genre.plan_report or {})[1]
    local gaps = {}
    for _, row in ipairs(matrix.build(store)) do
      if row.meeting == issue.meeting and #row.gaps > 0 then gaps[#gaps + 1] = row end
    end
    return {
      issue = issue, count = #docs, agenda = minutes and agenda(store, minutes) or {}, gaps = gaps,
      figures = plan and figures(store, plan) or {}, demands = demands(store, by_genre.deliberation_opinion or {}),
      decided = joined(by_genre, { "resolution", "decision", "amending_decision", "local_regulation",
        "rules_of_procedure" }),
      appointments = appointments(store, issue),
    }
  end,
}
