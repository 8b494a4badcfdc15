-- 修改决定: a decision whose numbered items change a law, regulation or rule.
local title = require "gongbao.grammar.title_words"

return {
  name = "amending_decision",
  detect = function(view)
    if title.ends(view.bare, "修正案") then return 0.9 end
    if not title.ends(view.bare, "决定", "修正决定") then return 0 end
    if title.has(view.bare, "修改", "修正", "废止") then return 0.95 end
  end,
  examples = {
    { title = "云岭市人大常委会关于修改《云岭市人民代表大会常务委员会议事规则》的决定", genre = "amending_decision" },
    { title = "中华人民共和国刑法修正案（十二）", genre = "amending_decision" },
  },
}
