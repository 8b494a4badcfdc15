-- 决定: a decision that amends no text.
local title = require "gongbao.grammar.title_words"

return {
  name = "decision",
  detect = function(view)
    if title.ends(view.bare, "决定") then return 0.8 end
  end,
  examples = {
    { title = "云岭市人民代表大会常务委员会关于设立生态日的决定", genre = "decision" },
  },
}
