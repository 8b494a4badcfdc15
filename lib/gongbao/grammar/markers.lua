-- The markers that number headings, items, points and articles.
--
-- read(text) looks at the start of a paragraph:
--   form       example         level
--   chinese    一、 十一.       1
--   bracket    （一） (二)      2
--   dash       ——工业支撑…      2
--   arabic     1. ２． 3、      3
--   arabic_bracket （1） 1）    4
--   circled    ①               5
--   part chapter section article   第一编 第二章 第三节 第六条 第一百二十条之一
-- 4.3个百分点, （市）财政 and ——2023年8月28日 are no markers.
local lpeg = require "lpeg"
local numerals = require "gongbao.grammar.numerals"

local P, C, Cp, Cc, Ct, Cg = lpeg.P, lpeg.C, lpeg.Cp, lpeg.Cc, lpeg.Ct, lpeg.Cg
local M = {}

local open, close = P "（" + "(", P "）" + ")"
local point = P "．" + "."
local dash = P "——" + P "――" + P "--" + P "──"
local circled = P(false)
for code = 0x2460, 0x2473 do circled = circled + utf8.char(code) end -- ① to ⑳

local function form(name, level, pattern)
  return Ct(Cg(Cc(name), "form") * Cg(Cc(level), "level") * Cg(C(pattern), "label") * Cg(Cp(), "after"))
end

-- The number is read again from the label: a capture inside C() would come after it.
local date_or_number = P "20" + P "19" + numerals.digit
local marker = form("chinese", 1, numerals.character ^ 1 * (P "、" + "．" + (P "." * -numerals.digit)))
  + form("bracket", 2, open * numerals.character ^ 1 * close)
  + form("arabic_bracket", 4, open * numerals.digit ^ 1 * close + numerals.digit ^ 1 * (P "）" + ")"))
  + form("arabic", 3, numerals.digit * numerals.digit ^ -1 * (point * -numerals.digit + P "、"))
  + form("circled", 5, circled)
  + form("dash", 2, dash * -date_or_number * -P "在" * -(P "—" + "―" + "-"))

local function place(name, level, unit)
  local label = P "第" * numerals.character ^ 1 * unit * (P "之" * numerals.character ^ 1) ^ -1
  return form(name, level, label)
end
local mention = P(false)
for word in ("， 。 、 ； ： ） ) 的 规定 款 第 和 至 以及 或者 与 及 之"):gmatch "%S+" do mention = mention + word end
local statute = (place("part", 1, "编") + place("subpart", 2, "分编") + place("chapter", 2, "章") + place("section", 3, "节")
  + place("article", 4, "条"))

local inner = lpeg.P { numerals.integer_pattern + 1 * lpeg.V(1) }

local function number_of(label)
  if circled:match(label) then return utf8.codepoint(label) - 0x245F end
  return inner:match(label)
end

local function result(found)
  if found and found.form ~= "dash" then
    found.number = number_of(found.label)
    if not found.number then return nil end
  end
  return found
end

--- The marker that starts a text: { form, level, label, number, after }, or nil.
-- `after` is the byte after the label; a dash has no number.
function M.read(text) return result(marker:match(text)) end

--- The statute marker that starts a text (编 章 节 条), or nil. A number followed by
-- a particle is a mention (第六条的规定) unless the print sets a space after it.
-- @param raw string|nil: the printed line, to see that space
function M.statute(text, raw)
  local found = statute:match(text)
  if not found then return nil end
  local rest = raw and raw:sub(1, #found.label) == found.label and raw:sub(found.after)
  local spaced = rest and (rest:find "^%s" or rest:find "^\u{3000}" or rest:find "^\u{2003}")
  if mention:match(text, found.after) and not spaced then return nil end
  return result(found)
end

return M
