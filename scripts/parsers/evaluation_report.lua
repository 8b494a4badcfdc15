-- 评议工作报告: the evaluation group on the organ it evaluated.
local title = require "gongbao.grammar.title_words"

return {
  name = "evaluation_report",
  detect = function(view)
    if not title.has(view.bare, "评议") or not title.ends(view.bare, "报告") then return 0 end
    if title.has(view.bare, "接受") then return 0 end
    if title.has(view.bare, "关于评议", "评议工作", "评议情况", "评议市", "评议县", "评议省",
      "调查", "调研") then return 0.92 end
    return 0.7
  end,
  examples = {
    { title = "市人大常委会调查组关于对市水务局工作评议的调查报告", genre = "evaluation_report" },
    { title = "关于评议市水务局工作情况的调研报告", genre = "evaluation_report" },
  },
}
