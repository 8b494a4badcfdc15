-- 会议纪要: what a meeting did, item by item; its items 一、二、 are no headings.
local title = require "gongbao.grammar.title_words"

return {
  name = "minutes",
  style = { items = true },
  detect = function(view)
    if title.ends(view.title, "纪要") then return 0.95 end
  end,
  -- 某市第八届人民代表大会常务委员会第十七次会议纪要 names its meeting itself.
  complete = function(doc) doc.meeting = doc.meeting or doc.title:match "^(.+次会议)纪要$" end,
  examples = {
    { title = "云岭市人大常委会会议纪要", genre = "minutes" },
  },
}
