-- A source: a file as imported, decoded, with its printed lines.
--
--   source = { path, bytes, sha256, encoding, text, lines, pages, printed, set, running }
--     running the pages' running head, or nil
--   printed[k]: see gongbao.text.printed
local core = require "gongbao.core.text"
local system = require "gongbao.core.system"
local debris = require "gongbao.text.debris"
local measure = require "gongbao.text.measure"
local printed_lines = require "gongbao.text.printed"
local running = require "gongbao.text.running"

local M = {}

--- Reads a source from the bytes of a file.
-- @param bytes string: the file as it is
-- @param path string: its name, for messages and the catalogue
-- @return source | nil, message, code (3: no text; the message names the byte)
function M.read(bytes, path)
  local text, encoding, code = core.decode(bytes)
  if not text then return nil, path .. ": " .. encoding, code end
  if text == bytes then text = bytes end -- a large file is not kept twice
  if not text:find "%S" then return nil, path .. ": the file has no text", 3 end
  local lines, message, why = core.lines(text)
  if not lines then return nil, path .. ": " .. message, why end
  local printed = printed_lines.of(lines, text)
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
