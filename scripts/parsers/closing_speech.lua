-- 讲话: what the chair says when a meeting closes.
local openings = require "gongbao.grammar.openings"
local title = require "gongbao.grammar.title_words"

return {
  name = "closing_speech",
  detect = function(view)
    if title.ends(view.title, "讲话", "致辞") then return 0.85 end
  end,
  complete = openings.speaker,
  examples = {
    { title = "市人大常委会主任梁启山在市六届人大常委会第九次会议结束时的讲话", genre = "closing_speech" },
  },
}
