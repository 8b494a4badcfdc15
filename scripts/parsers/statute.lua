-- 法律: a national law.
local title = require "gongbao.grammar.title_words"

return {
  name = "statute",
  body = "statute",
  detect = function(view)
    if title.ends(view.bare, "法", "法典") and not title.ends(view.bare, "办法") then return 0.8 end
  end,
  examples = {
    { title = "中华人民共和国会计法", genre = "statute" },
  },
}
