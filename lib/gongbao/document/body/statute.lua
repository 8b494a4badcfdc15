-- The body of laws, regulations and rules: contents, chapters, articles with
-- their paragraphs (款) and points (项).
--
-- An article's node spans the whole article; its flow is its label alone, for its
-- paragraphs, the first one on the label's line included, and their points are nodes
-- below it. Its text is the first paragraph's, as the export wants it.
local chars = require "gongbao.text.chars"
local flow = require "gongbao.text.flow"
local markers = require "gongbao.grammar.markers"
local nodes = require "gongbao.document.nodes"

local M = {}

local ranks = { part = 1, subpart = 2, chapter = 3, section = 4, article = 5, paragraph = 6, point = 7, indent = 8 }
local levels = { part = 1, subpart = 1, chapter = 1, section = 2, article = 3, paragraph = 4, point = 5, indent = 6 }

local function is_contents_title(text) return text == "目录" or text == "目次" end

local function add_paragraph(builder, whole, block, from)
  local piece = from and whole:sub(from) or whole
  return builder:add({ kind = "paragraph", flow = piece, level = levels.paragraph, text = piece.text, text_at = 1,
    doubts = nodes.doubts(block, whole, from) }, ranks.paragraph)
end

local function add_heading(builder, whole, marker)
  local rest = whole.text:sub(marker.after)
  return builder:add({ kind = "chapter", flow = whole, label = marker.label, level = levels[marker.form],
    heading = rest ~= "" and rest or nil, heading_at = marker.after }, ranks[marker.form])
end

local function add_article(builder, whole, marker, block)
  local has_text = marker.after <= #whole.text
  local article = builder:add({ kind = "article", flow = whole:sub(1, marker.after - 1), label = marker.label,
    level = levels.article, text = has_text and whole.text:sub(marker.after) or nil, spans = true }, ranks.article)
  if has_text then add_paragraph(builder, whole, block, marker.after) end
  return article
end

local function add_point(builder, whole, marker, block)
  local form = marker.form == "bracket" and "point" or "indent"
  return builder:add({ kind = "point", flow = whole, label = marker.label, level = levels[form],
    text = whole.text:sub(marker.after), text_at = marker.after, doubts = nodes.doubts(block, whole) }, ranks[form])
end

-- 编, 章 and 节 are all chapters in the export; their level tells them apart.
local function add_block(builder, block)
  local whole = flow.join(block.lines)
  local marker = markers.statute(whole.text, block.lines[1].raw)
  if marker then return (marker.form == "article" and add_article or add_heading)(builder, whole, marker, block) end
  marker = markers.read(whole.text)
  if marker and (marker.form == "bracket" or marker.form == "arabic") then
    return add_point(builder, whole, marker, block)
  end
  return add_paragraph(builder, whole, block)
end

-- The contents' lines are chapters that come again below; they end at the first that repeats.
local function contents_end(blocks, from)
  local seen, to = {}, from
  for i = from + 1, #blocks do
    local text = blocks[i].kind == "text" and blocks[i].lines[1].text
    local marker = text and markers.statute(text)
    if text and (not marker or marker.form == "article" or seen[marker.label .. marker.form]) then break end
    if marker then seen[marker.label .. marker.form] = true end
    to = i
  end
  return to
end

local function add_contents(builder, blocks, from, to)
  for i = from, to do
    local whole = flow.join(blocks[i].lines)
    local marker = blocks[i].kind == "text" and markers.statute(whole.text)
    builder:add { kind = blocks[i].kind == "text" and "toc" or blocks[i].kind, flow = whole,
      label = marker and marker.label or nil,
      heading = marker and whole.text:sub(marker.after) or nil, heading_at = marker and marker.after or nil,
      text = not marker and whole.text or nil, text_at = not marker and 1 or nil }
  end
end

local LONGEST_WRAP = 40 -- characters of a chapter title's second line

-- A chapter's or section's title may run over lines: what stands between it and the
-- next marker, short and ending no sentence, belongs to it.
local function runs_on(block, after)
  if not after or block.kind ~= "text" or after.kind ~= "text" then return false end
  local marker = markers.statute(block.lines[1].text, block.lines[1].raw)
  if not marker or marker.form == "article" or marker.after > #block.lines[1].text then return false end
  local text = flow.join(after.lines).text
  return not markers.statute(text, after.lines[1].raw) and not markers.read(text) and not chars.ends_sentence(text)
    and chars.length(text) <= LONGEST_WRAP
end

local function with_whole_titles(blocks)
  local list = {}
  for _, block in ipairs(blocks) do
    local open = list[#list]
    if open and runs_on(open, block) then
      local lines = table.move(open.lines, 1, #open.lines, 1, {})
      table.move(block.lines, 1, #block.lines, #lines + 1, lines)
      list[#list] = { kind = "text", lines = lines, doubts = open.doubts }
    else
      list[#list + 1] = block
    end
  end
  return list
end

--- Adds the nodes of a statute's blocks to a builder.
function M.build(builder, blocks)
  blocks = with_whole_titles(blocks)
  local i = 1
  while i <= #blocks do
    local block = blocks[i]
    if block.kind ~= "text" then
      local whole = flow.join(block.lines, block.kind == "table")
      builder:add { kind = block.kind, flow = whole, text = whole.text, text_at = 1 }
    elseif is_contents_title(block.lines[1].text) then
      local to = contents_end(blocks, i)
      add_contents(builder, blocks, i, to)
      i = to
    else
      add_block(builder, block)
    end
    i = i + 1
  end
end

return M
