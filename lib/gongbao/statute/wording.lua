-- Edits to wording inside articles of a draft: phrases and sentences. Nothing is changed unless the decision's old
-- words are found; what was found only by tolerance (width of marks, another paragraph) is noted.
local chars = require "gongbao.text.chars"
local clean = require "gongbao.statute.clean"
local draft_of = require "gongbao.statute.draft"
local fragment = require "gongbao.statute.fragment"

local M = {}

-- Text holders below a place: parts whose `text` an edit may change.
local function add_part(list, part)
  list[#list + 1] = part
  for _, point in ipairs(part.points) do
    if not point.gone then
      list[#list + 1] = point
      for _, indent in ipairs(point.indents or {}) do list[#list + 1] = indent end
    end
  end
end

local function below_cell(cell)
  local list = {}
  for _, paragraph in ipairs(cell.paragraphs) do
    if not paragraph.gone then add_part(list, paragraph) end
  end
  return list
end

local function points_of(cell, edit)
  if edit.paragraph or edit.new_paragraph then
    local paragraph = draft_of.part_of(cell.paragraphs, edit.paragraph, edit.new_paragraph)
    return paragraph and paragraph.points
  end
  for _, paragraph in ipairs(cell.paragraphs) do
    if not paragraph.gone and #paragraph.points > 0 then return paragraph.points end
  end
end
M.points_of = points_of

-- 第N自然段 counts the printed lines of its paragraph.
local function natural_part(paragraph, n)
  if n == 1 then return paragraph end
  return draft_of.living(paragraph.points)[n - 1]
end

--- The text holders that an edit is about, or nil where its place does not exist.
-- @param known table|nil: the cell, where it is not the one that the edit's numbers name
-- @return table|nil list of parts, table|nil cell
function M.holders(draft, edit, known)
  if edit.scope == "statute" then
    local list = {}
    for _, cell in ipairs(draft.articles) do
      if not cell.gone and cell.old then
        for _, part in ipairs(below_cell(cell)) do list[#list + 1] = part end
      end
    end
    return list
  end
  local cell = known or draft_of.find(draft, edit.article, edit.new_article)
  if not cell then return nil end
  if edit.point or edit.new_point then
    local points = points_of(cell, edit)
    local point = points and draft_of.part_of(points, edit.point, edit.new_point)
    if not point then return nil, cell end
    local list = {}
    add_part(list, point)
    if edit.indent then return { list[edit.indent + 1] }, cell end
    return list, cell
  end
  if edit.paragraph or edit.new_paragraph then
    local paragraph = draft_of.part_of(cell.paragraphs, edit.paragraph, edit.new_paragraph)
    if not paragraph then return nil, cell end
    if edit.natural then return { natural_part(paragraph, edit.natural) }, cell end
    local list = {}
    add_part(list, paragraph)
    return list, cell
  end
  if edit.natural then return { below_cell(cell)[edit.natural] }, cell end
  return below_cell(cell), cell
end

local function escape(text) return (text:gsub("[%^%$%(%)%%%.%[%]%*%+%-%?]", "%%%0")) end
local function literal(text) return (text:gsub("%%", "%%%%")) end

-- Where a phrase stands in a text by its folded characters: start and end bytes of the print.
local function find_folded(text, phrase)
  local want, have, starts = chars.list(clean.fold(phrase)), {}, {}
  for at, character in text:gmatch("()(" .. utf8.charpattern .. ")") do
    local folded = clean.fold(character)
    if folded ~= "" then have[#have + 1], starts[#starts + 1] = folded, at end
  end
  starts[#starts + 1] = #text + 1
  for i = 1, #have - #want + 1 do
    local j = 1
    while j <= #want and have[i + j - 1] == want[j] do j = j + 1 end
    if j > #want and #want > 0 then return starts[i], starts[i + #want] - 1 end
  end
end

-- The n-th sentence of a text as a range of bytes; -1 is the last.
local function sentence_range(text, n)
  local list, from = fragment.sentences(text), 1
  if n == -1 then n = #list end
  for i, sentence in ipairs(list) do
    if i == n then return from, from + #sentence - 1 end
    from = from + #sentence
  end
end

-- Replaces the old words in one text, within a sentence where one is named.
local function substitute(text, edit, replacement)
  local from, to = 1, #text
  if edit.sentence then
    from, to = sentence_range(text, edit.sentence)
    if not from then return text, 0 end
  end
  local middle, count = text:sub(from, to):gsub(escape(edit.old_text), literal(replacement))
  return text:sub(1, from - 1) .. middle .. text:sub(to + 1), count
end

-- What stands for the old words, as they are found, once the edit is carried out.
local function replacement_of(edit, found)
  if edit.op == "delete_phrase" then return "" end
  if edit.op ~= "insert_phrase" then return edit.new_text end
  if edit.side == "before" then return edit.new_text .. found end
  return found .. edit.new_text
end

local function touch(part, number)
  part.edits = part.edits or {}
  part.edits[#part.edits + 1] = number
end

local function replace_everywhere(holders, edit, number)
  local total = 0
  local new = replacement_of(edit, edit.old_text)
  for _, part in ipairs(holders) do
    local text, count = substitute(part.text, edit, new)
    if count > 0 then
      part.text, total = text, total + count
      touch(part, number)
    end
  end
  return total
end

-- The old words with other widths of marks: the first place is changed.
local function replace_folded(holders, edit, number)
  for _, part in ipairs(holders) do
    local from, to = find_folded(part.text, edit.old_text)
    if from then
      local found = part.text:sub(from, to)
      part.text = part.text:sub(1, from - 1) .. replacement_of(edit, found) .. part.text:sub(to + 1)
      touch(part, number)
      return found
    end
  end
end

-- The words of a chapter's name, or of the title: what holds them, and in which field.
local function named_holder(draft, edit)
  if edit.title then return draft, "title" end
  for _, division in ipairs(draft.divisions) do
    local old = division.old
    if old and old.number == edit.division_name.number and old.unit == edit.division_name.unit
      and not division.gone then
      return division, "name"
    end
  end
end

local function phrase_in_name(draft, edit)
  local holder, field = named_holder(draft, edit)
  local text, count = holder and holder[field] or "", 0
  if holder then text, count = substitute(text, edit, replacement_of(edit, edit.old_text)) end
  if count == 0 then
    draft_of.note(draft, "phrase_not_found", edit, ("原名称没有“%s”"):format(edit.old_text))
    return false
  end
  holder[field] = text
  return true
end

--- Replaces, inserts or deletes a phrase.
-- @return boolean whether the text was changed
function M.phrase(draft, edit)
  if edit.division_name or edit.title then return phrase_in_name(draft, edit) end
  local holders, cell = M.holders(draft, edit)
  if holders and replace_everywhere(holders, edit, edit.number) > 0 then return true end
  if edit.article and not edit.new_article then
    -- the number may be the new one
    local renumbered = draft_of.preview(draft, edit.article)
    renumbered = renumbered and M.holders(draft, edit, renumbered)
    if renumbered and replace_everywhere(renumbered, edit, edit.number) > 0 then
      draft_of.note(draft, "new_number", edit, "条号是修改后的条号")
      return true
    end
  end
  if holders then
    local found = replace_folded(holders, edit, edit.number)
    if found then
      draft_of.note(draft, "marks_differ", edit, ("决定引作“%s”，原文为“%s”"):format(edit.old_text, found))
      return true
    end
  end
  if cell and (edit.paragraph or edit.point or edit.sentence) then
    local wider = { op = edit.op, old_text = edit.old_text, new_text = edit.new_text, side = edit.side }
    if replace_everywhere(below_cell(cell), wider, edit.number) > 0 then
      draft_of.note(draft, "other_place", edit, ("“%s”在本条的另一处"):format(edit.old_text))
      return true
    end
  end
  draft_of.note(draft, holders and "phrase_not_found" or "place_not_found", edit,
    holders and ("原文没有“%s”"):format(edit.old_text) or "原文没有这一处")
  return false
end

-- A part's sentences by their old numbers: a deleted one leaves an empty place, an added one joins its neighbour, so
-- that 删去第二句、第三句 means the second and third of the old text.
local function numbered_sentences(part)
  if not part.sentences or table.concat(part.sentences) ~= part.text then
    part.sentences = fragment.sentences(part.text)
  end
  return part.sentences
end

local function insert_sentence(sentences, n, text)
  if n == #sentences + 1 then sentences[#sentences] = (sentences[#sentences] or "") .. text
  else sentences[n] = text .. sentences[n] end
end

local function change_sentence(draft, edit, part)
  local sentences = numbered_sentences(part)
  local n = edit.op == "insert_sentence" and edit.new_sentence or edit.sentence
  if n == -1 then n = #sentences end
  if not sentences[n] and not (edit.op == "insert_sentence" and n == #sentences + 1) then
    draft_of.note(draft, "place_not_found", edit, ("原文只有%d句"):format(#sentences))
    return false
  end
  if edit.op == "insert_sentence" then insert_sentence(sentences, n, edit.new_text)
  else
    local quoted = edit.op == "delete_sentence" and edit.old_text
    if quoted and clean.fold(sentences[n]) ~= clean.fold(quoted) then
      draft_of.note(draft, "phrase_not_found", edit, ("这一句原文为“%s”"):format(sentences[n]))
      return false
    end
    edit.old_text = edit.old_text or sentences[n]
    sentences[n] = edit.op == "replace_sentence" and edit.new_text or ""
  end
  part.text = table.concat(sentences)
  return true
end

--- Sentences: append_sentence insert_sentence delete_sentence replace_sentence.
function M.sentence(draft, edit)
  local holders = M.holders(draft, edit)
  local part = holders and holders[1]
  if edit.op == "append_sentence" and holders and not (edit.paragraph or edit.point) then
    part = holders[#holders]   -- at the end of an article: its last paragraph
  end
  if not part then
    draft_of.note(draft, "place_not_found", edit, "原文没有这一处")
    return false
  end
  if edit.op == "append_sentence" then part.text = part.text .. edit.new_text
  elseif not change_sentence(draft, edit, part) then return false end
  part.edits = part.edits or {}
  part.edits[#part.edits + 1] = edit.number
  return true
end

return M
