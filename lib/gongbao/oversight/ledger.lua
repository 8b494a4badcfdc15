-- The follow-up ledger (审议意见督办台账): what the opinions of a store demand, of whom, by when, and what came of it.
--
-- An item's state on a day:
--   open         not answered, and the day on which it falls due is still to come
--   late         answered after that day, or not answered and the day has passed
--   discharged   answered in time, or answered where no day can be told
--   unknown      not answered, and the record does not say by when it had to be
-- "Answered" means that a report answers the opinion, by a link of the record; whether it does what was asked is for a
-- reader to judge. `answer_line` points to the words of the report that take the item up, where they are found.
local chars = require "gongbao.text.chars"
local dates = require "gongbao.grammar.dates"
local titles = require "gongbao.facts.titles"

local M = {}

local ITEMS = [[SELECT item.id, item.document, item.kind, item.ordinal, item.head, item.responsible, item.supervisor,
    item.time_limit, item.due_on, item.due_basis, item.line, item.parent, document.title AS opinion,
    document.addressee AS addressee, document.signed_on AS demanded_on, document.issuer AS demanded_by,
    source.path AS path
  FROM item JOIN document ON document.id = item.document JOIN source ON source.id = document.source
  WHERE document.genre = 'deliberation_opinion' AND item.kind IN ('suggestion', 'task')
  ORDER BY item.ordinal_]]

local ANSWERS = [[SELECT link."to" AS opinion, link."from" AS id, link.evidence, link.line, document.title,
    document.signed_on, document.issuer
  FROM link JOIN document ON document.id = link."from" WHERE link.relation = 'fulfils' ORDER BY document.ordinal_]]

-- The last day that the record speaks of: what the ledger means by "now" unless it is told a day.
local function record_ends(store)
  return store:row [[SELECT max(day) AS day FROM (
    SELECT max(held_to) AS day FROM issue UNION ALL SELECT max(signed_on) FROM document
    UNION ALL SELECT max(delivered_on) FROM document UNION ALL SELECT max(adopted_on) FROM document)]].day
end

local function earlier(a, b)
  if (a.signed_on or "") ~= (b.signed_on or "") then return (a.signed_on or "") < (b.signed_on or "") end
  return a.id < b.id
end

-- The first answer by date to each opinion; those dated after the day are not known yet on it.
local function first_answers(store, as_of)
  local of_opinion = {}
  for row in store:rows(ANSWERS) do
    local known = not row.signed_on or not as_of or row.signed_on <= as_of
    local first = of_opinion[row.opinion]
    if known and (not first or earlier(row, first)) then of_opinion[row.opinion] = row end
  end
  return of_opinion
end

--- The state of an item.
-- @param due string|nil ISO
-- @param answered_on string|nil ISO
-- @param answered boolean
-- @param as_of string|nil ISO
-- @return string state, integer|nil days late
function M.state(due, answered_on, answered, as_of)
  if answered then
    if due and answered_on and answered_on > due then return "late", dates.days_between(due, answered_on) end
    return "discharged"
  end
  if not due then return "unknown" end
  if as_of and as_of > due then return "late", dates.days_between(due, as_of) end
  return "open"
end

local LIKE = 0.45      -- the least likeness of an item's words to those of the report that takes it up
local COMPARED = 40    -- characters at the start of a heading or paragraph

-- The words that start each heading and paragraph of a report, as they are compared: { words, line }. `known` keeps
-- them by report, for many items are answered by one.
local function places_of(store, answer, known)
  if known[answer] then return known[answer] end
  local list = {}
  for node in store:rows("SELECT heading, text, first_line FROM node WHERE document = ? ORDER BY ordinal_", answer) do
    local words = node.heading or node.text
    if words then list[#list + 1] = { words = titles.compared(chars.head(words, COMPARED)), line = node.first_line } end
  end
  known[answer] = list
  return list
end

-- The line of the heading or paragraph most like an item's words: where a report takes it up.
local function taken_up(places, head)
  local best, best_score
  local as_head = titles.compared(head)
  for _, place in ipairs(places) do
    local score = titles.likeness(as_head, place.words)
    if score >= LIKE and (not best or score > best_score) then best, best_score = place.line, score end
  end
  return best
end

local function row_of(item, found, places, as_of)
  local state, late = M.state(item.due_on, found and found.signed_on, found ~= nil, as_of)
  return {
    id = item.id, opinion = item.document, opinion_title = item.opinion, demanded_by = item.demanded_by,
    demanded_on = item.demanded_on, ordinal = item.ordinal, item = item.head,
    responsible = item.responsible or item.addressee, supervisor = item.supervisor, time_limit = item.time_limit,
    due_on = item.due_on, due_basis = item.due_basis, answer = found and found.id, answer_title = found and found.title,
    answered_on = found and found.signed_on, evidence = found and found.evidence,
    answer_line = found and taken_up(places, item.head) or nil, state = state, days_late = late,
    path = item.path, line = item.line,
  }
end

--- The ledger of a store.
-- @param store an open store
-- @param options table|nil { as_of = ISO day (default: the last day that the record speaks of), state = only this }
-- @return table list of { id, opinion, opinion_title, demanded_by, demanded_on, ordinal, item, responsible, supervisor,
--   time_limit, due_on, due_basis, answer, answer_title, answered_on, evidence, answer_line, state, days_late, path,
--   line }, string the day
function M.build(store, options)
  options = options or {}
  local as_of = options.as_of or record_ends(store)
  local answers, places, list = first_answers(store, as_of), {}, {}
  for _, item in ipairs(store:all(ITEMS)) do
    if not item.demanded_on or not as_of or item.demanded_on <= as_of then
      local answer = answers[item.document]
      local row = row_of(item, answer, answer and places_of(store, answer.id, places), as_of)
      if not options.state or row.state == options.state then list[#list + 1] = row end
    end
  end
  return list, as_of
end

-- The days on which an item's state changes, up to the day.
local function changes_of(row, as_of, add)
  local was = row.due_on and "open" or "unknown"
  add(row.demanded_on, row, nil, was, row.opinion)
  local due = row.due_on
  if due and (not row.answered_on or row.answered_on > due) and as_of and as_of > due then
    add(due, row, was, "late", row.opinion)
    was = "late"
  end
  if row.answer and was ~= row.state then add(row.answered_on, row, was, row.state, row.answer)
  elseif row.answer then add(row.answered_on, row, was, was, row.answer) end
end

--- What changed, day by day.
-- @return table list of { date|nil, item = ledger row, from = state|nil, to = state, document = id of what changed
--   it }, in the order of days; changes whose day is not in the record stand first
function M.changes(store, options)
  local ledger, as_of = M.build(store, options)
  local list = {}
  for _, row in ipairs(ledger) do
    changes_of(row, as_of, function(date, item, from, to, document)
      list[#list + 1] = { date = date, item = item, from = from, to = to, document = document, order = #list }
    end)
  end
  table.sort(list, function(a, b)
    if (a.date or "") ~= (b.date or "") then return (a.date or "") < (b.date or "") end
    return a.order < b.order
  end)
  return list, as_of
end

--- How many items are in each state.
function M.summary(rows)
  local counts = { open = 0, late = 0, discharged = 0, unknown = 0 }
  for _, row in ipairs(rows) do counts[row.state] = counts[row.state] + 1 end
  return counts
end

return M
