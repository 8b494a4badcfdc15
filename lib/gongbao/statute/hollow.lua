-- The old text where none is held: articles and paragraphs without wording, as many as the decision speaks of, so that
-- numbers can still be worked out. Nothing is claimed about what they said.
local M = {}

local function raise(counts, key, n)
  if n and n > (counts[key] or 0) then counts[key] = n end
end

-- The highest paragraph that the edits name in each article, and the highest article.
local function extents(edits)
  local highest, paragraphs, targets, added = 0, {}, {}, {}
  for _, edit in ipairs(edits) do
    local ref = edit.article
    if ref and not ref.inserted then
      raise(paragraphs, ref.number, math.max(edit.paragraph or 1, 1))
      if ref.number > highest then highest = ref.number end
      if edit.op == "insert_paragraph" then
        raise(targets, ref.number, edit.new_paragraph)
        added[ref.number] = (added[ref.number] or 0) + 1
      end
    end
  end
  -- an insertion as 第六款 says that five stood before it
  for n, target in pairs(targets) do raise(paragraphs, n, target - added[n]) end
  return highest, paragraphs
end

--- A statute of `count` articles without wording.
-- @param edits table from gongbao.statute.interpret
-- @param extra integer: articles after the highest that is named
function M.statute(edits, extra)
  local highest, paragraphs = extents(edits)
  local body, units = {}, {}
  for _, edit in ipairs(edits) do
    local division = edit.division
    if division and division.number and not units[division.unit .. division.number] then
      units[division.unit .. division.number] = true
      body[#body + 1] = { kind = "division", unit = division.unit, number = division.number, name = "", lines = {} }
    end
  end
  for n = 1, highest + extra do
    local article = { kind = "article", number = n, paragraphs = {} }
    for i = 1, paragraphs[n] or 1 do article.paragraphs[i] = { text = "", points = {} } end
    body[#body + 1] = article
  end
  return { title = "", history = {}, preamble = {}, body = body }
end

return M
