-- Checks every edit of a decision against the consolidated text, and what the decision does not say against both.
-- The verdict on an edit is "agrees", "differs" (the published wording is another one) or "unverifiable" (there is
-- nothing to check it against: the old text, or the new, is not held). Differences of width, spaces and closing marks
-- are no differences of wording.
local chars = require "gongbao.text.chars"
local clean = require "gongbao.statute.clean"
local compare = require "gongbao.statute.compare"
local draft_of = require "gongbao.statute.draft"
local fragment = require "gongbao.statute.fragment"
local textdiff = require "gongbao.statute.textdiff"
local tree = require "gongbao.statute.tree"

local M = {}

-- Of texts of many lines those that differ.
local function differing(ours, theirs)
  local a, b, x, y = {}, {}, {}, {}
  for line in ours:gmatch "[^\n]+" do a[#a + 1] = line end
  for line in theirs:gmatch "[^\n]+" do b[#b + 1] = line end
  if #a ~= #b then return ours, theirs end
  for i, line in ipairs(a) do
    if not compare.same(line, b[i]) then x[#x + 1], y[#y + 1] = line, b[i] end
  end
  return table.concat(x, "\n"), table.concat(y, "\n")
end

local function quote_both(ours, theirs)
  ours, theirs = differing(ours, theirs)
  return ("决定：“%s” 公布文本：“%s” 差异：%s"):format(ours, theirs, textdiff.brief(ours, theirs))
end

-- The final numbers of an edit's place, from the draft it was executed on.
local function landing(run, edit)
  local cell = edit.cell or draft_of.find(run.draft, edit.article, edit.new_article)
  local article = cell and not cell.gone and cell.final or nil
  local part = edit.landed
  if not part and cell and (edit.paragraph or edit.new_paragraph) then
    part = draft_of.part_of(cell.paragraphs, edit.paragraph, edit.new_paragraph)
  end
  return article, part and not part.gone and part.final or nil, cell, part
end

-- The wording that the decision gives a part in the end: its new text with what later edits change in it.
local function with_later_edits(edits, edit, text)
  for i = edit.number + 1, #edits do
    local later = edits[i]
    local same_place = later.scope == "statute"
      or later.article and edit.article and tree.key(later.article) == tree.key(edit.article)
        and (not later.paragraph or not edit.paragraph or later.paragraph == edit.paragraph)
    if same_place and later.op == "replace_phrase" and later.old_text ~= "" then
      local at = text:find(later.old_text, 1, true)
      while at do
        text = text:sub(1, at - 1) .. later.new_text .. text:sub(at + #later.old_text)
        at = text:find(later.old_text, at + #later.new_text, true)
      end
    end
  end
  return text
end

local Check = {}
Check.__index = Check

function Check:published(article) return article and self.index[tree.key(article)] end

local function no_article(article)
  return "differs", "公布文本没有" .. (article and tree.label(article) or "这一条")
end

local function agrees_or_differs(ours, theirs)
  if compare.same(ours, theirs) then return "agrees", nil end
  local kind = compare.kind(ours, theirs)
  if kind == "mark" or not kind then return "agrees", "标点不同：" .. textdiff.brief(ours, theirs) end
  return "differs", quote_both(ours, theirs)
end

-- whole articles and paragraphs -------------------------------------------------------------------------

function Check:whole_article(edit, article)
  local published = self:published(article)
  if not published then return no_article(article) end
  if not edit.new_text then return nil end
  local paragraphs = edit.paragraphs or fragment.paragraphs(edit.new_text)
  local ours = with_later_edits(self.edits, edit, tree.article_text { paragraphs = paragraphs })
  return agrees_or_differs(ours, tree.article_text(published))
end

local function paragraph_text(article, n)
  local paragraph = article.paragraphs[n]
  return paragraph and tree.paragraph_text(paragraph)
end

-- Whether sentences stand whole in a text: what is before them ends a sentence, and so do they.
local function stands_whole(text, sentences)
  local from = text:find(sentences, 1, true)
  if not from or not (sentences:find "。$" or sentences:find "：$") then return false end
  local before = from > 3 and text:sub(from - 3, from - 1)
  return not before or before == "。" or before == "："
end

function Check:one_paragraph(edit, article, n)
  local published = self:published(article)
  if not published then return no_article(article) end
  if not edit.new_text then return nil end
  local ours = with_later_edits(self.edits, edit, edit.new_text)
  if edit.natural then
    local lines = published.paragraphs[n or 1] and tree.paragraph_lines(published.paragraphs[n or 1])
    return agrees_or_differs(ours, lines and lines[edit.natural] or "")
  end
  local theirs = n and paragraph_text(published, n)
  if theirs and compare.same(ours, theirs) then return "agrees" end
  for i in ipairs(published.paragraphs) do
    if compare.same(ours, paragraph_text(published, i)) then return "agrees", ("在公布文本第%d款"):format(i) end
  end
  -- paragraph breaks that the print leaves open: the words are all there
  if stands_whole(clean.fold(tree.article_text(published)), clean.fold(ours)) then return "agrees", "公布文本的分款未定" end
  if not theirs then return "differs", ("公布文本%s没有第%d款"):format(tree.label(article), n or 0) end
  return agrees_or_differs(ours, theirs)
end

function Check:one_point(edit, article)
  local published = self:published(article)
  if not published then return no_article(article) end
  local n = edit.new_point or edit.point
  local ours = edit.part and with_later_edits(self.edits, edit, edit.part.text)
  local nearest
  for _, paragraph in ipairs(published.paragraphs) do
    for _, point in ipairs(paragraph.points or {}) do
      if ours and compare.same(ours, point.text) then return "agrees" end
      if point.number == n then nearest = nearest or point.text end
    end
  end
  if not ours then return nearest and "agrees" or "differs", not nearest and "公布文本没有这一项" or nil end
  return agrees_or_differs(ours, nearest or "")
end

-- wording -------------------------------------------------------------------------------------------------

-- The published text of an edit's place; of the whole article where its paragraph is not settled.
function Check:place_text(edit, article, n)
  if edit.scope == "statute" then
    local all = {}
    for _, a in ipairs(tree.articles(self.new)) do all[#all + 1] = tree.article_text(a) end
    return table.concat(all, "\n")
  end
  local published = self:published(article)
  if not published then return nil end
  return edit.paragraph and n and paragraph_text(published, n) or tree.article_text(published)
end

-- How often the old words stand outside the new ones.
local function left_over(text, old, new)
  local inside = chars.count(new, old)
  return chars.count(text, old) - (inside > 0 and inside * chars.count(text, new) or 0)
end

-- The published text has not the new words: what comes nearest to them there, or else that they are missing.
local function lacking(new, published, printed)
  local piece, distance = textdiff.nearest(new, published)
  if piece and distance * 2 <= (utf8.len(new) or 0) then return "differs", quote_both(printed, piece) end
  return "differs", ("公布文本没有“%s”"):format(printed)
end

-- Words that are in the article, but not in the paragraph: the print may have hidden a paragraph's end.
function Check:elsewhere(article, new)
  local published = self:published(article)
  return published and clean.fold(tree.article_text(published)):find(new, 1, true) ~= nil
end

function Check:replaced(edit, article, n)
  local text = self:place_text(edit, article, n)
  if not text then return no_article(article) end
  local folded, old = clean.fold(text), clean.fold(edit.old_text)
  local new = clean.fold(with_later_edits(self.edits, edit, edit.new_text))
  if not self.old_held or self.run.done[edit.number] then
    if folded:find(new, 1, true) then
      if left_over(folded, old, new) > 0 and not self.old_held then
        return "differs", ("公布文本仍有“%s”"):format(edit.old_text)
      end
      return "agrees"
    end
  elseif folded:find(new, 1, true) then
    return "differs", ("原文没有“%s”，公布文本有“%s”"):format(edit.old_text, edit.new_text)
  end
  if self:elsewhere(article, new) and not self.old_held then return "agrees", "在公布文本本条的另一款" end
  return lacking(new, folded, edit.new_text)
end

-- The added words after (or before) theirs, a mark allowed between.
function Check:inserted(edit, article, n)
  local text = self:place_text(edit, article, n)
  if not text then return no_article(article) end
  local folded, anchor, new = clean.fold(text), clean.fold(edit.old_text), clean.fold(edit.new_text)
  local first, second = anchor, new
  if edit.side == "before" then first, second = new, anchor end
  if folded:find(first .. second, 1, true) then return "agrees" end
  for _, mark in ipairs { "，", "、", "；", "和", "。" } do
    if folded:find(first .. mark .. second, 1, true) then return "agrees", "公布文本另有“" .. mark .. "”" end
  end
  if folded:find(new, 1, true) then return "agrees", "位置未核" end
  return lacking(new, folded, edit.new_text)
end

function Check:deleted_words(edit, article, n)
  local text = self:place_text(edit, article, n)
  if not text then return no_article(article) end
  if edit.old_text and left_over(clean.fold(text), clean.fold(edit.old_text), "") > 0 then
    if self.old_held and self.run.done[edit.number] and self:executed_same(article, n) then return "agrees" end
    return "differs", ("公布文本仍有“%s”"):format(edit.old_text)
  end
  if not edit.old_text then return nil end
  return "agrees"
end

function Check:added_sentence(edit, article, n)
  local text = self:place_text(edit, article, n)
  if not text then return no_article(article) end
  local new, folded = clean.fold(edit.new_text), clean.fold(text)
  if folded:find((new:gsub("。$", "")), 1, true) then return "agrees" end
  return lacking(new, folded, edit.new_text)
end

-- Whether the executed article (or paragraph) reads as the published one: the last word where the old text is held.
function Check:executed_same(article, n)
  local ours, theirs = self.executed[tree.key(article)], self:published(article)
  if not ours or not theirs then return false end
  if n then return compare.same(paragraph_text(ours, n) or "", paragraph_text(theirs, n) or "") end
  return compare.same(tree.article_text(ours), tree.article_text(theirs))
end

-- chapters ------------------------------------------------------------------------------------------------

function Check:chapter(edit)
  local name = edit.new_text and clean.fold(edit.new_text)
  for _, entry in ipairs(self.new.body) do
    if entry.kind == "division" then
      if name and clean.fold(entry.name) == name then return "agrees" end
      local to = edit.new_division
      if not name and to and entry.number == to.number and entry.unit == to.unit then return "agrees" end
    end
  end
  if edit.op == "delete_chapter" or edit.op == "join_chapter" then
    if not self.old_held then return nil end
    for _, entry in ipairs(self.new.body) do
      if entry.kind == "division" and clean.fold(entry.name) == clean.fold(edit.old_text or ""):gsub("^第.-章", "") then
        return "differs", "公布文本仍有“" .. entry.name .. "”"
      end
    end
    return "agrees"
  end
  return "differs", name and ("公布文本没有“%s”"):format(edit.new_text) or "公布文本没有这一章"
end

-- Moves and deletions: settled by the executed text where the old one is held.
function Check:by_execution(edit, article, n)
  if not self.old_held then return nil end
  if edit.op:find "^delete" then
    return #tree.articles(self.run.statute) == #tree.articles(self.new) and "agrees" or nil
  end
  if not article or not self:published(article) then return no_article(article) end
  if self:executed_same(article, n) then return "agrees" end
  return "agrees", "条文文字另有差异，见检查结果"
end

function Check:front(edit)
  local theirs = edit.op == "rename_statute" and self.new.title or table.concat(self.new.preamble, "\n")
  return agrees_or_differs(edit.new_text, theirs)
end

local METHOD = {
  rename_statute = Check.front, replace_preamble = Check.front,
  replace_article = Check.whole_article, insert_article = Check.whole_article,
  paragraph_becomes_article = Check.whole_article,
  replace_paragraph = Check.one_paragraph, insert_paragraph = Check.one_paragraph,
  article_becomes_paragraph = Check.one_paragraph,
  replace_point = Check.one_point, insert_point = Check.one_point,
  replace_phrase = Check.replaced, insert_phrase = Check.inserted,
  delete_phrase = Check.deleted_words, delete_sentence = Check.deleted_words,
  append_sentence = Check.added_sentence, insert_sentence = Check.added_sentence,
    replace_sentence = Check.added_sentence,
  rename_chapter = Check.chapter, insert_chapter = Check.chapter, delete_chapter = Check.chapter,
  join_chapter = Check.chapter, renumber_chapter = Check.chapter, assign_chapter = Check.chapter,
}

function Check:verdict(edit, article, n)
  if not self.new then return "unverifiable", "没有公布文本" end
  local verdict, evidence = (METHOD[edit.op] or Check.by_execution)(self, edit, article, n)
  if not verdict then verdict, evidence = self:by_execution(edit, article, n) end
  if not verdict then return "unverifiable", "没有原文" end
  return verdict, evidence
end

-- The export has no word for adding words to a phrase: it is the phrase replaced by the longer one.
local function exported_wording(edit)
  if edit.op ~= "insert_phrase" then return edit.op, edit.new_text end
  return "replace_phrase", edit.side == "before" and edit.new_text .. edit.old_text or edit.old_text .. edit.new_text
end

local function row_of(edit, article, n, verdict, evidence, line)
  local op, new_text = exported_wording(edit)
  if op ~= "delete_article" then article = article or edit.new_article end
  return { item = edit.item, op = op, old_article = tree.exported(edit.article or edit.from),
    new_article = tree.exported(article),
    paragraph = edit.paragraph, new_paragraph = n, old_text = edit.old_text, new_text = new_text,
    verdict = verdict, evidence = evidence, line = line }
end

--- Verifies edits.
-- @param decision table, edits table
-- @param run table from gongbao.statute.execute (on the old text, or on a hollow one)
-- @param new table|nil: the consolidated text
-- @param old_held boolean: whether `run` was on the real old text
-- @return table list of amendment rows, in the decision's order
function M.rows(decision, edits, run, new, old_held)
  local self = setmetatable({ edits = edits, run = run, new = new, old_held = old_held,
    index = new and tree.index(new), executed = old_held and tree.index(run.statute) }, Check)
  local rows = {}
  for i, edit in ipairs(edits) do
    local article, n = landing(run, edit)
    if edit.op == "delete_article" then article, n = nil, nil end
    local verdict, evidence = self:verdict(edit, article or edit.new_article, n)
    rows[i] = row_of(edit, article, n, verdict, evidence, decision.items[edit.item].first_line)
    rows[i].edit = edit
  end
  return rows
end

return M
