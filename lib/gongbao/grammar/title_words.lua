-- Questions that parsers ask of a title. Titles are without layout spaces; `bare`
-- ones without what they quote in 《…》.
local chars = require "gongbao.text.chars"

local M = {}

--- Whether the title ends with one of the words, a bracket after it left aside:
-- `ends("水资源保护条例（草案）", "条例")` → true
function M.ends(title, ...)
  local short = chars.without_bracket(title)
  for _, word in ipairs { ... } do
    if short:sub(-#word) == word or title:sub(-#word) == word then return true end
  end
  return false
end

--- Whether one of the words stands in the title.
function M.has(title, ...) return chars.holds(title, { ... }) ~= nil end

return M
