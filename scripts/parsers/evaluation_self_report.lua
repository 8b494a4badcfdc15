-- 接受工作评议的报告: an organ under work evaluation on itself.
local title = require "gongbao.grammar.title_words"

return {
  name = "evaluation_self_report",
  detect = function(view)
    if not title.has(view.bare, "评议") or not title.ends(view.bare, "报告") then return 0 end
    if title.has(view.bare, "接受") or view.presenter then return 0.95 end
  end,
  examples = {
    { title = "云岭市水务局关于接受市人大常委会工作评议的报告", genre = "evaluation_self_report" },
  },
}
