-- Debt within its limit: 余额 above 限额 of the same kind, territory and document.
local quantities = require "gongbao.grammar.quantities"

local QUERY = [[SELECT document, node, subject, scope, value, unit, text, line FROM quantity
  WHERE value IS NOT NULL AND (subject LIKE '%限额' OR subject LIKE '%债务余额') ORDER BY ordinal_]]

local function run(store, report)
  local limits = {}
  local balances = {}
  for row in store:rows(QUERY) do
    local name = row.subject:match "^(.*债务)限额$"
    if name then
      limits[table.concat({ row.document, name, row.scope or "" }, "|")] = row
    else
      name = row.subject:match "^(.*债务)余额$"
      if name then balances[#balances + 1] = { name = name, row = row } end
    end
  end
  for _, balance in ipairs(balances) do
    local row = balance.row
    local limit = limits[table.concat({ row.document, balance.name, row.scope or "" }, "|")]
    if limit and quantities.base(row.value, row.unit) > quantities.base(limit.value, limit.unit) then
      report { document = row.document, node = row.node, line = row.line,
        message = ("%s余额%g%s，高于限额%g%s：%s"):format(balance.name, row.value, row.unit, limit.value,
          limit.unit, row.text),
        basis = ("限额在第%d行：%s"):format(limit.line, limit.text) }
    end
  end
end

return {
  name = "debt_limit", severity = "error",
  doc = "A debt balance above the limit that the document states.",
  run = run,
  examples = {
    { documents = { { text = "市本级政府债务限额163.4亿元。市本级政府债务余额158亿元。" } },
      findings = {} },
    { documents = { { text = "市本级政府债务限额163.4亿元。市本级政府债务余额171亿元。" } },
      findings = { "余额171亿元，高于限额163.4亿元" } },
  },
}
