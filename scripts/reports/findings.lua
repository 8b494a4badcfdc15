-- 查对结果: what the checks found, by severity, with the places.
local names = { error = "错误", warning = "疑点", note = "备注" }
local order = { error = 1, warning = 2, note = 3 }

return {
  doc = "查对结果: findings of the checks, by severity",
  args = { check = "only this check", severity = "only error, warning or note" },
  data = function(store, args)
    local rows, counts = {}, {}
    for row in store:rows([[SELECT finding.*, document.title
        FROM finding JOIN document ON document.id = finding.document
        WHERE (?1 IS NULL OR "check" = ?1) AND (?2 IS NULL OR severity = ?2) ORDER BY finding.ordinal_]],
        args.check, args.severity) do
      row.severity_name = names[row.severity] or row.severity
      row.index = #rows
      rows[#rows + 1] = row
      counts[row.severity] = (counts[row.severity] or 0) + 1
    end
    table.sort(rows, function(a, b)
      local x, y = order[a.severity] or 9, order[b.severity] or 9
      if x ~= y then return x < y end
      return a.index < b.index
    end)
    local summary = {}
    for _, severity in ipairs { "error", "warning", "note" } do
      summary[#summary + 1] = { severity = severity, name = names[severity], count = counts[severity] or 0 }
    end
    return { rows = rows, summary = summary, total = #rows }
  end,
}
