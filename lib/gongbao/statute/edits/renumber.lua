-- Clauses that move: new numbers, paragraphs that become articles and the other way, splitting, joining.
local context = require "gongbao.statute.edits.context"
local fragment = require "gongbao.statute.fragment"
local place = require "gongbao.statute.place"
local tree = require "gongbao.statute.tree"

local Context = context.Context
local article_of = context.article_of
local fields = context.fields
local level = context.level

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

function Context:split_place(clause)
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

function Context:split(clause)
  self:split_place(clause)
  if clause.quote then self:replace { quote = clause.quote } end
end

-- The texts of what was split: one for each target.
function Context:replace_split(where, text)
  local targets = where.split
  local pieces = targets[1].article and fragment.pieces(text, true) or fragment.paragraphs(text)
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
function Context:join_places(clause)
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

function Context:join(clause)
  self:join_places(clause)
  if clause.quote then self:replace { quote = clause.quote } end
end

-- 第十条并入第九条: what it says becomes a paragraph there, or goes into the new wording that follows.
function Context:merge_into(clause)
  local into = article_of(clause.to[1])
  local to = clause.target and clause.target[1]
  for i, where in ipairs(self:places(clause.at)) do
    local paragraph = to and to.paragraph and to.paragraph + i - 1
    if level(where) == "article" and paragraph then
      self:edit("article_becomes_paragraph", { article = where.article, new_article = into, new_paragraph = paragraph })
    elseif level(where) == "article" then
      self:edit("delete_article", { article = where.article, joined_into = into })
    else
      self:edit("paragraph_becomes_article", { article = where.article, paragraph = where.paragraph,
        new_article = into, new_paragraph = paragraph or 2 })
    end
  end
  self.here = { article = into, new_article = self.moved[tree.key(into)] }
  if clause.quote then self:replace { quote = clause.quote } end
end

function Context:swap(clause)
  local places = self:places(clause.at)
  if #places ~= 2 or level(places[1]) ~= "article" or level(places[2]) ~= "article" then
    return self:problem("not_handled", "只能对调两条")
  end
  self:edit("renumber", { article = places[1].article, new_article = places[2].article })
  self:edit("renumber", { article = places[2].article, new_article = places[1].article })
end

-- 第三条第二款、第三款移至第五条，作为第二款、第三款: what the targets leave out is the article moved to.
local function whole_targets(clause)
  local into = clause.to and clause.to[1]
  for _, to in ipairs(clause.target or {}) do
    if not to.article and into then to.article, to.inserted = into.article, into.inserted end
  end
end

function Context:move(clause)
  whole_targets(clause)
  local places = self:places(clause.at, clause.this)
  if clause.target and #clause.target == #places then
    for i, where in ipairs(places) do
      self:renumber_one(where, clause.target[i])
      if clause.into then self.edits[#self.edits].in_division = clause.into[#clause.into].division end
    end
  elseif clause.to and #places == 1 and level(places[1]) == "article" then
    self:edit("renumber", { article = places[1].article, after = article_of(clause.to[1]), side = clause.side
      or "after" })
    self.here = { article = places[1].article }
  elseif clause.into and not clause.target then
    return self:cover { at = clause.at, into = clause.into }
  else return self:problem("place_missing", "没有写明移到哪里") end
  if clause.quote then self:replace { quote = clause.quote } end
end

return Context
