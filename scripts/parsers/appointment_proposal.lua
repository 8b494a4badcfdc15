-- 任免议案: who is proposed for appointment or removal.
local title = require "gongbao.grammar.title_words"

return {
  name = "appointment_proposal",
  detect = function(view)
    if not title.ends(view.bare, "议案", "提请") then return 0 end
    if title.has(view.bare, "任免", "任命", "免去", "任职", "职务", "免职", "辞去", "撤职", "罢免") then return 0.95 end
  end,
  examples = {
    { title = "云岭市人民政府关于提请周远、吴晗同志职务任免的议案", genre = "appointment_proposal" },
  },
}
