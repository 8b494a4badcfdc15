-- Paging: long results stop at a screenful on a terminal and go on at a key.
local system = require "gongbao.core.system"
local view = require "gongbao.view.table"

local M = {}

local FALLBACK_ROWS = 24

local function screen_rows()
  local _, rows = system.columns()
  return (rows or FALLBACK_ROWS) - 2
end

-- Asks whether to go on: Enter or space a page more, q the end, a all.
local function asks(left)
  io.write(("-- %s: Enter for more, q to stop, a for all --"):format(left))
  io.flush()
  local key = system.key()
  io.write "\r\27[K"
  return key
end

--- Shows rows of a cursor, a screenful at a time; in a pipe all, as TSV.
-- @param color boolean|nil: whether names stand out
function M.cursor(cursor, color)
  if not system.terminal(1) then
    local names, rows = cursor:table()
    return view.write(names, rows, { format = "tsv" })
  end
  local page, total = math.max(screen_rows() - 3, 5), cursor:count()
  local names, rows = cursor:table()
  local from, all = 1, false
  repeat
    local to = all and #rows or math.min(#rows, from + page - 1)
    view.write(names, table.move(rows, from, to, 1, {}), { format = "table", width = system.columns(), color = color })
    from = to + 1
    if from <= #rows then
      local key = asks(("%d of %d rows"):format(to, total))
      if key == "q" or key == nil then break end
      all = key == "a"
    end
  until from > #rows
  io.write(("%d row%s\n"):format(total, total == 1 and "" or "s"))
end

--- Shows text, a screenful at a time.
function M.text(text)
  local count = select(2, text:gsub("\n", ""))
  if not system.terminal(1) or not system.terminal(0) or count <= screen_rows() then return io.write(text) end
  local shown, page, all = 0, screen_rows(), false
  for line in text:gmatch "[^\n]*\n" do
    if shown == page and not all then
      local key = asks "more"
      if key == "q" or key == nil then return end
      all, shown = key == "a", 0
    end
    io.write(line)
    shown = shown + 1
  end
end

return M
