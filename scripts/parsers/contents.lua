-- 目录: a gazette's cover and contents.
local title = require "gongbao.grammar.title_words"

return {
  name = "contents",
  body = "contents",
  detect = function(view)
    if title.ends(view.title, "目录", "目次") then return 0.95 end
    if view.cover and (title.has(view.title, "公报") or title.has(view.opening, "目录")) then return 0.9 end
  end,
  examples = {
    { title = "云岭市人民代表大会常务委员会公报目录", genre = "contents" },
  },
}
