-- 专项工作报告: a government organ, court or procuratorate on its work; what reports that no other parser knows are.
local title = require "gongbao.grammar.title_words"

return {
  name = "special_work_report",
  detect = function(view)
    if not title.ends(view.bare, "报告", "汇报") then return 0 end
    if view.presenter then return 0.6 end
    return 0.4
  end,
  examples = {
    { title = "云岭市人民检察院关于公益诉讼检察工作情况的报告", genre = "special_work_report" },
    { title = "政府工作报告", genre = "special_work_report" },
  },
}
