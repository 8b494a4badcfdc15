-- References to places in a statute: 第六条第二款第（三）项, 第一百二十条之一, 第24条.
-- A reference is { article = "120之1" | "6", paragraph = 2, point = 3 }; what is not
-- printed is nil. Articles are strings, because of the inserted ones.
local lpeg = require "lpeg"
local numerals = require "gongbao.grammar.numerals"

local P, Cc, Cp = lpeg.P, lpeg.Cc, lpeg.Cp

local M = {}

local function name_of(number, inserted) return inserted and number .. "之" .. inserted or tostring(number) end

local open, close = P "（" + P "(", P "）" + P ")"
local article = numerals.inserted "条" / name_of
local paragraph = numerals.ordinal "款"
local point = P "第" * (open * numerals.integer_pattern * close + numerals.integer_pattern) * P "项"

local function reference(number, the_paragraph, the_point)
  return { article = number, paragraph = the_paragraph or nil, point = the_point or nil }
end

--- One reference; captures its table.
M.pattern = article * (paragraph + Cc(false)) * (point + Cc(false)) / reference

local link = P "、" + P "和" + P "及" + P "或者" + P "至"
local chain = lpeg.Ct(M.pattern * (link * M.pattern) ^ 0) * Cp()

--- The references that start at byte `at`: 第六条、第八条第一款.
-- `references.at("《条例》第六条第二款规定", 13)` → { { article = "6", paragraph = 2 } }, byte after them
-- @return table|nil, integer
function M.at(text, at) return chain:match(text, at or 1) end

return M
