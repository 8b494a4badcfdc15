-- Clauses about chapters and their kin.
local lpeg = require "lpeg"
local numerals = require "gongbao.grammar.numerals"
local context = require "gongbao.statute.edits.context"
local fragment = require "gongbao.statute.fragment"
local tree = require "gongbao.statute.tree"

local Context = context.Context
local article_of = context.article_of

-- The innermost of 第三章第二节 and what contains it.
local division_label = numerals.ordinal() * (lpeg.P "章" + lpeg.P "节" + lpeg.P "编" + lpeg.P "分编") * lpeg.Cp()

-- A chapter's name without the label that the quotation may repeat: “第四节　指定监护人”.
local function unlabelled(text)
  local _, at = division_label:match(text)
  return at and text:sub(at) or text
end

local function division_of(entry) return entry.inner or entry.division, entry.inner and entry.division or nil end

-- A chapter whose articles go to another one: 第六章、|第七章|合并为第六章.
function Context:join_division(entry, into)
  local division, parent = division_of(entry)
  if into.number ~= division.number or into.unit ~= division.unit then
    self:edit("join_chapter", { division = division, parent = parent, new_division = into })
  end
end

function Context:division_clause(clause)
  local into = clause.into and division_of(clause.into[1])
  local name = clause.name and unlabelled(self:text(clause.name))
  for i, entry in ipairs(clause.at) do
    local division, parent = division_of(entry)
    local target = clause.target and clause.target[i] and division_of(clause.target[i])
    if into then self:join_division(entry, into) end
    if into and name then
      -- 合并为第六章，章名修改为“…”: the name is that of the chapter they become
      if i == 1 then self:edit("rename_chapter", { division = into, new_text = name }) end
    else
      if target then self:edit("renumber_chapter", { division = division, parent = parent, new_division = target }) end
      if name then
        self:edit("rename_chapter", { division = division, parent = parent, new_division = target, new_text = name })
      end
    end
  end
end

-- 包括第九条至第十二条: the articles of the chapter just added, by their new numbers.
function Context:cover(clause)
  local chapter = self.chapter
  local into = clause.into and division_of(clause.into[1])
  local announced = chapter and (not into or chapter.new_division.number == into.number)
  if into and not announced then chapter = self:edit("assign_chapter", { new_division = into }) end
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

-- 第二章分为二节：第一节“…”，包括…
function Context:split_division(clause) self.parent = division_of(clause.at[1]) end

function Context:name_division(clause)
  local entry = clause.at[1]
  local parent = entry.inner and entry.division or self.parent
  if not parent then return self:problem("unread", "没有写明属于哪一章：" .. self:text(clause.name)) end
  local division = entry.inner or entry.division
  self.division = division
  self.chapter = self:edit("insert_chapter", { new_division = division, after = parent,
    new_text = unlabelled(self:text(clause.name)) })
end

function Context:delete_division(clause)
  for _, entry in ipairs(clause.at) do
    local division, parent = division_of(entry)
    self:edit("delete_chapter", { division = division, parent = parent, only_name = clause.only_name })
  end
end

return Context
