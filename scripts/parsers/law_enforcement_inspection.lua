-- 执法检查报告: how a law is kept, as the standing committee itself inspected it.
local title = require "gongbao.grammar.title_words"

return {
  name = "law_enforcement_inspection",
  detect = function(view)
    if not title.ends(view.bare, "报告") then return 0 end
    if title.has(view.bare, "执法检查") then return 0.9 end
    if title.has(view.bare, "检查") and title.has(view.bare, "实施情况", "执行情况", "贯彻") then return 0.85 end
  end,
  examples = {
    { title = "关于检查《云岭省湿地条例》贯彻实施情况的报告", genre = "law_enforcement_inspection" },
    { title = "云岭市人大常委会执法检查组关于检查《安全生产法》实施情况的报告", genre = "law_enforcement_inspection" },
  },
}
