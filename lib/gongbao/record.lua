-- The whole way from a file's bytes to the rows of its record.
local documents = require "gongbao.document"
local facts = require "gongbao.facts"
local issue = require "gongbao.document.issue"
local rows = require "gongbao.store.rows"
local source = require "gongbao.text.source"

local M = {}

M.ID_DIGITS = 12 -- hexadecimal digits of the SHA-256 that name a source

--- The rows of one source, in the export's order, and its text.
-- @param text string: what is read (for a PDF, what pdftotext gave)
-- @param path string: its name
-- @param original string|nil: the file's own bytes where they are not the text
-- @return { rows = {…}, text = string } | nil, message, code
function M.read(text, path, original)
  local read, message, code = source.read(text, path)
  if not read then return nil, message, code end
  if original then read.sha256, read.bytes = require("gongbao.core.system").sha256(original), #original end
  read.id = read.sha256:sub(1, M.ID_DIGITS)
  local docs = documents.parse(read)
  local issue_row = issue.of(read, docs)
  local list = { rows.source(read), issue_row }
  for _, doc in ipairs(docs) do list[#list + 1] = rows.document(doc) end
  for _, doc in ipairs(docs) do
    for _, node in ipairs(doc.nodes) do list[#list + 1] = rows.node(node, doc) end
  end
  for _, row in ipairs(facts.of_issue(docs)) do list[#list + 1] = row end
  return { rows = list, text = read.text }
end

return M
