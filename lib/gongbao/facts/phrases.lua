-- What the words before and after a number say: the subject, the change verb, what approximates, the counted noun.
-- Pure functions over strings; no state.
local chars = require "gongbao.text.chars"
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

M.levels = levels

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
  local number = text:find "^%d" and (text:match "^%d%d?、" or text:match "^%d%d?%.%f[^%d]")
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

-- The verb of a change at the end of words, or a noun that stands for one: 增长, 增速|达到, 增速年均|超.
-- @return verb, the words before it, 年均 where that stands between; nil where none ends them
local function change_verb(text)
  local plain = joins:strip_end(text)
  local noun, yearly = rates:before(plain), nil
  local stem = not noun and plain:match "^(.+)年均$"
  if stem and rates:before(stem) then noun, yearly, text, plain = rates:before(stem), "年均", stem, stem end
  if noun then
    local distributes = text:sub(#plain + 1):find("分别", 1, true)
    return noun, plain:sub(1, -#noun - 1) .. (distributes and "分别" or ""), yearly
  end
  local verb = change_verbs:before(text)
  if verb then return verb, text:sub(1, -#verb - 1) end
end

-- What a change is measured against, at the end of words: 同比, 较上年, 较2019年; nil where nothing says it.
local function measured_against(text)
  return against:before(text) or text:match "较%d%d%d%d年$" or text:match "比%d%d%d%d年$"
end

-- Cuts the words between a subject and its change off the end: …产量|同比大幅.
-- @return core, what the change is against: the first word that says it, or nil
local function cut_against(text)
  local kind
  while true do
    local against_what = measured_against(text)
    local word = against_what or adverbs:before(text) or marks:before(text)
    if not word then return text, kind end
    kind, text = against_what or kind, text:sub(1, -#word - 1)
  end
end

--- Reads a change phrase at the end of the words before a number: `…产量同比增长`.
-- @return nil, or { core =, sign = 1|-1, verb =, kind = 同比|nil, near = 超过|nil, tail = the words cut off }
function M.change(text)
  local rest, nearly = text, nil
  local word = near:before(rest) or links:before(rest)
  while word and word ~= "、" do
    nearly, rest = near.has[word] and word or nearly, rest:sub(1, -#word - 1)
    word = near:before(rest)
  end
  local verb, before, yearly = change_verb((rest:gsub("了$", ""):gsub("约$", "")))
  if not verb then return nil end
  local core, kind = cut_against(before)
  local falls = fall.has[verb] and not rise.has[verb]
  return { core = core, tail = text:sub(#core + 1), verb = verb, sign = falls and -1 or 1, kind = kind or yearly,
    near = nearly }
end

--- Whether the words before a percentage make it a share of a plan: 为预算的, 完成年度目标任务的.
-- @return the words before that phrase, or nil
function M.target(text)
  local stem = planned:before(text)
  if not stem then return nil end
  local rest = text:sub(1, -#stem - 1)
  local clause = chars.last_of(rest, "，")
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

return M
