-- Words of a list in text: what is found is what the plain definition says, for random lists and texts.
local t = require "tests.tap"
local words = require "gongbao.grammar.words"

local characters = { "增", "长", "年", "均", "a", "b", "，", "\u{20000}", "é" }

local function random_text(most)
  local parts = {}
  for i = 1, math.random(most) do parts[i] = characters[math.random(#characters)] end
  return table.concat(parts)
end

local function longest(list, fits)
  local best
  for _, word in ipairs(list) do
    if fits(word) and (not best or #word > #best) then best = word end
  end
  return best
end

local function starting(list, text, at)
  return longest(list, function(word) return text:sub(at, at + #word - 1) == word end)
end

local function first(list, text, from)
  for at = from, #text do
    local word = starting(list, text, at)
    if word then return at, word end
  end
end

t.test("words: at, before and find are what they say", function()
  math.randomseed(7)
  for _ = 1, 300 do
    local list = {}
    for i = 1, math.random(12) do list[i] = random_text(4) end
    local set, text = words.set({ list = list }, "list"), random_text(20)
    for at in utf8.codes(text) do
      local before = text:sub(1, at - 1)
      t.equal(set:at(text, at), starting(list, text, at))
      t.equal(set:before(text, at - 1), longest(list, function(word) return before:sub(-#word) == word end))
      t.equal({ set:find(text, at) }, { first(list, text, at) })
    end
  end
end)

t.test("words: outside the text, in an empty text and in an empty set there is none", function()
  local set = words.set "增长 年均"
  t.equal({ set:at("增长", 7), set:at("", 1), set:at "", set:before "", set:before("增长", 0), set:find("增长", 9) }, {})
  t.equal({ set:at "增", set:before "长" }, {})
  t.equal({ words.set "":at "增长", words.set "":find "增长" }, {})
end)
