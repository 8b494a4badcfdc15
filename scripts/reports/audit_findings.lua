-- 审计查出问题: the problems of audit reports with the amounts printed for them, the largest first.
local quantities = require "gongbao.grammar.quantities"

-- The amounts of money printed between an item's line and the next item's.
local function amounts_of(store, item, last)
  local list, largest = {}, 0
  for row in store:rows([[SELECT subject, value, unit, line FROM quantity
      WHERE document = ? AND line >= ? AND line < ? AND value IS NOT NULL AND unit LIKE '%元' ORDER BY ordinal_]],
      item.document, item.line, last) do
    local yuan = quantities.yuan(row.value, row.unit)
    list[#list + 1] = row
    largest = math.max(largest, yuan or 0)
  end
  return list, largest
end

return {
  doc = "审计查出问题: problems of audit reports with their amounts, the largest first",
  args = {},
  data = function(store)
    local items, rows = {}, {}
    for row in store:rows [[SELECT item.*, document.title, document.last_line FROM item
        JOIN document ON document.id = item.document
        WHERE genre = 'audit_report' AND item.kind = 'problem' ORDER BY item.ordinal_]] do
      items[#items + 1] = row
    end
    local has_parts = {}
    for _, item in ipairs(items) do if item.parent then has_parts[item.parent] = true end end
    for i, item in ipairs(items) do
      if not has_parts[item.id] then
        local following = items[i + 1]
        local last = following and following.document == item.document and following.line or item.last_line + 1
        item.amounts, item.largest = amounts_of(store, item, math.max(last, item.line + 1))
        item.index = i
        rows[#rows + 1] = item
      end
    end
    table.sort(rows, function(a, b)
      if a.largest ~= b.largest then return a.largest > b.largest end
      return a.index < b.index
    end)
    for _, row in ipairs(rows) do
      local shown = {}
      for k, amount in ipairs(row.amounts) do
        local subject = amount.subject and amount.subject .. " " or ""
        if k <= 4 then shown[k] = ("%s%.12g%s"):format(subject, amount.value, amount.unit) end
      end
      row.shown = #shown > 0 and table.concat(shown, "；") or nil
    end
    return { rows = rows, total = #rows }
  end,
}
