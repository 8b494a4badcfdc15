-- 会议纪要: what a meeting did, item by item; its items 一、二、 are no headings.
local title = require "gongbao.grammar.title_words"

return {
  name = "minutes",
  style = { items = true },
  detect = function(view)
    if title.ends(view.title, "纪要") then return 0.95 end
  end,
  examples = {
    { title = "云岭市人大常委会会议纪要", genre = "minutes" },
  },
}
