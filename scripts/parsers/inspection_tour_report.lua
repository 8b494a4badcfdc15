-- 视察报告: deputies on what they saw on a tour.
local title = require "gongbao.grammar.title_words"

return {
  name = "inspection_tour_report",
  detect = function(view)
    if title.ends(view.bare, "视察报告", "视察情况的报告", "视察情况报告") then return 0.9 end
    if title.has(view.bare, "视察") and title.ends(view.bare, "报告") then return 0.7 end
  end,
  examples = {
    { title = "关于我市重点项目建设情况的视察报告", genre = "inspection_tour_report" },
  },
}
