-- 审查结果报告: a committee on a draft, budget or motion that it examined.
local title = require "gongbao.grammar.title_words"

return {
  name = "examination_report",
  detect = function(view)
    if not title.ends(view.bare, "报告", "审查意见", "初审意见", "审核意见") then return 0 end
    if title.has(view.bare, "审查结果", "审查意见", "审查报告", "审查情况", "审议结果", "修改情况", "初步审查", "审核意见", "初审意见") then return 0.9 end
    if title.has(view.bare, "审查") then return 0.7 end
  end,
  examples = {
    { title = "关于云岭市2023年市本级决算草案的审查结果报告", genre = "examination_report" },
  },
}
