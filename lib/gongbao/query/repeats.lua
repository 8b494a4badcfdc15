-- Passages that stand in two documents word for word.
--
-- Every run of SEED characters of the first text is noted; where the second has
-- one, it is extended to both sides. Texts are compared folded.
local segment = require "gongbao.core.segment"

local M = {}

local SEED = 12 -- characters: fewer meet by chance in officialese

-- Byte of each character of a text, and one past the end.
local function characters(text)
  local at = {}
  for p in utf8.codes(text) do at[#at + 1] = p end
  at[#at + 1] = #text + 1
  return at
end

local function note_seeds(seeds, node)
  local text, at = node.folded, node.at
  for i = 1, #at - SEED do
    local seed = text:sub(at[i], at[i + SEED] - 1)
    if not seeds[seed] then seeds[seed] = { node = node, i = i } end
  end
end

local function char(node, i)
  return i >= 1 and i < #node.at and node.folded:sub(node.at[i], node.at[i + 1] - 1) or nil
end

-- The whole passage around a seed: first character in a and in b, length.
local function extend(a, i, b, j)
  local length = SEED
  while char(a, i - 1) and char(a, i - 1) == char(b, j - 1) do i, j, length = i - 1, j - 1, length + 1 end
  while char(a, i + length) and char(a, i + length) == char(b, j + length) do length = length + 1 end
  return i, j, length
end

local function prepared(store, document)
  local list = {}
  local sql = "SELECT id, flow, first_line FROM node WHERE document = ? ORDER BY ordinal_"
  for row in store:rows(sql, document) do
    local folded = segment.fold(row.flow)
    list[#list + 1] = { id = row.id, text = row.flow, folded = folded, at = characters(folded),
      print_at = characters(row.flow), line = row.first_line }
  end
  return list
end

local function passage(node, first, length)
  return node.text:sub(node.print_at[first], node.print_at[first + length] - 1)
end

--- The passages of document `a` that document `b` repeats, in the order of `b`.
-- @param a, b ids of documents
-- @param least characters (12, and no fewer)
-- @return { a_node, a_line, b_node, b_line, length (characters), text (as printed in b) }
function M.between(store, a, b, least)
  local seeds, list = {}, {}
  for _, node in ipairs(prepared(store, a)) do note_seeds(seeds, node) end
  for _, node in ipairs(prepared(store, b)) do
    local j = 1
    while j <= #node.at - SEED do
      local seed = seeds[node.folded:sub(node.at[j], node.at[j + SEED] - 1)]
      if seed then
        local _, first, length = extend(seed.node, seed.i, node, j)
        if length >= (least or SEED) then
          list[#list + 1] = { a_node = seed.node.id, a_line = seed.node.line, b_node = node.id, b_line = node.line,
            length = length, text = passage(node, first, length) }
        end
        j = first + length
      else
        j = j + 1
      end
    end
  end
  return list
end

return M
