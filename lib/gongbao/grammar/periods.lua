-- Periods and points of time as figures are stated for: 上半年, 2023年1—6月份, 截至6月底,
-- 2022年度, 今年以来, 2023年8月22日至23日. The text stays as printed; what a caller
-- needs to know beside it is whether it names a point (6月底, 目前) or a stretch of time,
-- for a point holds only in its own sentence.
local lpeg = require "lpeg"
local numerals = require "gongbao.grammar.numerals"

local P, C, Cc, Cp = lpeg.P, lpeg.C, lpeg.Cc, lpeg.Cp

local M = {}

local digit = numerals.digit
local dash = numerals.range_dash
local year = digit * digit * digit * digit * P "年"
local month_number = digit * digit ^ -1
local day = digit * digit ^ -1 * (P "日" + P "号")
local half = P "上半年" + P "下半年"
local quarter = P "前三季度" + P "前三个季度" + (P "第" ^ -1 * (P "一" + P "二" + P "三" + P "四")
  * P "季度")
local years_word = P "今年" + P "去年" + P "上年" + P "明年" + P "当年" + P "本年度" + P "上年度"
local month_part = P "底" + P "末" + P "初" + P "上旬" + P "中旬" + P "下旬" + P "中下旬"
local first_month = month_number + P "元" * #(dash + P "月")                  -- 元至5月
local months = first_month * (dash * month_number * P "月" + P "月" * (dash * month_number * P "月") ^ -1)
  * P "份" ^ -1
local year_list = year * ((P "、" + P "和" + P "及") * year) ^ 1
  + digit * digit * digit * digit * dash * year + year * dash * year

local function any_of(words)
  local pattern = P(false)
  for word in words:gmatch "%S+" do pattern = pattern + P(word) end
  return pattern
end

-- Points of time: they hold in their own sentence only.
local up_to = P "截至" + P "截止到" + P "截止" + P "截至到"
local now = any_of "目前 当前 现在 今日 年底 年末 岁末 月底 月末" + P "年初" * -(P "预算" + P "计划" + P "目标")
local day_of_year = (year + years_word) ^ -1 * month_number * P "月" * day
local part_of_month = month_number * P "月" * P "份" ^ -1 * month_part
local point = (year + years_word) ^ -1 * month_number * P "月" * P "份" ^ -1 * month_part
  + (year + years_word) * (any_of "年底 年末 年初 底 末 初")
  + half * any_of "末 底"
  + day_of_year * -(dash * day)
  + now

-- Stretches of time.
local since = any_of "以来 来 至今 至目前"
local stretch = year_list * since ^ -1
  + (P "去年" + P "上年") * P "全年"
  + day_of_year * dash * (month_number * P "月") ^ -1 * day
  + (year + years_word) * P "度" ^ -1 * (half + quarter + months)
  + (year + years_word) * any_of "同期 以来 起 前 至今 至目前"
  + year * (P "度" + P "全年") ^ -1
  + half + quarter + months
  + any_of "今年以来 全年 一年来 去年同期 上年同期 近三年来 近三年 近两年来 两年来 十年来 近十年来 近一年来 近年 近几年来 近几年 近两年 近五年来 近五年 三年来 五年来 过去五年 过去的五年 这五年 五年间"
  + P "今年" + P "去年" + P "上年" + P "当年"

-- A period may be cut off from words that only look like one.
local not_after = any_of "计划 规划 行动 代 周年 级 结转 结余 滚存"

--- A period; captures its text and `true` where it is a point of time.
-- `截至` belongs to the text only before 目前 and its like; before a date it is left out.
M.pattern = C((year + years_word) ^ -1 * part_of_month * dash * part_of_month) * Cc(false)      -- 3月中旬至4月上旬
  + (up_to * C(now) / function(word) return "截至" .. word end + C(point)) * Cc(true) * -not_after
  + C(stretch) * Cc(false) * -not_after

local at_start = (M.pattern + (up_to + P "到" + P "至") * M.pattern) * Cp()

--- The period that starts the text (after 截至, 到), whether it is a point, and the byte after it.
-- `periods.start "上半年，全市"` → `"上半年"`, false, 10
-- @return string|nil, boolean, integer
function M.start(text, from) return at_start:match(text, from or 1) end

local search = P { at_start + numerals.any_character * lpeg.V(1) }

--- All periods named in a text: { {text, point}, … }.
function M.all(text)
  local found, from = {}, 1
  while true do
    local name, is_point, after = search:match(text, from)
    if not name then return found end
    found[#found + 1] = { text = name, point = is_point }
    from = after
  end
end

--- The years of a list of years, or nil: `periods.years "2021年、2022年"` → { "2021年", "2022年" }.
function M.years(text)
  local years = {}
  for one in text:gmatch "%d%d%d%d年" do years[#years + 1] = one end
  return #years >= 2 and years or nil
end

--- Whether a period is a term that accounts are kept by, and not the days of a visit or years looked back on.
-- `periods.is_term "2022年"` → true; `periods.is_term "三年来"` → false
function M.is_term(text)
  return not (text:find("日", 1, true) or text:find("来", 1, true) or text:find("旬", 1, true) or text:find "^近")
end

--- The period of a document's title. A title that starts with a year and ends in 工作报告
-- names the year of its delivery, not of its figures.
function M.of_title(title)
  if title:find "^%d%d%d%d年" and title:find "工作报告$" then return nil end
  return M.of_heading(title)
end

local function has_year(text) return text:find "^%d%d%d%d年" ~= nil end

--- The one period that a heading or a title states for what stands below it, or nil where
-- it states none or several: 关于2023年我市上半年…的报告 → 上半年;
-- 2022年决算和2023年1—6月… → nil.
function M.of_heading(text)
  local found = M.all(text)
  if #found == 0 then return nil end
  if #found == 1 then return found[1].text end
  local first, second = found[1].text, found[2].text
  if #found == 2 and first == second then return first end
  if #found == 2 and has_year(first) and #first == #"2023年" and not has_year(second) then return second end
  return nil
end

return M
