-- From clauses to edits: what each clause means, given the place that the clauses before it were about.
--
-- An edit is
--   { op, item, section, law, article, new_article, paragraph, new_paragraph, point, new_point, sentence, natural,
--   indent,
--     old_text, new_text, side, scope, division, new_division, … }
-- `article` and `paragraph` count in the old text, `new_…` in the new one; articles are { number, inserted }. `op` is
-- one of the export's operations, or one of those that it has no word for: insert_phrase replace_sentence
-- insert_sentence replace_point insert_point delete_point renumber_point insert_chapter delete_chapter
-- renumber_chapter join_chapter.
local lpeg = require "lpeg"
local numerals = require "gongbao.grammar.numerals"
local fragment = require "gongbao.statute.fragment"
local place = require "gongbao.statute.place"
local what = require "gongbao.statute.what"
local tree = require "gongbao.statute.tree"

local M = {}

local Context = {}
Context.__index = Context

local function article_of(ref)
  return ref.article and { number = ref.article, inserted = ref.inserted or nil } or nil
end

-- A list that a clause leaves out: one empty reference, which takes everything from the context.
local HERE = { {} }

function Context:problem(kind, message)
  table.insert(self.problems, { kind = kind, message = message, item = self.item.number,
    section = self.section.number })
end

function Context:edit(op, fields)
  fields.op, fields.item, fields.section, fields.law = op, self.item.number, self.section.number, self.item.law
    or self.law
  fields.number = #self.edits + 1
  self.edits[fields.number] = fields
  return fields
end

function Context:text(index) return index and self.item.quotes[index] end

-- A reference made whole by the place that is being talked about.
function Context:resolve(ref)
  local here = self.here or {}
  if ref.article then
    return { article = article_of(ref), paragraph = ref.paragraph, natural = ref.natural, point = ref.point,
      indent = ref.indent, sentence = ref.sentence, new_article = self.moved[tree.key(article_of(ref))] }
  end
  local full = { article = here.article, new_article = here.new_article }
  if ref.paragraph then full.paragraph = ref.paragraph
  else full.paragraph, full.new_paragraph = here.paragraph, here.new_paragraph end
  if ref.point then full.point = ref.point
  elseif not ref.paragraph then full.point, full.new_point = here.point, here.new_point end
  if ref.natural then full.natural = ref.natural
  elseif not ref.paragraph and not ref.point then full.natural = here.natural end
  full.indent, full.sentence = ref.indent, ref.sentence
  if not (ref.paragraph or ref.point or ref.sentence) then full.sentence = here.sentence end
  return full
end

function Context:places(list, this)
  if not list and this and (this:find "^该条" or this:find "^本条") and self.here then
    self.here = { article = self.here.article, new_article = self.here.new_article }
  end
  if not list and self.here then return { self.here } end
  local full = {}
  for _, ref in ipairs(list or HERE) do full[#full + 1] = self:resolve(ref) end
  self.here = full[#full]
  local law = list and list[1].law
  if law and law:find "^《" then self.law = law:sub(#"《" + 1, -#"》" - 1) end
  return full
end

-- The fields of a place, for an edit.
local function fields(where, more)
  local out = { article = where.article, new_article = where.new_article, paragraph = where.paragraph,
    new_paragraph = where.new_paragraph, point = where.point, new_point = where.new_point, indent = where.indent,
    sentence = where.sentence, natural = where.natural, from = where.from }
  for k, v in pairs(more or {}) do out[k] = v end
  return out
end

-- insert -----------------------------------------------------------------------------------------

local function target_article(targets, i)
  return targets and targets[i] and article_of(targets[i]) or nil
end

function Context:insert_articles(clause)
  local text = self:text(clause.quote)
  local articles = {}
  if text and fragment.labelled(text) then articles = fragment.articles(text)
  elseif text and clause.count == 1 then articles = { { paragraphs = fragment.paragraphs(text) } }
  elseif text then
    -- several articles without labels: one line each, or it cannot be told where one ends
    for line in text:gmatch "[^\n]+" do articles[#articles + 1] = { paragraphs = fragment.paragraphs(line) } end
  end
  if text and #articles ~= clause.count then
    self:problem("count_differs", ("应增加%d条，引文有%d条"):format(clause.count, #articles))
    if not fragment.labelled(text) then return end
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

function Context:insert(clause)
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
    elseif clause.side == "before" then
      self:edit("insert_sentence", fields(where, { new_text = text, new_sentence = where.sentence or 1 }))
    elseif where.sentence then
      self:edit("insert_sentence", fields(where, { new_text = text, new_sentence = where.sentence + 1 }))
    else
      self:edit("append_sentence", fields(where, { new_text = text }))
    end
  end
end

-- delete -----------------------------------------------------------------------------------------

local function level(where)
  return where.sentence and "sentence" or where.indent and "indent" or where.point and "point"
    or where.paragraph and "paragraph" or "article"
end

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

-- renumber ---------------------------------------------------------------------------------------

function Context:article_to_article(where, to)
  local edit = self:edit("renumber", { article = where.article, new_article = article_of(to) })
  self.moved[tree.key(where.article)] = edit.new_article
  self.here = { article = where.article, new_article = edit.new_article }
end

function Context:renumber_one(where, to)
  local from = level(where)
  if not where.article and not where.new_article then
    return self:problem("place_missing", "没有写明哪一条改变序号")
  end
  if from == "article" and to.article and not to.paragraph then self:article_to_article(where, to)
  elseif from == "article" and to.article then
    local edit = self:edit("article_becomes_paragraph", { article = where.article, new_article = article_of(to),
      new_paragraph = to.paragraph })
    self.here = { new_article = article_of(to), new_paragraph = to.paragraph, became = edit, from = where.article }
  elseif from == "paragraph" and to.article then
    local edit = self:edit("paragraph_becomes_article", { article = where.article, paragraph = where.paragraph,
      new_article = article_of(to), new_paragraph = to.paragraph })
    self.here = { new_article = article_of(to), new_paragraph = to.paragraph, became = edit, from = where.article }
  elseif from == "paragraph" and to.paragraph then
    self:edit("renumber_paragraph", fields(where, { new_paragraph = to.paragraph }))
    self.here = { article = where.article, new_article = where.new_article, paragraph = where.paragraph,
      new_paragraph = to.paragraph }
  elseif from == "sentence" and to.paragraph then
    self:edit("sentence_becomes_paragraph", fields(where, { new_paragraph = to.paragraph }))
    self.here = { article = where.article, new_article = where.new_article, new_paragraph = to.paragraph }
  elseif from == "point" and to.point then
    self:edit("renumber_point", fields(where, { new_point = to.point }))
    self.here = fields(where, { new_point = to.point })
  else
    self:problem("not_handled", "不能执行：" .. from .. "改为" .. place.show(to))
  end
end

function Context:renumber(clause)
  -- 将第十三条第二款改为第十六条，第一款改为第十七条: the second paragraph is the old article's too
  if self.here and self.here.became and not clause.at[1].article then
    self.here = { article = self.here.became.article }
  end
  local places = self:places(clause.at, clause.this)
  if #places ~= #clause.target then
    if #places > 1 and #clause.target == 1 then return self:join(clause) end
    if #places == 1 then return self:split(clause) end
    return self:problem("count_differs", ("%d处改为%d处"):format(#places, #clause.target))
  end
  for i, where in ipairs(places) do self:renumber_one(where, clause.target[i]) end
  if clause.quote then self:replace { quote = clause.quote } end
  for _, to in ipairs(clause.target) do
    if to.faulty then self:problem("missing_ordinal", "缺“第”字：" .. place.show(to)) end
  end
end

-- split and join -----------------------------------------------------------------------------------

function Context:split(clause)
  local where = self:places(clause.at, clause.this)[1]
  local targets = clause.target or {}
  local single = level(where) == "paragraph" and targets[1] and targets[1].article
  if single or level(where) == "sentence" and #targets == 1 then
    return self:renumber_one(where, targets[1])
  end
  if #targets < 2 and clause.unit == "款" and clause.count and where.paragraph then
    targets = {}
    for i = 1, clause.count do targets[i] = { paragraph = where.paragraph + i - 1 } end
  end
  if #targets < 2 then
    -- 将该条分为三款，修改为：“…”: the new wording is the whole article's
    if clause.unit == "款" and level(where) == "article" then return end
    return self:problem("place_missing", "没有写明分为哪几条、款")
  end
  where.split = targets
  self.here = where
end

-- The texts of what was split: one for each target.
function Context:replace_split(where, text)
  local targets = where.split
  local pieces
  if targets[1].article then
    if fragment.labelled(text) then pieces = fragment.articles(text)
    else
      pieces = {}
      for line in text:gmatch "[^\n]+" do pieces[#pieces + 1] = { paragraphs = fragment.paragraphs(line) } end
    end
  else pieces = fragment.paragraphs(text) end
  if #pieces ~= #targets then
    return self:problem("count_differs", ("分为%d处，引文有%d处"):format(#targets, #pieces))
  end
  for i, to in ipairs(targets) do
    local piece = pieces[i]
    if to.article then
      if i == 1 then
        self:article_to_article(where, to)
        self:edit("replace_article", { article = where.article, new_article = article_of(to),
          paragraphs = piece.paragraphs,
          new_text = tree.article_text(piece) })
      else
        self:edit("insert_article", { new_article = article_of(to), paragraphs = piece.paragraphs,
          new_text = tree.article_text(piece), split_from = where.article })
      end
    elseif i == 1 then
      self:edit("replace_paragraph", { article = where.article, new_article = where.new_article,
        paragraph = where.paragraph,
        new_paragraph = to.paragraph, part = piece, new_text = tree.paragraph_text(piece) })
    else
      self:edit("insert_paragraph", { article = where.article, new_article = where.new_article,
        new_paragraph = to.paragraph,
        part = piece, new_text = tree.paragraph_text(piece) })
    end
  end
end

-- Paragraphs, of one article or of several, become an article.
function Context:join_into_article(places, to)
  for i, where in ipairs(places) do
    self:edit("paragraph_becomes_article", { article = where.article, paragraph = where.paragraph,
      new_article = article_of(to), new_paragraph = i })
  end
  self.here = { new_article = article_of(to) }
end

-- Several places become one: the first article among them takes the number, the others go.
function Context:join(clause)
  local places = self:places(clause.at, clause.this)
  local to = clause.target and clause.target[1]
  for i, where in ipairs(places) do
    if level(where) == "article" then
      table.insert(places, 1, table.remove(places, i))
      break
    end
  end
  local first = places[1]
  if level(first) == "paragraph" and to and to.article and not to.paragraph then
    return self:join_into_article(places, to)
  end
  if level(first) == "article" then
    local target = to and article_of(to) or first.article
    local edit = self:edit("renumber", { article = first.article, new_article = target })
    self.moved[tree.key(first.article)] = target
    edit.joins = {}
    for i = 2, #places do
      edit.joins[i - 1] = { article = places[i].article, paragraph = places[i].paragraph }
      self:edit(places[i].paragraph and "delete_paragraph" or "delete_article",
        fields(places[i], { joined_into = target }))
    end
    self.here = { article = first.article, new_article = target }
  elseif level(first) == "paragraph" then
    local target = to and to.paragraph or first.paragraph
    self:edit("renumber_paragraph", fields(first, { new_paragraph = target }))
    for i = 2, #places do self:edit("delete_paragraph", fields(places[i], { joined_into = target })) end
    self.here = fields(first, { new_paragraph = target })
  else
    self:problem("not_handled", "不能执行：合并项")
  end
end

function Context:move(clause)
  local where = self:places(clause.at, clause.this)[1]
  local to = clause.target and clause.target[1]
  if to then
    self:renumber_one(where, to)
    if clause.into then self.edits[#self.edits].in_division = clause.into[#clause.into].division end
  elseif clause.to and level(where) == "article" then
    self:edit("renumber", { article = where.article, after = article_of(clause.to[1]), side = clause.side or "after" })
    self.here = { article = where.article }
  else self:problem("place_missing", "没有写明移到哪里") end
end

-- replace ------------------------------------------------------------------------------------------

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
    for _, where in ipairs(places) do
      self:edit("replace_article", fields(where, { paragraphs = fragment.paragraphs(text), new_text = text }))
    end
  elseif at == "sentence" then
    for _, where in ipairs(places) do self:edit("replace_sentence", fields(where, { new_text = text })) end
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
  if not clause.scope and not (places[1].article or places[1].new_article) then places = { { scope = "statute" } } end
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

-- divisions ------------------------------------------------------------------------------------------

-- The innermost of 第三章第二节 and what contains it.
local division_label = numerals.ordinal() * (lpeg.P "章" + lpeg.P "节" + lpeg.P "编" + lpeg.P "分编") * lpeg.Cp()

-- A chapter's name without the label that the quotation may repeat: “第四节　指定监护人”.
local function unlabelled(text)
  local _, at = division_label:match(text)
  return at and text:sub(at) or text
end

local function division_of(entry) return entry.inner or entry.division, entry.inner and entry.division or nil end

function Context:division_clause(clause)
  for i, entry in ipairs(clause.at) do
    local division, parent = division_of(entry)
    local into = clause.into and division_of(clause.into[1])
    if into and (into.number ~= division.number or into.unit ~= division.unit) then
      self:edit("join_chapter", { division = division, parent = parent, new_division = into })
    end
    if into and clause.name and i == 1 then
      self:edit("rename_chapter", { division = into, new_text = unlabelled(self:text(clause.name)) })
      return self:joined_rest(clause)
    end
    local target = clause.target and clause.target[i] and division_of(clause.target[i])
    if target then self:edit("renumber_chapter", { division = division, parent = parent, new_division = target }) end
    if clause.name then
      self:edit("rename_chapter", { division = division, parent = parent, new_division = target,
        new_text = unlabelled(self:text(clause.name)) })
    end
  end
end

-- The chapters after the first of 第六章、第七章合并为第六章，章名修改为“…”.
function Context:joined_rest(clause)
  local into = division_of(clause.into[1])
  for i = 2, #clause.at do
    local division, parent = division_of(clause.at[i])
    if into.number ~= division.number or into.unit ~= division.unit then
      self:edit("join_chapter", { division = division, parent = parent, new_division = into })
    end
  end
end

-- 包括第九条至第十二条: the articles of the chapter just added, by their new numbers.
function Context:cover(clause)
  local chapter = self.chapter
  if not chapter then return self:problem("place_missing", "没有写明哪一章") end
  chapter.covers = chapter.covers or {}
  for _, ref in ipairs(clause.at) do table.insert(chapter.covers, article_of(ref)) end
end

function Context:insert_division(clause)
  local text = self:text(clause.name)
  local articles, heading = {}, nil
  if text and text:find "\n" then articles, heading = fragment.articles(text) end
  local target = clause.target and division_of(clause.target[1])
  local division = target or heading and { number = heading.number, unit = heading.unit } or { unit = clause.unit }
  local edit = self:edit("insert_chapter", { new_division = division, new_text = heading and heading.name or text
    and unlabelled(text),
    after = clause.at and division_of(clause.at[1]), side = clause.side })
  self.division, self.chapter = division, edit
  for _, article in ipairs(articles) do
    self:edit("insert_article", { new_article = { number = article.number, inserted = article.inserted },
      paragraphs = article.paragraphs, new_text = tree.article_text(article), in_division = division })
  end
end

function Context:delete_division(clause)
  for _, entry in ipairs(clause.at) do
    local division, parent = division_of(entry)
    self:edit("delete_chapter", { division = division, parent = parent, only_name = clause.only_name })
  end
end

local HANDLER = {
  insert = Context.insert, add_text = Context.add_text, delete = Context.delete, renumber = Context.renumber,
  split = Context.split, join = Context.join, move = Context.move, replace = Context.replace, phrase = Context.phrase,
  division = Context.division_clause, insert_division = Context.insert_division,
  delete_division = Context.delete_division, phrases = Context.phrases, cover = Context.cover,
  here = Context.talk_about, text = Context.bare_text,
}

function Context:unread(clause)
  self:problem("unread", "未能读懂：" .. clause.text:gsub("\1(%d+)\2", function(n)
    return "“" .. self.item.quotes[tonumber(n)] .. "”"
  end))
end

--- The edits of a decision.
-- @param decision table from gongbao.statute.decision
-- @return table list of edits, table list of problems { kind, message, item, section }
function M.edits(decision)
  local edits, problems, moved = {}, {}, {}
  for _, item in ipairs(decision.items) do
    for _, section in ipairs(item.sections) do
      local context = setmetatable({ item = item, section = section, edits = edits, problems = problems,
        moved = moved },
        Context)
      for _, clause in ipairs(what.clauses(section.skeleton)) do
        (HANDLER[clause.kind] or Context.unread)(context, clause)
      end
    end
    for _, fault in ipairs(item.faults) do
      problems[#problems + 1] = { kind = fault.kind, message = fault.note, item = item.number }
    end
  end
  return edits, problems
end

return M
