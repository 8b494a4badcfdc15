-- Finding words of a list in text: at a place, at the start and at the end.
-- A word set is compiled once into lengths and a hash, so that a look-up costs a
-- substring a length, not a comparison a word.
local lpeg = require "lpeg"

local M = {}
M.__index = M

--- A set of words. `words.set(lists.get "posts", "post", "general")` or `words.set "近 约 超过"`.
-- @param source string: words parted by spaces; or a list from `lists.get`, then its kinds
function M.set(source, ...)
  local self = setmetatable({ has = {}, lengths = {}, first = {}, last = {} }, M)
  local has, first, last, seen = self.has, self.first, self.last, {}
  local function put(word)
    has[word] = true
    first[word:byte()] = true
    last[word:byte(-1)] = true
    seen[#word] = true
  end
  if type(source) == "string" then
    for word in source:gmatch "%S+" do put(word) end
  else
    for _, kind in ipairs { ... } do
      for _, word in ipairs(source[kind] or {}) do put(word) end
    end
  end
  for length in pairs(seen) do self.lengths[#self.lengths + 1] = length end
  table.sort(self.lengths, function(a, b) return a > b end)
  return self
end

--- The longest word that starts at byte `at` (1 where not given), or nil.
function M:at(text, at)
  at = at or 1
  if not self.first[text:byte(at)] then return nil end
  for _, length in ipairs(self.lengths) do
    local word = text:sub(at, at + length - 1)
    if #word == length and self.has[word] then return word end
  end
end

--- The longest word that ends the text, or ends at byte `last`, or nil.
function M:before(text, last)
  last = last or #text
  if last < 1 or not self.last[text:byte(last)] then return nil end
  for _, length in ipairs(self.lengths) do
    if length <= last then
      local word = text:sub(last - length + 1, last)
      if self.has[word] then return word end
    end
  end
end

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

local character = lpeg.R "\0\127" + lpeg.R "\194\244" * lpeg.R "\128\191" ^ 0 + 1

--- An LPeg pattern that matches the longest word of the set; it captures nothing.
function M:pattern()
  self.compiled = self.compiled or pattern_of(tree_of(self.has))
  return self.compiled
end

--- The first place from byte `from` on where a word of the set starts: byte, word; or nil.
function M:find(text, from)
  if not self.search then
    local stop = lpeg.P(false)
    for byte in pairs(self.first) do stop = stop + lpeg.P(string.char(byte)) end
    self.search = lpeg.P { lpeg.Cp() * lpeg.C(self:pattern()) + character * (character - stop) ^ 0 * lpeg.V(1) }
  end
  return self.search:match(text, from or 1)
end

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
