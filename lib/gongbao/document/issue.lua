-- The issue that a source is: one gazette, if its print shows that it is one.
--
-- A cover names it (…公报, 2023年第4号); the minutes name the meeting and its days. A
-- source with one document and neither is no issue.
local dates = require "gongbao.grammar.dates"

local M = {}

local function cover(source, docs)
  local first = docs[1]
  if not first or first.genre ~= "contents" then return {} end
  local found = {}
  for _, line in ipairs(source.printed) do
    if line.line > first.last_line then break end
    local text = line.text
    found.number = found.number or text:match "(%d%d%d%d年第%d+号)"
      or text:match "(%d%d%d%d年第%d+期)" or text:match "^第%d+号$" or text:match "^第%d+期$"
    if not found.title and text:find("公报", 1, true) and #text < 120 then found.title = text end
  end
  return found
end

local function minutes(docs)
  for _, doc in ipairs(docs) do
    if doc.genre == "minutes" then return doc end
  end
end

local function held(doc)
  for _, node in ipairs(doc.nodes) do
    if node.kind == "paragraph" then
      local from, to = dates.span(node.flow.text)
      if not from then from = dates.find(node.flow.text) to = from end
      return from, to
    end
  end
end

-- 某市人大常委会 of a title 某市人大常委会会议纪要.
local function body_of(title)
  return title and (title:match "^(.-委员会)" or title:match "^(.-常委会)")
end

--- The issue row of a source, or nil. Sets doc.issue of its documents.
function M.of(source, docs)
  local printed, record = cover(source, docs), minutes(docs)
  if not record and not printed.title and not printed.number then return nil end
  local from, to
  if record then from, to = held(record) end
  local issue = {
    type = "issue", id = source.id .. "-issue", source = source.id, title = printed.title, number = printed.number,
    body = body_of(printed.title) or body_of(record and record.title), meeting = record and record.meeting,
    held_from = from, held_to = to,
  }
  for _, doc in ipairs(docs) do doc.issue = issue.id end
  return issue
end

return M
