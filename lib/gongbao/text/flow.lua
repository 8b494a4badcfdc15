-- A flow: running text joined from printed lines, with the way back to the print.
--
--   flow.text       the joined text
--   flow.at[p]      byte of flow.text where piece p begins (ascending, at[1] = 1)
--   flow.of[p]      the printed line (source.printed[k]) that piece p is cut from
--   flow.lead[p]    bytes of that line's text that stand before the piece
local Flow = {}
Flow.__index = Flow

local M = {}

-- Two Latin words that a line end parts need the space that the end stood for.
local function joint(before, after)
  return after:find "^%a" and before:sub(-1):find "[%a,;]" and " " or ""
end

local function spaced(raw) return (raw:gsub("\u{3000}", " "):gsub("%s+", " ")) end

--- Joins printed lines into one flow: their squeezed texts as running text, or
-- with `as_table` their raw texts, one row a line, fields parted by one space.
-- @param lines array of source.printed[k], in print order
function M.join(lines, as_table)
  local texts, at, lead, size = {}, {}, {}, 0
  for p, line in ipairs(lines) do
    local text = as_table and spaced(line.raw) or line.text
    local before = p == 1 and "" or as_table and "\n" or joint(lines[p - 1].text, text)
    at[p], lead[p] = size + #before + 1, 0
    texts[p], size = before .. text, size + #before + #text
  end
  return setmetatable({ text = table.concat(texts), at = at, of = lines, lead = lead }, Flow)
end

-- The piece that holds a byte.
local function piece(flow, byte)
  local low, high = 1, #flow.at
  while low < high do
    local mid = (low + high + 1) // 2
    if flow.at[mid] <= byte then low = mid else high = mid - 1 end
  end
  return low
end

--- The line (1-based, of the file) that holds byte `byte` (from 1) of flow.text.
function Flow:line(byte) return self.of[piece(self, byte)].line end

--- Line and page of a byte, and the byte of the line's squeezed text, from which
-- source.lines:column(line, byte) gives the column.
function Flow:place(byte)
  local p = piece(self, byte)
  local line = self.of[p]
  return line.line, line.page > 0 and line.page or nil, byte - self.at[p] + 1 + self.lead[p]
end

function Flow:first_line() return self.of[1].line end
function Flow:last_line() return self.of[#self.of].line end

--- The flow of text:sub(from, to), with the same way back.
function Flow:sub(from, to)
  to = to or #self.text
  local first, last = piece(self, from), piece(self, math.max(from, to))
  local at, of, lead = {}, {}, {}
  for p = first, last do
    local n = #at + 1
    at[n] = math.max(self.at[p] - from + 1, 1)
    of[n] = self.of[p]
    lead[n] = self.lead[p] + math.max(from - self.at[p], 0)
  end
  return setmetatable({ text = self.text:sub(from, to), at = at, of = of, lead = lead }, Flow)
end

return M
