-- Finding words of a list in text: at a place, at the start and at the end.
-- A word set is compiled once (runtime/text/wordset.h), so that a look-up costs no comparison a word.
local core = require "gongbao.core.words"
local lpeg = require "lpeg"

local M = {}
M.__index = M

--- A set of words. `words.set(lists.get "posts", "post", "general")` or `words.set "近 约 超过"`.
-- @param source string: words parted by spaces; or a list from `lists.get`, then its kinds
function M.set(source, ...)
  local has, list = {}, {}
  local function put(word)
    if not has[word] then list[#list + 1] = word end
    has[word] = true
  end
  if type(source) == "string" then
    for word in source:gmatch "%S+" do put(word) end
  else
    for _, kind in ipairs { ... } do
      for _, word in ipairs(source[kind] or {}) do put(word) end
    end
  end
  return setmetatable({ has = has, words = core.set(list) }, M)
end

--- The longest word that starts at byte `at` (1 where not given), or nil.
function M:at(text, at) return self.words:at(text, at) end

--- The longest word that ends the text, or ends at byte `last`, or nil.
function M:before(text, last) return self.words:before(text, last) end

--- The text without the words that start it, and the last of those words.
function M:strip_start(text)
  local word, last = self:at(text)
  while word and #word < #text + 1 do
    last, text = word, text:sub(#word + 1)
    word = self:at(text)
  end
  return text, last
end

--- The text without the words that end it, and the first of those words.
function M:strip_end(text)
  local word, first = self:before(text)
  while word do
    first, text = word, text:sub(1, -#word - 1)
    word = self:before(text)
  end
  return text, first
end

-- A tree of bytes: { byte = subtree, …, [0] = true where a word ends }.
local function tree_of(set)
  local root = {}
  for word in pairs(set) do
    local node = root
    for i = 1, #word do
      local byte = word:byte(i)
      node[byte] = node[byte] or {}
      node = node[byte]
    end
    node[0] = true
  end
  return root
end

local function pattern_of(node)
  local bytes, pattern = {}, lpeg.P(false)
  for byte in pairs(node) do if byte ~= 0 then bytes[#bytes + 1] = byte end end
  table.sort(bytes)
  for _, byte in ipairs(bytes) do pattern = pattern + lpeg.P(string.char(byte)) * pattern_of(node[byte]) end
  return node[0] and pattern + lpeg.P(true) or pattern
end

--- An LPeg pattern that matches the longest word of the set; it captures nothing.
function M:pattern()
  self.compiled = self.compiled or pattern_of(tree_of(self.has))
  return self.compiled
end

--- The first place from byte `from` on where a word of the set starts: byte, word; or nil.
function M:find(text, from) return self.words:find(text, from) end

--- The byte behind the last word of the set that starts before byte `at`; 1 where there is none.
-- With a set of marks it is where the clause begins that goes on at `at`.
function M:behind(text, at)
  local start = 1
  local found, word = self:find(text, start)
  while found and found < at do
    start = found + #word
    found, word = self:find(text, start)
  end
  return start
end

--- The group in full-width brackets that starts at byte `at`, brackets included, or nil.
-- (Lua's character classes are bytes: a class of Chinese characters does not work.)
function M.bracketed(text, at)
  at = at or 1
  if text:sub(at, at + 2) ~= "（" then return nil end
  local _, stop = text:find("）", at, true)
  return stop and text:sub(at, stop)
end

return M
