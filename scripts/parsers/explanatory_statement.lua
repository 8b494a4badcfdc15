-- 说明: why a draft is proposed and what it says.
local title = require "gongbao.grammar.title_words"

return {
  name = "explanatory_statement",
  detect = function(view)
    if title.ends(view.bare, "说明") then return 0.9 end
  end,
  examples = {
    { title = "关于《云岭市停车场管理条例（草案）》的说明", genre = "explanatory_statement" },
  },
}
