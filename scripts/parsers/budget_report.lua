-- 预算执行、决算的报告: the government on budget, final accounts and their adjustment.
local title = require "gongbao.grammar.title_words"

return {
  name = "budget_report",
  detect = function(view)
    if title.has(view.bare, "审计", "视察", "调研", "审查") or not title.ends(view.bare, "报告") then return 0 end
    if title.has(view.bare, "决算", "预算", "财政收支", "地方政府债务", "国有资产管理") then return 0.8 end
  end,
  examples = {
    { title = "云岭市人民政府关于2023年市本级决算和2024年上半年预算执行情况的报告", genre = "budget_report" },
  },
}
