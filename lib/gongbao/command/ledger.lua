-- gongbao ledger [--as-of DATE] [--state STATE] [--changes | --matrix]
local dates = require "gongbao.grammar.dates"
local ledger = require "gongbao.oversight.ledger"
local matrix = require "gongbao.oversight.matrix"
local stores = require "gongbao.store"
local view = require "gongbao.view.table"

local M = {}

function M.configure(parser)
  parser:option("--as-of", "The day to judge by (default: the last day in the record)."):argname "DATE"
  parser:option("--state", "Only items in this state."):choices { "open", "late", "discharged", "unknown" }
  parser:flag("--changes", "What changed, day by day.")
  parser:flag("--matrix", "Agenda items and the documents that belong to them, with the gaps.")
end

-- Names for programs, and for readers.
local LEDGER = {
  { "state", "状态" }, { "due_on", "期限" }, { "answered_on", "答复日期" }, { "days_late", "逾期天数" }, { "ordinal", "序号" },
  { "item", "意见" }, { "responsible", "责任单位" }, { "supervisor", "督办" }, { "time_limit", "时限" },
  { "due_basis", "期限依据" }, { "demanded_on", "意见日期" }, { "opinion", "意见文件" }, { "opinion_title", "意见标题" },
  { "answer", "答复文件" }, { "answer_title", "答复标题" }, { "answer_line", "答复行" }, { "line", "行" },
}

local STATE = { open = "办理中", late = "逾期", discharged = "已答复", unknown = "期限不明" }
local READERS = { table = true, md = true, html = true }
local WIDE = { item = true, opinion_title = true, answer_title = true, due_basis = true, answer = true, opinion = true }

local function columns(context)
  local list, names = {}, {}
  local narrow = context.format == "table"
  for _, column in ipairs(LEDGER) do
    if not narrow or not WIDE[column[1]] or column[1] == "item" then
      list[#list + 1] = column[1]
      names[#names + 1] = READERS[context.format] and column[2] or column[1]
    end
  end
  return list, names
end

local function write_ledger(rows, context)
  local fields, names = columns(context)
  local out = {}
  for i, row in ipairs(rows) do
    out[i] = {}
    for c, field in ipairs(fields) do
      local value = row[field]
      if field == "state" and READERS[context.format] then value = STATE[value] end
      out[i][c] = value
    end
  end
  view.write(names, out, context)
end

local function write_changes(list, context)
  local rows = {}
  for i, change in ipairs(list) do
    rows[i] = { change.date, change.from, change.to, change.item.ordinal, change.item.item, change.document }
  end
  view.write({ "date", "from", "to", "ordinal", "item", "document" }, rows, context)
end

local function write_matrix(list, context)
  local rows = {}
  for i, row in ipairs(list) do
    local f = row.found
    rows[i] = { row.meeting, row.label, row.title, f.report, f.committee, f.opinion, f.resolution, f.answer,
      table.concat(row.gaps, " ") }
  end
  view.write({ "meeting", "item", "title", "report", "committee", "opinion", "resolution", "answer", "gaps" }, rows,
    context)
end

function M.run(args, context)
  if args.as_of and not args.as_of:find "^%d%d%d%d%-%d%d%-%d%d$" or args.as_of
    and not dates.iso(tonumber(args.as_of:sub(1, 4)), tonumber(args.as_of:sub(6, 7)), tonumber(args.as_of:sub(9,
      10))) then
    return nil, ("--as-of takes a day as YYYY-MM-DD, not %s"):format(args.as_of), 2
  end
  local store, why, code = stores.open(context.store_path)
  if not store then return nil, why, code end
  local options = { as_of = args.as_of, state = args.state }
  local rows
  if args.matrix then
    rows = matrix.build(store)
    write_matrix(rows, context)
  elseif args.changes then
    rows = ledger.changes(store, options)
    write_changes(rows, context)
  else
    local as_of
    rows, as_of = ledger.build(store, options)
    write_ledger(rows, context)
    if context.terminal and as_of then io.stderr:write("as of ", as_of, "\n") end
  end
  return #rows > 0 and 0 or 1
end

return M
