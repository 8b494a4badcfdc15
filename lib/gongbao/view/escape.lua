-- Escaping, by the output that is written.
local json = require "gongbao.view.json"

local M = {}

local html = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;", ["'"] = "&#39;" }

--- HTML text, and attributes in quotes.
function M.html(text) return (text:gsub("[&<>\"']", html)) end

--- A part of a URL: everything but unreserved characters as %XX.
function M.url(text)
  return (text:gsub("[^%w%-._~]", function(c) return ("%%%02X"):format(c:byte()) end))
end

-- A line that would begin a list or a rule: - a, 1. a, ---; no number: -1.2, 5.8.
local function no_list(line)
  line = line:gsub("^(%s*)([-+])$", "%1\\%2"):gsub("^(%s*)([-+]%D)", "%1\\%2")
  return (line:gsub("^(%s*%d+)(%.)$", "%1\\%2"):gsub("^(%s*%d+)(%.%D)", "%1\\%2"))
end

--- Markdown text: what would start markup is escaped, also at a line's start.
function M.md(text)
  text = text:gsub("[\\`*_%[%]<>|#]", "\\%0")
  return (text:gsub("[^\n]+", no_list))
end

--- A CSV field; what a spreadsheet would run as a formula is led by an apostrophe.
function M.csv(text)
  if text:find "^[=+@\t\r]" or (text:find "^%-" and not tonumber(text)) then text = "'" .. text end
  if text:find '[",\r\n]' then text = '"' .. text:gsub('"', '""') .. '"' end
  return text
end

local tex = { ["\\"] = "\\textbackslash{}", ["{"] = "\\{", ["}"] = "\\}", ["$"] = "\\$", ["&"] = "\\&", ["#"] = "\\#",
  ["%"] = "\\%", ["_"] = "\\_", ["^"] = "\\textasciicircum{}", ["~"] = "\\textasciitilde{}" }

function M.tex(text) return (text:gsub("[\\{}$&#%%_^~]", tex)) end

--- A JSON string's inside, safe also within an HTML script element.
function M.json(text) return (json.string(text):sub(2, -2):gsub("</", "<\\/")) end

function M.txt(text) return text end
M.docx = M.html

--- The escape of a file's ending; an unknown one is plain text.
function M.of(name)
  return M[name:match "%.(%w+)$" or "txt"] or M.txt
end

return M
