-- The issue that a source is: one gazette, if its print shows that it is one.
--
-- A cover names it (…公报, 2023年第4号); the minutes name the meeting and its days. A
-- source with one document and neither is no issue.
local dates = require "gongbao.grammar.dates"

local M = {}

local function add_number(found, text)
  found.number = found.number or text:match "(%d%d%d%d年第%d+号)" or text:match "(%d%d%d%d年第%d+期)"
    or text:match "^第%d+号$" or text:match "^第%d+期$"
end

-- A name over two lines is whole in the cover's title: 某市 | 人民代表大会常务委员会公报.
local function add_title(found, text, whole)
  if found.title or not text:find("公报", 1, true) or #text > 120 then return end
  local at, to = whole:find(text, 1, true)
  found.title = at and whole:sub(1, to) or text
end

-- What the running head of the pages says, where no cover does.
local function running(source, found)
  if not source.running then return end
  add_number(found, source.running)
  add_title(found, source.running:match "^(.-公报)" or "", "")
end

local function cover(source, first)
  local found = {}
  if not first then
    running(source, found)
    return found
  end
  for _, line in ipairs(source.printed) do
    if line.line > first.last_line then break end
    add_number(found, line.text)
    if not line.debris then add_title(found, line.text, first.title) end
  end
  running(source, found)
  return found
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

-- The first document if it is the contents, and the first that is minutes.
local function telling(documents)
  local heads, contents, minutes = documents.heads, nil, nil
  if heads[1] and heads[1].parser.name == "contents" then contents = documents.read(1) end
  for seq, head in ipairs(heads) do
    if head.parser.name == "minutes" then
      minutes = documents.read(seq)
      break
    end
  end
  return contents, minutes
end

--- The issue row of a source, or nil.
-- @param documents from gongbao.document.of
function M.of(source, documents)
  local contents, record = telling(documents)
  local printed = cover(source, contents)
  if not record and not printed.title and not printed.number then return nil end
  local from, to
  if record then from, to = held(record) end
  return {
    type = "issue", id = source.id .. "-issue", source = source.id, title = printed.title, number = printed.number,
    body = body_of(printed.title) or body_of(record and record.title), meeting = record and record.meeting,
    held_from = from, held_to = to,
  }
end

return M
