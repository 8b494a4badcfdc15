-- The line editor on a terminal: readline with completion, history and colour.
local readline = require "gongbao.core.readline"
local complete = require "gongbao.repl.complete"
local highlight = require "gongbao.repl.highlight"
local history = require "gongbao.repl.history"

local M = {}

--- A reader for a session: read(prompt, before), add(text).
-- `before` is what was typed of the same input on the lines above.
function M.new(session)
  local above
  readline.setup {
    complete = function(line, first, last) return complete.words(session, line, first, last) end,
    paint = session.context.color and function(line, point) return highlight.line(session, above, line, point) end,
    styles = highlight.styles, most = history.MOST,
  }
  local entries, keep = history.open()
  for _, text in ipairs(entries) do readline.add(text) end
  return {
    read = function(prompt, before)
      above = before
      return readline.read(prompt)
    end,
    add = function(text) if keep(text) then readline.add(text) end end,
  }
end

return M
