-- The printed lines of a source, as an array whose elements are made when they are asked for. A line as a
-- table takes some times the bytes of its text, and of a large file one document's are needed at a time.
--
--   printed[k] = { line, text, raw, width, indent, page, first, debris, markup }
--     line    1-based line of the file         page   0 where the text has no pages
--     text    without layout spaces            raw    as imported, without outer space
--     width   half ems                         first  the page's first printed line
--     debris  a page number, web furniture or comment: printed, but no part of the text
--     markup  number of # before a Markdown heading, else nil
local M = {}

local MOST_HELD = 4096 -- lines; a line that is asked for again is made again

local function strip_markup(text)
  local marks, rest = text:match "^(#+) *(.*)$"
  if marks and #marks <= 6 and rest ~= "" then return rest, #marks end
  return text
end

-- A Markdown comment may run over lines; returns whether this line is in one and whether the next is.
local function in_comment(text, open)
  if open then return true, not text:find("-->", 1, true) end
  if text:sub(1, 4) == "<!--" then return true, not text:find("-->", 5, true) end
  return false, false
end

-- What is known of lines beside their print: field → k → value.
local function set_marks() return { debris = {}, first = {}, page = {} } end

local function mark_comments(own)
  local commented, open
  for k, i in ipairs(own.numbers) do
    commented, open = in_comment(strip_markup(own.lines:text(i)), open)
    if commented then own.marks.debris[k] = true end
  end
end

local function make(own, k)
  local i = own.numbers[k]
  if not i then return nil end
  local width, indent, page, first, furniture = own.lines:shape(i)
  local text, markup = strip_markup(own.lines:text(i))
  local line = { line = i, text = text, raw = own.lines:raw(i), width = width, indent = indent, page = page,
    first = first, debris = furniture, markup = markup }
  for field, of_line in pairs(own.marks) do
    if of_line[k] ~= nil then line[field] = of_line[k] end
  end
  return line
end

local function forget(printed)
  for k in next, printed do printed[k] = nil end
end

local function held(printed, k)
  local own = getmetatable(printed)
  local line = make(own, k)
  if not line then return nil end
  if own.held == MOST_HELD then
    forget(printed)
    own.held = 0
  end
  printed[k], own.held = line, own.held + 1
  return line
end

--- The printed lines of a text.
-- @param lines from gongbao.core.text
-- @param text string: the text
function M.of(lines, text)
  local own = { lines = lines, numbers = {}, marks = set_marks(), held = 0, __index = held }
  for i = 1, (lines:count()) do
    local _, _, _, _, _, blank = lines:shape(i)
    if not blank then own.numbers[#own.numbers + 1] = i end
  end
  function own.__len() return #own.numbers end
  if text:find("<!--", 1, true) then mark_comments(own) end
  return setmetatable({}, own)
end

--- Sets a line's `debris`, `first` or `page`.
function M.mark(printed, k, field, value)
  getmetatable(printed).marks[field][k] = value
  local line = rawget(printed, k)
  if line then line[field] = value end
end

-- Iterators over all lines, for what needs one or two fields of each: no line is made.

local function field_of(own, field, k, otherwise)
  local value = own.marks[field][k]
  if value == nil then return otherwise end
  return value
end

-- k and what read(own, k, i) gives of each line, the text's line i.
local function each(printed, read)
  local own, k = getmetatable(printed), 0
  return function()
    k = k + 1
    local i = own.numbers[k]
    if i then return k, read(own, k, i) end
  end
end

local function text_of(own, k, i)
  local _, _, _, _, furniture = own.lines:shape(i)
  local text = strip_markup(own.lines:text(i))
  return text, field_of(own, "debris", k, furniture)
end

local function shape_of(own, k, i)
  local width, _, _, first, furniture = own.lines:shape(i)
  return width, field_of(own, "debris", k, furniture), field_of(own, "first", k, first)
end

--- k, text, debris of each line.
function M.texts(printed) return each(printed, text_of) end

--- k, width, debris, first of each line.
function M.shapes(printed) return each(printed, shape_of) end

return M
