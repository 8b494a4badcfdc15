-- 审议意见督办台账: what the opinions demand, of whom, by when, and what came of it.
local deadlines = require "gongbao.grammar.deadlines"
local ledger = require "gongbao.oversight.ledger"

local names = { open = "办理中", late = "逾期", discharged = "已答复", unknown = "期限不明" }
local order = { "late", "open", "unknown", "discharged" }

-- Items under the opinion that demands them, opinions in the order of the print.
local function by_opinion(rows)
  local groups, seen = {}, {}
  for _, row in ipairs(rows) do
    local group = seen[row.opinion]
    if not group then
      group = { id = row.opinion, title = row.opinion_title, demanded_on = row.demanded_on, supervisor = row.supervisor,
        time_limit = row.time_limit, due_on = row.due_on,
        due_basis = deadlines.basis_in_words(row.due_basis), answer = row.answer,
        answer_title = row.answer_title, answered_on = row.answered_on, rows = {} }
      seen[row.opinion] = group
      groups[#groups + 1] = group
    end
    group.rows[#group.rows + 1] = row
  end
  return groups
end

return {
  doc = "审议意见督办台账: items of every opinion, due dates, answers, what is late",
  args = { as_of = "the day to judge by, YYYY-MM-DD (default: the last day in the record)",
    state = "only items that are open, late, discharged or unknown" },
  data = function(store, args)
    local rows, as_of = ledger.build(store, { as_of = args.as_of, state = args.state })
    for _, row in ipairs(rows) do row.state_name = names[row.state] end
    local counts, summary = ledger.summary(rows), {}
    for _, state in ipairs(order) do
      summary[#summary + 1] = { state = state, name = names[state], count = counts[state] }
    end
    return { rows = rows, groups = by_opinion(rows), as_of = as_of, summary = summary, total = #rows }
  end,
}
