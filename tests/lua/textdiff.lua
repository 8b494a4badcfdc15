-- Differences by character: every difference rebuilds both texts, and is no longer than it has to be.
local t = require "tests.tap"
local textdiff = require "gongbao.statute.textdiff"

local function sides(edits)
  local old, new = {}, {}
  for _, edit in ipairs(edits) do
    if edit.kind ~= "+" then old[#old + 1] = edit.text end
    if edit.kind ~= "-" then new[#new + 1] = edit.text end
  end
  return table.concat(old), table.concat(new)
end

local function cost(edits)
  local n = 0
  for _, edit in ipairs(edits) do if edit.kind ~= "=" then n = n + utf8.len(edit.text) end end
  return n
end

-- The slow and obvious measure: longest common subsequence.
local function least(a, b)
  local x, y = {}, {}
  for c in a:gmatch(utf8.charpattern) do x[#x + 1] = c end
  for c in b:gmatch(utf8.charpattern) do y[#y + 1] = c end
  local row = {}
  for j = 0, #y do row[j] = 0 end
  for i = 1, #x do
    local previous = row
    row = { [0] = 0 }
    for j = 1, #y do row[j] = x[i] == y[j] and previous[j - 1] + 1 or math.max(previous[j], row[j - 1]) end
  end
  return #x + #y - 2 * row[#y]
end

local LETTERS = { "甲", "乙", "丙", "丁" }
local seed = 7
local function random(n)
  seed = (seed * 1103515245 + 12345) % 2147483648
  return seed // 65536 % n + 1
end
local function word(n)
  local out = {}
  for i = 1, random(n) - 1 do out[i] = LETTERS[random(#LETTERS)] end
  return table.concat(out)
end

t.test("diff: 500 random pairs come back, with the least number of edits", function()
  for _ = 1, 500 do
    local a, b = word(14), word(14)
    local edits = textdiff.diff(a, b)
    t.equal({ sides(edits) }, { a, b })
    t.equal(cost(edits), least(a, b), a .. " / " .. b)
    t.equal({ sides(textdiff.readable(edits)) }, { a, b })
  end
end)

t.test("diff: long texts with nothing in common end at once, as one replacement", function()
  local a, b = ("甲乙"):rep(20000), ("丙丁"):rep(20000)
  t.equal(textdiff.diff("山" .. a .. "水", "山" .. b .. "水"), { { kind = "=", text = "山" }, { kind = "-", text = a },
    { kind = "+", text = b }, { kind = "=", text = "水" } })
end)

t.test("diff: shown with what is around it", function()
  t.equal(textdiff.brief("围绕改革发展", "围绕关系改革发展"), "围绕{+关系+}改革发展")
  t.equal(textdiff.brief("一二三四五六七八九十甲", "一二三四五六七八九十乙", 3), "…八九十[-甲-]{+乙+}")
  t.equal(textdiff.brief("", "甲"), "{+甲+}")
end)

t.test("nearest: the piece of a text that a phrase was meant to be", function()
  t.equal({ textdiff.nearest("特定调查委员会", "可以根据特定问题调查委员会的报告") }, { "特定问题调查委员会", 2 })
  t.equal({ textdiff.nearest("乙丙", "甲乙丙丁") }, { "乙丙", 0 })
  t.equal(textdiff.nearest("甲", ""), nil)
end)
