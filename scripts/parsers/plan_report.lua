-- 计划执行情况的报告: the government on the year's plan for economy and society.
local title = require "gongbao.grammar.title_words"

return {
  name = "plan_report",
  detect = function(view)
    if title.has(view.bare, "视察", "调研", "审查", "审议意见") or not title.ends(view.bare, "报告") then return 0 end
    if title.has(view.bare, "国民经济和社会发展计划", "国民经济计划", "国民经济和社会发展年度计划") then return 0.85 end
  end,
  examples = {
    { title = "关于云岭市2024年上半年国民经济和社会发展计划执行情况的报告", genre = "plan_report" },
  },
}
