-- Executes edits on an old text. The result is a new statute, and for every edit where it landed; what could not be
-- done is noted and leaves the text as it was.
local divisions = require "gongbao.statute.divisions"
local fragment = require "gongbao.statute.fragment"
local draft_of = require "gongbao.statute.draft"
local tree = require "gongbao.statute.tree"
local wording = require "gongbao.statute.wording"

local M = {}

local OP = {}

local function missing(draft, edit)
  draft_of.note(draft, "place_not_found", edit, "原文没有这一处")
  return false
end

local function cell_of(draft, edit) return draft_of.find(draft, edit.article, edit.new_article) end

local function new_parts(paragraphs, keep_numbers)
  local parts = {}
  for i, paragraph in ipairs(paragraphs) do parts[i] = draft_of.part(paragraph, keep_numbers and i or nil) end
  return parts
end

-- articles -------------------------------------------------------------------------------------------

function OP.replace_article(draft, edit)
  local cell = cell_of(draft, edit)
  if not cell or not edit.paragraphs then return missing(draft, edit) end
  cell.paragraphs = new_parts(edit.paragraphs, true)
  for _, part in ipairs(cell.paragraphs) do part.edits = { edit.number } end
  edit.cell = cell
  return true
end

function OP.insert_article(draft, edit)
  if not edit.paragraphs then
    draft_of.note(draft, "text_missing", edit, "增加的条文没有正文")
    return false
  end
  local cell = { target = edit.new_article, paragraphs = new_parts(edit.paragraphs), edit = edit, after = edit.after,
    side = edit.side, in_division = edit.in_division, edits = { edit.number } }
  if not edit.new_article and not edit.after then
    draft_of.note(draft, "number_missing", edit, "增加的条文没有条号，排在最后")
  end
  table.insert(draft.articles, cell)
  edit.cell = cell
  return true
end

function OP.delete_article(draft, edit)
  local cell = cell_of(draft, edit)
  if not cell or cell.gone then return missing(draft, edit) end
  edit.old_text = edit.old_text or draft_of.cell_text(cell)
  cell.gone, cell.absorbed = true, edit.joined_into ~= nil
  return true
end

function OP.renumber(draft, edit)
  local cell = cell_of(draft, edit)
  if not cell then return missing(draft, edit) end
  cell.target, cell.edit, edit.cell = edit.new_article, edit, cell
  cell.in_division = edit.in_division
  if edit.after then cell.after, cell.side = edit.after, edit.side end
  -- a join without new wording puts the paragraphs of what is joined below its own
  for _, joined in ipairs(edit.joins or {}) do
    local other = draft_of.find(draft, joined.article)
    for _, part in ipairs(other and other ~= cell and draft_of.living(other.paragraphs) or {}) do
      if not joined.paragraph or joined.paragraph == part.old then
        table.insert(cell.paragraphs, draft_of.copy(part))
      end
    end
  end
  return true
end

-- paragraphs -----------------------------------------------------------------------------------------

local function paragraph_of(draft, edit)
  local cell = cell_of(draft, edit)
  return cell and draft_of.part_of(cell.paragraphs, edit.paragraph, edit.new_paragraph), cell
end

function OP.replace_paragraph(draft, edit)
  if edit.natural then
    local holders = wording.holders(draft, edit)
    if not holders or not holders[1] then return missing(draft, edit) end
    edit.old_text, holders[1].text, holders[1].edits = holders[1].text, edit.new_text, { edit.number }
    return true
  end
  local part, cell = paragraph_of(draft, edit)
  if not part then return missing(draft, edit) end
  edit.old_text = draft_of.text(part)
  local new = draft_of.part(edit.part, part.old)
  part.text, part.points, part.edits = new.text, new.points, { edit.number }
  part.target = edit.new_paragraph or part.target
  -- one paragraph replaced by several: the others follow it
  for i = 2, #(edit.parts or {}) do
    local more = draft_of.part(edit.parts[i])
    more.edits = { edit.number }
    for j, other in ipairs(cell.paragraphs) do
      if other == part then table.insert(cell.paragraphs, j + i - 1, more) break end
    end
  end
  edit.landed = part
  return true
end

function OP.insert_paragraph(draft, edit)
  local cell = cell_of(draft, edit)
  if not cell or not edit.part then return missing(draft, edit) end
  local part = draft_of.part(edit.part)
  part.target, part.edit, part.edits = edit.new_paragraph, edit, { edit.number }
  local at = #cell.paragraphs + 1
  if not part.target and edit.after_paragraph then
    for i, other in ipairs(cell.paragraphs) do
      if other.old == edit.after_paragraph then at = edit.side == "before" and i or i + 1 end
    end
  end
  table.insert(cell.paragraphs, at, part)
  edit.landed = part
  return true
end

function OP.delete_paragraph(draft, edit)
  local part = paragraph_of(draft, edit)
  if not part then return missing(draft, edit) end
  edit.old_text = draft_of.text(part)
  part.gone = true
  return true
end

function OP.renumber_paragraph(draft, edit)
  local cell = cell_of(draft, edit)
  local part = cell and draft_of.part_of(cell.paragraphs, edit.paragraph)
  if not part then return missing(draft, edit) end
  part.target, part.edit, edit.landed = edit.new_paragraph, edit, part
  return true
end

-- A paragraph leaves its article.
function OP.paragraph_becomes_article(draft, edit)
  local source = draft_of.find(draft, edit.article)
  local part = source and draft_of.part_of(source.paragraphs, edit.paragraph)
  if not part then return missing(draft, edit) end
  edit.old_text = draft_of.text(part)
  part.gone = true
  local paragraphs = edit.paragraphs and new_parts(edit.paragraphs, true)
  if not paragraphs then
    paragraphs = { draft_of.copy(part) }
    paragraphs[1].old = 1
  end
  -- as a first paragraph it begins an article, unless the decision has put one at that number
  local cell = draft_of.find(draft, nil, edit.new_article, edit.new_paragraph == 1)
  paragraphs[1].target = edit.new_paragraph
  if cell and edit.new_paragraph then
    -- 第三条第二款改为第四条第一款: it joins an article that is there already
    paragraphs[1].old = nil
    table.move(paragraphs, 1, #paragraphs, #cell.paragraphs + 1, cell.paragraphs)
  else
    cell = { target = edit.new_article, paragraphs = paragraphs, edit = edit, division = source.division, loose = true }
    table.insert(draft.articles, cell)
  end
  for _, p in ipairs(paragraphs) do p.edits = { edit.number } end
  edit.cell = cell
  return true
end

function OP.article_becomes_paragraph(draft, edit)
  local source = draft_of.find(draft, edit.article)
  if not source or source.gone then return missing(draft, edit) end
  edit.old_text = draft_of.cell_text(source)
  source.gone, source.absorbed = true, true
  local parts = {}
  for i, part in ipairs(draft_of.living(source.paragraphs)) do parts[i] = draft_of.copy(part) end
  local cell = draft_of.find(draft, nil, edit.new_article)
  if not cell or cell == source then
    cell = { target = edit.new_article, paragraphs = {}, edit = edit, division = source.division, loose = true }
    table.insert(draft.articles, cell)
  end
  for i, part in ipairs(parts) do
    part.old, part.target, part.edits = nil, edit.new_paragraph + i - 1, { edit.number }
    table.insert(cell.paragraphs, part)
  end
  edit.cell = cell
  return true
end

-- title and preamble -----------------------------------------------------------------------------------

function OP.rename_statute(draft, edit)
  edit.old_text, draft.title = draft.title, edit.new_text
  return true
end

function OP.replace_preamble(draft, edit)
  edit.old_text = table.concat(draft.preamble, "\n")
  draft.preamble = {}
  for line in edit.new_text:gmatch "[^\n]+" do table.insert(draft.preamble, line) end
  return true
end

-- points ---------------------------------------------------------------------------------------------

local function point_of(draft, edit)
  local cell = cell_of(draft, edit)
  local points = cell and wording.points_of(cell, edit)
  return points and draft_of.part_of(points, edit.point, edit.new_point), points
end

function OP.replace_point(draft, edit)
  local part = point_of(draft, edit)
  if not part then return missing(draft, edit) end
  edit.old_text, part.text = part.text, edit.part.text
  part.edits = { edit.number }
  return true
end

function OP.insert_point(draft, edit)
  local cell = cell_of(draft, edit)
  local points = cell and wording.points_of(cell, edit)
  if not points or not edit.part then return missing(draft, edit) end
  local part = draft_of.part(edit.part)
  part.target, part.edit, part.edits = edit.new_point, edit, { edit.number }
  table.insert(points, part)
  return true
end

function OP.delete_point(draft, edit)
  local part = point_of(draft, edit)
  if not part then return missing(draft, edit) end
  edit.old_text, part.gone = part.text, true
  return true
end

function OP.renumber_point(draft, edit)
  local cell = cell_of(draft, edit)
  local points = cell and wording.points_of(cell, edit)
  local part = points and draft_of.part_of(points, edit.point)
  if not part then return missing(draft, edit) end
  part.target, part.edit = edit.new_point, edit
  return true
end

-- 第一款第二句单列一款，作为第二款
function OP.sentence_becomes_paragraph(draft, edit)
  local holders, cell = wording.holders(draft, edit)
  local sentences = holders and holders[1] and fragment.sentences(holders[1].text)
  local n = edit.sentence == -1 and sentences and #sentences or edit.sentence
  if not sentences or not sentences[n] then return missing(draft, edit) end
  edit.old_text = table.remove(sentences, n)
  holders[1].text = table.concat(sentences)
  local part = draft_of.part { text = edit.old_text }
  part.target, part.edits, edit.landed = edit.new_paragraph, { edit.number }, part
  table.insert(cell.paragraphs, part)
  return true
end

-- wording --------------------------------------------------------------------------------------------

-- What changes words within a place and leaves the places as they are.
local WORDING = {}
for _, op in ipairs { "replace_phrase", "insert_phrase", "delete_phrase" } do WORDING[op] = wording.phrase end
for _, op in ipairs { "append_sentence", "insert_sentence", "delete_sentence", "replace_sentence" } do
  WORDING[op] = wording.sentence
end
for op, run in pairs(WORDING) do OP[op] = run end

-- chapters -------------------------------------------------------------------------------------------

for _, op in ipairs { "rename_chapter", "insert_chapter", "delete_chapter", "renumber_chapter", "join_chapter",
  "assign_chapter" } do
  OP[op] = divisions[op]
end

-- Numbers come first, so that any edit can name an article by its new one; what concerns the whole statute comes after
-- what concerns one place, whose old words it would change.
local function rank(edit)
  if edit.scope == "statute" then return 3 end
  return (edit.op == "renumber" or edit.op == "insert_article") and 1 or 2
end

local function order_of(edits)
  local list = {}
  for i, edit in ipairs(edits) do list[i] = { edit = edit, rank = rank(edit), at = i } end
  table.sort(list, function(a, b)
    if a.rank ~= b.rank then return a.rank < b.rank end
    return a.at < b.at
  end)
  return list
end

-- An article whose paragraphs have all gone elsewhere is gone with them.
local function drop_empty(draft)
  for _, cell in ipairs(draft.articles) do
    if not cell.gone and #cell.paragraphs > 0 and #draft_of.living(cell.paragraphs) == 0 then
      cell.gone, cell.absorbed = true, true
    end
  end
end

local function finish(draft)
  drop_empty(draft)
  local ordered = draft_of.order(draft)
  divisions.place(draft, ordered)
  local body = {}
  local function add(division)
    for _, cell in ipairs(ordered) do
      if cell.division == division then
        cell.result = { kind = "article", number = cell.final.number, inserted = cell.final.inserted,
          paragraphs = draft_of.paragraphs(draft, cell) }
        body[#body + 1] = cell.result
      end
    end
  end
  add(nil)
  for _, division in ipairs(draft.divisions) do
    if not division.gone then
      body[#body + 1] = { kind = "division", unit = division.unit, number = division.number, name = division.name,
        lines = division.lines }
      add(division)
    end
  end
  return { title = draft.title, history = draft.history, preamble = draft.preamble, body = body }
end

--- Executes edits on a statute.
-- @param statute table the old text, which stays as it is
-- @param edits table list from gongbao.statute.interpret
-- @param hollow boolean|nil: the statute has no wording (see hollow.lua); only numbers are worked out
-- @return table { statute, concordance = { { old, new, how } }, notes, done = { [edit.number] = boolean }, draft }
function M.run(statute, edits, hollow)
  local draft = draft_of.new(statute)
  local done = {}
  for _, entry in ipairs(order_of(edits)) do
    local edit = entry.edit
    if edit.covered or hollow and WORDING[edit.op] then done[edit.number] = true
    elseif OP[edit.op] then done[edit.number] = OP[edit.op](draft, edit) and true or false
    else draft_of.note(draft, "not_handled", edit, "不能执行：" .. edit.op) end
  end
  local result = finish(draft)
  return { statute = result, notes = draft.notes, done = done, draft = draft, concordance = M.concordance(draft) }
end

--- Old and new article numbers.
-- @return table list of { old = ref|nil, new = ref|nil, how = "kept"|"renumbered"|"silent"|"deleted"|
--   "absorbed"|"inserted" }; absorbed is what lives on in other articles
function M.concordance(draft)
  local list = {}
  for _, cell in ipairs(draft.articles) do
    local old, new = cell.old, not cell.gone and cell.final or nil
    local how = not old and "inserted" or not new and (cell.absorbed and "absorbed" or "deleted")
      or tree.key(old) == tree.key(new) and "kept" or cell.target and "renumbered" or "silent"
    if old or new then list[#list + 1] = { old = old, new = new, how = how } end
  end
  return list
end

return M
