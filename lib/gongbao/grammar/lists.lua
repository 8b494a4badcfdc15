-- Word lists that belong to the language: units, posts, surnames, organ suffixes.
-- A list is a module below gongbao.grammar.data that returns { KIND = "word word …" }.
-- Users add words with `extend` before the list is first used, or with a file
-- data/NAME.txt in one of their script folders, one word a line, `KIND WORD`.
local M = {}

local added, loaded = {}, {}

local function put(list, kind, word)
  local words = list[kind]
  if not words then
    words = { of = {} }
    list[kind] = words
  end
  if not words.of[word] then
    words.of[word] = true
    words[#words + 1] = word
  end
end

--- Adds words to a list that has not been used yet.
-- `lists.extend("units", "count", "蓬 盘")`
-- @param name string: the list
-- @param kind string: the kind within it
-- @param words string: words parted by white space
function M.extend(name, kind, words)
  assert(not loaded[name], "the list is already in use: " .. name)
  added[name] = added[name] or {}
  table.insert(added[name], { kind = kind, words = words })
end

--- Reads a user's word file (`KIND WORD` a line, `#` starts a remark) into a list.
-- @return true, or nil, message where the file cannot be read
function M.extend_from_file(name, path)
  local file, message = io.open(path, "r")
  if not file then return nil, message end
  for line in file:lines() do
    local kind, word = line:match "^%s*([^#%s]%S*)%s+(%S+)"
    if kind then M.extend(name, kind, word) end
  end
  file:close()
  return true
end

--- The list: { KIND = { word, word, …, of = { word = true } } }, in the order they were added.
-- @param name string: `units`, `posts`, `surnames`, `organs`, `scopes`, `verbs`
function M.get(name)
  local list = loaded[name]
  if list then return list end
  list = {}
  for kind, words in pairs(require("gongbao.grammar.data." .. name)) do
    for word in words:gmatch "%S+" do put(list, kind, word) end
  end
  for _, addition in ipairs(added[name] or {}) do
    for word in addition.words:gmatch "%S+" do put(list, addition.kind, word) end
  end
  loaded[name] = list
  return list
end

--- Words of several kinds, longest first: the order in which they must be tried.
-- @return table: { word, … }
function M.longest_first(list, ...)
  local words, seen = {}, {}
  for _, kind in ipairs { ... } do
    for _, word in ipairs(list[kind] or {}) do
      if not seen[word] then
        seen[word] = true
        words[#words + 1] = word
      end
    end
  end
  table.sort(words, function(a, b)
    if #a ~= #b then return #a > #b end
    return a < b
  end)
  return words
end

return M
