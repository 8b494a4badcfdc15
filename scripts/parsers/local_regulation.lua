-- 地方性法规: what a people's congress or its standing committee enacted for its region.
local title = require "gongbao.grammar.title_words"

return {
  name = "local_regulation",
  body = "statute",
  detect = function(view)
    if title.ends(view.bare, "条例", "实施办法", "若干规定") and not title.has(view.bare, "关于修改") then return 0.85 end
    if title.ends(view.bare, "规定", "办法") then return 0.6 end
  end,
  examples = {
    { title = "云岭市停车场管理条例", genre = "local_regulation" },
    { title = "云岭市城市绿化条例（草案）", genre = "local_regulation" },
  },
}
