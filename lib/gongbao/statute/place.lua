-- The first of the two small languages of an amending decision: *where*.
--
--   第四条第二款第三项    第十条、第二十五条    第十八、十九、二十条    第一款第二句    第五条至第八条    第三章第二节
--
-- A list of references is captured as a list of tables
--   { law, division = { number, unit }, article, inserted, paragraph, natural, point, indent, sentence }
-- with only the fields that are printed or inherited from the reference before: in 第四条第一款、第三款 the second has
-- article 4. `natural` counts printed lines (自然段), `sentence` is a number, or -1 for the last. A missing 第 (改为三十三条)
-- is accepted where the numeral is above ten, and marked `faulty`.
local lpeg = require "lpeg"
local numerals = require "gongbao.grammar.numerals"

local P, C, Cc, Cg, Ct, Cmt, V = lpeg.P, lpeg.C, lpeg.Cc, lpeg.Cg, lpeg.Ct, lpeg.Cmt, lpeg.V

local M = {}

-- Rules of one grammar (below): what stands in several patterns is not copied into each.
local rules = { number = numerals.integer_pattern }
local number = V "number"
local ordinal = P "第" * number
local between = P "、" + P "和" + P "及" + P "以及" + P "与"

local above_ten = Cmt(numerals.integer_pattern, function(_, at, n) return n > 10 and at, n end)

-- 第二章第八条: the chapter only helps the reader
local chapter_before = (P "第" * (number / 0) * (P "章" + P "节")) ^ -2
local article = chapter_before * Cg(ordinal, "article") * P "条" * (P "之" * Cg(numerals.chinese_integer,
  "inserted")) ^ -1
local faulty_article = Cg(above_ten, "article") * P "条" * Cg(Cc(true), "faulty")
-- 第十八、十九、二十条: only the last has the unit
local function short(unit, field)
  return Cg(ordinal, field) * #((P "、" * number) ^ 1 * (P "和" * number) ^ -1 * P(unit))
end

local paragraph = Cg(ordinal, "paragraph") * P "款"
local natural = Cg(ordinal, "natural") * P "自然段"
  + (P "条首部分" + P "首段" + P "开头部分" + P "第一段") * Cg(Cc(1), "natural")
-- 第（四）项 is the older form
local bracketed = P "第" * (P "（" + P "(") * number * (P "）" + P ")")
local point = Cg(bracketed + ordinal, "point") * P "项"
local indent = Cg(ordinal, "indent") * P "目"
local sentence = (Cg(ordinal, "sentence") + P "最后一" * Cg(Cc(-1), "sentence") + P "末" * Cg(Cc(-1), "sentence")) * P "句"

-- 第二句 stands below any of them; each deeper place may follow.
local below_point = indent ^ -1 * sentence ^ -1
local of = (P "中" * P "的" ^ -1 * #P "第") ^ -1
rules.below_paragraph = natural ^ -1 * (of * point * below_point + sentence ^ -1)
local below_paragraph, below_article = V "below_paragraph", V "below_article"
rules.below_article = of * paragraph * below_paragraph + natural * sentence ^ -1 + of * point * below_point
  + sentence + P(true)

-- 《会计法》, 刑法, 本法: the law named before the place; its letters end at 第.
local letter = numerals.any_character - (P "第" + P "\1" + P "，" + P "。" + P "；" + P "：" + P "、" + P "\n" + P "中"
  + P "改" + P "增加" + P "删")
local law = P "修改后" ^ -1 * P "《" * (1 - P "》") ^ 1 * P "》" + letter * letter ^ -11
local old = P "原" ^ -1

local division_unit = C(P "分编" + P "编" + P "章" + P "节")
local division = Cg(Ct(Cg(ordinal, "number") * Cg(division_unit, "unit")), "division")
  * (Cg(Ct(Cg(ordinal, "number") * Cg(division_unit, "unit")), "inner")) ^ -1

local whole = Ct(article * below_article
  + short("条", "article") + short("款", "paragraph") + short("项", "point")
  + Cg(above_ten, "article") * #((P "、" * number) ^ 0 * P "条") * Cg(Cc(true), "faulty") * P "条" * below_article
  + paragraph * below_paragraph + natural * sentence ^ -1 + point * below_point + indent * sentence ^ -1 + sentence)

-- 第三章章名 and 名称 can stand in a list of places whose words change.
local named = Ct(Cg(Ct(Cg(ordinal, "number") * Cg(division_unit, "unit")), "division_name")
  * (P "章名" + P "节名" + P "编名" + P "的名称" + P "名称" + P "标题"))
  + Ct(Cg((P "法律名称" + P "名称" + P "标题") * #(P "、" + P "和" + P "中") * Cc(true), "title"))
rules.one = whole + named
local one = V "one"

-- The later numerals of a short list: 、十九、二十条.
local function rest_of(unit, field)
  return Ct(Cg(number, field) * #((between * number) ^ 0 * P(unit))) * P(unit) ^ -1
end
local later = rest_of("条", "article") + rest_of("款", "paragraph") + rest_of("项", "point")

local FIELDS = { "article", "inserted", "paragraph", "natural", "point", "indent", "sentence" }
local DEPTH = { article = 1, inserted = 1, paragraph = 2, natural = 3, point = 3, indent = 4, sentence = 5 }

-- The shallowest field that a reference prints.
local function top(ref)
  for _, field in ipairs(FIELDS) do
    if ref[field] then return DEPTH[field] end
  end
  return 9
end

-- Gives each reference what it leaves out of the one before it.
local function inherit(list)
  for i = 2, #list do
    local ref, before = list[i], list[i - 1]
    local depth = top(ref)
    for _, field in ipairs(FIELDS) do
      if DEPTH[field] < depth and ref[field] == nil then ref[field] = before[field] end
    end
  end
end

local function deepest(ref)
  for i = #FIELDS, 1, -1 do
    if ref[FIELDS[i]] then return FIELDS[i] end
  end
end

-- 第五条至第八条: every number between.
local function spread(list)
  local out = {}
  for _, ref in ipairs(list) do
    local before = out[#out]
    local field = ref.upto and before and deepest(ref)
    if field and before[field] and ref[field] > before[field] and ref[field] - before[field] < 500 then
      for n = before[field] + 1, ref[field] - 1 do
        local copy = {}
        for k, v in pairs(ref) do copy[k] = v end
        copy[field], copy.upto = n, nil
        out[#out + 1] = copy
      end
    end
    ref.upto = nil
    out[#out + 1] = ref
  end
  return out
end

local function finish(law_name, list)
  if type(law_name) == "string" then
    for _, ref in ipairs(list) do ref.law = law_name end
  end
  inherit(list)
  return spread(list)
end

rules.upto = P "至" * Ct(Cg(Cc(true), "upto") * (article * below_article + paragraph * below_paragraph + point
  * below_point
  + Cg(number, "article") * P "条" + Cg(number, "paragraph") * P "款" + Cg(number, "point") * P "项"))

local upto = V "upto"
rules.items = Ct(one * (upto + between * (later + one) + between * P "第" * later) ^ 0)

-- The grammar with these rules, beginning at `pattern`.
local function grammar(pattern)
  local g = { pattern }
  for name, rule in pairs(rules) do g[name] = rule end
  return P(g)
end

--- A list of references; captures the list.
M.list = grammar((C(law) * old * #(P "第" + P "名称") * V "items" + Cc(false) * V "items") / finish)

--- A list of divisions (第三章, 第二章第一节); captures a list of { division = { number, unit }, inner = … }.
M.divisions = grammar(Ct(Ct(division) * (between * Ct(division)) ^ 0))

--- The target of 改为 and 作为: a list in which 第 may be missing.
M.target = grammar(((P "修改后" ^ -1 * C(P "《" * (1 - P "》") ^ 1 * P "》") + Cc(false)) * Ct((one + Ct(faulty_article
  * below_article))
  * (upto + between * (later + one + Ct(faulty_article * below_article)) + between * P "第" * later) ^ 0)) / finish)

--- A reference as the decision would print it: 第四条第二款第一项.
function M.show(ref)
  local parts = {}
  if ref.article then
    parts[1] = "第" .. numerals.chinese(ref.article) .. "条" .. (ref.inserted and "之"
      .. numerals.chinese(ref.inserted) or "")
  end
  for _, f in ipairs { { "paragraph", "款" }, { "natural", "自然段" }, { "point", "项" }, { "indent", "目" } } do
    if ref[f[1]] then parts[#parts + 1] = "第" .. numerals.chinese(ref[f[1]]) .. f[2] end
  end
  if ref.sentence then
    parts[#parts + 1] = ref.sentence == -1 and "最后一句" or "第" .. numerals.chinese(ref.sentence) .. "句"
  end
  return table.concat(parts)
end

return M
