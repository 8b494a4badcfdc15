-- 指标表: indicators with value, change and rank as printed; the changes as bars, and what the
-- counties have of one indicator as a table.
local chart = require "gongbao.view.chart"

local SQL = [[SELECT quantity.*, document.title FROM quantity JOIN document ON document.id = quantity.document
  WHERE subject IS NOT NULL AND (?1 IS NULL OR subject LIKE '%' || ?1 || '%') AND (?2 IS NULL OR document = ?2)
    AND (change IS NOT NULL OR rank IS NOT NULL OR target_share IS NOT NULL)
  ORDER BY quantity.ordinal_]]

return {
  doc = "指标表: indicators with value, change, rank; changes as bars",
  args = { subject = "only indicators whose name holds this", document = "only this document's id" },
  data = function(store, args)
    local rows, bars = {}, {}
    for row in store:rows(SQL, args.subject, args.document) do
      row.shown = row.value and ("%.12g%s"):format(row.value, row.unit or "") or nil
      row.rank_shown = row.rank and ("%s第%d"):format(row.rank_scope or "", row.rank) or nil
      rows[#rows + 1] = row
      if row.change and #bars < 40 then
        bars[#bars + 1] = { label = (row.scope and row.scope .. " " or "") .. row.subject, value = row.change }
      end
    end
    return { rows = rows, total = #rows,
      bars = chart.bars(bars, { title = "增减", unit = "%", keep_order = true }) }
  end,
}
