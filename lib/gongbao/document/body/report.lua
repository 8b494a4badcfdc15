-- The body of reports, opinions, decisions, speeches: numbered headings, run-in or
-- alone on their line, paragraphs, tables with captions, a closing formula.
local chars = require "gongbao.text.chars"
local closings = require "gongbao.grammar.closings"
local flow = require "gongbao.text.flow"
local markers = require "gongbao.grammar.markers"
local nodes = require "gongbao.document.nodes"

local M = {}

local LONGEST_DASH_HEADING = 40 -- characters of a —— line that heads what follows

local captions = { "附：", "附:", "附表", "附件", "单位：" }

local function is_caption(text)
  return chars.starts_with(text, captions) ~= nil and not text:find("。", 1, true) and chars.length(text) <= 60
end

-- Where the heading of a numbered paragraph ends: at its first full stop outside
-- quotes and brackets, or at a colon before a quotation. Returns the byte after
-- the heading's text and the byte where its run-in body begins (nil: none).
local openers = { ["“"] = 1, ["《"] = 1, ["（"] = 1, ["”"] = -1, ["》"] = -1, ["）"] = -1 }

local function heading_end(text, from)
  local depth, at = 0, from
  while at <= #text do
    local char = text:match("^[%z\1-\127\194-\244][\128-\191]*", at)
    depth = math.max(0, depth + (openers[char] or 0))
    local stop = depth == 0 and (char == "。" or char == "！" or char == "？")
    if stop or (char == "：" and text:sub(at + #char, at + #char + 2) == "“") then
      local rest = at + #char
      return at, rest <= #text and rest or nil
    end
    at = at + #char
  end
  return #text + 1, nil
end

local function heading_node(piece, marker)
  local text = piece.text
  local stop, rest = heading_end(text, marker.after)
  return {
    kind = "heading", flow = piece, label = marker.label, level = marker.level,
    heading = text:sub(marker.after, stop - 1), heading_at = marker.after,
    text = rest and text:sub(rest), text_at = rest,
  }
end

-- A dash leads a heading only where what it leads is short or a run-in title.
local function is_heading(text, marker)
  if marker.form ~= "dash" then return true end
  local stop, rest = heading_end(text, marker.after)
  local n = chars.length(text:sub(marker.after, stop - 1))
  return n >= 2 and n <= LONGEST_DASH_HEADING and (rest ~= nil or not chars.ends_sentence(text))
end

-- The next number of a running list may stand in mid-paragraph: …挪作他用。2.运营补贴…
-- Looked for only where the list's last number makes it the next one. Returns its byte.
local function next_label(number, text, from)
  local best
  for _, stop in ipairs { "。", "；" } do
    for _, point in ipairs { ".", "．" } do
      local at = text:find(stop .. number + 1 .. point, from, true)
      if at and (not best or at + #stop < best) then best = at + #stop end
    end
  end
  return best
end

-- Cuts a flow where the running list goes on inside it. `number` is the list's last, or nil.
local function pieces(whole, number)
  local list, from = {}, 1
  local marker = markers.read(whole.text)
  if marker and marker.form == "arabic" then number = marker.number end
  while number do
    local at = next_label(number, whole.text, from)
    if not at or not markers.read(whole.text:sub(at)) then break end
    list[#list + 1] = whole:sub(from, at - 1)
    from, number = at, number + 1
  end
  list[#list + 1] = from == 1 and whole or whole:sub(from)
  return list
end

-- The last number of the running list 1. 2. 3.; a heading above it ends the list.
local function note(running, marker)
  if marker.form == "arabic" then running.number = marker.number
  elseif marker.level < 3 then running.number = nil end
end

local function add_piece(builder, piece, running, doubts, style, at_end)
  local text = piece.text
  local marker = markers.read(text)
  if marker and is_heading(text, marker) then
    note(running, marker)
    if style.items and marker.level == 1 then
      return builder:add({ kind = "paragraph", flow = piece, label = marker.label, level = 1,
        text = text:sub(marker.after), text_at = marker.after, doubts = doubts }, 1)
    end
    local node = heading_node(piece, marker)
    node.doubts = doubts
    return builder:add(node, marker.level)
  end
  local kind = is_caption(text) and "caption" or at_end and closings.is(text) and "closing" or "paragraph"
  if kind == "closing" then builder:close() end
  return builder:add { kind = kind, flow = piece, text = text, text_at = 1, doubts = doubts }
end

-- The last paragraph, which may close the text; one that is all the text does not.
local function last_text(blocks)
  local last
  for i = #blocks, 1, -1 do
    if blocks[i].kind == "text" then
      if last then return last end
      last = i
    end
  end
end

--- Adds the nodes of the body's blocks to a builder.
-- @param style { items = boolean }: items: level-one numbers are items, not headings (minutes)
function M.build(builder, blocks, style)
  local running, last = {}, last_text(blocks)
  for i, block in ipairs(blocks) do
    if block.kind == "text" then
      local whole, from = flow.join(block.lines), 1
      for _, piece in ipairs(pieces(whole, running.number)) do
        local to = from + #piece.text - 1
        add_piece(builder, piece, running, nodes.doubts(block, whole, from, to), style, i == last)
        from = to + 1
      end
    else
      local whole = flow.join(block.lines, block.kind == "table")
      builder:add { kind = block.kind, flow = whole, text = whole.text, text_at = 1 }
    end
  end
end

return M
