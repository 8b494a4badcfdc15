-- gongbao check [NAME…]
local checks = require "gongbao.store.checks"
local scripts = require "gongbao.scripts"
local stores = require "gongbao.store"
local view = require "gongbao.view.table"

local M = {}

function M.configure(parser)
  parser:argument("names", "Checks to run; nothing: all of them."):args "*":argname "NAME"
  parser:flag("-l --list", "List the checks and what each asks.")
end

local function list(context)
  local rows = {}
  for i, check in ipairs(scripts.all "checks") do rows[i] = { check.name, check.severity or "note", check.doc } end
  view.write({ "name", "severity", "doc" }, rows, context)
  return 0
end

local function chosen(names)
  if #names == 0 then return scripts.all "checks" end
  local found = {}
  for i, name in ipairs(names) do
    found[i] = scripts.get("checks", name)
    if not found[i] then return nil, ("there is no check '%s'; gongbao check --list names them"):format(name), 2 end
  end
  return found
end

function M.run(args, context)
  if args.list then return list(context) end
  local some, message, code = chosen(args.names)
  if not some then return nil, message, code end
  local store, why, number = stores.open(context.store_path)
  if not store then return nil, why, number end
  local rows = {}
  for i, finding in ipairs(checks.run(store, some)) do
    rows[i] = { finding.severity, finding.check, finding.document, finding.line, finding.message, finding.basis }
  end
  view.write({ "severity", "check", "document", "line", "message", "basis" }, rows, context)
  return #rows > 0 and 1 or 0
end

return M
