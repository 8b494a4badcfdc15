-- gongbao query [NAME [ARG…]]: questions that are scripts.
local scripts = require "gongbao.scripts"
local stores = require "gongbao.store"
local view = require "gongbao.view.table"

local M = {}

function M.configure(parser)
  parser:argument("name", "The query's name; nothing: the list."):args "?":argname "NAME"
  parser:argument("args", "What it asks for, in its order."):args "*":argname "ARG"
end

local function list(context)
  local rows = {}
  for i, script in ipairs(scripts.all "queries") do
    local args = {}
    for _, arg in ipairs(script.args or {}) do args[#args + 1] = arg[1] end
    rows[i] = { script.name, table.concat(args, " "), script.doc }
  end
  view.write({ "query", "arguments", "what it tells" }, rows, context)
  return 0
end

-- The words by the names that the script gives its arguments.
local function named(script, words)
  local args = {}
  for i, arg in ipairs(script.args or {}) do
    if words[i] == nil and arg.needed then
      return nil, ("query '%s' wants %s: %s"):format(script.name, arg[1], arg[2])
    end
    args[arg[1]] = words[i]
  end
  if #words > #(script.args or {}) then return nil, ("query '%s' takes no '%s'"):format(script.name, words[#words]) end
  return args
end

function M.run(args, context)
  if not args.name then return list(context) end
  local script = scripts.get("queries", args.name)
  if not script then return nil, ("there is no query '%s'; gongbao query lists them"):format(args.name), 2 end
  local values, message = named(script, args.args)
  if not values then return nil, message, 2 end
  local store, why, code = stores.open(context.store_path)
  if not store then return nil, why, code end
  local names, rows = script.run(store, values)
  view.write(names, rows, context)
  return #rows > 0 and 0 or 1
end

return M
