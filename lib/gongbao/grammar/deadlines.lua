-- Time limits: 三个月内, 于收到通知之日起3个月内, 年底前, 8月底前, 规定时间内; and the
-- day on which they fall due. The day is computed only from a printed start or from a
-- start that the caller names; the basis says which, so that a reader can disagree.
local lpeg = require "lpeg"
local dates = require "gongbao.grammar.dates"
local numerals = require "gongbao.grammar.numerals"
local words = require "gongbao.grammar.words"

local P, C, Cp, Cc = lpeg.P, lpeg.C, lpeg.Cp, lpeg.Cc

local M = {}

local any = numerals.any_character
local number = numerals.integer_pattern
local unit = (P "个月" + P "月") * Cc "month" + (P "个工作日" + P "工作日") * Cc "working_day"
  + (P "日" + P "天") * Cc "day" + P "年" * Cc "year" + (P "周" + P "个星期") * Cc "week"
local inside = P "以内" + P "之内" + P "内"
local digit = numerals.digit

-- From a day that the text does not print: 自收到审议意见之日起, 在收到后的, 自交办之日起.
local from_day = (any - P "之日" - P "，" - P "。" - P "后") ^ 0 * (P "之日起" + P "之日" + P "后") * P "的" ^ -1
local opening = P "自" + P "于" + P "从" + P "在"
local receipt = opening ^ -1 * P "收到" * from_day
local handing_over = opening * (any - P "交办" - P "转办" - P "送达" - P "，" - P "。" - P "之日") ^ -20
  * (P "交办" + P "转办" + P "送达") * from_day

local function span(start, n, kind) return { start = start, number = n, unit = kind } end

local length = number * unit * inside
local from_receipt = receipt * Cc "receipt" * length / span
local from_handing_over = handing_over * Cc "handing over" * length / span
local plain = Cc "document" * length / span
local before = P "前" + P "之前" + P "以前"
local printed_year = digit * digit * digit * digit * P "年"

local function year_of(text) return tonumber(text:match "%d+") end

local month_end = C(printed_year ^ -1 * (P "今年") ^ -1) * number * P "月" * P "份" ^ -1 * (P "底" + P "末") * before
  / function(year, month) return { month = month, printed_year = year_of(year), end_of = "month" } end
local month_day = C(printed_year ^ -1) * number * P "月" * number * P "日" * before
  / function(year, month, day) return { month = month, day = day, printed_year = year_of(year) } end
local in_month = P "今年" * number * P "月" * #(P "向" + P "前" + P "底")
  / function(month) return { month = month, end_of = "month" } end
local half_year = P "半年" * inside / function() return span("document", 6, "month") end
local year_end = C(printed_year ^ -1) * (P "年底前" + P "年底之前" + P "年内" + P "年末前" + P "底前")
  / function(year) return { end_of = "year", printed_year = year_of(year) } end
local unsaid = (P "规定时间内" + P "规定的时间内" + P "规定期限内" + P "规定的期限内" + P "限期内")
  / function() return { unsaid = true } end

local one = from_receipt + from_handing_over + unsaid + month_day + month_end + in_month + half_year + year_end + plain
local search = P { Cp() * one * Cp() + any * lpeg.V(1) }
-- 第三个月内, 近三年内, 每三个月内 are no limits.
local not_before = words.set "第 近 来 每 半"

--- The first time limit of a text: { from, to, text, start | end_of | unsaid, … }, or nil.
-- `deadlines.find "并在三个月内提出报告"` → { start = "document", number = 3, unit = "month", text =
-- "三个月内", … }
function M.find(text, at)
  at = at or 1
  while true do
    local from, limit, after = search:match(text, at)
    if not from then return nil end
    if not not_before:before(text, from - 1) then
      limit.from, limit.to = from, after - 1
      limit.text = text:sub(from, after - 1):gsub("^于", ""):gsub("^在", "")
      return limit
    end
    at = after
  end
end

--- When a limit falls due, and on which assumption; nil and the reason where that is open.
-- @param limit table: from `find`
-- @param day string|nil: the document's date, the start where the print names none
-- @param called string|nil: what that date is, `signature` where not given, `delivery` or `adoption`
-- @return string|nil date, string basis: `signature`, `delivery` or `adoption`, each also with `, end of month clamp`;
--   `printed date`, `year of the document`, `receipt: date unknown`, `handing over: date unknown`,
--   `no date in the document`, `no such day` (6月31日), `not stated`
function M.due(limit, day, called)
  called = called or "signature"
  if limit.unsaid then return nil, "not stated" end
  if limit.start ~= "document" and limit.start then return nil, limit.start .. ": date unknown" end
  local year = limit.printed_year or day and tonumber(day:sub(1, 4))
  if limit.end_of or limit.month then
    if not year then return nil, "no date in the document" end
    local basis = limit.printed_year and "printed date" or "year of the document"
    if limit.end_of == "year" then return dates.iso(year, 12, 31), basis end
    local date = dates.iso(year, limit.month, limit.day or dates.last_day(year, limit.month))
    return date, date and basis or "no such day"
  end
  if not day then return nil, "no date in the document" end
  if limit.unit == "month" or limit.unit == "year" then
    local date, moved = dates.add_months(day, limit.number * (limit.unit == "year" and 12 or 1))
    return date, called .. (moved and ", end of month clamp" or "")
  elseif limit.unit == "day" or limit.unit == "week" then
    return dates.add_days(day, limit.number * (limit.unit == "week" and 7 or 1)), called
  end
  return nil, "working days are not computed"
end

local in_words = {
  signature = "自落款日起算", delivery = "自报告日起算", adoption = "自通过日起算",
  ["printed date"] = "原文写明", ["year of the document"] = "年份从文件",
  ["receipt: date unknown"] = "自收到日起算，收到日不详",
  ["handing over: date unknown"] = "自交办日起算，交办日不详",
  ["no date in the document"] = "文件无日期", ["no such day"] = "历法无此日", ["not stated"] = "未写明",
  ["working days are not computed"] = "工作日不推算",
}

--- The basis that `due` gives, in Chinese, for a report: `deadlines.basis_in_words "signature"` → `"自落款日起算"`
-- @return string|nil: nil for nil; what `due` does not give is given back as it is
function M.basis_in_words(basis)
  if not basis then return nil end
  local clamped = basis:match "^(.-), end of month clamp$"
  return clamped and M.basis_in_words(clamped) .. "，取月末" or in_words[basis] or basis
end

return M
