-- Clauses that reword or take away: new texts for places, phrases, deletions, the title and the preamble.
local context = require "gongbao.statute.edits.context"
local fragment = require "gongbao.statute.fragment"
local tree = require "gongbao.statute.tree"

local Context = context.Context
local fields = context.fields
local level = context.level

function Context:delete(clause)
  local places = clause.scope and { { scope = "statute" } } or self:places(clause.at, clause.this)
  for _, where in ipairs(places) do
    if clause.quotes then
      for _, index in ipairs(clause.quotes) do
        local whole = where.sentence and not clause.within
        self:edit(whole and "delete_sentence" or "delete_phrase", fields(where, { old_text = self:text(index),
          scope = where.scope }))
      end
    elseif level(where) == "indent" then self:problem("not_handled", "不能执行：删去目")
    else self:edit("delete_" .. level(where), fields(where)) end
  end
end

-- An insertion that was only announced is covered by the text that now follows for the whole.
function Context:settle_pending(text)
  local pending = self.pending
  self.pending = nil
  if not pending then return end
  local paragraphs = fragment.paragraphs(text)
  for _, edit in ipairs(pending) do
    edit.covered = true
    if edit.op == "insert_paragraph" and edit.new_paragraph and paragraphs[edit.new_paragraph] then
      edit.new_text = tree.paragraph_text(paragraphs[edit.new_paragraph])
    end
  end
end

function Context:replace_paragraphs(places, text)
  local parts = fragment.paragraphs(text)
  if #parts == 0 then return self:problem("text_missing", "修改后的文字没有引出") end
  if #places > 1 and #parts ~= #places then
    return self:problem("count_differs", ("写明%d款，引文有%d款"):format(#places, #parts))
  end
  for i, where in ipairs(places) do
    local mine = #places > 1 and { parts[i] } or parts
    local lines = {}
    for _, part in ipairs(mine) do lines[#lines + 1] = tree.paragraph_text(part) end
    self:edit("replace_paragraph", fields(where, { parts = mine, part = mine[1], new_text = table.concat(lines,
      "\n") }))
  end
end

function Context:replace_points(places, text)
  local points = fragment.points(text)
  if #points ~= #places then
    return self:problem("count_differs", ("写明%d项，引文有%d项"):format(#places, #points))
  end
  for i, where in ipairs(places) do
    local shown = points[i].number and tree.point_label(points[i]) or ""
    self:edit("replace_point", fields(where, { part = points[i], new_text = shown .. points[i].text }))
  end
end

-- The quotation may repeat the article's label; further labels are articles that are added.
function Context:replace_article(where, text)
  local articles = fragment.pieces(text, false)
  self:edit("replace_article", fields(where, { paragraphs = articles[1].paragraphs,
    new_text = tree.article_text(articles[1]) }))
  for i = 2, #articles do
    local article = articles[i]
    self:edit("insert_article", { new_article = { number = article.number, inserted = article.inserted },
      paragraphs = article.paragraphs, new_text = tree.article_text(article) })
  end
end

function Context:replace(clause)
  local text = self:text(clause.quote)
  if self.pending and not clause.at and self.pending[1].op == "insert_article" then return self:bare_text(clause) end
  self:settle_pending(text)
  local places = self:places(clause.at, clause.this)
  local first = places[1]
  if first.split then return self:replace_split(first, text) end
  if not (first.article or first.new_article) then
    return self:problem("place_missing", "没有写明修改哪一条")
  end
  local at = level(first)
  if first.became then first.became.new_text = text end
  if first.new_paragraph and not first.paragraph and at == "article" then self:replace_paragraphs(places, text)
  elseif at == "article" and not first.natural then
    for _, where in ipairs(places) do self:replace_article(where, text) end
  elseif at == "sentence" then
    -- 第二句、第三句修改为：“…”: the new words stand for all of them
    for i, where in ipairs(places) do
      if i == 1 then self:edit("replace_sentence", fields(where, { new_text = text }))
      else self:edit("delete_sentence", fields(where)) end
    end
  elseif at == "point" then self:replace_points(places, text)
  elseif first.natural then
    for _, where in ipairs(places) do self:edit("replace_paragraph", fields(where, { new_text = text })) end
  elseif at == "paragraph" then self:replace_paragraphs(places, text)
  else self:problem("not_handled", "不能执行：修改" .. at) end
end

-- A quotation that stands alone: the text of an insertion announced before.
function Context:bare_text(clause)
  local pending = self.pending
  if self.here and self.here.split then return self:replace_split(self.here, self:text(clause.quote)) end
  if not pending then return self:problem("unread", "引文之前没有修改指令") end
  self.pending = nil
  for _ = 1, #pending do table.remove(self.edits) end
  local first = pending[1]
  local targets = {}
  for i, edit in ipairs(pending) do
    local ref = edit.new_article
    targets[i] = first.op == "insert_article" and ref and { article = ref.number, inserted = ref.inserted }
      or { paragraph = edit.new_paragraph, point = edit.new_point }
  end
  if #targets == 0 or first.op == "insert_article" and not targets[1].article then targets = nil end
  self.here = { article = first.article, new_article = first.article and first.new_article,
    paragraph = first.paragraph }
  self:insert { unit = first.op == "insert_article" and "条" or first.op == "insert_point" and "项" or "款",
    count = #pending, target = targets, quote = clause.quote }
end

function Context:phrase(clause)
  local places = clause.scope and { { scope = "statute" } } or self:places(clause.at, clause.this)
  -- with no article in sight the words of the whole statute are meant
  local first = places[1]
  local named = first.article or first.new_article or first.division_name or first.title
  if not clause.scope and not named then places = { { scope = "statute" } } end
  for _, where in ipairs(places) do
    for _, pair in ipairs(clause.pairs) do
      if #pair.new > 1 and #pair.new ~= #pair.old then
        self:problem("count_differs", ("%d个旧词，%d个新词"):format(#pair.old, #pair.new))
      else
        for i, old in ipairs(pair.old) do
          self:edit("replace_phrase", fields(where, { scope = where.scope, old_text = self:text(old),
            new_text = self:text(pair.new[i] or pair.new[1]) }))
        end
      end
    end
  end
end

-- 第三条中的“甲”、第四条中的“乙”修改为“丙”
function Context:phrases(clause)
  local new = self:text(clause.new)
  for _, part in ipairs(clause.parts) do
    for _, where in ipairs(self:places(part.at)) do
      for _, old in ipairs(part.old) do
        self:edit(new and "replace_phrase" or "delete_phrase", fields(where, { old_text = self:text(old),
          new_text = new }))
      end
    end
  end
end

-- 第七条，第二款修改为…: only says what is being talked about.
function Context:talk_about(clause) self:places(clause.at) end

function Context:front(clause)
  local text = self:text(clause.quote)
  self:edit(clause.part == "title" and "rename_statute" or "replace_preamble", { new_text = text })
end

return Context
