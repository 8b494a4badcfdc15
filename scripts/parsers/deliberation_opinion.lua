-- 审议意见: what the standing committee thought of a report, and what it demands by when.
local title = require "gongbao.grammar.title_words"

local opening = require "gongbao.grammar.openings"

return {
  name = "deliberation_opinion",
  detect = function(view)
    if title.ends(view.bare, "审议意见", "审议意见书") then return 0.95 end
  end,
  complete = opening.meeting,
  examples = {
    { title = "云岭市人大常委会关于《关于检查〈安全生产法〉实施情况的报告》的审议意见", genre = "deliberation_opinion" },
  },
}
