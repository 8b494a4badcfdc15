-- An amending decision as a list of items: what it amends, and for each numbered item its instructions
-- (a skeleton), its quotations and the faults of its print.
local lpeg = require "lpeg"
local chars = require "gongbao.text.chars"
local clean = require "gongbao.statute.clean"
local numerals = require "gongbao.grammar.numerals"
local quotes = require "gongbao.statute.quotes"

local M = {}

local WIDE = { [","] = "，", [":"] = "：", [";"] = "；", ["("] = "（", [")"] = "）" }

-- The last paragraphs of a decision, which belong to no item.
local function closes(text)
  return text:find "^本决定自" or text:find "^本修正案自" or text:find "^《.-》根据本决定" or text:find "^本决定由"
    or text:find "^本规定自" or text:find "^根据本决定"
end

-- The text after the marker of the expected number: 三、…, or nil.
local function numbered(text, expected)
  local marker = numerals.chinese(expected)
  for _, mark in ipairs { "、", "．", ".", "，" } do
    if text:sub(1, #marker + #mark) == marker .. mark then return text:sub(#marker + #mark + 1) end
  end
end

-- Items by the sequence of their numbers: a line that starts with the next number starts the next item.
local function split_items(lines)
  local items, before, after = {}, {}, {}
  for _, line in ipairs(lines) do
    local rest = numbered(line.text, #items + 1)
    if rest then
      items[#items + 1] = { number = #items + 1, parts = { rest }, first_line = line.first_line,
        last_line = line.last_line,
        node = line.node }
    elseif #items == 0 then before[#before + 1] = line.text
    elseif closes(line.text) or #after > 0 then after[#after + 1] = line.text
    else
      local item = items[#items]
      item.parts[#item.parts + 1], item.last_line = line.text, line.last_line
    end
  end
  return items, before, after
end

local function title_of(text)
  return text:match "《(.-)》" or text:match "〈(.-)〉" or text:match "＜(.-)＞" or text:match "<(.-)>"
end

-- The statute's name in a heading such as 对《中华人民共和国会计法》作出修改.
local function law_of(head)
  if not head or head:find "\1" then return nil end
  if not (head:find "^《" or head:find "^对《" or head:find "^修改《" or head:find "^将《") then return nil end
  return title_of(head)
end

local section_label = lpeg.P "（" * numerals.chinese_integer * lpeg.P "）" * lpeg.Cp()
  + numerals.arabic_integer * (lpeg.P "." + lpeg.P "．" + lpeg.P "、") * lpeg.Cp()

-- Sub-items （一）…, or 1.…, stand at the start of a skeleton's lines, outside every quotation.
local function split_sections(skeleton)
  local sections, head = {}, {}
  for line in (skeleton .. "\n"):gmatch "([^\n]*)\n" do
    local n, from = section_label:match(line)
    if n and n == #sections + 1 then sections[n] = { number = n, skeleton = line:sub(from) }
    elseif #sections > 0 then sections[#sections].skeleton = sections[#sections].skeleton .. "\n" .. line
    else head[#head + 1] = line end
  end
  local first = table.concat(head, "\n")
  if #sections == 0 then
    -- 修改《…办法》 alone on the first line names what the lines after it amend
    if #head > 1 and law_of(head[1]) then return { { skeleton = table.concat(head, "\n", 2) } }, head[1] end
    return { { skeleton = first } }
  end
  if first:find "\1" then table.insert(sections, 1, { skeleton = first }) end
  return sections, first
end

local function finish(item)
  local text = table.concat(item.parts, "\n")
  local skeleton, quoted, faults = quotes.part(text)
  skeleton = skeleton:gsub("[,:;()]", WIDE)
  local sections, head = split_sections(skeleton)
  item.text, item.quotes, item.faults, item.sections, item.parts = text, quoted, faults, sections, nil
  item.law = law_of(head)
end

-- A title may stand over two lines; what is amended is the first 《…》 of the title, else of the enacting words.
local function amended(title, before)
  local found = title_of(title)
  for _, text in ipairs(before) do found = found or title_of(text) end
  if not found then found = title:match "^(.-)修正案" end
  return found
end

local QUOTES, AMENDS = { "“", "”" }, { "修改为", "增加", "删去" }

-- A single amendment needs no number: it is the first paragraph that quotes something and says what is done with it.
local function unnumbered(lines, before)
  for i, text in ipairs(before) do
    if chars.holds(text, QUOTES) and chars.holds(text, AMENDS) then
      local item = { number = 1, parts = { text }, node = lines[i].node, first_line = lines[i].first_line,
        last_line = lines[#lines].last_line }
      for j = i + 1, #before do
        if closes(before[j]) then break end
        table.insert(item.parts, before[j])
      end
      return item
    end
  end
end

--- A decision from its paragraphs.
-- @param title string
-- @param lines table list of { text, first_line, last_line, node } in print order, layout spaces allowed
-- @return table { title, amends, before, after, items }; an item is { number, text, law, quotes, faults, first_line,
--   last_line, sections = { { number|nil, skeleton }… } }
function M.from_lines(title, lines)
  local cleaned = {}
  for _, line in ipairs(lines) do
    local text = clean.spaces(line.text)
    if text ~= "" then
      cleaned[#cleaned + 1] = { text = text, first_line = line.first_line, last_line = line.last_line,
        node = line.node }
    end
  end
  local items, before, after = split_items(cleaned)
  if #items == 0 then items[1] = unnumbered(cleaned, before) end
  for _, item in ipairs(items) do finish(item) end
  return { title = clean.spaces(title), amends = amended(clean.spaces(title), before), items = items, before = before,
    after = after }
end

--- The titles of all statutes that a decision amends, in the order in which it takes them up.
-- @return table list of strings, at least one where the decision names any
function M.titles(decision)
  local list, seen = {}, {}
  for _, item in ipairs(decision.items) do
    local title = item.law or decision.amends
    if title and not seen[title] then list[#list + 1], seen[title] = title, true end
  end
  return list
end

--- A decision from plain text or Markdown.
function M.read(text)
  local title, lines, n = nil, {}, 0
  for raw in (text:gsub("^\u{FEFF}", "") .. "\n"):gmatch "([^\n]*)\n" do
    n = n + 1
    local heading = raw:match "^#+%s*(.-)%s*$"
    if heading then title = title or heading
    elseif not raw:find "^<!%-%-" then lines[#lines + 1] = { text = raw, first_line = n, last_line = n } end
  end
  return M.from_lines(title or (lines[1] and lines[1].text) or "", lines)
end

--- A decision from a document of the store.
-- @param document table: { title, nodes }
function M.from_document(document)
  local lines = {}
  for _, node in ipairs(document.nodes) do
    if node.kind ~= "byline" and node.kind ~= "page_furniture" and node.kind ~= "signature" and node.kind ~= "toc" then
      lines[#lines + 1] = { text = node.flow.text, first_line = node.first_line, last_line = node.last_line,
        node = node.id }
    end
  end
  return M.from_lines(document.title, lines)
end

return M
