-- The history bracket of a law as events: adopted, amended, revised, approved, promulgated, in force, repealed.
local chars = require "gongbao.text.chars"
local dates = require "gongbao.grammar.dates"

local M = {}

-- The last of these words in an event's text says what happened.
local WORDS = {
  { "第一次修正", "amended" }, { "修正", "amended" }, { "部分修改", "amended" }, { "修改", "amended" }, { "修订", "revised" },
  { "批准", "approved" }, { "公布", "promulgated" }, { "施行", "in_force" }, { "废止", "repealed" }, { "通过", "adopted" },
}

-- The text with its 《…》 hidden: what they say did not happen to this text. Bytes stay where they are.
local function without_titles(text)
  return (text:gsub("《(.-)》", function(title) return ("\0"):rep(#title + #"《》") end))
end

local function kind_of(text)
  local bare = without_titles(text)
  local best, kind
  for _, entry in ipairs(WORDS) do
    local from = chars.last_of(bare, entry[1])
    local stop = from and from + #entry[1]
    if stop and (not best or stop > best) then best, kind = stop, entry[2] end
  end
  -- …通过的《…修正案》 amends what it is printed under
  if kind == "adopted" and text:find("通过的《", 1, true) then kind = "amended" end
  return kind
end

--- The events of a history.
-- @param text string: the bracket's text, events in a row
-- @return table list of { date = ISO, kind, text }
function M.events(text)
  local list, at = {}, 1
  local starts = {}
  while true do
    local date, from, to = dates.find(text, at)
    if not from then break end
    starts[#starts + 1] = { date = date, from = from, to = to }
    at = to
  end
  for i, start in ipairs(starts) do
    local stop = starts[i + 1] and starts[i + 1].from - 1 or #text
    local part = text:sub(start.from, stop):gsub("根据$", ""):gsub("%s+$", ""):gsub("）$", "")
    if start.date then list[#list + 1] = { date = start.date, kind = kind_of(part), text = part } end
  end
  return list
end

local MAKES_TEXT = { adopted = true, amended = true, revised = true }

--- The day on which the text got the wording it has: its last adoption, amendment or revision.
-- @return string|nil ISO
function M.wording_date(events)
  local last
  for _, event in ipairs(events) do
    if MAKES_TEXT[event.kind] and (not last or event.date > last) then last = event.date end
  end
  return last
end

--- The day from which a text says that it is in force: 自2024年7月1日起施行; nil where it names none.
-- @return string|nil ISO, boolean|nil true where it says 自公布（通过）之日
function M.in_force(text)
  local from = text:find("起施行", 1, true) or text:find("起实施", 1, true)
  if not from then return nil end
  local before = text:sub(1, from - 1)
  if before:find "公布之日$" or before:find "通过之日$" or before:find "发布之日$" then return nil, true end
  local day, at = nil, 1
  while true do
    local found, _, after = dates.find(before, at)
    if not after then break end
    day, at = found, after
  end
  return day
end

--- The date of the first event of a kind, or nil.
function M.first(events, kind)
  for _, event in ipairs(events) do
    if event.kind == kind then return event.date end
  end
end

--- The date of the last event of a kind, or nil.
function M.last(events, kind)
  local found
  for _, event in ipairs(events) do
    if event.kind == kind then found = event.date end
  end
  return found
end

return M
