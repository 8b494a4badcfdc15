-- The public module: require "gongbao".
local cursor = require "gongbao.store.cursor"
local store = require "gongbao.store"

local M = { version = require "gongbao.version" }

--- Opens a store for reading.
-- @param path string|nil: default $GONGBAO_STORE, else ./gazettes.gongbao
-- @return store | nil, message, code
function M.open(path) return store.open(path) end

-- Conditions for cursors' where: `items{ time_limit = gb.missing }`.

--- The field has no value.
M.missing = cursor.condition "$ IS NULL"
--- The field has a value.
M.present = cursor.condition "$ IS NOT NULL"
--- The text holds `part`.
function M.contains(part) return cursor.condition("instr($, ?) > 0", part) end
--- Greater, at least, less, at most; of dates too, as ISO strings.
function M.above(n) return cursor.condition("$ > ?", n) end
function M.at_least(n) return cursor.condition("$ >= ?", n) end
function M.below(n) return cursor.condition("$ < ?", n) end
function M.at_most(n) return cursor.condition("$ <= ?", n) end

--- Renders a report of scripts/reports/: `gb.render("follow_up_ledger.md", { store = store })`.
-- @param file string: the report's name and the ending of the form wanted
-- @param args table: { store = an open store, … the report's own arguments }
-- @return string
function M.render(file, args)
  local name, ending = file:match "([%w_]+)%.(%w+)$"
  return require("gongbao.report").render(args.store, name, ending, args)
end

--- Why a fact is in the record: rule, captures, clause, printed line, rules that nearly matched.
-- `print(gb.why(store:quantity(17)))`
-- @return an explanation that prints as text | nil, message
M.why = require("gongbao.store.why").of

return M
