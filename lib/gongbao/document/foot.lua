-- A document's foot: who signed, and the date.
--
--        安阳市人民代表大会常务委员会       one or more bodies, or post and name
--             2023年8月31日
--
-- Signatures stand in from the margin or are short lines that end no sentence.
local chars = require "gongbao.text.chars"
local dates = require "gongbao.grammar.dates"
local markers = require "gongbao.grammar.markers"

local M = {}

local MOST_SIGNERS = 4

local function previous(printed, i, first)
  while i >= first and printed[i].debris do i = i - 1 end
  return i >= first and i or nil
end

-- A line that can only be a signer: short, no sentence, and set in or following an end.
local function is_signer(printed, i, first, set)
  local line = printed[i]
  if chars.ends_sentence(line.text) or markers.read(line.text) or chars.length(line.text) > 40 then return false end
  for _, mark in ipairs { "，", "。", "；", "：" } do
    if line.text:find(mark, 1, true) then return false end
  end
  if line.indent >= 4 then return true end
  local before = previous(printed, i - 1, first)
  if not before then return false end
  local short = not set.wrapped or line.width <= set.full - 16
  return short and (chars.ends_sentence(printed[before].text) or printed[before].indent >= 4
    or chars.length(printed[before].text) <= 24)
end

-- Several bodies are parted by 、; one whose name runs over two lines is joined.
local function joined(names)
  local text = names[1]
  for i = 2, #names do
    local runs_on = names[i]:find "^常务委员会" or names[i]:find "^办公室$"
    text = text .. (runs_on and "" or "、") .. names[i]
  end
  return text
end

--- Reads the foot of printed[first..last].
-- @return foot { from, signed_by, signed_on } | nil where there is none; `from` is its first line
function M.read(printed, first, last, set)
  local at = previous(printed, last, first)
  local signed_on = at and dates.whole(printed[at].text)
  if not signed_on then return nil end
  local foot = { from = at, signed_on = signed_on }
  local names = {}
  local i = previous(printed, at - 1, first)
  while i and #names < MOST_SIGNERS and is_signer(printed, i, first, set) do
    table.insert(names, 1, printed[i].text)
    foot.from = i
    i = previous(printed, i - 1, first)
  end
  foot.signed_by = #names > 0 and joined(names) or nil
  return foot
end

return M
