-- Titles in 《》 with titles inside them (〈〉, <>, ＜＞, 《》), document numbers, quotations.
local lpeg = require "lpeg"
local numerals = require "gongbao.grammar.numerals"

local P, C, Cp, V = lpeg.P, lpeg.C, lpeg.Cp, lpeg.V

local M = {}

local any = numerals.any_character
local LONGEST = 120                                         -- characters; beyond it a 》 is missing

-- One title with the titles inside it: { from, to, title, inner = { … } }.
local function title(from, inside, after)
  local inner = {}
  local text = ""
  for _, part in ipairs(inside) do
    if type(part) == "table" then
      inner[#inner + 1] = part
      text = text .. part.printed
    else
      text = text .. part
    end
  end
  return { from = from, to = after - 1, title = text, inner = inner }
end

local function bracketed(opening, closing)
  return lpeg.Cmt(Cp() * P(opening) * lpeg.Ct((V "inner" + C(any - P(closing) - P "。" - P "《")) ^ 1)
    * P(closing) * Cp(),
    function(subject, position, from, inside, after)
      local found = title(from, inside, after)
      if (utf8.len(found.title) or 0) > LONGEST then return nil end
      found.printed = subject:sub(from, after - 1)
      return position, found
    end)
end

local grammar = P {
  "outer",
  outer = bracketed("《", "》"),
  inner = bracketed("〈", "〉") + bracketed("<", ">") + bracketed("＜", "＞") + bracketed("《", "》"),
}
local all = lpeg.Ct((grammar + any) ^ 0)

--- The titles of a text, in order, the inner ones after the title that holds them.
-- `titles "关于修改《甲〈乙条例〉办法》"` → { { from=, to=, title="甲〈乙条例〉办法" }, {
-- title="乙条例", within=1 } }
-- @return table
function M.titles(text)
  if not text:find("《", 1, true) then return {} end
  local found = {}
  local function put(one, within)
    found[#found + 1] = { from = one.from, to = one.to, title = one.title, within = within }
    local at = #found
    for _, inner in ipairs(one.inner) do put(inner, at) end
  end
  for _, one in ipairs(all:match(text)) do put(one) end
  return found
end

local digit = numerals.digit
local organ_mark = (any - lpeg.S " \t" - P "（" - P "(" - P "《" - P "》" - P "，" - P "。" - P "“" - P "”" - P "〔" - P "［"
  - P "【" - P "[" - digit)
--- A document number: 国发〔2021〕5号, 安政办〔2023〕71 号; captures it without spaces.
M.document_number = C(organ_mark ^ 1 * (P "〔" + P "[" + P "［" + P "【") * digit * digit * digit * digit
  * (P "〕" + P "]" + P "］" + P "】") * P " " ^ 0 * (P "第") ^ -1 * digit ^ 1 * P " " ^ 0
    * P "号") / function(text) return (text:gsub(" ", "")) end

local number_in_brackets = (P "（" + P "(") * M.document_number * (P "）" + P ")")
--- The document number in brackets at byte `at`, or nil.
function M.document_number_at(text, at) return number_in_brackets:match(text, at) end

local alias = (P "（" + P "(") * (any - P "）" - P ")" - P "以下") ^ 0 * P "以下" * (P "简称" + P "称"
  + P "统称") * P "为" ^ -1 * P "：" ^ -1
  * (P "《" * C((any - P "》") ^ 1) * P "》" + P "“" * C((any - P "”") ^ 1) * P "”"
    + C((any - P "）" - P ")") ^ 1)) * (P "）" + P ")") * Cp()
--- A definition of a short form at byte `at`: （以下简称《条例》). Captures the short form and the byte after.
-- @return string|nil, integer
function M.alias_at(text, at) return alias:match(text, at) end

return M
