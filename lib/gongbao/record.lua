-- The whole way from a file's bytes to the rows of its record.
local documents = require "gongbao.document"
local facts = require "gongbao.facts"
local issue = require "gongbao.document.issue"
local rows = require "gongbao.store.rows"
local source = require "gongbao.text.source"
local system = require "gongbao.core.system"

local M = {}

M.ID_DIGITS = 12 -- hexadecimal digits of the SHA-256 that name a source

-- A source's text, and its file where that differs, are one row of the catalogue, for which SQLite has a bound.
M.MOST_KEPT = 950 -- MB

local function too_long(path, bytes, text)
  local size = #text + (bytes ~= text and #bytes or 0)
  if size <= M.MOST_KEPT * 1000000 then return nil end
  return ("%s: %d MB, with its text %d MB; at most %d MB are kept of one file: split it by issue and import the parts")
    :format(path, #bytes // 1000000, size // 1000000, M.MOST_KEPT)
end

--- Reads one source: its rows go to `put` one by one, those of a type in the export's order. Of a large file no more
--- is held than its text and one document.
-- @param text string: what is read (for a PDF, what pdftotext gave)
-- @param path string: its name
-- @param original string|nil: the file's own bytes where they are not the text
-- @param put function(row)
-- @return text | nil, message, code
function M.each(text, path, original, put)
  local read, message, code = source.read(text, path)
  if not read then return nil, message, code end
  local refused = too_long(path, original or text, read.text)
  if refused then return nil, refused, 3 end
  if original then read.sha256, read.bytes = system.sha256(original), #original end
  read.id = read.sha256:sub(1, M.ID_DIGITS)
  put(rows.source(read))
  local found = documents.of(read)
  local issue_row = issue.of(read, found)
  if issue_row then put(issue_row) end
  local read_facts = facts.reader(put)
  for seq = 1, found.count do
    local doc = found.read(seq)
    doc.issue = issue_row and issue_row.id
    put(rows.document(doc))
    for _, node in ipairs(doc.nodes) do put(rows.node(node, doc)) end
    read_facts(doc)
  end
  read_facts()
  return read.text
end

--- All rows of one source, and its text; parameters as of M.each.
-- @return { rows = {…}, text = string } | nil, message, code
function M.read(text, path, original)
  local list = {}
  local result, message, code = M.each(text, path, original, function(row) list[#list + 1] = row end)
  if not result then return nil, message, code end
  return { rows = list, text = result }
end

return M
