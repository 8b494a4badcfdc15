-- Clauses that add: articles, paragraphs, points, words and sentences.
local context = require "gongbao.statute.edits.context"
local fragment = require "gongbao.statute.fragment"
local tree = require "gongbao.statute.tree"

local Context = context.Context
local article_of = context.article_of
local fields = context.fields

local function target_article(targets, i)
  return targets and targets[i] and article_of(targets[i]) or nil
end

function Context:insert_articles(clause)
  local text = self:text(clause.quote)
  local articles, labelled = {}, false
  if text then articles, labelled = fragment.pieces(text, clause.count > 1) end
  if text and #articles ~= clause.count then
    self:problem("count_differs", ("应增加%d条，引文有%d条"):format(clause.count, #articles))
    if not labelled then return end                -- it cannot be told where one ends
  end
  local after = clause.at and self:resolve(clause.at[#clause.at]).article or nil
  local list = {}
  for i = 1, math.max(#articles, text and 0 or clause.count) do
    local article = articles[i] or {}
    local number = target_article(clause.target, i)
      or article.number and { number = article.number, inserted = article.inserted } or nil
    list[i] = self:edit("insert_article", { new_article = number, paragraphs = article.paragraphs, after = after,
      side = clause.side, in_division = clause.inside and clause.inside[#clause.inside].division or self.division,
      new_text = article.paragraphs and tree.article_text(article) or nil })
  end
  self.pending = not text and list or nil
  self.here = list[1] and { new_article = list[1].new_article, inserted = list[1] }
end

-- Paragraphs or points announced by one clause whose text follows in the next (“将该条修改为：…”) are covered by it.
function Context:insert_parts(clause)
  local where = self:places(clause.at, clause.this)[1]
  if not (where.article or where.new_article) then
    return self:problem("place_missing", "没有写明在哪一条增加")
  end
  local text = self:text(clause.quote)
  local op = clause.unit == "款" and "insert_paragraph" or clause.unit == "项" and "insert_point" or nil
  if not op then return self:problem("not_handled", "不能执行：增加目") end
  local parts = text and (op == "insert_paragraph" and fragment.paragraphs(text) or fragment.points(text)) or {}
  if text and #parts ~= clause.count then
    self:problem("count_differs", ("应增加%d处，引文有%d处"):format(clause.count, #parts))
  end
  local list = {}
  for i = 1, math.max(#parts, text and 0 or clause.count) do
    local ref = clause.target and clause.target[i]
    local edit = { article = where.article, new_article = where.new_article, side = clause.side }
    if op == "insert_paragraph" then
      edit.new_paragraph = ref and ref.paragraph
      edit.after_paragraph = where.paragraph
      edit.part, edit.new_text = parts[i], parts[i] and tree.paragraph_text(parts[i])
    else
      edit.paragraph, edit.new_paragraph = where.paragraph, where.new_paragraph
      edit.new_point = ref and ref.point or parts[i] and parts[i].number
      edit.part = parts[i]
      edit.new_text = parts[i] and (edit.new_point and tree.point_label { number = edit.new_point } or "")
        .. parts[i].text
    end
    list[i] = self:edit(op, edit)
  end
  self.pending = not text and list or nil
  self.here = { article = where.article, new_article = where.new_article,
    paragraph = op == "insert_point" and where.paragraph or nil, new_paragraph = list[1] and list[1].new_paragraph }
end

-- 增加第十条：“…” names no count: it is what its target names.
local function complete(clause)
  local ref = clause.target[1]
  clause.count = #clause.target
  clause.unit = ref.point and "项" or ref.paragraph and "款" or "条"
end

function Context:insert(clause)
  if not clause.count then complete(clause) end
  if clause.unit == "条" then self:insert_articles(clause) else self:insert_parts(clause) end
end

function Context:add_text(clause)
  local text, anchor = self:text(clause.quote), self:text(clause.anchor)
  if clause.scope then
    return self:edit("insert_phrase", { scope = "statute", old_text = anchor, new_text = text, side = clause.side
      or "after" })
  end
  for _, where in ipairs(self:places(clause.at, clause.this)) do
    if anchor then
      self:edit("insert_phrase", fields(where, { old_text = anchor, new_text = text, side = clause.side }))
    elseif clause.sentences then
      self:edit("insert_sentence", fields(where, { new_text = text, new_sentence = clause.sentences[1].sentence }))
    elseif clause.side == "before" or clause.side == "start" then
      self:edit("insert_sentence", fields(where, { new_text = text, new_sentence = where.sentence or 1 }))
    elseif where.sentence then
      self:edit("insert_sentence", fields(where, { new_text = text, new_sentence = where.sentence + 1 }))
    else
      self:edit("append_sentence", fields(where, { new_text = text }))
    end
  end
end

return Context
