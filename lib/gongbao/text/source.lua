-- A source: a file as imported, decoded, with its printed lines.
--
--   source = { path, bytes, sha256, encoding, text, lines, pages, printed, set, running }
--     running the pages' running head, or nil
--   printed[k] = { line, text, raw, width, indent, page, first, debris, markup }
--     line    1-based line of the file         page   0 where the text has no pages
--     text    without layout spaces            raw    as imported, without outer space
--     width   half ems                         first  the page's first printed line
--     debris  a page number, web furniture or comment: printed, but no part of the text
--     markup  number of # before a Markdown heading, else nil
local core = require "gongbao.core.text"
local system = require "gongbao.core.system"
local debris = require "gongbao.text.debris"
local measure = require "gongbao.text.measure"
local running = require "gongbao.text.running"

local M = {}

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

local function read_lines(lines)
  local printed, open = {}, false
  for i = 1, (lines:count()) do
    local width, indent, page, first, furniture, blank = lines:shape(i)
    if not blank then
      local text, markup = strip_markup(lines:text(i))
      local commented
      commented, open = in_comment(text, open)
      printed[#printed + 1] = {
        line = i, text = text, raw = lines:raw(i), width = width, indent = indent, page = page, first = first,
        debris = furniture or commented, markup = markup,
      }
    end
  end
  return printed
end

--- Reads a source from the bytes of a file.
-- @param bytes string: the file as it is
-- @param path string: its name, for messages and the catalogue
-- @return source | nil, message, code (3: no text; the message names the byte)
function M.read(bytes, path)
  local text, encoding, code = core.decode(bytes)
  if not text then return nil, path .. ": " .. encoding, code end
  if not text:find "%S" then return nil, path .. ": the file has no text", 3 end
  local lines, message, why = core.lines(text)
  if not lines then return nil, path .. ": " .. message, why end
  local printed = read_lines(lines)
  debris.mark(printed)
  local count, pages = lines:count()
  local head
  pages, head = running.mark(printed, pages)
  return {
    path = path, bytes = #bytes, sha256 = system.sha256(bytes), encoding = encoding, text = text, lines = lines,
    count = count, pages = pages > 0 and pages or nil, printed = printed, set = measure.of(printed),
    running = head,
  }
end

return M
