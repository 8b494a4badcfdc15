-- Reflow: which printed lines make one paragraph.
--
-- The print loses the paragraphs' indent, but not its width: of two lines that
-- both run to the next, the one that opens a paragraph is two ems narrower.
-- For each pair of lines A, B the evidence is weighed in this order:
--
--   B stands in from the margin by two characters or more      a new paragraph
--   A breaks off in a sentence (no 。；： at its end)             the same, unless A is a heading
--   A ends with 任命： or 免去：, B begins with a marker (一、 （一） 1. 第六条)
--   or is a closing formula                                     a new one
--   A stopped short of the margin                              a new one
--   B runs on and is as wide as the measure                    the same
--   B runs on and is two ems narrower                          a new one
--   else the print does not say: the same, marked uncertain
local chars = require "gongbao.text.chars"
local closings = require "gongbao.grammar.closings"
local markers = require "gongbao.grammar.markers"

local M = {}

local INDENT = 4 -- half ems: a paragraph's first line is narrower by this
local RAGGED = 6 -- half ems that a line may fall short when the next word did not fit

-- A line set with a space between all its characters: its width says nothing.
local function letter_spaced(line)
  local singles = select(2, line.raw:gsub("[\194-\244][\128-\191]+ ", ""))
  return singles * 3 > line.width
end

local function reaches(line, opens, full)
  return line.width >= full - RAGGED - (opens and INDENT or 0) or letter_spaced(line)
end

-- Whether B, which runs on to C, is set like a first line; nil where one cannot tell.
-- Second result: whether it lies just between the two widths; then it more often runs on.
local function set_like_first(b, c, set)
  if letter_spaced(b) or chars.ends_sentence(b.text) then return nil end
  if not c or b.width < set.full - RAGGED - INDENT then return nil end
  local between = set.full - INDENT / 2 - 1
  return b.width < between, b.width == between
end

local function has_marker(line) return (markers.read(line.text) or markers.statute(line.text, line.raw)) ~= nil end

-- Whether a line that ends no sentence is a heading alone on its line: numbered and
-- short of the margin, or unnumbered and short; prose that breaks off is neither.
local LONGEST_BARE = 0.7 -- of the measure, for an unnumbered heading
local breaks_off = { "，", "、", ",", "《", "“", "（" }

local function is_heading_line(line, full)
  if chars.ends_with(line.text, breaks_off) or line.text:find("。", 1, true) then return false end
  if has_marker(line) then return not reaches(line, true, full) end
  return line.width < full * LONGEST_BARE and not letter_spaced(line)
end

-- What ends so names in the next paragraph who is appointed or removed.
local announces = { "任命：", "免去：", "任命:", "免去:" }

--- Whether a paragraph starts at `b`.
-- @param a the printed line before it, `opens`: whether a opened its paragraph
-- @param c the printed line after it, or nil
-- @param set source.set
-- @return starts, uncertain
function M.starts(a, b, c, opens, set)
  if not set.wrapped then return true, false end
  if b.indent >= 2 then return true, false end
  local ended = chars.ends_sentence(a.text)
  if not ended then
    return opens and is_heading_line(a, set.full), false
  end
  if chars.ends_with(a.text, announces) or has_marker(b) or closings.stands_alone(b.text) then return true, false end
  if not reaches(a, opens, set.full) then return true, false end
  local first, doubtful = set_like_first(b, c, set)
  if first ~= nil then return first, doubtful end
  if b.width > set.full - INDENT + 1 then return false, false end
  return false, true
end

return M
