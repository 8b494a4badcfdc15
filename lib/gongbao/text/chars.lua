-- Small questions about UTF-8 text that string patterns cannot answer.
local M = {}

local function set(words)
  local s = {}
  for w in words:gmatch "%S+" do s[w] = true end
  return s
end

-- What may end a sentence, closing quotes and brackets after it included by ends_sentence.
local enders = set "。 ！ ？ ； : ： … !  ? ;"
local closers = set "” ’ 」 』 ） ) 》 〉 】 ］"

--- The first character, "" where the text is empty.
function M.first(text) return text:match "^[%z\1-\127\194-\244][\128-\191]*" or "" end

--- The last character, "" where the text is empty.
function M.last(text)
  local at = #text
  while at > 1 and (text:byte(at) & 0xC0) == 0x80 do at = at - 1 end
  return text:sub(at)
end

--- How many characters the text has.
function M.length(text) return utf8.len(text) or select(2, text:gsub("[%z\1-\127\194-\244]", "")) end

--- The characters of a text as a list.
function M.list(text)
  local characters = {}
  for character in text:gmatch(utf8.charpattern) do characters[#characters + 1] = character end
  return characters
end

--- How often a part stands in a text, places that do not overlap; an empty part nowhere.
-- `count("一是一，二是二", "是")` → 2
function M.count(text, part)
  local n, at = 0, part ~= "" and text:find(part, 1, true) or nil
  while at do
    n, at = n + 1, text:find(part, at + #part, true)
  end
  return n
end

--- Whether a text holds one of the words; returns the word (the first of the list that it holds).
function M.holds(text, words)
  for _, word in ipairs(words) do
    if text:find(word, 1, true) then return word end
  end
end

--- The first n characters.
function M.head(text, n)
  local stop = utf8.offset(text, n + 1)
  return stop and text:sub(1, stop - 1) or text
end

--- Whether the text ends where a sentence, an item or a lead-in may end:
-- 。！？；：, also before closing quotes and brackets: 。” 。）
function M.ends_sentence(text)
  local last = M.last(text)
  while closers[last] and last ~= "" do
    text = text:sub(1, -#last - 1)
    last = M.last(text)
  end
  return enders[last] == true
end

--- Whether `text` ends with one of the words; returns the word (the first that fits).
function M.ends_with(text, words)
  for _, word in ipairs(words) do
    if text:sub(-#word) == word then return word end
  end
end

--- Whether `text` starts with one of the words; returns the word (the first that fits).
function M.starts_with(text, words)
  for _, word in ipairs(words) do
    if text:sub(1, #word) == word then return word end
  end
end

--- The byte where the last `part` of a text starts, or nil.
-- @param stop integer|nil: only those that start before this byte
function M.last_of(text, part, stop)
  stop = stop or #text + 1
  local found, at = nil, text:find(part, 1, true)
  while at and at < stop do
    found, at = at, text:find(part, at + #part, true)
  end
  return found
end

--- The text without the bracket it ends with: 条例（草案） → 条例.
function M.without_bracket(text)
  for _, pair in ipairs { { "（", "）" }, { "(", ")" } } do
    if text:sub(-#pair[2]) == pair[2] then
      local at = M.last_of(text, pair[1], #text)
      if at and at > 1 then return text:sub(1, at - 1) end
    end
  end
  return text
end

--- The text without what stands in 《…》, nested ones included.
function M.without_quoted(text)
  local stop = text:find("》", 1, true)
  while stop do
    local start = M.last_of(text, "《", stop)
    if not start then return text end
    text = text:sub(1, start - 1) .. text:sub(stop + #"》")
    stop = text:find("》", 1, true)
  end
  return text
end

return M
