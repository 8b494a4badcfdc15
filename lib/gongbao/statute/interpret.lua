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
local what = require "gongbao.statute.what"
-- each of these adds its clauses to the one class of contexts
local Context = require "gongbao.statute.edits.context".Context
require "gongbao.statute.edits.insert"
require "gongbao.statute.edits.replace"
require "gongbao.statute.edits.renumber"
require "gongbao.statute.edits.division"

local M = {}

local HANDLER = {
  insert = Context.insert, add_text = Context.add_text, delete = Context.delete, renumber = Context.renumber,
  split = Context.split, join = Context.join, move = Context.move, replace = Context.replace, phrase = Context.phrase,
  division = Context.division_clause, insert_division = Context.insert_division,
  delete_division = Context.delete_division, phrases = Context.phrases, cover = Context.cover,
  here = Context.talk_about,
  merge_into = Context.merge_into, swap = Context.swap, split_division = Context.split_division,
  name_division = Context.name_division, front = Context.front, text = Context.bare_text,
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
