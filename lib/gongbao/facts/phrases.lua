-- What the words before and after a number say: the subject, the change verb, what
-- approximates, the counted noun. Pure functions over strings; no state.
local lists = require "gongbao.grammar.lists"
local words = require "gongbao.grammar.words"

local M = {}

local verbs, scopes, organs = lists.get "verbs", lists.get "scopes", lists.get "organs"
local rise, fall = words.set(verbs, "rise"), words.set(verbs, "fall")
local change_verbs = words.set(verbs, "rise", "fall")
local against, adverbs = words.set(verbs, "against"), words.set(verbs, "adverb")
local light, near, lead = words.set(verbs, "light"), words.set(verbs, "near"), words.set(verbs, "lead")
local enter = words.set(verbs, "enter")
local strong, predicate = words.set(verbs, "predicate"), words.set(verbs, "predicate", "weak_predicate")
local starters = words.set(verbs, "predicate", "starting_predicate")
local territories, levels = words.set(scopes, "territory"), words.set(scopes, "level")
local bearers, counted = words.set(organs, "bearer"), words.set(organs, "counted_thing")
local links = words.set "、 和 及 与 以及 ， 。"
local ordinals = words.set [[一是 二是 三是 四是 五是 六是 七是 八是 九是 十是 一要 二要
  三要 四要 五要 六要 七要 八要]]

local joins = words.set "达到 达 为 分别为 分别达 分别达到 分别"
local rates = words.set "增速 增幅 降幅"
local marks, stray, list_links = words.set "， 、", words.set "” ）", words.set "、 和 及"
local prepositions = words.set "对 向 将 把 为 给 从"
local object_prepositions = words.set "把 将 对"
local joining = words.set "对 向 将 把 为 给 由 与 和 及 在 从 以 的 中 、 有 共有 达到"
local compared = words.set(scopes, "compared")
local planned = words.set [[预算的 目标的 目标任务的 任务的 计划的 任务数的 目标值的 任务量的]]
local opens_target = words.set "为 完成 占 达到"

local whole = words.set(verbs, "whole")
local goes_on = words.set(organs, "goes_on")
local beside, own = words.set(scopes, "beside"), words.set(scopes, "own")

M.territories, M.levels = territories, levels

-- A word that ends the text, unless it is the end of a longer word that is not to be cut.
local function cut_end(set, text)
  local word = set:before(text)
  local longer = word and whole:before(text)
  if longer and #longer > #word then return nil end
  return word
end

local function cut_start(set, text)
  local word = set:at(text)
  local longer = word and whole:at(text)
  if longer and #longer > #word then return nil end
  return word
end

--- The words without the ordinals (一是, 二要) that start them.
function M.cut_ordinal(text)
  local number = text:match "^%d%d?、" or text:match "^%d%d?%.%f[^%d]"
  if number then text = text:sub(#number + 1) end
  return (ordinals:strip_start(text))
end

-- 水质优良率连续五年|保持在100%
local lasting = words.set [[连续两年 连续三年 连续四年 连续五年 连续六年 连续七年 连续八年 连续九年 连续十年 连续多年]]

local function characters(text) return utf8.len(text) or #text end

--- Cuts the words off the end that only join a subject to its figure.
-- @return core, the word that approximates (近, 超过) or nil, whether 分别 was among them
function M.cut_light(text)
  local nearly, distributed = nil, false
  while true do
    local word = cut_end(near, text)
    if word then
      nearly = word
    else
      word = cut_end(light, text) or text:match "连续%d+年$" or text:match "连续%d+个月$" or lasting:before(text)
      if not word then return text, nearly, distributed end
      if word:find("分别", 1, true) then distributed = true end
    end
    text = text:sub(1, -#word - 1)
  end
end

--- Reads a change phrase at the end of the words before a number: `…产量同比增长`.
-- @return nil, or { core =, sign = 1|-1, verb =, kind = 同比|nil, distributed =, near =, tail = the words cut off }
function M.change(text)
  local rest, nearly = text, nil
  local word = near:before(rest) or links:before(rest)
  while word and word ~= "、" do
    nearly, rest = near.has[word] and word or nearly, rest:sub(1, -#word - 1)
    word = near:before(rest)
  end
  rest = rest:gsub("了$", ""):gsub("约$", "")
  local plain = joins:strip_end(rest)
  local noun = rates:before(plain)
  local verb, yearly
  if not noun and plain:find "年均$" and rates:before(plain:sub(1, -#"年均" - 1)) then   -- 增速年均|超20%
    plain, yearly = plain:sub(1, -#"年均" - 1), "年均"
    rest, noun = plain, rates:before(plain)
  end
  if noun then
    local joined = rest:sub(#plain + 1)
    verb, rest = noun, plain:sub(1, -#noun - 1) .. (joined:find("分别", 1, true) and "分别" or "")
  else
    verb = change_verbs:before(rest)
    if not verb then return nil end
    rest = rest:sub(1, -#verb - 1)
  end
  local falls = fall.has[verb] and not rise.has[verb]
  local out = { verb = verb, sign = falls and -1 or 1, near = nearly, distributed = false,
    kind = yearly }
  while true do
    local kind = against:before(rest)
    local adverb = not kind and adverbs:before(rest)
    local mark = not adverb and not kind and marks:before(rest)
    local cut = adverb or kind or mark
    if not cut or cut == "" then break end
    if adverb == "分别" then out.distributed = true end
    if kind then out.kind = kind end
    rest = rest:sub(1, -#cut - 1)
  end
  out.core, out.tail = rest, text:sub(#rest + 1)
  return out
end

--- Whether the words before a percentage make it a share of a plan: 为预算的, 完成年度目标任务的.
-- @return the words before that phrase, or nil
function M.target(text)
  local stem = planned:before(text)
  if not stem then return nil end
  local rest = text:sub(1, -#stem - 1)
  local clause = words.last(rest, "，")
  local from, word = 1, nil
  while true do                                     -- the last 为, 完成 or 占 opens the phrase
    local at, found = opens_target:find(rest, from)
    if not at then break end
    from, word = at + #found, at
  end
  if not word or clause and clause > word then return nil end
  return rest:sub(1, word - 1)
end

--- The subject of a clause without a figure: up to its predicate.
function M.before_predicate(text)
  local at = strong:find(text, utf8.offset(text, math.min(3, characters(text) + 1)) or 1)
  return at and text:sub(1, at - 1) or text
end

--- Cuts from the start of the words before a number what does not belong to the subject:
-- ordinals, conjunctions, a territory.
-- @return core, territory or nil
function M.cut_lead(text)
  local scope
  while true do
    local bracket = words.bracketed(text) or stray:at(text)
    local word = ordinals:at(text) or bracket or cut_start(lead, text)
    local here = not word and territories:at(text)
    if here and beside:at(text, #here + 1) then here = nil end
    if here and text:sub(#here + 1):find "^单位" then here = here .. "单位" end
    if here then scope = here end
    word = word or here
    if not word or word == "" then return text, scope end
    text = text:sub(#word + 1)
  end
end

--- Cuts at a territory inside the words: 下达市本级转移支付 → 转移支付, 市本级.
-- Not where the territory is what something is compared with (占全市…, 高于全省…).
-- @return the words after it and the territory, or the words unchanged
function M.cut_inner(text)
  local at, word = own:find(text, utf8.offset(text, 2) or 1)
  if not at or at + #word > #text or compared:before(text, at - 1) or beside:at(text, at + #word) then return text end
  local rest = text:sub(at + #word)
  if rest == "" or rest == "的" or list_links:at(rest) or rest:find "单位" == 1 then return text end
  return rest, word
end

-- The first place of a predicate that is not the start of a longer word (共享, 对外).
local function find_predicate(set, text, from)
  local at, word = set:find(text, from)
  while at do
    local longer = whole:at(text, at)
    if not longer or #longer <= #word then
      local previous = at > 3 and whole:at(text, at - 3)     -- 公|共
      if not previous or #previous <= 3 then return at end
      longer = previous:sub(4)
    end
    at, word = set:find(text, at + #longer)
  end
end

-- Whether a predicate starts at a byte, and no longer word that holds it: 中|长期项目.
local function begins_predicate(text, at)
  local word = strong:at(text, at)
  local around = word and at > 3 and whole:at(text, at - 3)
  return word ~= nil and not (around and #around > 3)
end

--- The noun that follows a counter: 家单位未按…, 个重点项目竣工; with what is said of it.
-- @param text string: the words after the counter up to the next number or mark
-- @return noun, the rest; noun "" where none follows
function M.counted_noun(text)
  text = text:gsub("^的", "")
  if near.has[text] or light.has[text] then return "", text end
  if text == "" or cut_start(links, text) then return "", text end
  local at, steps = 1, 0
  while at <= #text and steps < 20 and not (at > 1 and begins_predicate(text, at)) do
    local head = counted:at(text, at)
    if head then
      local stop = at + #head
      local group = words.bracketed(text, stop)
      if group then stop = stop + #group end
      local longer = counted:at(text, stop)                -- 项目单位, 乡镇（街道）: the last one counts
      if longer then
        stop = stop + #longer
        group = words.bracketed(text, stop)
        if group then stop = stop + #group end
      end
      local modifies = list_links:at(text, stop) or (at > 1 and text:find("^的", stop))
      local short = #head == 3 and at > 1 and stop <= #text and not group and not predicate:at(text, stop)
      if not modifies and not short and not (goes_on:at(text, stop) and not predicate:at(text, stop)) then
        return text:sub(1, stop - 1), text:sub(stop)
      end
      at = stop
    else
      at = utf8.offset(text, 2, at) or #text + 1
    end
    steps = steps + 1
  end
  local third = utf8.offset(text, math.min(3, characters(text)))
  local cut = find_predicate(strong, text, 4) or find_predicate(predicate, text, third)
  if cut and cut > 1 then return links:strip_end(text:sub(1, cut - 1)), text:sub(cut) end
  return links:strip_end(text), ""
end

--- Whether a counted noun is a body or people, so that what follows is stated for it.
function M.is_bearer(noun)
  local plain = noun:gsub("（.*）$", "")
  return bearers:before(plain) ~= nil
end

--- Whether words end in a noun for something that is counted: 未开工项目.
function M.is_counted(text) return counted:before(text) ~= nil end

--- Whether a noun is no more than its head word: 项目, 县（市、区）.
function M.is_bare(noun) return counted.has[(noun:gsub("（.*）$", ""))] ~= nil end

--- Whether the words after a number start with a predicate rather than a noun.
function M.starts_predicate(text)
  if text == "" or stray:at(text) then return true end
  return cut_start(starters, text) ~= nil or cut_start(links, text) ~= nil
end

--- Whether words are only a preposition or a verb that leaves the subject to what follows.
function M.only_enters(text)
  local rest = enter:strip_end(text)
  return rest == "" or text:find "等$" ~= nil
end

--- Whether words end in a preposition that takes the counted noun: 违规向786名….
function M.takes_noun(text) return cut_end(prepositions, text) ~= nil end

--- Whether words end in a preposition that makes the counted noun the object of what follows: 市住建局要把454个….
function M.takes_object(text) return cut_end(object_prepositions, text) ~= nil end

--- Cuts a preposition or link from the end: 违规向, …和.
function M.cut_enter(text)
  local word = cut_end(joining, text)
  while word do
    text = text:sub(1, -#word - 1)
    word = cut_end(joining, text)
  end
  return text
end

-- Nouns that several parts of a list share when only the last one prints them:
-- 化工、钢铁、矿物制品行业价格.
local rate_nouns = words.set "增速 增幅 占比 比重"
local measures = words.set "数 量 额 值 率 度 比 产 价 费 资 入 出"
local shared = words.set [[增加值 总产值 产值 投资 收入 支出 余额 价格指数 价格 零售额 限上零售额 销售额 销售面积 产量 产能利用率 利用率 占比 比重 增速 增幅
  占地面积 普及率 覆盖率 使用率 合格率 优良率 达标率 治理率 处理率 化解率 渗透率
  就业率 参保率 满意率 办结率 贡献率 入学率 回收率 参与率 营业收入 税收 进出口额
  出口额 进口额
  总量 数量 案件 面积 利润 人数 人次 存栏 出栏 总额 总产量]]
local residents = words.set "城镇 农村 城乡 城市 乡村 全体"
local classes = words.set "行业 产业 企业 类 项目 部门 领域"

-- 化工、纺织、食品|三个|行业增加值: how many there are in the list says nothing of the parts.
local how_many = words.set "两个 三个 四个 五个 六个 七个 八个 九个 十个 两大 三大 四大 五大 六大 七大 八大 九大 十大"
local function without_number_of_parts(text)
  local at, word = how_many:find(text)
  if at and at > 1 and classes:at(text, at + #word) then return text:sub(1, at - 1) .. text:sub(at + #word) end
  return text
end

local place_end = words.set "县 市 区 旗 州"
local LONGEST_PLACE = 6 -- characters

--- The place that starts words, and what follows it: 白石县|固定资产投资; nil where none does.
function M.leading_place(text)
  local at, word = place_end:find(text, #"白" + 1)           -- a place has a name: not 县|城
  if at then return text:sub(1, at + #word - 1), text:sub(at + #word) end
end

-- 青埠县、白石县固定资产投资: places that share the indicator behind the last of them. Returns whether it is such a list.
local function share_of_places(list)
  for i = 1, #list - 1 do
    if not place_end:before(list[i]) or utf8.len(list[i]) > LONGEST_PLACE then return false end
  end
  local place, indicator = M.leading_place(list[#list])
  if not place or indicator == "" then return false end
  list.places = { table.unpack(list, 1, #list - 1) }
  table.insert(list.places, place)
  for i = 1, #list - 1 do list[i] = list[i] .. indicator end
  return true
end

local loan, deposit = "贷款", "存款"

-- The noun that ends the last part of a list, and the words before it: 小微、|制造业|贷款增速.
-- @return noun, stem, the 贷款 or 存款 that is part of the noun; nil where no shared noun ends it
local function ending_noun(last)
  local noun = shared:before(last) or last:match(".(" .. loan .. ")$") or last:match(".(" .. deposit .. ")$")
  if not noun then return nil end
  local stem = last:sub(1, -#noun - 1)
  local of_rate = rate_nouns.has[noun] and (stem:match(loan .. "$") or stem:match(deposit .. "$"))
  if of_rate then noun, stem = of_rate .. noun, stem:sub(1, -#of_rate - 1) end
  return noun, stem, of_rate
end

local function any_ends_in(set, list)
  for i = 1, #list - 1 do
    if set:before(list[i]) then return true end
  end
  return false
end

-- What the last part of a list shares with those before it; the last part itself loses its 等 (粮食等|产量).
--   noun, of_rate   增加值; 贷款增速, of_rate the 贷款 in it
--   class           行业, where it stands before the noun and no other part has one
--   tail            from a class word on, where no noun ends it: 部门办公用房
--   residents       城镇, 农村 at its start
local function shared_by(list)
  local last = list[#list]
  local before, group = last:match "^(.-)等(.+)$"
  local noun, stem, of_rate = ending_noun(last)
  local class = group and classes:before(stem or last) or stem and classes:before(stem) or nil
  if before and before ~= "" then list[#list] = before .. (class or "") .. (noun or "") end
  if any_ends_in(classes, list) then class = nil end
  -- 工业总产值、税收收入: parts that are measures by themselves share a rate only
  if any_ends_in(measures, list) and not (noun and (rate_nouns.has[noun] or of_rate)) then noun, class = nil, nil end
  local from, word = classes:find(last)
  return { last = last, noun = noun, of_rate = of_rate, class = class,
    tail = not noun and word and from > 1 and not group and last:sub(from) or nil, residents = residents:at(last) }
end

-- A part of a list with what it shares with the last one.
local function completed(part, share)
  local noun, printed = share.noun, shared:before(part)
  local of_level = part:find "级$" and share.last:match "^.-级(.+)$"    -- 国家级、部级|创新平台
  if of_level then return part .. of_level end
  if share.residents and residents.has[part] then return part .. share.last:sub(#share.residents + 1) end
  local whole_already = printed or measures:before(part)
    or (noun == loan or noun == deposit) and part:find "款$" ~= nil
  local lacks_noun = noun and (not whole_already or rate_nouns.has[noun] and printed ~= noun
    or share.of_rate and not printed)
  if lacks_noun then return part .. (share.class and not part:find "业$" and share.class or "") .. noun end
  if share.tail and not classes:find(part) then return part .. share.tail end
  return part
end

local function complete(list)
  if #list > 1 and share_of_places(list) then return list end
  local share = shared_by(list)
  for i = 1, #list - 1 do list[i] = completed(list[i], share) end
  return list
end

-- Groups in brackets and quotation marks as signs, so that the marks in them do not split; and the way back.
-- @return string, function(string) → string
local function hide_groups(text)
  local groups = {}
  local function hide(group)
    groups[#groups + 1] = group
    return "\1" .. #groups .. "\2"
  end
  local hidden = text:gsub("（.-）", hide):gsub("“.-”", hide)
  return hidden, function(part) return (part:gsub("\1(%d+)\2", function(n) return groups[tonumber(n)] end)) end
end

-- The parts of a list parted by 、, and the same with the last of them parted at 和 or 及, nil where it has none.
local function parts_of(text)
  local parts = {}
  for part in (text .. "、"):gmatch "(.-)、" do if part ~= "" then parts[#parts + 1] = part end end
  if #parts == 0 then return parts end
  local left, right = parts[#parts]:match "^(.-)和(.+)$"
  if not left then left, right = parts[#parts]:match "^(.-)及(.+)$" end
  if not left or left == "" then return parts end
  local joined = table.move(parts, 1, #parts - 1, 1, {})
  joined[#joined + 1], joined[#joined + 2] = left, right
  return parts, joined
end

--- Splits a coordinated subject and completes its parts with the noun they share.
-- `split "钢铁、烟草行业增加值"` → { "钢铁行业增加值", "烟草行业增加值" }
-- @return table: { part, …, places = { place, … } or nil }; one part where nothing is coordinated
-- @return table|nil: the same with the last part split at 和 or 及, which may also be within a name
function M.split(text)
  if text == "" then return {} end
  text = without_number_of_parts(text)
  local hidden, show = hide_groups(text)
  local parts, joined = parts_of((hidden:gsub("以及", "、"):gsub("、和", "、")))
  if #parts == 0 then return {} end
  for _, list in ipairs { parts, joined } do
    for i, part in ipairs(list) do list[i] = show(part) end
  end
  local before, residents_of = text:match "^(.-)城乡(居民.+)$"           -- 城乡居民收入分别增长4%、6%
  if #parts == 1 and not joined and before then
    joined = { before .. "城镇" .. residents_of, before .. "农村" .. residents_of }
  end
  return complete(parts), joined and complete(joined)
end

return M
