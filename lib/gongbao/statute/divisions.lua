-- Chapters and their kin under amendment: renaming, adding, deleting, joining, and which chapter an added article
-- belongs to.
local numerals = require "gongbao.grammar.numerals"
local draft_of = require "gongbao.statute.draft"
local tree = require "gongbao.statute.tree"

local M = {}

local function same(a, b) return a.unit == b.unit and a.number == b.number end

-- A division by its old number, else by its new one; below a parent where one is named.
local function find(draft, wanted, parent)
  for _, key in ipairs { "old", "now" } do
    for _, division in ipairs(draft.divisions) do
      local number = key == "old" and division.old or division.target
      if number and not division.gone and same(number, wanted)
        and (not parent or division.parent and division.parent.old and same(division.parent.old, parent)) then
        return division
      end
    end
  end
end
M.find = find

local function missing(draft, edit)
  draft_of.note(draft, "place_not_found", edit, "原文没有这一章")
  return false
end

function M.rename_chapter(draft, edit)
  local division = find(draft, edit.division, edit.parent)
  if not division then return missing(draft, edit) end
  edit.old_text, division.name = division.name, edit.new_text
  return true
end

function M.renumber_chapter(draft, edit)
  local division = find(draft, edit.division, edit.parent)
  if not division then return missing(draft, edit) end
  division.target, draft.divisions_change = edit.new_division, true
  return true
end

-- Inside a chapter: before the section that had the number, else after the chapter's last section.
local function place_inside(draft, edit, parent)
  local last
  for i, division in ipairs(draft.divisions) do
    if division.parent == parent and division.unit == edit.new_division.unit then
      if division.old and same(division.old, edit.new_division) then return i end
      last = i
    end
    if division == parent then last = i end
  end
  return last + 1
end

-- The place of an added division: where it is said, else before the one that had its number, else at the end.
local function place_for(draft, edit)
  local rank = tree.RANK[edit.new_division.unit]
  local near = edit.after and find(draft, edit.after)
  if near and tree.RANK[near.unit] < rank then return place_inside(draft, edit, near) end
  for i, division in ipairs(draft.divisions) do
    if near == division then
      local at = edit.side == "before" and i or i + 1
      -- after a chapter means after its sections
      while edit.side ~= "before" and draft.divisions[at] and tree.RANK[draft.divisions[at].unit] > rank do at = at
        + 1 end
      return at
    elseif not near and edit.new_division.number and division.old and same(division.old,
      edit.new_division) then return i end
  end
  return #draft.divisions + 1
end

function M.insert_chapter(draft, edit)
  local at = place_for(draft, edit)
  local division = { unit = edit.new_division.unit, number = edit.new_division.number, name = edit.new_text or "",
    lines = {},
    target = edit.new_division, covers = edit.covers }
  for i = at - 1, 1, -1 do
    if tree.RANK[draft.divisions[i].unit] < tree.RANK[division.unit] then
      division.parent = draft.divisions[i]
      break
    end
  end
  table.insert(draft.divisions, at, division)
  draft.divisions_change = true
  return true
end

-- The articles that a chapter takes, by their new numbers.
function M.assign_chapter(draft, edit)
  local division = find(draft, edit.new_division)
  if not division then return missing(draft, edit) end
  division.covers = division.covers or {}
  for _, ref in ipairs(edit.covers or {}) do table.insert(division.covers, ref) end
  return true
end

-- Its articles stay, under what stands before it; with its articles it goes only where they are deleted too.
function M.delete_chapter(draft, edit)
  local division = find(draft, edit.division, edit.parent)
  if not division then return missing(draft, edit) end
  local before
  for _, other in ipairs(draft.divisions) do
    if other == division then break end
    if not other.gone then before = other end
  end
  edit.old_text = tree.division_label(division)
  for _, cell in ipairs(draft.articles) do
    if cell.division == division then
      if edit.only_name then cell.division = before else cell.gone = true end
    end
  end
  division.gone, draft.divisions_change = true, true
  return true
end

function M.join_chapter(draft, edit)
  local division, into = find(draft, edit.division, edit.parent), find(draft, edit.new_division)
  if not division or not into then return missing(draft, edit) end
  for _, cell in ipairs(draft.articles) do
    if cell.division == division then cell.division = into end
  end
  edit.old_text = tree.division_label(division)
  division.gone, draft.divisions_change = true, true
  return true
end

-- Numbers run on, or start again below each parent, as they did in the old text; sections always do.
local function restarts(draft, unit)
  if unit == "节" then return true end
  local seen = false
  for _, division in ipairs(draft.divisions) do
    if division.old and division.unit == unit and division.old.number == 1 then
      if seen then return true end
      seen = true
    end
  end
  return false
end

local function renumber(draft)
  local counters = {}
  for _, division in ipairs(draft.divisions) do
    if not division.gone and division.number then
      local key = division.unit
      if restarts(draft, key) then key = tostring(division.parent) .. key end
      counters[key] = (counters[key] or 0) + 1
      local old = division.number
      division.number = counters[key]
      if division.old and not division.target and old ~= division.number then
        draft_of.note(draft, "silent_chapter_number", nil, ("原第%s%s顺延为第%s%s"):format(
          numerals.chinese(old), division.unit, numerals.chinese(division.number), division.unit))
      elseif division.target and division.target.number and division.target.number ~= division.number then
        draft_of.note(draft, "number_conflict", nil, ("决定作为第%s%s，实为第%s%s"):format(
          numerals.chinese(division.target.number), division.unit, numerals.chinese(division.number), division.unit))
      end
    end
  end
end

local function position(draft, division)
  for i, other in ipairs(draft.divisions) do
    if other == division then return i end
  end
  return 0
end

-- The divisions between which an article stands: those of the nearest settled articles around it.
local function around(draft, ordered, i)
  local low, high = 0, nil
  for j = i - 1, 1, -1 do
    if ordered[j].placed then low = position(draft, ordered[j].division) break end
  end
  for j = i + 1, #ordered do
    if ordered[j].placed then high = position(draft, ordered[j].division) break end
  end
  return low, high
end

-- The chapter whose announcement lists the article among its own.
local function covering(draft, cell)
  for _, division in ipairs(draft.divisions) do
    for _, ref in ipairs(division.covers or {}) do
      if tree.key(ref) == tree.key(cell.final) then return division end
    end
  end
end

local function settle(draft, cell, low, high)
  if cell.in_division then
    local division = find(draft, cell.in_division)
    if division then return division end
  end
  local own = position(draft, cell.division)
  if cell.division and not cell.division.gone and own >= low and own <= (high
    or math.huge) then return cell.division end
  local at = low
  if high and high > low then
    draft_of.note(draft, "chapter_open", cell.edit,
      ("%s可归前后两章，暂归前一章"):format(tree.label(cell.final)))
  end
  while at > 0 and draft.divisions[at].gone do at = at - 1 end
  return draft.divisions[at]
end

--- Gives every article its division, and divisions their numbers.
function M.place(draft, ordered)
  for _, cell in ipairs(ordered) do
    local division = covering(draft, cell)
    if division then cell.division, cell.in_division = division, nil end
  end
  -- what kept its order is settled; what was added, taken out of another article, or moved is placed by it
  local last = 0
  for _, cell in ipairs(ordered) do
    local at = position(draft, cell.division)
    cell.placed = cell.old ~= nil and not cell.in_division and at >= last and not (cell.division and cell.division.gone)
    if cell.placed then last = at end
  end
  for i, cell in ipairs(ordered) do
    if not cell.placed then
      local low, high = around(draft, ordered, i)
      cell.division = settle(draft, cell, low, high)
      cell.placed = true
    end
  end
  if draft.divisions_change then renumber(draft) end
end

return M
