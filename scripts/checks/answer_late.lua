-- An answer dated after the day on which the opinion's items fell due.
local deadlines = require "gongbao.grammar.deadlines"

local function run(store, report)
  for row in store:rows [[SELECT answer.id, answer.signed_on, answer.first_line, answer.last_line, answer.title,
      opinion.title AS opinion,
      min(item.due_on) AS due_on, item.time_limit, item.due_basis
      FROM link JOIN document AS answer ON answer.id = link."from" JOIN document AS opinion ON opinion.id = link."to"
      JOIN item ON item.document = opinion.id
      WHERE link.relation = 'fulfils' AND item.due_on IS NOT NULL AND answer.signed_on IS NOT NULL
      GROUP BY answer.id, opinion.id HAVING answer.signed_on > min(item.due_on) ORDER BY answer.ordinal_]] do
    report { document = row.id, line = row.last_line,
      message = ("期限%s，报告日期%s：%s"):format(row.due_on, row.signed_on, row.title or ""),
      basis = ("《%s》要求%s（%s）"):format(row.opinion or "", row.time_limit or "",
        deadlines.basis_in_words(row.due_basis) or "") }
  end
end

return {
  name = "answer_late", severity = "warning",
  doc = "An answer dated after its opinion's items fell due.",
  run = run,
  examples = {
    { documents = {
        { genre = "deliberation_opinion", title = "关于水利建设情况报告的审议意见",
          signed_on = "2022-03-01",
          text = "提出以下审议意见：\n一是加快建设。\n请在三个月内向市人大常委会提出书面整改报告。" },
        { genre = "rectification_report", title = "关于水利建设情况报告审议意见的整改报告",
          signed_on = "2022-07-01",
          text = "根据《关于水利建设情况报告的审议意见》，现报告如下。" } },
      findings = { "期限2022-06-01，报告日期2022-07-01" } },
  },
}
