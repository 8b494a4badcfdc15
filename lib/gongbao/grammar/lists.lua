-- Word lists that belong to the language: units, posts, surnames, organ suffixes.
-- A list is a module below gongbao.grammar.data that returns { KIND = "word word …" }.
-- Users add words with a file data/NAME.txt in their script folder, `KIND WORD …` a line, or
-- with `extend` before the list is first used.
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

local function kinds_of(list)
  local names = {}
  for kind in pairs(list) do names[#names + 1] = kind end
  table.sort(names)
  return table.concat(names, ", ")
end

-- A user's file data/NAME.txt: `KIND WORD …` a line, `#` starts a remark.
local function read_file(list, name, path)
  local number = 0
  for line in assert(io.lines(path)) do
    number = number + 1
    local kind, words = line:gsub("#.*", ""):match "^%s*(%S+)%s*(.-)%s*$"
    if kind and not list[kind] then
      error(("%s:%d: the list %s has no kind “%s”; it has %s"):format(path, number, name, kind, kinds_of(list)), 0)
    end
    for word in (words or ""):gmatch "%S+" do put(list, kind, word) end
  end
end

--- The list: { KIND = { word, …, of = { word = true } } }, in the order they were added: the language's own words,
-- those of `extend`, those of the users' files.
-- @param name string: `units`, `posts`, `surnames`, `organs`, `scopes`, `verbs`, `parts`, `ballots`, `works`
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
  local path = require("gongbao.scripts").file("data", name .. ".txt")
  if path then read_file(list, name, path) end
  loaded[name] = list
  return list
end

return M
