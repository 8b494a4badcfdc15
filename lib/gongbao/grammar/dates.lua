-- Dates as gazettes print them, in text without layout spaces: 2023年8月28日,
-- 二〇二三年八月二十八日, 2023年8月28日至29日. Values are ISO strings; a date that the
-- calendar does not have (2023年2月30日) has none.
local lpeg = require "lpeg"
local numerals = require "gongbao.grammar.numerals"

local P, Cp, Ct, Cg = lpeg.P, lpeg.Cp, lpeg.Ct, lpeg.Cg
local M = {}

local month_days = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }

local function is_leap(year) return year % 4 == 0 and (year % 100 ~= 0 or year % 400 == 0) end

--- How many days a month has: `last_day(2024, 2)` → 29
function M.last_day(year, month) return month == 2 and not is_leap(year) and 28 or month_days[month] end

local function written(year, month, day) return ("%04d-%02d-%02d"):format(year, month, day) end

--- The ISO form of a day, or nil where the calendar has no such day.
-- `iso(2023, 8, 28)` → `"2023-08-28"`
function M.iso(year, month, day)
  if not (year and month and day) or year < 1900 or year > 2200 then return nil end
  if month < 1 or month > 12 or day < 1 or day > M.last_day(year, month) then return nil end
  return written(year, month, day)
end

local function parts(date)
  local year, month, day = date:match "^(%d+)-(%d+)-(%d+)$"
  return math.tointeger(year), math.tointeger(month), math.tointeger(day)
end

-- Days since 1 March of year 0, by the calendar's own arithmetic: no clock, no time zone.
local function day_number(iso)
  local y, m, d = parts(iso)
  if m < 3 then y, m = y - 1, m + 12 end
  return 365 * y + y // 4 - y // 100 + y // 400 + (153 * (m - 3) + 2) // 5 + d
end

--- How many days later `to` is than `from`: `days_between("2024-02-28", "2024-03-01")` → 2
function M.days_between(from, to) return day_number(to) - day_number(from) end

--- A date some months later, in the last day of the month where the day does not exist.
-- `add_months("2024-01-31", 1)` → `"2024-02-29", true`
-- @return string, boolean: the ISO date, and whether it was moved to the month's end
function M.add_months(date, months)
  local year, month, day = parts(date)
  local total = year * 12 + month - 1 + months
  local y, m = total // 12, total % 12 + 1
  local last = M.last_day(y, m)
  return written(y, m, math.min(day, last)), day > last
end

--- A date some days later: `add_days("2024-02-28", 2)` → `"2024-03-01"`
function M.add_days(date, days)
  local y, m, d = parts(date)
  d = d + days
  while d > M.last_day(y, m) do
    d = d - M.last_day(y, m)
    m = m + 1
    if m > 12 then y, m = y + 1, 1 end
  end
  return written(y, m, d)
end

local number = numerals.integer_pattern

--- A full date; captures a table { year, month, day }.
M.date = Ct(Cg(number, "year") * "年" * Cg(number, "month") * "月" * Cg(number, "day") * P "日")

-- …年8月28日至29日, …至9月1日: the end of a span borrows what it does not say.
local span = M.date * numerals.range_dash * Ct((Cg(number, "month") * "月") ^ -1 * Cg(number, "day") * P "日")

local whole = M.date * -1
local first = lpeg.P { Cp() * M.date * Cp() + 1 * lpeg.V(1) }
local first_span = lpeg.P { span + 1 * lpeg.V(1) }

local function value(d) return M.iso(d.year, d.month, d.day) end

--- The date that a text is, and nothing else: `whole "2023年8月28日"` → `"2023-08-28"`.
function M.whole(text)
  local d = whole:match(text)
  return d and value(d)
end

--- The first date in a text: ISO, first byte, byte after it; nil where there is none.
function M.find(text, init)
  local from, d, to = first:match(text, init)
  if d then return value(d), from, to end
end

--- The first span of days: ISO of its first and last day, or nil.
-- `span "于2023年8月28日-29日在"` → `"2023-08-28", "2023-08-29"`
function M.span(text)
  local from, to = first_span:match(text)
  if from then return value(from), M.iso(from.year, to.month or from.month, to.day) end
end

return M
