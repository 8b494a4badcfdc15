-- A document as a reading text: reflowed, indented by level, each paragraph with the
-- printed line that it begins on.
local core = require "gongbao.core.text"

local M = {}

local DEFAULT_WIDTH = 88
local MARGIN = 8 -- columns of the line number

-- What may not begin a line, so that it is drawn to the one before.
local clings = {}
for c in ("，。；：、！？）》」』”’…%"):gmatch(utf8.charpattern) do clings[c] = true end

-- Breaks text into lines of at most `width` columns, the first narrower by `indent`.
local function wrap(text, width, indent)
  local lines, line, used = {}, {}, indent
  for char in text:gmatch(utf8.charpattern) do
    local w = core.width(char)
    if used + w > width and not clings[char] then
      lines[#lines + 1], line, used = table.concat(line), {}, 0
    end
    line[#line + 1], used = char, used + w
  end
  lines[#lines + 1] = table.concat(line)
  return lines
end

local function put(write, number, text, width, indent)
  for i, line in ipairs(wrap(text, width, indent)) do
    local lead = i == 1 and ("%6d  %s"):format(number, (" "):rep(indent)) or (" "):rep(MARGIN)
    write(lead .. line .. "\n")
  end
end

local function put_table(write, node)
  local n = node.first_line
  for row in (node.text .. "\n"):gmatch "(.-)\n" do
    write(("%6d  %s\n"):format(n, row))
    n = n + 2
  end
end

local heads = { "genre", "issuer", "presenter_name", "delivered_on", "meeting", "addressee", "document_number",
  "adopted_on", "signed_by", "signed_on" }

local function put_head(write, doc)
  write(doc.title .. "\n\n")
  for _, name in ipairs(heads) do
    local value = doc[name]
    if value ~= nil then write(("  %-16s %s\n"):format(name, value)) end
  end
  write(("  %-16s %d-%d%s\n\n"):format("lines", doc.first_line, doc.last_line,
    doc.first_page and ("  (pages %d-%d)"):format(doc.first_page, doc.last_page) or ""))
end

local indents = { salutation = 0, signature = 20 } -- all else stands in by 4

--- Writes a document row.
-- @param doc a row of type document; `context.width` the terminal's columns or nil
function M.write(doc, write, context)
  local width = math.max(40, math.min(context.width or DEFAULT_WIDTH, 120) - MARGIN)
  put_head(write, doc)
  for node in doc.store:nodes { document = doc.id }:rows() do
    local kind = node.kind
    if kind == "table" then put_table(write, node)
    elseif kind == "heading" or kind == "chapter" then
      write "\n"
      put(write, node.first_line, node.flow, width, 0)
    elseif kind == "article" then
      write(("\n%6d  %s\n"):format(node.first_line, node.label))
    elseif kind ~= "page_furniture" then
      put(write, node.first_line, node.flow, width, indents[kind] or 4)
    end
    if node.uncertain then write((" "):rep(MARGIN) .. "[uncertain: " .. node.uncertain .. "]\n") end
  end
end

return M
