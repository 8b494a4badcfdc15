-- 议事规则: how a people's congress body works.
local title = require "gongbao.grammar.title_words"

return {
  name = "rules_of_procedure",
  body = "statute",
  detect = function(view)
    if title.ends(view.bare, "议事规则", "工作规则", "议事规程") then return 0.95 end
    if title.ends(view.bare, "规则", "工作规程", "守则") then return 0.7 end
  end,
  examples = {
    { title = "云岭市人民代表大会常务委员会议事规则", genre = "rules_of_procedure" },
  },
}
