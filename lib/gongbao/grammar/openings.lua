-- What the first sentence of an opinion says: which meeting heard the report.
local dates = require "gongbao.grammar.dates"
local posts = require "gongbao.grammar.posts"

local M = {}

local heard = { "听取和审议了", "听取了和审议了", "听取并审议了", "听取审议了", "审议了", "听取了" }

-- The earliest of the words in text: where it begins.
local function earliest(text)
  local best
  for _, word in ipairs(heard) do
    local at = text:find(word, 1, true)
    if at and (not best or at < best) then best = at end
  end
  return best
end

--- The meeting that a first paragraph names before 听取…: 2023年8月28日，某市…第四次会议
-- → 某市…第四次会议; nil where the paragraph does not begin so.
function M.meeting_of(text)
  local stop = earliest(text)
  local before = stop and text:sub(1, stop - 1)
  if not before or before:find("。", 1, true) then return nil end
  before = before:gsub("，$", ""):gsub("上$", "")
  local _, _, after_date = dates.find(before)
  before = before:sub(after_date or 1):gsub("^，", ""):gsub("^在", "")
  while before:find("，", 1, true) do before = before:match "，(.*)$" end
  return before:find "会议$" and before or nil
end

--- Completes a document that has no meeting under its title from its first paragraph.
function M.meeting(doc)
  if doc.meeting then return end
  for _, node in ipairs(doc.nodes) do
    if node.kind == "paragraph" or node.kind == "heading" then
      doc.meeting = M.meeting_of(node.flow.text)
      return
    end
  end
end

-- 市政府副市长赵砚 → 市政府副市长, 赵砚: the name is what stands after the last post.
local function split_speaker(text)
  for n = 2, 4 do
    local at = utf8.offset(text, -n)
    if not at or at == 1 then return nil end
    local post, organ = posts.split(text:sub(1, at - 1))
    if post then return { name = text:sub(at), post = post, organ = organ } end
  end
end

--- Completes a speech from its title: 市政府副市长赵砚在市九届…第十一次会议上的表态发言.
function M.speaker(doc)
  local who, where = doc.title:match "^(.-)在(.+会议)"
  if not who then return end
  doc.presenter = doc.presenter or split_speaker(who)
  doc.meeting = doc.meeting or where
end

return M
