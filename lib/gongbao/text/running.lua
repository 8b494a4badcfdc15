-- Page numbers in words, and running heads: the gazette's name and number, printed again
-- on every page.
--
--   云岭市人大常委会公报　2024年第3号
--
-- A running head is a short line that names a gazette or its number, comes twice or
-- more (page numbers in it aside) and stands beside a page mark. Where the text has no
-- other page marks, one that comes three times or more marks the pages itself.
local chars = require "gongbao.text.chars"
local lines = require "gongbao.text.printed"

local M = {}

local LONGEST = 96 -- bytes, some 32 characters: less than a full line
local WITHOUT_MARKS = 3

local stops = { "。", "；", "，", "：", "、", "《", "…" }
local names = { "公报", "会刊", "总第" }

local function is_named(text)
  if chars.holds(text, names) then return true end
  if not text:find("年第", 1, true) then return false end
  return text:find "%d%d%d%d年第%d+号" ~= nil or text:find "%d%d%d%d年第%d+期" ~= nil
end

local function names_gazette(text)
  if not is_named(text) or text:find "%d月%d+日" then return false end
  for _, stop in ipairs(stops) do
    if text:find(stop, 1, true) then return false end
  end
  return true
end

local function pattern_of(text) return (text:gsub("%d+", "#")) end

local function beside_mark(printed, k)
  local before, after = printed[k - 1], printed[k + 1]
  return printed[k].first or not before or before.debris or not after or after.first or after.debris
end

-- pattern → indexes of its lines, in print order.
local function candidates(printed)
  local found = {}
  for k, text, debris in lines.texts(printed) do
    if #text <= LONGEST and not debris and names_gazette(text) then
      local pattern = pattern_of(text)
      found[pattern] = found[pattern] or {}
      table.insert(found[pattern], k)
    end
  end
  return found
end

-- 第4页共9页, 第4页: page numbers that need no neighbour to prove them.
local function is_page_of(text)
  if #text > 40 then return false end
  return text:find "^第%d+页$" ~= nil or text:find "^第%d+页共%d+页$" ~= nil
end

-- Marks them; returns whether there are any.
local function mark_numbers(printed)
  local any = false
  for k, text in lines.texts(printed) do
    if is_page_of(text) then
      lines.mark(printed, k, "debris", true)
      lines.mark(printed, k, "first", true)
      any = true
    end
  end
  return any
end

local function number_pages(printed)
  local pages = 1
  for k, _, _, first in lines.shapes(printed) do
    if first and k > 1 then pages = pages + 1 end
    lines.mark(printed, k, "page", pages)
  end
  return pages
end

--- Marks running heads and page numbers in words among the printed lines as no part of the text.
-- @param pages integer: pages that other marks show, 0 for none
-- @return integer: the pages; string|nil: the text of the running head that comes first
function M.mark(printed, pages)
  local starts, first = mark_numbers(printed), nil
  if starts then pages = number_pages(printed) end
  for _, at in pairs(candidates(printed)) do
    local alone = pages == 0 and #at >= WITHOUT_MARKS
    for _, k in ipairs((alone or pages > 0 and #at >= 2) and at or {}) do
      local debris = alone or beside_mark(printed, k)
      if alone then
        lines.mark(printed, k, "first", true)
        starts = true
      end
      lines.mark(printed, k, "debris", debris)
      if debris then first = math.min(first or k, k) end
    end
  end
  return starts and number_pages(printed) or pages, first and printed[first].text
end

return M
