-- gongbao export
local export = require "gongbao.store.export"
local schema = require "gongbao.store.schema"
local stores = require "gongbao.store"

local M = {}

function M.configure(parser)
  parser:argument("document", "Only the rows of this document (its id)."):args "?":argname "DOCUMENT"
  parser:option("--only", "Only these row types, e.g. document,node."):argname "TYPE,…"
end

local function wanted(list)
  if not list then return nil end
  local only = {}
  for name in list:gmatch "[^,]+" do
    if not schema.by_name[name] then return nil, ("there is no row type '%s'"):format(name) end
    only[name] = true
  end
  return only
end

function M.run(args, context)
  local only, message = wanted(args.only)
  if message then return nil, message, 2 end
  local store, why, code = stores.open(context.store_path)
  if not store then return nil, why, code end
  io.stdout:setvbuf "full"
  export.write(store, function(line) io.stdout:write(line, "\n") end, { only = only, document = args.document })
  return 0
end

return M
