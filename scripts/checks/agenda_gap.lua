-- Gaps of the record: an agenda item without its document, a report without an opinion.
local chars = require "gongbao.text.chars"

local DOCUMENTS, DEALT_WITH = { "报告", "条例", "决定》" }, { "听取", "审议了", "初审", "表决通过" }
-- Words that do not say which documents are meant.
local SEVERAL = { "两项", "三项", "多项", "等报告", "有关报告" }
local SHOWN = 39 -- characters of an agenda item

local function run(store, report)
  local linked = {}
  for link in store:rows [[SELECT "from" FROM link WHERE relation = 'agenda']] do linked[link.from] = true end
  for node in store:rows [[SELECT node.id, document, label, text, flow, node.first_line
      FROM node JOIN document ON document.id = node.document
      WHERE genre = 'minutes' AND node.kind IN ('paragraph', 'heading') ORDER BY node.ordinal_]] do
    local flow = node.flow
    local about = chars.holds(flow, DOCUMENTS) and not chars.holds(flow, SEVERAL)
    local item = chars.holds(flow, DEALT_WITH)
    if about and item and not linked[node.id] then
      report { document = node.document, node = node.id, line = node.first_line,
        message = "议题没有对应的文件：" .. chars.head(flow, SHOWN) }
    end
  end
  for row in store:rows [[SELECT id, title, first_line, genre FROM document
      WHERE genre IN ('audit_report', 'special_work_report', 'plan_report', 'law_enforcement_inspection') AND meeting
      IS NOT NULL
        AND EXISTS (SELECT 1 FROM document AS other WHERE other.issue = document.issue AND other.genre =
        'deliberation_opinion')
        AND NOT EXISTS (SELECT 1 FROM link WHERE link."to" = document.id AND relation = 'opinion_on') ORDER BY
        ordinal_]] do
    report { document = row.id, line = row.first_line, message = "报告没有对应的审议意见："
      .. (row.title or "") }
  end
end

return {
  name = "agenda_gap", severity = "note",
  doc = "An agenda item without its document, a report without an opinion.",
  run = run,
  examples = {
    { documents = { { genre = "minutes", title = "会议纪要",
      text = "一、听取了市水利局局长李明作的关于水利建设情况的报告。" } },
      findings = { "议题没有对应的文件" } },
    { documents = { { genre = "minutes", title = "会议纪要",
      text = "一、听取了市水利局局长李明作的关于水利建设情况的报告。" },
        { genre = "special_work_report", title = "关于水利建设情况的报告",
          presenter = { name = "李明" }, text = "进展顺利。" } },
      findings = {} },
  },
}
