-- One indicator through all documents: values, changes, ranks, each with its line.
return {
  doc = "the values of one indicator, document by document",
  args = { { "subject", "part of the indicator's name, e.g. 生产总值", needed = true } },
  run = function(store, args)
    local names = { "subject", "scope", "period", "value", "unit", "change", "rank", "document", "line" }
    local rows = {}
    for q in store:rows([[SELECT quantity.*, document.title AS title FROM quantity
      JOIN document ON document.id = quantity.document WHERE instr(subject, ?) > 0 ORDER BY quantity.ordinal_]],
      args.subject) do
      rows[#rows + 1] = { q.subject, q.scope, q.period, q.value, q.unit, q.change, q.rank, q.title, q.line }
    end
    return names, rows
  end,
}
