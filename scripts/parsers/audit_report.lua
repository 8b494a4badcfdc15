-- 审计工作报告: the audit office on the budget's execution and what it found.
local title = require "gongbao.grammar.title_words"

return {
  name = "audit_report",
  detect = function(view)
    if not title.has(view.bare, "审计") or not title.ends(view.bare, "报告") then return 0 end
    if title.has(view.bare, "整改", "调研", "视察") then return 0.3 end
    return 0.85
  end,
  examples = {
    { title = "关于2023年度市本级预算执行和其他财政收支的审计工作报告", genre = "audit_report" },
  },
}
