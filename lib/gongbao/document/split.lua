-- Splitting a source into documents.
--
-- A document starts at a line that opens a page (where the source has pages) or
-- follows an end of text, if a head can be read there. The title alone is weak
-- evidence; what follows it (byline, adoption, salutation) is strong. The scores:
--   a title that ends with a kind word     2       opens a page       2
--   a dated byline or adoption bracket     3       a salutation       2
--   a Markdown heading of the first level  3       follows a foot's date   2
--   a title of two lines or more that begins with a body: 某市人大常委会关于…  2
--   one of one line, between a sentence's end and a paragraph of text          2
--   a meeting's list, agenda or minutes: 某次会议出席人员名单                    2
-- and 4 are needed. What stands before the first document is one of its own, for
-- nothing is lost.
local chars = require "gongbao.text.chars"
local dates = require "gongbao.grammar.dates"
local head = require "gongbao.document.head"
local issuer = require "gongbao.document.issuer"
local presenter = require "gongbao.document.presenter"
local titles = require "gongbao.document.titles"

local M = {}

local ENOUGH = 4
local PROSE_SHORT = 12 -- half ems that a paragraph's first line may be short of the measure
local NAME_LINES = 10 -- how far a head may reach below its first line

local lists = { "名单", "议程", "日程", "纪要" }

local function names_list(title)
  return chars.ends_with(title, lists) ~= nil and title:find("会议", 1, true) ~= nil
end

local function is_prose(line, set)
  if set.wrapped then return line.width >= set.full - PROSE_SHORT end
  return chars.ends_sentence(line.text)
end

-- Where a contents' line would be one among others.
local function stands_between(source, found, before)
  local below = source.printed[found.body]
  return before and below and (chars.ends_sentence(before.text) or dates.whole(before.text))
    and is_prose(below, source.set)
end

local function score(source, found, opens_page, before)
  local markup = source.printed[found.first].markup
  local s = 2 + (opens_page and 2 or 0) + (markup == 1 and 3 or 0)
  if before and dates.whole(before.text) then s = s + 2 end
  local long = found.title_to > found.first
  if issuer.leading_body(found.title) and (long or stands_between(source, found, before)) then s = s + 2 end
  if names_list(found.title) then s = s + 2 end
  for _, part in ipairs(found.parts) do s = s + (part.kind == "salutation" and 2 or 3) end
  return s
end

local function previous(printed, k)
  k = k - 1
  while k >= 1 and printed[k].debris do k = k - 1 end
  return printed[k]
end

-- Whether the text before printed[k] may have ended there.
local function may_follow(printed, k, set)
  local before = previous(printed, k)
  if not before or not set.wrapped then return true end -- one paragraph a line: each line may end a text
  if titles.is_entry(before.text) then return true end
  if chars.ends_sentence(before.text) or dates.whole(before.text) then return true end
  -- A signature, a table row, a name: a short line, set apart.
  return before.indent >= 4 or (set.wrapped and before.width <= set.full - 20)
end

-- Whether the first page line of a page, or a line in mid-page, is where printed[k] stands.
local function opens_page(printed, k)
  if printed[k].first then return true end
  local i = k - 1
  while i >= 1 and printed[i].debris do
    if printed[i].first then return true end
    i = i - 1
  end
  return i < 1
end

-- The head at printed[k]; `above` is the head before it, or nil.
local function head_at(source, k, above)
  local printed = source.printed
  local line = printed[k]
  if line.debris or not titles.may_hold(line, source.set) then return nil end
  local directly = above and above.body >= k
  if not directly and not may_follow(printed, k, source.set) then return nil end
  local found = head.read(printed, k, math.min(#printed, k + NAME_LINES + 12), source.set)
  if not found then return nil end
  -- 主任  周正: a row of a list, unless the title tells where he spoke.
  if presenter.read(line.raw) and not found.title:find("在", 1, true) then return nil end
  local before = previous(printed, k)
  found.score = score(source, found, opens_page(printed, k), before)
  if found.score >= ENOUGH or directly and above.title == found.title then return found end
end

local function before_first(source, first)
  local k = 1
  while k < first and source.printed[k].debris do k = k + 1 end
  if k < first then return { first = k, title_to = k, title = source.printed[k].text, parts = {}, elements = 0,
    body = k + 1, score = 0, cover = true } end
end

local function whole(source)
  local k = 1
  while k < #source.printed and source.printed[k].debris do k = k + 1 end
  return { first = k, title_to = k, title = source.printed[k].text, parts = {}, elements = 0, body = k + 1, score = 0 }
end

local function last_text(printed, first, last)
  while last > first and printed[last].debris do last = last - 1 end
  return last
end

-- A web page prints a title above its notes and again above the text: one document.
local function join(first, again)
  for key, value in pairs(again) do
    if first[key] == nil then first[key] = value end
  end
  table.move(again.parts, 1, #again.parts, #first.parts + 1, first.parts)
  first.elements, first.body, first.last = first.elements + again.elements, again.body, again.last
end

local function without_repeats(heads)
  local list = {}
  for _, found in ipairs(heads) do
    local before = list[#list]
    if before and before.body > before.last and before.title == found.title then join(before, found)
    else list[#list + 1] = found end
  end
  return list
end

--- The heads of a source's documents in print order; each has `first` and `last`,
-- indexes into source.printed.
function M.heads(source)
  local printed, heads, k = source.printed, {}, 1
  while k <= #printed do
    local found = head_at(source, k, heads[#heads])
    if found then
      heads[#heads + 1] = found
      k = math.max(found.body, k + 1)
    else
      k = k + 1
    end
  end
  if #heads == 0 then heads[1] = whole(source) end
  local cover = before_first(source, heads[1].first)
  if cover then table.insert(heads, 1, cover) end
  for i, h in ipairs(heads) do
    h.last = heads[i + 1] and heads[i + 1].first - 1 or #printed
    h.last = last_text(printed, h.first, h.last)
  end
  return without_repeats(heads)
end

return M
