-- Numerals as gazettes print them: 一百二十, 二〇二三, 1,259.2, １２, 第六条之一.
-- Functions turn a whole string into a number and back; patterns (LPeg) match at a
-- place in running text and capture the value. What is ambiguous in print
-- (三四, 一百二, 万) has no value: nil, and the patterns do not match it.
local lpeg = require "lpeg"
local chars = require "gongbao.text.chars"

local P, S, R, C, Cmt, Cc = lpeg.P, lpeg.S, lpeg.R, lpeg.C, lpeg.Cmt, lpeg.Cc

local M = {}

-- Ordinary and banking forms of a digit; the first form is the one written back.
local DIGITS = {
  [0] = { "〇", "零" }, { "一", "壹" }, { "二", "贰", "两" }, { "三", "叁" }, { "四", "肆" },
  { "五", "伍" }, { "六", "陆" }, { "七", "柒" }, { "八", "捌" }, { "九", "玖" },
}
local TENS = { ["十"] = 10, ["拾"] = 10, ["百"] = 100, ["佰"] = 100, ["千"] = 1000, ["仟"] = 1000 }
local MYRIADS = { ["万"] = 10000, ["亿"] = 100000000 }

local digit_value = {}
for value = 0, 9 do
  for _, form in ipairs(DIGITS[value]) do digit_value[form] = value end
end

local function any_of(set)
  local pattern = P(false)
  for form in pairs(set) do pattern = pattern + P(form) end
  return pattern
end

local chinese_digit = any_of(digit_value)
local chinese_character = chinese_digit + any_of(TENS) + any_of(MYRIADS)
local one_character = R "\0\127" + R "\194\244" * R "\128\191" ^ 0

-- 二〇二三, 一九九八: digits in a row. Two or three in a row without 〇 are an
-- estimate (三四十人), not a number.
local function digit_string(forms)
  if #forms < 2 then return nil end
  local value, has_zero = 0, false
  for _, form in ipairs(forms) do
    local digit = digit_value[form]
    if not digit or form == "两" then return nil end
    if form == "〇" or form == "零" then has_zero = true end
    value = value * 10 + digit
  end
  if not has_zero and #forms < 4 then return nil end
  return value
end

-- The value of forms[first..last], which hold no 万 or 亿: below ten thousand.
-- `continues`: something larger stands before it, so that a bare last digit needs 零.
local function section(forms, first, last, continues)
  local total, limit, zero, i = 0, 10000, false, first
  while i <= last do
    local form = forms[i]
    local digit, unit = digit_value[form], TENS[form]
    if digit == 0 then
      if zero or i == last then return nil end
      zero, i = true, i + 1
    else
      if digit then unit = TENS[forms[i + 1]] end
      if i + 1 > last then unit = not digit and unit or nil end
      if not digit and unit ~= 10 then return nil end       -- 百 and 千 need a digit before them
      unit = unit or 1
      if unit >= limit then return nil end
      local gap = unit == 1 and limit > 10                   -- 一百二 says 102 or 120
      if gap and not zero and (continues or limit < 10000) then return nil end
      total, limit = total + (digit or 1) * unit, unit
      zero, continues = false, true
      i = i + ((digit and unit > 1) and 2 or 1)
    end
  end
  return total
end

-- Reads forms as sections closed by 亿, 万 and the end.
local function sections(forms)
  local total, first, limit = 0, 1, math.maxinteger
  for i = 1, #forms do
    local unit = MYRIADS[forms[i]]
    if unit then
      if unit >= limit or i == first then return nil end
      local value = section(forms, first, i - 1, first > 1)
      if not value then return nil end
      total, limit, first = total + value * unit, unit, i + 1
    elseif not digit_value[forms[i]] and not TENS[forms[i]] then
      return nil
    end
  end
  if first > #forms then return total end
  local value = section(forms, first, #forms, first > 1)
  return value and total + value
end

local FULLWIDTH = { ["．"] = ".", ["，"] = ",", ["％"] = "%" }
for i = 0, 9 do FULLWIDTH[utf8.char(0xFF10 + i)] = tostring(i) end

--- The characters that numerals start with, digits of half and full width included.
M.characters = {}
for _, set in ipairs { digit_value, TENS, MYRIADS } do
  for form in pairs(set) do M.characters[#M.characters + 1] = form end
end
for i = 0, 9 do table.move({ tostring(i), utf8.char(0xFF10 + i) }, 1, 2, #M.characters + 1, M.characters) end

--- Full-width digits, points and percent signs as ASCII.
-- `narrow "１２．５％"` → `"12.5%"`
function M.narrow(text)
  if not text:find "\239\188" then return text end
  return (text:gsub("\239\188[\128-\191]", FULLWIDTH))
end

--- The integer that a Chinese or Arabic numeral states, or nil.
-- `integer "一百二十"` → 120; `integer "二〇二三"` → 2023; `integer "1,259"` → 1259;
-- `integer "三四"` → nil
-- @param text string: the numeral and nothing else
-- @return integer|nil
function M.integer(text)
  local plain = M.narrow(text)
  if plain:find "^%d" then
    if plain:find "^%d+$" then return math.tointeger(tonumber(plain)) end
    if plain:find "^%d%d?%d?,%d%d%d" and plain:gsub(",%d%d%d", "") :find "^%d+$" then
      return math.tointeger(tonumber((plain:gsub(",", ""))))
    end
    return nil
  end
  local forms = chars.list(text)
  if #forms == 0 then return nil end
  if #forms == 1 and digit_value[forms[1]] then return digit_value[forms[1]] end
  return digit_string(forms) or sections(forms)
end

local function write_section(n, padded)
  local out, zero = {}, padded
  for _, unit in ipairs { { 1000, "千" }, { 100, "百" }, { 10, "十" }, { 1, "" } } do
    local digit = n // unit[1] % 10
    if digit == 0 then
      if #out > 0 then zero = true end
    else
      if zero then out[#out + 1] = "零" end
      zero = false
      local bare_ten = unit[1] == 10 and digit == 1 and #out == 0 and not padded
      out[#out + 1] = (bare_ten and "" or DIGITS[digit][1]) .. unit[2]
    end
  end
  return table.concat(out)
end

--- An integer as Chinese law numbers its articles: 12 → 十二, 110 → 一百一十, 105 → 一百零五.
-- @param n integer: 0 to 9999 9999 9999
-- @return string
function M.chinese(n)
  assert(math.type(n) == "integer" and n >= 0 and n < 1000000000000, "chinese: an integer from 0 below 10^12")
  if n == 0 then return "零" end
  local out = {}
  for _, unit in ipairs { { 100000000, "亿" }, { 10000, "万" }, { 1, "" } } do
    local part = n // unit[1] % 10000
    if part > 0 then
      local padded = #out > 0 and part < 1000
      local text = write_section(part, padded)
      if #out > 0 and part >= 1000 and part // 1000 % 10 == 0 then text = "零" .. text end
      out[#out + 1] = text .. unit[2]
    end
  end
  return table.concat(out)
end

--- An integer digit by digit, as years are written: 2023 → 二〇二三.
function M.chinese_digits(n)
  return (tostring(n):gsub("%d", function(d) return DIGITS[tonumber(d)][1] end))
end

-- Patterns -----------------------------------------------------------------------------

local fullwidth_digit = P "\239\188" * R "\144\153"
local digit = R "09" + fullwidth_digit
local point = P "." + P "．"

local chinese_run = C(chinese_character ^ 1)

-- The longest start of a run of numeral characters that is a number: 十万千瓦 has
-- the run 十万千, which is none, and so yields 十万. Its length, its value; 0 where there is none.
local function longest_of(run)
  local length = #run
  while length > 0 do
    local value = M.integer(run:sub(1, length))
    if value then return { length, value } end
    length = utf8.offset(run, -1, length + 1) - 1
  end
  return { 0 }
end

-- The same few runs come again and again: what was read is kept, up to a number of them.
local MOST_KEPT = 4096
local kept, count = {}, 0

local function longest(subject, _, start)
  local run = chinese_run:match(subject, start)
  local found = kept[run]
  if not found then
    if count == MOST_KEPT then kept, count = {}, 0 end
    found = longest_of(run)
    kept[run], count = found, count + 1
  end
  if found[1] > 0 then return start + found[1], found[2] end
end

--- A Chinese numeral; captures its integer.
M.chinese_integer = Cmt(lpeg.Cp() * chinese_character, longest)

-- 12, 1,259, 12,345,678
local arabic = digit * digit ^ -2 * (P "," * digit * digit * digit * -digit) ^ 1 + digit ^ 1

--- Arabic digits, thousands parted by commas allowed; captures the integer.
M.arabic_integer = C(arabic) / M.integer

--- Chinese or Arabic; captures the integer.
M.integer_pattern = M.chinese_integer + M.arabic_integer

local function to_number(text) return tonumber((M.narrow(text):gsub(",", ""))) end

--- Arabic digits with an optional fraction; captures the number (an integer where no point is printed).
M.decimal = C(arabic * (point * digit ^ 1) ^ -1) / to_number

--- 百分之三十, 百分之五点五, 三分之二; captures numerator and denominator.
M.fraction = Cmt(C(chinese_character ^ 1) * P "分之" * C(chinese_digit * (chinese_character) ^ 0)
  * (P "点" * C(chinese_digit ^ 1)) ^ -1, function(_, finish, below, above, decimals)
  local denominator = below == "百" and 100 or below == "千" and 1000 or below == "万" and 10000 or M.integer(below)
  local numerator = M.integer(above)
  if not denominator or not numerator or denominator == 0 then return nil end
  if decimals then
    local digits = decimals:gsub(utf8.charpattern, digit_value)
    numerator = tonumber(numerator .. "." .. digits)
  end
  return finish, numerator, denominator
end)

--- 第N (and 第N UNIT when `unit` is given, e.g. `ordinal "条"`); captures the integer.
function M.ordinal(unit) return P "第" * M.integer_pattern * P(unit or true) end

--- A numbered place of a statute with its inserted number: 第一百二十条之一 → 120, 1;
-- 第六条 → 6, nil. `inserted "条"` is the pattern for articles.
-- Captures the integer and the inserted integer (false where there is none).
function M.inserted(unit)
  return P "第" * M.integer_pattern * P(unit) * (P "之" * M.chinese_integer + Cc(false))
end

--- One character of a Chinese numeral (no capture), for patterns that must stop before one.
M.character = chinese_character
--- One digit, half or full width (no capture).
M.digit = digit
--- One UTF-8 character of any kind (no capture).
M.any_character = one_character
--- Dashes that print uses in ranges (no capture): - – — － ～ ~ 至.
M.range_dash = P "——" + P "—" + P "–" + P "－" + P "~" + P "～" + P "至" + S "-"

return M
