-- A share that does not follow from its inputs: A x亿元，占B的p%, where the document states B for
-- the same period and territory.
local quantities = require "gongbao.grammar.quantities"

local QUERY = [[SELECT id, document, node, subject, scope, period, value, unit, text, line FROM quantity
  WHERE value IS NOT NULL AND subject IS NOT NULL AND document = ? ORDER BY ordinal_]]

local function key(subject, scope, period) return table.concat({ subject, scope or "", period or "" }, "|") end

local function run_document(store, document, report)
  local amounts, shares = {}, {}
  for row in store:rows(QUERY, document) do
    if row.unit == "%" then
      local part, whole = row.subject:match "^(.+)占(.+)$"
      if part then
        whole = whole:gsub("比重$", ""):gsub("的$", ""):gsub("比例$", ""):gsub("的$", "")
        shares[#shares + 1] = { row = row, part = part, whole = whole }
      end
    else
      local at = key(row.subject, row.scope, row.period)
      if amounts[at] == nil then amounts[at] = row elseif amounts[at] and amounts[at].value ~= row.value then
        amounts[at] = false
      end
    end
  end
  for _, share in ipairs(shares) do
    local row = share.row
    local part = amounts[key(share.part, row.scope, row.period)]
    local whole = amounts[key(share.whole, row.scope, row.period)]
    if part and whole and part.unit and whole.unit then
      local x, unit_x = quantities.base(part.value, part.unit)
      local y, unit_y = quantities.base(whole.value, whole.unit)
      if unit_x == unit_y and y > 0 then
        local follows = 100 * x / y
        if math.abs(follows - row.value) > 0.6 then
          report { document = row.document, node = row.node, line = row.line,
            message = ("%g%s ÷ %g%s = %.1f%%，写作%g%%：%s"):format(part.value, part.unit, whole.value,
              whole.unit, follows, row.value,
              row.text),
            basis = ("第%d行 %s；第%d行 %s"):format(part.line, part.subject, whole.line, whole.subject) }
        end
      end
    end
  end
end

-- A document at a time, so that memory does not grow with the store.
local function run(store, report)
  for document in store:rows "SELECT id FROM document ORDER BY ordinal_" do run_document(store, document.id, report) end
end

return {
  name = "share", severity = "warning",
  doc = "A share that does not follow from the amounts that the document states.",
  run = run,
  examples = {
    { documents = { { text = "全市公共支出200亿元，民生支出130亿元，占公共支出的65%。" } },
      findings = {} },
    { documents = { { text = "全市公共支出200亿元，民生支出130亿元，占公共支出的71%。" } },
      findings = { "= 65.0%，写作71%" } },
  },
}
