-- 决议: what the standing committee resolved.
local title = require "gongbao.grammar.title_words"

return {
  name = "resolution",
  detect = function(view)
    if title.ends(view.bare, "决议") then return 0.95 end
  end,
  examples = {
    { title = "云岭市人民代表大会常务委员会关于批准2023年市本级决算的决议", genre = "resolution" },
  },
}
