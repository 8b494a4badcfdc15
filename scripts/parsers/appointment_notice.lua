-- 任免通知: who was appointed and removed.
local title = require "gongbao.grammar.title_words"

return {
  name = "appointment_notice",
  detect = function(view)
    if not title.ends(view.bare, "通知", "名单", "任免", "公告") then return 0 end
    if title.has(view.bare, "任免", "任命", "免职", "任职", "免去", "职务", "接受辞职", "人事") then return 0.92 end
  end,
  examples = {
    { title = "关于周远等3人职务任免的通知", genre = "appointment_notice" },
    { title = "云岭市人大常委会任免名单", genre = "appointment_notice" },
  },
}
