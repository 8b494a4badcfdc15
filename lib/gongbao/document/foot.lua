-- A document's foot: who signed, and the date.
--
--        云汀市人民代表大会常务委员会       one or more bodies, or post and name
--             2023年8月31日
--
-- Signatures stand in from the margin or are short lines that end no sentence. Signer
-- and date may share one line, parted by a wide space. Annexes, copies and notes on
-- distribution may follow: 附件：…, 抄送：…, （此件公开发布）.
local chars = require "gongbao.text.chars"
local dates = require "gongbao.grammar.dates"
local markers = require "gongbao.grammar.markers"
local posts = require "gongbao.grammar.posts"
local titles = require "gongbao.document.titles"

local M = {}

local MOST_SIGNERS = 4

local function previous(printed, i, first)
  while i >= first and printed[i].debris do i = i - 1 end
  return i >= first and i or nil
end

local sentence_marks, no_signer = { "，", "。", "；" }, { "，", "。", "；", "：", "（" }

-- A line that can only be a signer: short, no sentence, and set in or following an end.
local function is_signer(printed, i, first, set)
  local line = printed[i]
  if chars.ends_sentence(line.text) or markers.read(line.text) or chars.length(line.text) > 40 then return false end
  if chars.holds(line.text, sentence_marks) then return false end
  local post = line.text:match "^(.-)："
  if post and not (posts.split(post) and chars.length(line.text) <= 16) then return false end
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

local after_foot = { "抄送：", "抄送:", "主送：", "抄报：", "（此件", "(此件", "（联系人", "主题词", "分送：", "报送：", "发：" }

local function may_follow(text) return titles.is_annex(text) or chars.starts_with(text, after_foot) ~= nil end

-- 清原县人大常委会  2023年5月6日: signer and date on one line; returns them.
local function read_one_line(line)
  local date, from, after = dates.find(line.text)
  if not date or from == 1 or after <= #line.text then return nil end
  local signer = line.text:sub(1, from - 1)
  local spaced = line.raw:gsub("\u{3000}", "  "):gsub("\u{2003}", "  ")
  if chars.length(signer) > 30 or not spaced:find "%S%s%s+%S" or markers.read(signer) then return nil end
  if chars.holds(signer, no_signer) then return nil end
  return signer, date
end

-- The foot whose date, alone or behind the signer, is printed at `at`; nil where it is none.
local function read_at(printed, first, at, set)
  local signed_on = dates.whole(printed[at].text)
  if not signed_on then
    local signer, date = read_one_line(printed[at])
    return signer and { from = at, to = at, signed_by = signer, signed_on = date } or nil
  end
  local foot = { from = at, to = at, signed_on = signed_on }
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

--- Reads the foot of printed[first..last].
-- @return foot { from, to, signed_by, signed_on } | nil where there is none; `from` and
--   `to` are its first and last line: what follows is annexed
function M.read(printed, first, last, set)
  local at = previous(printed, last, first)
  if not at then return nil end
  local foot = read_at(printed, first, at, set)
  while not foot and at and at > first do
    local before = previous(printed, at - 1, first)
    if before and may_follow(printed[at].text) then foot = read_at(printed, first, before, set) end
    at = before
  end
  return foot
end

return M
