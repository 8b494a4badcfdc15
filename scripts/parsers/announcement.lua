-- 公告: what is made known: results, promulgation.
local title = require "gongbao.grammar.title_words"

return {
  name = "announcement",
  detect = function(view)
    if title.ends(view.bare, "公告", "通告", "公示") or title.has(view.title, "公告（") then return 0.8 end
  end,
  examples = {
    { title = "云岭市人民代表大会常务委员会公告", genre = "announcement" },
    { title = "云岭市人民代表大会常务委员会公告（第3号）", genre = "announcement" },
  },
}
