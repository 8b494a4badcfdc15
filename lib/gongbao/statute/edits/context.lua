-- What the clauses of an item are talking about: the place that 其中的, 该条 or nothing at all refers to, and the edits and
-- problems that have been gathered.
local tree = require "gongbao.statute.tree"

local M = {}

local Context = {}
Context.__index = Context
M.Context = Context

--- The article of a reference as { number, inserted }, or nil.
function M.article_of(ref)
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
  if ref.division_name or ref.title then return { division_name = ref.division_name, title = ref.title } end
  local here = self.here or {}
  if ref.article then
    return { article = M.article_of(ref), paragraph = ref.paragraph, natural = ref.natural, point = ref.point,
      indent = ref.indent, sentence = ref.sentence, new_article = self.moved[tree.key(M.article_of(ref))] }
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
  if law then self.law = law:match "《(.-)》" end
  return full
end

--- The fields of a place, for an edit.
function M.fields(where, more)
  local out = { article = where.article, new_article = where.new_article, paragraph = where.paragraph,
    new_paragraph = where.new_paragraph, point = where.point, new_point = where.new_point, indent = where.indent,
    sentence = where.sentence, natural = where.natural, from = where.from, division_name = where.division_name,
    title = where.title }
  for k, v in pairs(more or {}) do out[k] = v end
  return out
end

--- What a place names: "article", "paragraph", "point", "indent" or "sentence".
function M.level(where)
  return where.sentence and "sentence" or where.indent and "indent" or where.point and "point"
    or where.paragraph and "paragraph" or "article"
end

return M
