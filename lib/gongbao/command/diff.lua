-- gongbao diff NAME [--from DATE] [--to DATE] [--all | --concordance | --amendments]
local comparison = require "gongbao.statute.comparison"
local statutes = require "gongbao.oversight.statutes"
local stores = require "gongbao.store"
local tree = require "gongbao.statute.tree"
local view = require "gongbao.view.table"
local write_comparison = require "gongbao.view.comparison".write

local M = {}

function M.configure(parser)
  parser:argument("name", "The statute's title, or enough of it.")
  parser:option("--from", "The version in force on this day (default: the one before the last)."):argname "DATE"
  parser:option("--to", "The version in force on this day (default: the last)."):argname "DATE"
  parser:mutex(parser:flag("--all", "Articles that did not change, too."),
    parser:flag("--concordance", "Old and new article numbers."))
end

local function versions_of(work, args)
  if #work.versions < 2 then
    return nil, ("%s: only one version is held (%s)"):format(work.title, work.versions[1].date
      or "of an unknown day"), 1
  end
  local new, message, code = statutes.version(work, args.to)
  if not new then return nil, message, code end
  local old
  if args.from then
    old, message, code = statutes.version(work, args.from)
    if not old then return nil, message, code end
  else
    for i, version in ipairs(work.versions) do
      if version == new then old = work.versions[i - 1] end
    end
    if not old then return nil, ("%s: no version before that of %s is held"):format(work.title, new.date), 1 end
  end
  if old == new then return nil, ("%s: the same version (%s) was in force on both days"):format(work.title,
    new.date), 1 end
  return old, new
end

local function write_concordance(rows, run, context)
  local out, how = {}, {}
  for _, pair in ipairs(run and run.concordance or {}) do
    how[(pair.old and tree.label(pair.old) or "") .. "|" .. (pair.new and tree.label(pair.new) or "")] = pair.how
  end
  for i, row in ipairs(rows) do
    local said = how[(row.old or "") .. "|" .. (row.new or "")]
    out[i] = { row.old, row.new, row.how, said }
  end
  view.write({ "old", "new", "wording", "decision" }, out, context)
end

function M.run(args, context)
  local store, why, code = stores.open(context.store_path)
  if not store then return nil, why, code end
  local work, message, work_code = statutes.work(store, args.name)
  if not work then return nil, message, work_code end
  local old, new, version_code = versions_of(work, args)
  if not old then return nil, new, version_code end
  local run = statutes.between(store, old, new)
  local rows = comparison.rows(statutes.text(store, old), statutes.text(store, new),
    { concordance = run and run.concordance, changed_only = not args.all and not args.concordance })
  if args.concordance then write_concordance(rows, run, context)
  else
    write_comparison(rows, { format = context.format, color = context.color, old = "修改前" .. (old.date and "（"
      .. old.date .. "）" or ""),
      new = "修改后" .. (new.date and "（" .. new.date .. "）" or "") })
  end
  return #rows > 0 and 0 or 1
end

return M
