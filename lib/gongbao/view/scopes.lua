-- One indicator for several scopes: what a printed table of counties, or one paragraph, says of
-- the same thing here and there.
--
-- Figures are set side by side only where they are of one node, indicator, period and unit (changes:
-- one kind of change), and name at least three scopes. A table's columns share what its caption
-- leaves open; in running text a figure without a period, or a value without a unit, is left out.
local M = {}

local LEAST = 3

local SQL = [[SELECT quantity.*, document.title, coalesce(node.kind = 'table', 0) AS in_table
  FROM quantity JOIN document ON document.id = quantity.document LEFT JOIN node ON node.id = quantity.node
  WHERE subject IS NOT NULL AND scope IS NOT NULL
    AND (?1 IS NULL OR subject LIKE '%' || ?1 || '%') AND (?2 IS NULL OR quantity.document = ?2)
  ORDER BY quantity.ordinal_]]

-- 全市, 我市: what the other scopes are parts of.
local function is_whole(scope) return scope:find "^全" ~= nil or scope:find "^我" ~= nil end

local function add(groups, row, measure, value, unit, kind)
  local key = table.concat({ row.node or row.document, row.subject, row.period or "", measure, unit or "", kind or "" },
    "\0")
  local group = groups[key]
  if not group then
    group = { document = row.document, title = row.title, subject = row.subject, period = row.period,
      measure = measure, unit = unit, in_table = row.in_table == 1, rows = {}, scopes = 0, seen = {} }
    groups[key], groups[#groups + 1] = group, group
  end
  if not group.seen[row.scope] then group.seen[row.scope], group.scopes = true, group.scopes + 1 end
  group.rows[#group.rows + 1] = { scope = row.scope, value = value, document = row.document, line = row.line,
    ordinal = row.ordinal_, whole = is_whole(row.scope), printed = #group.rows + 1 }
end

-- Largest first; equal values share their place, and a whole has none.
local function rank(group)
  table.sort(group.rows, function(a, b)
    if a.value ~= b.value then return a.value > b.value end
    return a.printed < b.printed
  end)
  local count, last = 0, nil
  for _, row in ipairs(group.rows) do
    if not row.whole then
      count = count + 1
      row.place = last and last.value == row.value and last.place or count
      last = row
    end
  end
end

--- The comparisons that a store holds.
-- @param store an open store
-- @param args { subject = part of the indicator's name or nil, document = id or nil }
-- @return list of { document, title, subject, period, measure = "value" | "change", unit, in_table,
--   rows = { { scope, value, document, line, ordinal, whole, place, printed = place in print }, … largest first } }
function M.compared(store, args)
  local groups, list = {}, {}
  for row in store:rows(SQL, args.subject, args.document) do
    local settled = row.in_table == 1 or row.period ~= nil
    if settled and row.value and (row.unit or row.in_table == 1) then add(groups, row, "value", row.value, row.unit) end
    if settled and row.change then add(groups, row, "change", row.change, "%", row.change_kind) end
  end
  for _, group in ipairs(groups) do
    if group.scopes >= LEAST then
      rank(group)
      list[#list + 1] = group
    end
  end
  return list
end

-- The scopes of a profile's groups, in the order in which the fullest prints them.
local function columns_of(groups)
  local fullest = groups[1]
  for _, group in ipairs(groups) do if group.scopes > fullest.scopes then fullest = group end end
  local columns, seen = {}, {}
  local function take(group)
    local printed = table.move(group.rows, 1, #group.rows, 1, {})
    table.sort(printed, function(a, b) return a.printed < b.printed end)
    for _, row in ipairs(printed) do
      if not seen[row.scope] then seen[row.scope], columns[#columns + 1] = true, row.scope end
    end
  end
  take(fullest)
  for _, group in ipairs(groups) do take(group) end
  return columns
end

--- What a document's tables say of the same places: two or more indicators set below one another.
-- @param list table: what M.compared gave
-- @return list of { document, title, measure, columns = { scope, … }, groups = { one of list, … } }
function M.profiles(list)
  local profiles, kept = {}, {}
  for _, group in ipairs(list) do
    local key = group.document .. group.measure
    if group.in_table and not profiles[key] then
      profiles[key] = { document = group.document, title = group.title, measure = group.measure, groups = {} }
      profiles[#profiles + 1] = profiles[key]
    end
    if group.in_table then table.insert(profiles[key].groups, group) end
  end
  for _, profile in ipairs(profiles) do
    if #profile.groups > 1 then
      profile.columns = columns_of(profile.groups)
      kept[#kept + 1] = profile
    end
  end
  return kept
end

return M
