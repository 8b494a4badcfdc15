-- 整改情况的报告: what became of the faults that were found.
local title = require "gongbao.grammar.title_words"

return {
  name = "rectification_report",
  detect = function(view)
    if not title.ends(view.bare, "报告") then return 0 end
    if title.has(view.bare, "整改") then return title.has(view.bare, "调研", "视察") and 0.6 or 0.92 end
  end,
  examples = {
    { title = "云岭市人民政府关于养老服务工作审议意见整改情况的报告", genre = "rectification_report" },
    { title = "关于2023年度审计查出问题整改情况的报告", genre = "rectification_report" },
  },
}
