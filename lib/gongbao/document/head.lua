-- A document's head: everything printed above its text.
--
--   云政文〔2024〕28号                         document number, here or below the title
--   云汀市人民政府                            issuing body's own line ┐
--   关于…情况的报告                           title lines             ┘ title
--   ——DATE在MEETING上 | （DATE MEETING通过） | （DATE）   bylines
--   云汀市财政局局长  葛文澜                    presenter, or the committee; some print it above the byline
--   主任、各位副主任、秘书长、各位委员：          salutation
--
-- read() never decides whether this is a document; it says what it saw, and
-- gongbao.document.split weighs it.
local chars = require "gongbao.text.chars"
local dates = require "gongbao.grammar.dates"
local markers = require "gongbao.grammar.markers"
local numerals = require "gongbao.grammar.numerals"
local issuer = require "gongbao.document.issuer"
local presenter = require "gongbao.document.presenter"
local titles = require "gongbao.document.titles"

local M = {}

local MOST_TITLE_LINES = 8
local byline_starts = { "——", "――", "——", "──", "--" }
local bracket_starts = { "（", "(" }

local function is_byline(text)
  local start = chars.starts_with(text, byline_starts)
  if not start then return false end
  local rest = text:sub(#start + 1)
  return dates.find(chars.head(rest, 14)) ~= nil or chars.starts_with(rest, { "在", "于" }) ~= nil
end

local event_words = { "通过", "批准", "修正", "修订", "修改", "公布", "会议", "日", "次", "施行" }

-- （2023年8月29日…通过） and （市十五届…会议）: a bracket that opens a line and dates or places the text.
local function opens_bracket(text)
  if not chars.starts_with(text, bracket_starts) or markers.read(text) then return false end
  return chars.holds(text, event_words) ~= nil or dates.find(text) ~= nil
end

local history_words = { "通过", "修正", "修订", "公布", "批准" }

-- 1985年1月21日第六届…通过, unbracketed, as collections print a law's history.
local function is_history(text)
  local _, from = dates.find(text)
  return from == 1 and chars.length(text) < 120 and chars.holds(text, history_words) ~= nil
    and not text:find("。", 1, true)
end

local not_salutations = { "任命", "免去", "如下", "主要", "下列", "目录", "附", "决定", "一是", "通知", "名单" }

local function is_salutation(line)
  local text = line.text
  if not chars.ends_with(text, { "：", ":" }) or chars.length(text) > 40 or markers.read(text) then return false end
  return not chars.holds(text, not_salutations) and not text:find("。", 1, true)
end
M.is_salutation = is_salutation

local function balance(text)
  local _, open = text:gsub("（", "")
  local _, close = text:gsub("）", "")
  local _, open2 = text:gsub("%(", "")
  local _, close2 = text:gsub("%)", "")
  return open + open2 - close - close2
end

local function is_toc_title(text) return text == "目录" or text == "目次" end

local function inside(text)
  return (text:gsub("^（", ""):gsub("^%(", ""):gsub("）$", ""):gsub("%)$", ""))
end

-- 云政文〔2024〕28号, 〔九届〕第6号, alone on a line.
local function is_document_number(text)
  return #text < 80 and not text:find("《", 1, true) and (text:find "〔%d%d%d%d〕%d+号$" or text:find "〔%d%d%d%d〕第%d+号$"
    or text:find "^〔[^%d]+〕第%d+号$") ~= nil
end

-- 第11号, （第十一号）, 〔八届〕第11号: the number of an announcement, alone under its title.
local function is_serial(text)
  local number = inside(text:gsub("^〔.-〕", "")):match "^第(.+)号$"
  return number ~= nil and (number:find "^%d+$" ~= nil or numerals.integer(number) ~= nil)
end

local function is_number(text) return is_document_number(text) or is_serial(text) end

-- Whether a line cannot go on with a title that is complete without it: another title
-- begins, or a person with a post is named.
local function starts_anew(line)
  return chars.starts_with(line.text, { "关于" }) ~= nil or issuer.leading_body(line.text) ~= nil
    or presenter.read(line.raw) ~= nil
end

-- Title: the longest run of lines whose text ends with a kind word.
local function read_title(printed, k, last, set)
  local text, title_to, title = "", nil, nil
  for i = k, math.min(last, k + MOST_TITLE_LINES - 1) do
    local line = printed[i]
    if line.debris then goto continue end
    if i > k and (line.first or is_byline(line.text) or opens_bracket(line.text)
      or is_number(line.text)) then break end
    if title and starts_anew(line) then break end
    if not titles.may_hold(line, set) or is_history(line.text) or dates.whole(line.text) then break end
    text = text .. line.text
    -- A title that is open inside 《…》 has not ended, whatever word stands there.
    local _, opened = text:gsub("《", "")
    local _, closed = text:gsub("》", "")
    if opened == closed and titles.kind(text) then title_to, title = i, text end
    if is_toc_title(line.text) then break end
    ::continue::
  end
  return title_to, title
end

-- A byline or bracket may run over several lines; returns its last line and its text.
local function run_on(printed, i, last, done)
  local text = printed[i].text
  while i < last and not done(text) and not printed[i + 1].debris do
    if chars.length(text) > 400 then break end
    i = i + 1
    text = text .. printed[i].text
  end
  return i, text
end

local function byline_done(text)
  return chars.ends_with(text, { "上", "日", "）", "）上", "期间" }) ~= nil
end

local function bracket_done(text) return balance(text) <= 0 end

-- ——2023年8月28日在云汀市…第四次会议上 → "2023-08-28", "云汀市…第四次会议"
local function read_byline(head, text)
  local date, _, after = dates.find(text)
  head.delivered_on = head.delivered_on or date
  local rest = text:sub(after or 1)
  local meeting = rest:sub(#(chars.starts_with(rest, byline_starts) or "") + 1):match "^在(.*)$"
  meeting = meeting and meeting:gsub("上$", "")
  if meeting and meeting:find("会", 1, true) then head.meeting = head.meeting or meeting end
end

local function count_dates(text)
  local n, _, after = 0, nil, 1
  repeat
    local date
    date, _, after = dates.find(text, after)
    if after then n = n + (date and 1 or 0) end
  until not after
  return n
end

-- The first 通过 of a history is the adoption. One event alone names the meeting
-- that the text is of; a history of several names many.
local function read_bracket(head, text)
  text = inside(text)
  local date, _, after = dates.find(text)
  local event = date and text:sub(after):match "^(.-)通过"
  if event then
    head.adopted_on = head.adopted_on or date
    local alone = not head.history and count_dates(text) == 1
    if alone and event:find "会议$" then head.meeting = head.meeting or event end
  elseif date and after > #text then
    head.delivered_on = head.delivered_on or date
  elseif not date and text:find("会议$") then
    head.meeting = head.meeting or text
  end
  head.history = (head.history and head.history .. "\n" or "") .. text
end

-- A line between byline and text that is no sentence: who presents it.
local function read_presenter(head, line, set)
  if head.presenter or head.author or not titles.may_hold(line, set) then return false end
  local person = presenter.read(line.raw)
  if person then head.presenter = person
  elseif chars.length(line.text) <= 30 and not head.salutation then head.author = line.text
  else return false end
  return true
end

-- Whether the next line of text says when or where the text was presented.
local function before_byline(printed, i, last)
  i = i + 1
  while i <= last and printed[i].debris do i = i + 1 end
  local text = i <= last and printed[i].text or ""
  return is_byline(text) or opens_bracket(text) or dates.whole(text) ~= nil
end

-- One element of the head at printed[i]; returns its last line, its kind and whether it
-- says when and by whom the text was presented; nil where the text begins.
local function read_element(head, printed, i, last, set)
  local line = printed[i]
  local text = line.text
  if is_number(text) and not head.document_number then
    head.document_number = inside(text)
    return i, "byline"
  elseif is_byline(text) then
    local to, whole = run_on(printed, i, last, byline_done)
    read_byline(head, whole)
    return to, "byline", true
  elseif opens_bracket(text) and not head.salutation then
    local to, whole = run_on(printed, i, last, bracket_done)
    -- （2023年8月28日在…会议上）: a byline in brackets.
    local placed = chars.ends_with(inside(whole), { "会议上", "大会上" }) ~= nil
    local spoken = placed or dates.whole(inside(whole)) ~= nil
    if placed then read_byline(head, inside(whole)) else read_bracket(head, whole) end
    return to, "byline", spoken
  elseif is_history(text) and not head.salutation then
    read_bracket(head, text)
    return i, "byline"
  elseif dates.whole(text) and not head.salutation and not head.delivered_on then
    head.delivered_on = dates.whole(text)
    return i, "byline", true
  elseif is_salutation(line) and not head.salutation then
    head.salutation = text
    head.addressee = text:gsub("：$", ""):gsub(":$", "")
    return i, "salutation"
  elseif head.elements > 0 and not head.salutation and not is_toc_title(text)
    and (head.dated or not head.history) and read_presenter(head, line, set) then
    return i, "byline", true
  elseif head.elements == 0 and before_byline(printed, i, last) and presenter.read(line.raw) then
    head.presenter = presenter.read(line.raw)
    return i, "byline", true
  end
end

--- Reads the head that would begin at printed[k].
-- @param printed source.printed; `last` the last line it may use; `set` source.set
-- @return head | nil where no title is seen:
--   { first, title_from, title_to, title, body, parts = { { kind, from, to, presents } }, delivered_on, adopted_on,
--     meeting, history, presenter, author, addressee, document_number, elements }
--   body is the index of the first line of the text (last + 1 where there is none).
function M.read(printed, k, last, set)
  local number = is_number(printed[k].text) and printed[k].text or nil
  local from = number and k + 1 or k
  local title_to, title = read_title(printed, from, last, set)
  if not title_to then return nil end
  local head = { first = k, title_from = from, title_to = title_to, title = title, document_number = number, parts = {},
    elements = 0 }
  local i = title_to + 1
  while i <= last do
    if printed[i].debris then
      i = i + 1
    else
      local to, kind, presents = read_element(head, printed, i, last, set)
      if not to then break end
      head.parts[#head.parts + 1] = { kind = kind, from = i, to = to, presents = presents }
      head.elements = head.elements + 1
      if kind == "byline" and head.delivered_on then head.dated = true end
      i = to + 1
      if kind == "salutation" then break end
    end
  end
  head.body = i
  return head
end

return M
