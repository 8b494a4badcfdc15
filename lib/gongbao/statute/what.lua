-- The second of the two small languages of an amending decision: *what*.
--
-- A skeleton (see quotes.lua) is read as a row of clauses. Each becomes a table:
--
--   { kind = "insert",   at = refs|nil, side, count, unit, target = refs|nil, quote }     增加一条，作为第五条：“…”
--   { kind = "add_text", at, anchor = quote|nil, side = "after"|"before"|"end", quote, sentence = bool }  在“甲”后增加“乙”
--   { kind = "delete",   at, quotes = { … } }                                              删去第二款；删去其中的“甲”
--   { kind = "renumber", at, target, quote }                                               第十条改为第十三条
--   { kind = "merge_into", at, to, target }                                                第十条并入第九条，作为第二款
--   { kind = "swap",     at }                                                              第七条和第八条的顺序对调
--   { kind = "split",    at, count, unit, target }                                         单列一条，作为…；分为二款
--   { kind = "join",     at, target, unit }                                                合并，作为第十条
--   { kind = "move",     at, side, to = refs, target }                                     移至第五条之后，作为第六条
--   { kind = "replace",  at, quote }                                                       第一款修改为：“…”
--   { kind = "phrase",   at, scope = "all"|nil, pairs = { { old = quotes, new = quotes } } } 其中的“甲”修改为“乙”
--   { kind = "phrases",  parts = { { at, old = quotes }… }, new = quote|nil }              第三条中的“甲”、第四条中的“乙”修改为“丙”
--   { kind = "split_division", at } { kind = "name_division", at, name }                   第二章分为二节：第一节“…”
--   { kind = "here",     at }                                                              第七条，第二款修改为…
--   { kind = "cover",    at, into = divisions|nil }
--   增加一章，…，包括第九条至第十二条
--   { kind = "division", at, name = quote, target, delete, into }                          第四章章名修改为“…”
--   { kind = "insert_division", unit, target, name }                                       增加一章，作为第六章
--   { kind = "front",    part = "title"|"preamble", quote }                                名称修改为“…”
--   { kind = "unread",   text }                                                            what no clause fits
--
-- `at` is nil where the clause goes on about the place before it: `this` holds the word (其中的, 该条), if there is one.
-- Quotes are indices.
local lpeg = require "lpeg"
local numerals = require "gongbao.grammar.numerals"
local place = require "gongbao.statute.place"
local quotes = require "gongbao.statute.quotes"

local P, C, Cc, Cg, Ct, Cp, S, V = lpeg.P, lpeg.C, lpeg.Cc, lpeg.Cg, lpeg.Ct, lpeg.Cp, lpeg.S, lpeg.V

local M = {}

-- Rules of one grammar (below): a pattern used within another is copied whole, a rule is not.
local rules = { places = place.list, targets = place.target, divisions = place.divisions,
  number = numerals.integer_pattern }

local comma = (P "，" + P "、") ^ -1
local stop = S "\n" + P "同时" + P "，" + P "；" + P "。" + P "、"
local colon = P "：" ^ -1 * P "\n" ^ -1
local quote = quotes.quote * (P "字样" + P "一词" + P "等字样" + P "二字" + P "两字" + P "等字") ^ -1
local number = V "number"

rules.lead = (P "将" + P "把" + P "在" + P "对" + P "并" + P "同时" + P "同时" + P "原" + P "其") ^ 0
local lead = V "lead"
local this_word = P "其中的" + P "其中" + P "该条中的" + P "该款中的" + P "该项中的" + P "该条" + P "该款" + P "该项" + P "本条"
rules.this = Cg(C(this_word), "this")
local this = V "this"
rules.all_texts = (P "相关" + P "有关" + P "部分" + P "各") * P "条文" * (P "中" * P "的" ^ -1) ^ -1
  + (P "本法" + P "本条例" + P "本规则" + P "本办法" + P "本规定" + P "全文" + P "条文" + P "其他条文" + P "法律条文"
    + P "《" * (1 - P "》") ^ 1 * P "》" + P "全法") * (P "中" * P "的" ^ -1 + P "的")
local all_texts = V "all_texts"
rules.inside = P "中有关" + P "中的" + P "中规定的" + P "中" + P "里的" + P "末尾的" + P "最后的" + P "规定的" + P "的"
local inside = V "inside"
rules.evenly = (P "统一" + P "均" + P "分别" + P "一并" + P "相应" + P "依次" + P "全部" + P "都") ^ 0
local evenly = V "evenly"
rules.changed = P "修改为" + P "改为" + P "替换为" + P "更改为" + P "修改成" + P "改成" + P "修正为" + P "调整为"
local changed = V "changed"
local added = P "增加" + P "新增" + P "增设" + P "增写" + P "增补"
local as = P "分别" ^ -1 * (P "作为" + P "为" + P "列为")
rules.contents_follow = comma * (P "。" ^ -1 * P "\n" ^ -1 * P "内容为" + P "规定" + P "修改为" + P "表述为" + P "规定为"
  + P "内容是") ^ -1
local contents_follow = V "contents_follow"

local at = Cg(V "places", "at")
local target = Cg(V "targets", "target")
local text_quote = Cg(quote, "quote")
rules.its_text = (P "：" * P "\n" ^ -1 * text_quote) ^ -1
local its_text = V "its_text"
local unit = Cg(P "条文" / "条" + C(P "条" + P "款" + P "项" + P "目"), "unit")
local count = Cg(number, "count") * P "个" ^ -1
rules.side = Cg((P "之后" + P "后面" + P "后") / "after" + (P "之前" + P "前面" + P "前") / "before", "side")
local side = V "side"
local beginning = Cg((P "开始部分" + P "开头部分" + P "开头" + P "最前面" + P "之首") / "start", "side")
local ending = Cg((P "最后" + P "末尾" + P "的末尾" + P "结尾" + P "句末" + P "款末" + P "后面") / "end", "side")
local division_unit = P "章" + P "节" + P "编" + P "分编"

-- A clause ends where another can begin. One that only matches the beginning of what is said would do half of it.
rules.ends = #(stop + P "：" + P "并" + P "和" + P "（" + changed + P "增加" + P "删去" + P "其中" + P "将" + P "在" + P "作为")
  + P(-1)
  -- a quoted sentence brings its own full stop
  + lpeg.B(P "\2") * #(P "其" + P "原" + P "第" + P "该" + P "各" + P "条文")
local ends = V "ends"

local function clause(kind, pattern) return Ct(Cg(Cc(kind), "kind") * pattern) * ends end

-- 增加一章，作为第六章，章名为“专题询问” ; 在第五章后增加一章，作为第六章“…”
local name_word = P "章名" + P "节名" + P "编名" + P "名称" + P "标题" + P "题目"
local insert_division = clause("insert_division", lead
  * (Cg(V "divisions", "at") * P "中" ^ -1 * side ^ -1) ^ -1 * added * Cg(number, "count") * Cg(C(division_unit),
    "unit")
  * (comma * as * Cg(V "divisions", "target")) ^ -1
  * (comma * name_word ^ -1 * (P "为" + P "是") ^ -1 * colon * Cg(quote, "name")) ^ -1)

-- 增加一条，作为第五条：“…” ; 第八条增加一款，作为第三款：“…” ; 在第三条后增加二条，作为第四条、第五条
local insert = clause("insert", lead
  * (this + Cg(V "divisions", "inside") * inside ^ -1 + at) ^ -1 * (P "中" + side) ^ -1 * comma
  * added * (count * unit * P "规定" ^ -1 * (comma * as * target) ^ -1 + target)
  * (contents_follow * colon * text_quote) ^ -1)

-- 在“甲”后增加“乙” ; 第一款最后增加“…” ; 第二款增加：“…” ; 增加一句，作为第二句：“…”
local one_sentence = Cg((P "一句" + P "一句话") / function() return true end, "sentence") + P "规定" + P "内容" + P "如下内容"
local anchor = Cg(quote, "anchor") * P "一句" ^ -1 * P "的" ^ -1 * side
local add_text = clause("add_text", lead * (this + Cg(all_texts * Cc "all", "scope") + at) ^ -1 * inside ^ -1
  * (anchor + ending + beginning + side) ^ -1 * comma * added * one_sentence ^ -1
  * (comma * as * Cg(V "places", "sentences")) ^ -1 * contents_follow * colon * text_quote)

local quote_list = Ct(quote * ((P "、" + P "和" + P "及" + P "以及" + P "与" + P "，") * P "第" ^ 0 * quote) ^ 0)
local deleted = P "删去" + P "删除"

-- 第四章章名 ; 第三章
local division_name = Cg(V "divisions", "at") * (P "的" ^ -1 * Cg(name_word * Cc(true), "only_name")) ^ -1
local delete_division = clause("delete_division", lead * (deleted * division_name + division_name * deleted))

-- 删去第二款 ; 删去第一款中的“甲”、“乙” ; 将第二款的“甲”删去 ; 删去其中的“甲”
local within = Cg(inside * Cc(true), "within")
local somewhere = this * Cg(Cc(true), "within") + Cg(all_texts * Cc "all", "scope") + at
local delete = clause("delete", lead * (deleted * (somewhere ^ -1 * within ^ -1 * Cg(quote_list, "quotes") + at + this)
  + somewhere ^ -1 * within ^ -1 * Cg(quote_list, "quotes") ^ -1
    * deleted * -(P "第" + P "\1" + P "其中")))

-- 第十条改为第十三条 ; 第二款、第三款作为第三款、第四款 ; 第七条第六款改为第十条：“…”
local renumber = clause("renumber", lead * at * evenly * (changed + P "作为" + P "改作" + P "顺延为" + P "移作") * evenly
  * target * its_text)

-- 第八条第三款单列一条，作为第四十九条 ; 第二款分为二款，作为第二款、第三款
local split = clause("split", lead * (this + at) ^ -1 * comma * evenly
  * (((P "单独" + P "单") * (P "列为" + P "列" + P "作为") * Cg(number, "count") * unit
      + (P "拆分" + P "分拆" + P "分" + P "拆") * (P "为" + P "成") * count * unit) * (comma * as * target) ^ -1
    + changed * count * unit * comma * as * target) * its_text)

-- 第十条、第二十五条合并，作为第十条 ; 第一款、第二款合并为一款，作为第一款
local into_one = P "修改为" + P "为" + P "成" + P "改为" + P "作为"
local join = clause("join", lead * at * comma * P "合并" * P "后" ^ -1
  * (into_one * target + (into_one * number * unit) ^ -1 * (comma * as * target) ^ -1) * its_text)

-- 第十条并入第九条，作为第二款
local merge_into = clause("merge_into", lead * at * comma * (P "并入" + P "合并到" + P "合并至" + P "纳入")
  * Cg(V "places", "to") * (comma * as * target) ^ -1 * its_text)

-- 第七条和第八条的顺序对调
local swap = clause("swap", lead * at * P "的" ^ -1 * P "顺序" ^ -1 * (P "对调" + P "互换" + P "调换"))

-- 第七条移至第二十条之后，作为第二十一条
local moved = P "移至" + P "移到" + P "调整至" + P "调整到" + P "移入" + P "调至"
local move = clause("move", lead * at * comma * moved
  * (Cg(V "divisions", "into") * inside ^ -1 + Cg(V "places", "to") * side ^ -1) * side ^ -1
  * (comma * as * target) ^ -1 * its_text)

-- 第四章章名修改为“…” ; 第七章改为第八章 ; 第七章改为第八章，名称修改为“…” ; 第三章并入第二章
rules.new_name = comma * lead * name_word ^ -1 * evenly * (changed + P "为") * colon * Cg(quote, "name")
local new_name = V "new_name"
local division = clause("division", lead * Cg(V "divisions", "at") * P "的" ^ -1
  * ((P "并入" + P "合并到" + P "合并为" + P "合并，作为" + P "合并作为") * Cg(V "divisions", "into") * new_name ^ -1
    + (changed + P "作为") * Cg(V "divisions", "target") * (new_name) ^ -1
    + name_word ^ -1 * comma * (quote / 0) ^ -1 * evenly * changed * colon * Cg(quote, "name")))

-- 第一款修改为：“…” ; 修改为：“…” ; 将该条修改为：“…”
local replace = clause("replace", lead * (this + at) ^ -1 * inside ^ -1 * comma * lead * evenly * changed * evenly
  * colon * text_quote)

-- 其中的“甲”修改为“乙”，“丙”修改为“丁”
local old_words = Ct(quote * ((P "、" + P "和" + P "及") * quote) ^ 0)
local new_words = Ct(quote * (P "、" * quote * -(evenly * changed)) ^ 0)
local pair = Ct(Cg(old_words, "old") * P "，" ^ -1 * evenly * changed * colon * Cg(new_words, "new"))
local phrase = clause("phrase", lead * (this + Cg(all_texts * Cc "all", "scope") + at * Cg((P "等条") ^ 1 * Cc(true),
  "others") ^ -1) ^ -1
  * inside ^ -1 * lead * Cg(Ct(pair), "pairs"))

-- 第三条中的“甲”、第四条中的“乙”修改为“丙” ; 删去第三条中的“甲”、第四条中的“乙”
local one_part = Ct(at * inside ^ -1 * Cg(quote_list, "old"))
local several_parts = Cg(Ct(one_part * ((P "、" + P "，" + P "和" + P "以及" + P "及") * one_part) ^ 1), "parts")
local phrases = clause("phrases", lead * several_parts * evenly * (changed * colon * Cg(quote, "new") + deleted)
  + lead * deleted * several_parts * -changed)

-- 增加一章，…，包括第九条至第十二条 ; 将第九条至第十二条作为第三章
local cover = clause("cover", (P "包括" + P "包含" + P "由" + P "含") * at * P "组成" ^ -1
  + lead * at * (P "作为" + P "列为" + P "归入" + P "列入" + P "编入") * Cg(V "divisions", "into"))

-- 第二章分为二节：第一节“总的要求”，包括第七条至第九条；第二节…
local split_division = clause("split_division", lead * Cg(V "divisions", "at") * (P "分为" + P "划分为" + P "分设")
  * number * P "个" ^ -1 * division_unit)
local name_division = clause("name_division", lead * Cg(V "divisions", "at") * (name_word ^ -1 * (P "为" + P "是"
  + P "："))
  ^ -1 * Cg(quote, "name"))

-- 对条文顺序作相应调整, 对部分条文作以下修改：  nothing to do
local adjusting = P "修改" + P "调整"
local aside = (P "并" ^ -1 * P "对" * (1 - (stop + adjusting + P "\1" + P "：")) ^ 1 * adjusting * (P "：" + #stop + P(-1)))
  + P "本" * (P "修正案" + P "决定") * P "自" * (1 - P "施行") ^ 1 * P "施行"
  + (P "其他" + P "其后" + P "以下" + P "原" + P "各" + P "后面的") ^ 0 * (P "条文" + P "条款" + P "条" + P "款" + P "项")
    * P "的" ^ -1 * (P "序号" + P "顺序") ^ -1 * P "作" ^ -1 * (P "依次" + P "相应" + P "顺序") ^ 1
    * (adjusting + P "顺延" + P "变更" + P "后移" + P "前移")

-- 第七条，第二款修改为… ; 第四条删去第一项
local here = clause("here", lead * at * inside ^ -1
  * #(comma * (P "将" + P "第" + P "删去" + P "增加" + P "在" + P "其中" + P "作如下修改")) * (comma * P "作如下修改") ^ -1)

-- 名称修改为“…” ; 引言修改为：“…”
local whole_name = P "名称" + P "标题" + P "题目"
local front = clause("front", lead * (P "法规" + P "办法" + P "规则" + P "本法") ^ -1
  * (whole_name * Cg(Cc "title", "part") + (P "引言" + P "序言") * Cg(Cc "preamble", "part"))
  * evenly * changed * colon * text_quote)

-- A bare text for the place before it: “增加一条。内容为：” is parted by a stop from its quotation.
local bare = clause("text", (P "内容为" + P "修改为" + P "规定") ^ -1 * colon * text_quote)

local any = aside * Cc(false) + insert_division + insert + add_text + delete_division + phrases + delete + split + join
  + merge_into + swap + move + division + split_division + name_division + cover + renumber + phrase + replace + front
  + here + bare

local skip = (stop + P "：" + P "和" + P "及" + P "并") ^ 1
rules[1], rules.clause = "clause", any * Cp()
local one_clause = P(rules)
local to_next = C((1 - (P "；" + P "。" + P "\n" + P "，")) ^ 1) * Cp()

--- The clauses of a skeleton, in order.
-- `clauses "删去第九条。"` → `{ { kind = "delete", at = { { article = 9 } } } }`
-- @return table list of clauses; what could not be read is a clause of kind "unread"
function M.clauses(skeleton)
  local list, position = {}, 1
  while position <= #skeleton do
    local after = skip:match(skeleton, position)
    if after then position = after
    else
      local node, finish = one_clause:match(skeleton, position)
      if finish and finish > position then
        if node then list[#list + 1] = node end
        position = finish
      else
        local text, next_position = to_next:match(skeleton, position)
        list[#list + 1] = { kind = "unread", text = text or skeleton:sub(position) }
        position = next_position or #skeleton + 1
      end
    end
  end
  return list
end

return M
