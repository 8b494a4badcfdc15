-- Which genre a document is of: the parser script that scores its head highest.
local chars = require "gongbao.text.chars"
local scripts = require "gongbao.scripts"

local M = {}

local LEAST = 0.2 -- below this nothing is claimed

--- What a parser's detect() sees of a document.
-- @return { title, bare (title without 《…》), author, presenter, salutation, history, opening }
function M.view(head, opening)
  return {
    title = head.title, bare = chars.without_quoted(head.title), author = head.author, presenter = head.presenter,
    salutation = head.salutation, history = head.history, opening = opening, cover = head.cover or false,
  }
end

--- The parser for a head and its score; the script "other" where none is sure.
-- @param view M.view(…)
-- @return parser, score
function M.detect(view)
  local best, best_score = nil, LEAST
  for _, parser in ipairs(scripts.all "parsers") do
    local score = parser.detect(view) or 0
    if score > best_score then best, best_score = parser, score end
  end
  if best then return best, best_score end
  return scripts.get("parsers", "other") or scripts.missing "no parser named other", 0
end

return M
