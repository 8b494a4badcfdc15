-- The line under a byline that says who spoke: post and name, 田  野 spaced.
--   云汀市司法局局长  田  野      → { name = "田野", post = "局长", organ = "云汀市司法局" }
--   某市人大财政经济委员会        → nil: a body, not a person
local chars = require "gongbao.text.chars"
local posts = require "gongbao.grammar.posts"

local M = {}

-- Fields of the printed line, parted by its layout spaces.
local function fields(raw)
  local found = {}
  local spaced = raw:gsub("\u{3000}", " "):gsub("\u{2003}", " "):gsub("\u{2002}", " "):gsub("\u{A0}", " ")
  for field in spaced:gmatch "[^ ]+" do found[#found + 1] = field end
  return found
end

-- Takes the name off the end of the fields: 田野 printed 田  野, or whole.
local function take_name(found)
  local last, before = found[#found], found[#found - 1]
  if not last or not before then return nil end
  if #found >= 3 and chars.length(last) == 1 and chars.length(before) == 1 then
    return before .. last, table.concat(found, "", 1, #found - 2)
  end
  local n = chars.length(last)
  if n >= 2 and n <= 4 or last:find("·", 1, true) then return last, table.concat(found, "", 1, #found - 1) end
end

--- @param raw string: the line as printed, without outer space
-- @return { name, post, organ } | nil
function M.read(raw)
  local name, rest = take_name(fields(raw))
  if not name then return nil end
  local post, organ = posts.split(rest:match "人：(.+)$" or rest) -- 报告人：某局局长
  if not post then return nil end
  return { name = name, post = post, organ = organ }
end

return M
