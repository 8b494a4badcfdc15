-- gongbao sql 'SELECT …'
local stores = require "gongbao.store"
local view = require "gongbao.view.table"

local M = {}

function M.configure(parser)
  parser:argument("statement", "One SELECT; - reads it from standard input."):argname "SQL"
end

--- Runs one reading statement of a user's.
-- @return names, rows | nil, message, code
function M.select(store, sql)
  store.db:guard()
  local statement, message = store.db:prepare(sql)
  if not statement then
    if message:find("not authorized", 1, true) then message = "only reading is allowed here: SELECT …" end
    return nil, message, 2
  end
  local rows = {}
  local names = statement:columns()
  while true do
    local row, why = statement:step()
    if row == nil then return nil, why, 2 end
    if not row then break end
    rows[#rows + 1] = row
  end
  return names, rows
end

function M.run(args, context)
  local store, why, code = stores.open(context.store_path)
  if not store then return nil, why, code end
  local sql = args.statement == "-" and io.stdin:read "a" or args.statement
  local names, rows, why2 = M.select(store, sql)
  if not names then return nil, rows, why2 end
  view.write(names, rows, context)
  return #rows > 0 and 0 or 1
end

return M
