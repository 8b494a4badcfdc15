-- 指标表: indicators with value, change and rank as printed; one indicator for several scopes set
-- side by side; each document's other changes as bars.
local scopes = require "gongbao.view.scopes"

local SQL = [[SELECT quantity.*, document.title FROM quantity JOIN document ON document.id = quantity.document
  WHERE subject IS NOT NULL AND (?1 IS NULL OR subject LIKE '%' || ?1 || '%') AND (?2 IS NULL OR document = ?2)
    AND (change IS NOT NULL OR rank IS NOT NULL OR target_share IS NOT NULL)
  ORDER BY quantity.ordinal_]]

local LEAST_BARS, MOST_BARS = 3, 15

-- The changes of each document that no comparison shows.
local function changes_of(rows, compared)
  local shown, charts = {}, {}
  for _, group in ipairs(compared) do
    for _, row in ipairs(group.rows) do
      if group.measure == "change" then shown[row.ordinal] = true end
    end
  end
  for _, row in ipairs(rows) do
    if row.change and not shown[row.ordinal_] then
      local last = charts[#charts]
      if not last or last.document ~= row.document then
        last = { document = row.document, title = row.title, total = 0, rows = {} }
        charts[#charts + 1] = last
      end
      last.total = last.total + 1
      if #last.rows < MOST_BARS then last.rows[#last.rows + 1] = row end
    end
  end
  local kept = {}
  for _, one in ipairs(charts) do if #one.rows >= LEAST_BARS then kept[#kept + 1] = one end end
  return kept
end

return {
  doc = "指标表: indicators with value, change, rank; counties side by side; changes as bars",
  args = { subject = "only indicators whose name holds this", document = "only this document's id" },
  data = function(store, args)
    local rows = {}
    for row in store:rows(SQL, args.subject, args.document) do
      row.shown = row.value and ("%.12g%s"):format(row.value, row.unit or "") or nil
      row.rank_shown = row.rank and ("%s第%d"):format(row.rank_scope or "", row.rank) or nil
      rows[#rows + 1] = row
    end
    local compared = scopes.compared(store, args)
    for _, group in ipairs(compared) do
      group.measure_shown = (group.measure == "change" and "增减" or "数值")
        .. (group.unit and "（" .. group.unit .. "）" or "")
    end
    return { rows = rows, total = #rows, compared = compared, profiles = scopes.profiles(compared),
      changes = changes_of(rows, compared) }
  end,
}
