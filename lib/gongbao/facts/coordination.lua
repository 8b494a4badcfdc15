-- Coordinated subjects: 钢铁、烟草行业增加值分别增长9.4%、7% has one for each figure, and the noun that they share is printed
-- with the last one only.
local words = require "gongbao.grammar.words"

local M = {}

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
