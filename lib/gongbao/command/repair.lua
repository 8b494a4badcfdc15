-- gongbao repair
local indexer = require "gongbao.query.indexer"
local stores = require "gongbao.store"

local M = {}

function M.configure(parser)
  parser:flag("--check", "Only say what is wrong.")
  parser:flag("--force", "Rebuild the index even where nothing is wrong.")
  parser:option("--model", "Cut words with a segmentation model from now on: ud-gsd (the default), or a file.")
    :argname "MODEL":args "?"
  parser:flag("--no-model", "Cut words without a model from now on.")
  parser:option("--megabytes", "Memory that the index may use while it is built."):argname "N":convert(math.tointeger)
end

local function check_catalogue(store)
  local row = store:row "PRAGMA quick_check"
  local verdict = row and row.quick_check
  if verdict ~= "ok" then return nil, "catalog.db is damaged: " .. tostring(verdict), 4 end
  return true
end

function M.run(args, context)
  if args.check and (args.model or args.no_model) then return nil, "--check changes nothing; leave --model out", 2 end
  if args.model and args.no_model then return nil, "choose between --model and --no-model", 2 end
  local store, message, code = stores.open(context.store_path, args.check and "r" or "rw")
  if not store then return nil, message, code end
  local fine, why, trouble = check_catalogue(store)
  if not fine then return nil, why, trouble end
  if args.model or args.no_model then
    local model = false
    if args.model then model = args.model[1] end
    fine, why, trouble = indexer.use_model(store, model)
    if not fine then return nil, why, trouble end
  end
  local problems = indexer.problems(store)
  for _, problem in ipairs(problems) do io.stderr:write("gongbao: ", problem, "\n") end
  if args.check then return #problems > 0 and 1 or 0 end
  if #problems > 0 or args.force then
    fine, why = pcall(indexer.rebuild, store, args.megabytes)
    if not fine then return nil, tostring(why), 4 end
    io.stderr:write "gongbao: the index was built anew\n"
  end
  store:close()
  return 0
end

return M
