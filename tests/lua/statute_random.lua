-- Round trips: a random statute is amended in a model here, the amendments are put into Chinese as decisions are
-- worded, and the machine must read them and arrive at the model's text. GONGBAO_ROUNDS sets how many (400 unless
-- told; 10000 is the figure that docs/statutes.md reports). Decisions damaged at random must neither crash nor lose an
-- edit unseen.
local t = require "tests.tap"
local numerals = require "gongbao.grammar.numerals"
local amend = require "gongbao.statute.amend"
local decision = require "gongbao.statute.decision"
local reader = require "gongbao.statute.reader"
local tree = require "gongbao.statute.tree"

local ROUNDS = tonumber(os.getenv "GONGBAO_ROUNDS" or "400")
local n = numerals.chinese

local seed
local function random(limit)
  seed = (seed * 1103515245 + 12345) % 2147483648
  return seed // 65536 % limit + 1
end
local function one_of(list) return list[random(#list)] end
local function chance(percent) return random(100) <= percent end

-- Words that mean nothing: characters that occur in no instruction, so that only the grammar is tested.
local LETTERS = {}
for c in ("山水云雨风雪松竹梅兰鸟鱼虫花草木石沙湖海江河溪泉星月日光影声色香味"):gmatch(utf8.charpattern) do
  LETTERS[#LETTERS + 1] = c
end
local serial
local function word(length)
  local out = {}
  for i = 1, length do out[i] = one_of(LETTERS) end
  return table.concat(out)
end
-- A sentence with a word in it that occurs nowhere else.
local function sentence()
  serial = serial + 1
  return word(3 + random(8)) .. "，" .. word(2) .. numerals.chinese_digits(serial) .. word(2 + random(6)) .. "。"
end
local function text() return chance(30) and sentence() .. sentence() or sentence() end

local function paragraph()
  local p = { text = text(), points = {} }
  if chance(20) then
    p.text = p.text:gsub("。$", "：")
    for i = 1, 1 + random(4) do
      p.points[i] = { number = i, text = sentence():gsub("。$", "；"), indents = {} }
    end
  end
  return p
end
local function paragraphs(limit)
  local list = {}
  for i = 1, random(limit) do list[i] = paragraph() end
  return list
end

local function statute()
  local list = {}
  for i = 1, 4 + random(14) do list[i] = { paragraphs = paragraphs(3), old = i, division = 1 + (i - 1) // 6 } end
  return list
end

-- The model's articles as a statute, numbered in order; `names` are the chapters'.
local function build(list, names)
  local body, division = {}, 0
  for i, article in ipairs(list) do
    while division < article.division do
      division = division + 1
      body[#body + 1] = { kind = "division", unit = "章", number = division, name = names[division], lines = {} }
    end
    local copy = tree.clone(article.paragraphs)
    for _, p in ipairs(copy) do
      for k, point in ipairs(p.points) do point.number = k end
    end
    body[#body + 1] = { kind = "article", number = i, paragraphs = copy }
  end
  return { title = "山水办法", history = {}, preamble = {}, body = body }
end

local function quoted(list)
  local lines = {}
  for _, p in ipairs(list) do
    for _, line in ipairs(tree.paragraph_lines(p)) do lines[#lines + 1] = "“" .. line end
  end
  return table.concat(lines, "\n") .. "”"
end

local function art(i) return "第" .. n(i) .. "条" end
local function par(i) return "第" .. n(i) .. "款" end
local becomes = { "修改为：", "修改为：", "改为：" }

local function has_mark(phrase)
  for _, mark in ipairs { "。", "，", "：", "；" } do
    if phrase:find(mark, 1, true) then return true end
  end
  return false
end

-- A stretch of two to four characters of a text that stands in the article once.
local function unique_phrase(article, p)
  local whole = tree.article_text(article)
  local length = utf8.len(p.text)
  for _ = 1, 20 do
    local size = 2 + random(3)
    if length > size + 2 then
      local at = random(length - size - 1)
      local phrase = p.text:sub(utf8.offset(p.text, at), utf8.offset(p.text, at + size) - 1)
      local first = whole:find(phrase, 1, true)
      if first and not whole:find(phrase, first + 1, true) and not has_mark(phrase) then return phrase end
    end
  end
end

-- Each changes an article of the model and returns how a decision says so, after 将第X条改为第Y条 or as 第X条.
local CHANGE = {}

function CHANGE.replace(a)
  a.paragraphs = paragraphs(3)
  return function(at) return at("将") .. one_of(becomes) .. quoted(a.paragraphs) end
end

function CHANGE.replace_paragraph(a)
  local i = random(#a.paragraphs)
  a.paragraphs[i] = paragraph()
  return function(at, sep) return at("将") .. sep .. par(i) .. one_of(becomes) .. quoted { a.paragraphs[i] } end
end

function CHANGE.insert_paragraph(a)
  local i = random(#a.paragraphs + 1)
  local p = paragraph()
  table.insert(a.paragraphs, i, p)
  return function(at, _, comma)
    return at("") .. comma .. "增加一款" .. one_of { "，", "" } .. "作为" .. par(i) .. one_of { "：", "，内容为：" } .. quoted { p }
  end
end

function CHANGE.delete_paragraph(a)
  if #a.paragraphs < 2 then return CHANGE.replace(a) end
  local i = random(#a.paragraphs)
  table.remove(a.paragraphs, i)
  return function(at, sep, comma) return comma == "，" and at("") .. "，删去" .. par(i) or "删去" .. at("") .. sep
    .. par(i) end
end

function CHANGE.phrase(a)
  local i = random(#a.paragraphs)
  local p = a.paragraphs[i]
  local old = unique_phrase(a, p)
  if not old then return CHANGE.replace(a) end
  local new = word(2 + random(3)) .. "丁"
  local way = random(4)
  local from, to = p.text:find(old, 1, true)
  local head, tail = p.text:sub(1, from - 1), p.text:sub(to + 1)
  if way == 1 then
    p.text = head .. new .. tail
    return function(at, sep)
      local where = chance(50) and at("将") .. sep .. par(i) .. "中的" or (sep == "，" and at("将") .. "，其中的"
        or at("将") .. "中的")
      return where .. "“" .. old .. "”" .. one_of { "修改为", "改为" } .. "“" .. new .. "”"
    end
  elseif way == 2 then
    p.text = head .. old .. new .. tail
    return function(at, sep) return sep == "，" and at("") .. "，在“" .. old .. "”后增加“" .. new .. "”"
      or at("在") .. par(i) .. "中的“" .. old .. "”" .. one_of { "后", "之后" } .. "增加“" .. new .. "”" end
  elseif way == 3 then
    p.text = head .. new .. old .. tail
    return function(at, sep) return at(sep == "，" and "" or "在") .. (sep == "，" and "，在" or "") .. "“" .. old
      .. "”前增加“" .. new .. "”" end
  end
  p.text = head .. tail
  return function(at, sep) return sep == "，" and at("") .. "，删去其中的“" .. old .. "”" or "删去" .. at("") .. par(i)
    .. "中的“" .. old .. "”" end
end

function CHANGE.append(a)
  local i = random(#a.paragraphs)
  local p = a.paragraphs[i]
  if #p.points > 0 then return CHANGE.phrase(a) end
  local more = sentence()
  p.text = p.text .. more
  return function(at, sep) return at(sep == "，" and "" or "在") .. sep .. (sep == "，" and "在" or "") .. par(i)
    .. "最后增加" .. one_of { "“", "一句：“" } .. more .. "”" end
end

function CHANGE.point(a)
  for i, p in ipairs(a.paragraphs) do
    if #p.points > 0 then
      local k = random(#p.points + 1)
      local new = { text = sentence():gsub("。$", "；"), indents = {} }
      table.insert(p.points, k, new)
      return function(at, sep)
        return at("") .. sep .. par(i) .. "增加一项，作为第" .. n(k) .. "项：“（" .. n(k) .. "）" .. new.text .. "”"
      end
    end
  end
  return CHANGE.insert_paragraph(a)
end

local KINDS = { "replace", "replace_paragraph", "insert_paragraph", "delete_paragraph", "phrase", "phrase", "phrase",
  "append", "point" }

-- Amends the model; returns its articles and the decision's items as functions of the final numbers.
local function plan(old)
  local list, items = {}, {}
  local skip = 0
  for i, source in ipairs(old) do
    if skip > 0 then skip = skip - 1 goto continue end
    local a = { paragraphs = tree.clone(source.paragraphs), old = i, division = source.division }
    local dice = random(100)
    if dice <= 10 and #old > 3 then
      items[#items + 1] = function() return "删去" .. art(i) .. "。" end
      goto continue
    elseif dice <= 16 and old[i + 1] and old[i + 1].division == source.division then
      a.paragraphs, skip, a.named = paragraphs(2), 1, true
      items[#items + 1] = function()
        return "将" .. art(i) .. "、" .. art(i + 1) .. "合并，作为" .. art(a.number) .. "，修改为：" .. quoted(a.paragraphs)
      end
    elseif dice <= 22 and #a.paragraphs > 1 then
      local p = table.remove(a.paragraphs)
      local k = #a.paragraphs + 1
      list[#list + 1] = a
      local b = { paragraphs = { p }, division = source.division, named = true }
      list[#list + 1] = b
      local changed = chance(50)
      if changed then b.paragraphs = paragraphs(2) end
      items[#items + 1] = function()
        return one_of { "将" .. art(i) .. par(k) .. "改为" .. art(b.number), "将" .. art(i) .. par(k) .. "单列一条，作为"
          .. art(b.number) }
          .. (changed and "，修改为：" .. quoted(b.paragraphs) or "。")
      end
      goto continue
    elseif dice <= 62 then
      local say = CHANGE[one_of(KINDS)](a)
      items[#items + 1] = function()
        if a.number == i and chance(70) then return say(function(lead) return lead .. art(i) end, "", "") end
        a.named = true
        return say(function() return "将" .. art(i) .. "改为" .. art(a.number) end, "，", "，")
      end
    end
    list[#list + 1] = a
    if chance(12) then
      local b = { paragraphs = paragraphs(3), division = source.division, named = true }
      list[#list + 1] = b
      items[#items + 1] = function()
        return "增加一条，作为" .. art(b.number) .. one_of { "：", "，内容为：", "。内容为：\n" } .. quoted(b.paragraphs)
      end
    end
    ::continue::
  end
  return list, items
end

local function round(number)
  seed, serial = number * 7919 + 13, 0
  local old = statute()
  local names = { "山色", "水声", "云影", "雨丝" }
  local list, items = plan(old)
  if #items == 0 or #list == 0 then return true end
  for i, a in ipairs(list) do a.number = i end
  local lines = {}
  for i, item in ipairs(items) do lines[i] = n(i) .. "、" .. item() end
  local wording = "# 关于修改《山水办法》的决定\n\n" .. table.concat(lines, "\n\n") .. "\n\n本决定自公布之日起施行。"
  local result = amend.run { old = build(old, names), decision = decision.read(wording) }
  -- a chapter that lost all its articles has no place in the model
  local want = build(list, names)
  local function articles(s)
    local out = {}
    for _, a in ipairs(tree.articles(s)) do out[#out + 1] = tree.label(a) .. tree.article_text(a) end
    return table.concat(out, "\n")
  end
  return articles(result.statute) == articles(want), wording, articles(result.statute), articles(want), result
end

t.test(ROUNDS .. " random decisions are read and executed", function()
  for i = 1, ROUNDS do
    local same, wording, got, want, result = round(i)
    if not same then
      local problems = {}
      for _, f in ipairs(result.findings) do problems[#problems + 1] = f.check .. ": " .. f.message end
      error(("round %d\n%s\n-- got\n%s\n-- want\n%s\n-- %s"):format(i, wording, got, want, table.concat(problems,
        "\n")))
    end
  end
end)

-- Damage: characters dropped, doubled or changed for others that instructions are made of.
local PIECES = { "“", "”", "第", "条", "款", "，", "。", "：", "修改为", "增加", "删去", "一", "十", "将", "\n", "", "" }
local function damage(wording)
  local characters = {}
  for c in wording:gmatch(utf8.charpattern) do characters[#characters + 1] = c end
  for _ = 1, 1 + random(6) do
    local at = 10 + random(math.max(1, #characters - 10))
    if characters[at] then characters[at] = one_of(PIECES) .. (chance(50) and characters[at] or "") end
  end
  return table.concat(characters)
end

t.test(ROUNDS .. " damaged decisions neither crash nor lose an edit unseen", function()
  for i = 1, ROUNDS do
    local _, wording = round(i)
    if wording then
      local damaged = damage(wording)
      seed, serial = i * 7919 + 13, 0
      local old = build(statute(), { "山色", "水声", "云影", "雨丝" })
      local read = decision.read(damaged)
      local interpret = require "gongbao.statute.interpret"
      local execute = require "gongbao.statute.execute"
      local edits = interpret.edits(read)
      local before = tree.markdown(old)
      local run = execute.run(old, edits)
      t.equal(tree.markdown(old), before, "the old text was changed")
      local noted = {}
      for _, note in ipairs(run.notes) do
        if note.edit then noted[note.edit.number] = true end
      end
      for _, edit in ipairs(edits) do
        t.ok(run.done[edit.number] or noted[edit.number], "an edit was dropped without a note: " .. edit.op
          .. "\n" .. damaged)
      end
    end
  end
end)

local _ = reader
