-- 任免名册: every appointment and removal, with the proposal and the notice that carry it.
local names = { appoint = "任", remove = "免" }

return {
  doc = "任免名册: appointments and removals, who proposed them and when, the notice",
  args = { name = "only this person" },
  data = function(store, args)
    local rows = {}
    for row in store:rows([[SELECT appointment.*, notice.title AS notice_title, proposal.title AS proposal_title
        FROM appointment LEFT JOIN document AS notice ON notice.id = appointment.notice
        LEFT JOIN document AS proposal ON proposal.id = appointment.proposal
        WHERE ?1 IS NULL OR appointment.name = ?1
        ORDER BY coalesce(decided_on, proposed_on, '9'), appointment.ordinal_]], args.name) do
      row.action_name = names[row.action] or row.action
      rows[#rows + 1] = row
    end
    return { rows = rows, total = #rows }
  end,
}
