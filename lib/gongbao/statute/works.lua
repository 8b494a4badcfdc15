-- Works and their versions: every text of a law, regulation or set of rules that is held, by title, in the order of
-- the days that gave it its wording; and for a decision the text that it amends and the one that consolidates it.
local clean = require "gongbao.statute.clean"
local history = require "gongbao.statute.history"

local M = {}

M.GENRES = { rules_of_procedure = true, local_regulation = true, statute = true }

-- Titles are compared without 中华人民共和国 and marks: decisions use either.
local function key_of(title)
  return (clean.fold(title):gsub("^中华人民共和国", ""):gsub("《", ""):gsub("》", ""):gsub("[<>]", ""))
end
M.key = key_of

--- A title as decisions name it inside their own: without 中华人民共和国.
function M.core(title) return (title:gsub("^中华人民共和国", "")) end

local function version_of(document)
  local events = history.events(document.history or "")
  return { document = document, title = document.title, events = events,
    date = history.wording_date(events) or document.adopted_on, adopted = history.first(events, "adopted"),
    amended = history.last(events, "amended") or history.last(events, "revised"),
    approved = history.last(events, "approved"), promulgated = history.last(events, "promulgated") }
end

--- Groups documents into works.
-- @param documents table list of { id, source, genre, title, history, adopted_on, … }, in the store's order
-- @return table list of { key, title, versions = { { date, adopted, amended, approved, promulgated, document }… } }
function M.group(documents)
  local works, by_key = {}, {}
  for _, document in ipairs(documents) do
    if M.GENRES[document.genre] then
      local key = key_of(document.title)
      local work = by_key[key]
      if not work then
        work = { key = key, title = document.title, versions = {} }
        by_key[key], works[#works + 1] = work, work
      end
      table.insert(work.versions, version_of(document))
    end
  end
  for _, work in ipairs(works) do
    for i, version in ipairs(work.versions) do version.order = i end
    table.sort(work.versions, function(a, b)
      local x, y = a.date or "", b.date or ""
      if x ~= y then return x < y end
      return a.order < b.order
    end)
  end
  return works, by_key
end

--- The work with this name: its title, its title without 中华人民共和国, or the only one that ends in it.
-- @return table|nil work, string|nil message
function M.find(works, name)
  local key = key_of(name)
  local partial = {}
  for _, work in ipairs(works) do
    if work.key == key then return work end
    if work.key:find(key, 1, true) then partial[#partial + 1] = work end
  end
  if #partial == 1 then return partial[1] end
  if #partial == 0 then return nil, ("no statute is held under the name %s"):format(name) end
  local titles = {}
  for i, work in ipairs(partial) do titles[i] = work.title end
  return nil, ("%s may be any of: %s"):format(name, table.concat(titles, ", "))
end

--- The version in force on a day: the last one whose force began before it or on it. Where a version's `in_force` is
-- not known, the day of its wording stands for it.
-- @param date string|nil ISO; without it the latest
-- @return table|nil version
function M.at(work, date)
  local found
  for _, version in ipairs(work.versions) do
    local from = version.in_force or version.date
    if not date or not from or from <= date then found = version end
  end
  return found
end

--- The texts before and after a decision.
-- The consolidated text is the version whose wording dates from the decision's adoption; where the print gives no such
-- date, one in the same source. The old text is the last version before.
-- @param decision table the decision's document
-- @param amends string|nil: the title that it amends
-- @return version|nil old, version|nil new
function M.around(by_key, decision, amends)
  local work = amends and by_key[key_of(amends)]
  if not work then return nil, nil end
  local old, new
  for _, version in ipairs(work.versions) do
    local date = version.date
    if date and decision.adopted_on then
      if date == decision.adopted_on then new = version
      elseif date < decision.adopted_on then old = version end
    elseif version.document.source == decision.source then new = version end
  end
  return old, new
end

return M
