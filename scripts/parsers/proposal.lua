-- 议案: a motion on anything but appointments.
local title = require "gongbao.grammar.title_words"

return {
  name = "proposal",
  detect = function(view)
    if title.ends(view.bare, "议案", "提案") then return 0.7 end
  end,
  examples = {
    { title = "云岭市人民政府关于提请审议《云岭市停车场管理条例（草案）》的议案", genre = "proposal" },
  },
}
