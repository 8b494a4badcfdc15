-- The statute while it is being amended: every article, paragraph and point remembers its old number and the new one
-- that the decision gives it, so that edits can name either, in any order, and numbers are settled once at the end.
--
--   draft     { title, history, divisions = { division… }, articles = { cell… }, notes = { … } }
--   cell      { old = { number, inserted }|nil, target = { number, inserted }|nil, gone, division,
--               paragraphs = { part… } }
--   part      { old = n|nil, target = n|nil, gone, text, points = { part… } }      points have indents
--   division  { unit, number|nil, name, lines, old = { unit, number }, gone, parent }
local tree = require "gongbao.statute.tree"
local arrange = require "gongbao.statute.arrange"

local M = {}

--- A paragraph (or point) as a part of the draft; `old` is its number in the old text.
function M.part(source, old)
  local part = { old = old, text = source.text, points = {}, indents = source.indents and tree.clone(source.indents) }
  for i, point in ipairs(source.points or {}) do
    local inner = M.part(point, old and i or nil)
    inner.number = point.number
    part.points[i] = inner
  end
  return part
end

--- A copy of a part and the points that it still has, without what was decided about their numbers.
function M.copy(part)
  local copy = { text = part.text, points = {}, indents = part.indents and tree.clone(part.indents),
    number = part.number }
  for _, point in ipairs(part.points) do
    if not point.gone then table.insert(copy.points, M.copy(point)) end
  end
  for i, point in ipairs(copy.points) do point.old = i end
  return copy
end

--- The draft of a statute.
function M.new(statute)
  local draft = { title = statute.title, history = tree.clone(statute.history), preamble = tree.clone(statute.preamble),
    divisions = {}, articles = {}, notes = {} }
  local open = {}
  for _, entry in ipairs(statute.body) do
    if entry.kind == "division" then
      local division = { unit = entry.unit, number = entry.number, name = entry.name, lines = tree.clone(entry.lines),
        old = { unit = entry.unit, number = entry.number } }
      local rank = tree.RANK[entry.unit]
      while open[1] and tree.RANK[open[#open].unit] >= rank do table.remove(open) end
      division.parent = open[#open]
      open[#open + 1] = division
      table.insert(draft.divisions, division)
    else
      local cell = { old = { number = entry.number, inserted = entry.inserted }, division = open[#open],
        paragraphs = {} }
      for i, paragraph in ipairs(entry.paragraphs) do cell.paragraphs[i] = M.part(paragraph, i) end
      table.insert(draft.articles, cell)
    end
  end
  return draft
end

local function same(a, b) return a and b and a.number == b.number and a.inserted == b.inserted end

--- The cell that an edit names: by its old number, else by its new one.
-- @param announced boolean|nil: a new number counts only where the decision has given it
function M.find(draft, article, new_article, announced)
  for _, cell in ipairs(draft.articles) do
    if article and same(cell.old, article) and not cell.gone then return cell end
  end
  for _, cell in ipairs(draft.articles) do
    if not cell.gone and same(cell.target, new_article or article) then return cell end
  end
  for _, cell in ipairs(draft.articles) do
    if not announced and not cell.gone and not cell.target and same(cell.old, new_article) then return cell end
  end
  -- an article that is gone can still be named: 删去第九条, and then its second paragraph is moved
  for _, cell in ipairs(draft.articles) do
    if article and same(cell.old, article) then return cell end
  end
end

--- A paragraph or point of a list: by its old number, else by its new one.
function M.part_of(list, old, new)
  for _, part in ipairs(list) do
    if old and part.old == old and not part.gone then return part end
  end
  for _, part in ipairs(list) do
    if not part.gone and part.target and part.target == (new or old) then return part end
  end
end

local function living(list)
  local out = {}
  for _, part in ipairs(list) do
    if not part.gone then out[#out + 1] = part end
  end
  return out
end
M.living = living

--- The wording of a part as it stands, its points numbered in order.
function M.text(part)
  local points = {}
  for i, point in ipairs(living(part.points)) do points[i] = { number = i, text = point.text,
    indents = point.indents } end
  return tree.paragraph_text { text = part.text, points = points }
end

--- The wording of what is left in a cell.
function M.cell_text(cell)
  local lines = {}
  for i, part in ipairs(living(cell.paragraphs)) do lines[i] = M.text(part) end
  return table.concat(lines, "\n")
end

function M.note(draft, kind, edit, message)
  table.insert(draft.notes, { kind = kind, item = edit and edit.item, edit = edit, message = message })
end

-- Things in the order of the numbers that they are given; what cannot have its number is noted.
-- @param list table: of { target = n|nil, edit|nil }
-- @param unit string: 条, 款 or 项
local function in_order(draft, list, unit)
  local ordered, conflicts = arrange.arrange(list)
  for _, conflict in ipairs(conflicts) do
    M.note(draft, "number_conflict", conflict.thing.edit,
      ("第%d%s%s"):format(conflict.target, unit, conflict.reason == "taken" and "已有" or "超出总数"))
  end
  return ordered
end

local function finished_paragraph(draft, part)
  local out = { text = part.text, points = {} }
  for i, point in ipairs(in_order(draft, living(part.points), "项")) do
    point.final = i
    out.points[i] = { number = i, text = point.text, indents = point.indents or {} }
  end
  return out
end

-- Articles with 之 keep their numbers unless the decision renumbers; then gaps stay where an article was deleted.
local function keeps_numbers(draft)
  local has_inserted = false
  for _, cell in ipairs(draft.articles) do
    if cell.old and cell.target and not same(cell.old, cell.target) then return false end
    if (cell.old or cell.target or {}).inserted then has_inserted = true end
    if not cell.old and cell.target and not cell.target.inserted then return false end
  end
  return has_inserted
end

-- Main articles in their places; those with 之 follow the article that they followed.
local function order_articles(draft)
  local mains, followers = {}, {}
  for _, cell in ipairs(living(draft.articles)) do
    local ref = cell.target or cell.old
    local base = not cell.target and cell.old and cell.old.inserted and M.find(draft, { number = cell.old.number })
    if ref and ref.inserted then
      base = base or M.find(draft, { number = ref.number }, { number = ref.number })
      followers[base or 0] = followers[base or 0] or {}
      table.insert(followers[base or 0], cell)
    else mains[#mains + 1] = { cell = cell, target = cell.target and cell.target.number, edit = cell.edit } end
  end
  local out = {}
  for i, main in ipairs(in_order(draft, mains, "条")) do
    main.cell.final = { number = i }
    out[#out + 1] = main.cell
    local list = followers[main.cell] or {}
    for _, cell in ipairs(list) do cell.target = cell.target or cell.old end
    for _, cell in ipairs(arrange.by_number(list)) do
      cell.final = { number = i, inserted = (cell.target or cell.old).inserted }
      out[#out + 1] = cell
    end
  end
  for _, cell in ipairs(followers[0] or {}) do
    cell.final = cell.target or cell.old
    out[#out + 1] = cell
  end
  return out
end

local function order_keeping(draft)
  local list = living(draft.articles)
  for _, cell in ipairs(list) do cell.target = cell.target or cell.old end
  for _, cell in ipairs(arrange.by_number(list)) do cell.final = cell.target end
  return list
end

-- 在第三条后增加一条 without a number: its place follows from its neighbour's.
local function place_loose(draft)
  for i = #draft.articles, 1, -1 do
    local cell = draft.articles[i]
    if cell.after and not cell.target then
      table.remove(draft.articles, i)
      local anchor = M.find(draft, cell.after)
      local at = #draft.articles + 1
      for j, other in ipairs(draft.articles) do
        if other == anchor then at = cell.side == "before" and j or j + 1 end
      end
      table.insert(draft.articles, at, cell)
      cell.after = nil
    end
  end
end

--- Articles in their final order, each with `final`.
function M.order(draft)
  place_loose(draft)
  if keeps_numbers(draft) then return order_keeping(draft) end
  return order_articles(draft)
end

--- The cell that would have this new number if nothing more were changed.
function M.preview(draft, article)
  local notes, found = #draft.notes, nil
  for _, cell in ipairs(M.order(draft)) do
    if same(cell.final, article) then found = cell break end
  end
  for i = #draft.notes, notes + 1, -1 do draft.notes[i] = nil end   -- conflicts are noted once, at the end
  return found
end

--- The final paragraphs of a cell.
function M.paragraphs(draft, cell)
  local out = {}
  for i, part in ipairs(in_order(draft, living(cell.paragraphs), "款")) do
    part.final = i
    out[i] = finished_paragraph(draft, part)
  end
  return out
end

return M
