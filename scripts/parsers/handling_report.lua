-- 研究处理情况的报告: what an organ did with an opinion or with deputies' suggestions.
local title = require "gongbao.grammar.title_words"

return {
  name = "handling_report",
  detect = function(view)
    if not title.ends(view.bare, "报告") then return 0 end
    if title.has(view.bare, "研究处理", "办理情况", "处理情况", "落实情况", "办理工作") then return 0.88 end
  end,
  examples = {
    { title = "云岭市水务局关于市人大常委会审议意见研究处理情况的报告", genre = "handling_report" },
    { title = "关于市六届人大四次会议代表建议办理情况的报告", genre = "handling_report" },
  },
}
