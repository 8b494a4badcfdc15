-- Ballots: the votes of 满意, 基本满意 and 不满意 together against the ballots returned; more
-- ballots returned than issued.
local VOTES = { ["满意"] = true, ["基本满意"] = true, ["不满意"] = true, ["弃权"] = true,
  ["赞成"] = true, ["反对"] = true }

local function run(store, report)
  local groups, order = {}, {}
  for row in store:rows "SELECT * FROM ballot WHERE subject IS NOT NULL ORDER BY ordinal_" do
    local at = row.document .. "|" .. row.subject
    local group = groups[at]
    if not group then
      group = { votes = {}, sum = 0, first = row }
      groups[at], order[#order + 1] = group, group
    end
    if VOTES[row.measure] and row.unit ~= "%" then
      group.votes[#group.votes + 1] = ("%s%g%s"):format(row.measure, row.value, row.unit)
      group.sum, group.last = group.sum + row.value, row
    elseif row.measure == "收回" or row.measure:find "并收回$" then
      group.returned = row
    elseif row.measure == "发出" or row.measure == "发放" then
      group.issued = row
    end
  end
  for _, group in ipairs(order) do
    local returned = group.returned
    if returned and #group.votes >= 2 and group.sum ~= returned.value then
      report { document = returned.document, node = returned.node, line = group.last.line,
        message = ("%s合计%g，收回%g%s"):format(table.concat(group.votes, "、"), group.sum, returned.value,
          returned.unit),
        basis = ("%g ≠ %g"):format(group.sum, returned.value) }
    end
    if returned and group.issued and returned.value > group.issued.value then
      report { document = returned.document, node = returned.node, line = returned.line,
        message = ("发出%g%s，收回%g%s"):format(group.issued.value, group.issued.unit, returned.value,
          returned.unit) }
    end
  end
end

return {
  name = "ballot_sum", severity = "error",
  doc = "Votes that do not add up to the ballots returned.",
  run = run,
  examples = {
    { documents = { { genre = "evaluation_report", title = "关于评议市水利局工作的报告",
        text = "对局长李明同志进行了满意度测评，共发出测评票54张，收回54张，其中满意49票、基本满意4票、不满意2票。" } },
      findings = { "合计55，收回54张" } },
    { documents = { { genre = "evaluation_report", title = "关于评议市水利局工作的报告",
        text = "对局长李明同志进行了满意度测评，共发出测评票54张，收回54张，其中满意49票、基本满意4票、不满意1票。" } },
      findings = {} },
  },
}
