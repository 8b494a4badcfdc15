-- 调研报告: a committee on its own study of a subject.
local title = require "gongbao.grammar.title_words"

return {
  name = "investigation_report",
  detect = function(view)
    if not title.ends(view.bare, "报告") then return 0 end
    if title.has(view.bare, "调研", "调查", "考察") then return 0.8 end
  end,
  examples = {
    { title = "关于全市养老服务工作情况的调研报告", genre = "investigation_report" },
  },
}
