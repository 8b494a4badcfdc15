-- 表态发言: the government's word on what it heard.
local openings = require "gongbao.grammar.openings"
local title = require "gongbao.grammar.title_words"

return {
  name = "pledge_speech",
  detect = function(view)
    if title.ends(view.title, "发言") then return title.has(view.title, "表态") and 0.95 or 0.8 end
  end,
  complete = openings.speaker,
  examples = {
    { title = "市政府副市长林岚在市六届人大常委会第九次会议上的表态发言", genre = "pledge_speech" },
  },
}
