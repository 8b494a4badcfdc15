-- Text of a PDF, by poppler's pdftotext in a child process under limits. -raw keeps
-- the print's own line order and marks pages with form feeds.
local system = require "gongbao.core.system"

local M = {}

M.limits = { seconds = 60, megabytes = 1024 }

--- Whether a file's first bytes are a PDF's.
function M.is(bytes) return bytes:sub(1, 1024):find("%PDF-", 1, true) ~= nil end

--- The text of a PDF file.
-- @return text | nil, message, code
function M.text(path)
  local text, message, code = system.run({ "pdftotext", "-q", "-raw", "-enc", "UTF-8", path, "-" }, M.limits)
  if not text then
    if message:find("not installed", 1, true) then message = message .. ": install Debian's poppler-utils" end
    return nil, path .. ": " .. message, code
  end
  if not text:find "%S" then return nil, path .. ": the PDF holds no text (a scan? run OCR over it first)", 3 end
  return text
end

return M
