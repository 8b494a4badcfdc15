-- gongbao compact
local indexer = require "gongbao.query.indexer"
local stores = require "gongbao.store"

local M = {}

function M.configure() end

function M.run(_, context)
  local store, message, code = stores.open(context.store_path, "rw")
  if not store then return nil, message, code end
  local fine, result, left = pcall(indexer.compact, store)
  store:close()
  if not fine then return nil, tostring(result), 4 end
  if left < result then io.stderr:write(("gongbao: %d segments are %d now\n"):format(result, left)) end
  return 0
end

return M
