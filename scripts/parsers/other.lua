-- 其他: what no parser knows; nothing is claimed of it.
return {
  name = "other",
  detect = function()
    return 0
  end,
  examples = {
    { title = "云岭览胜", genre = "other" },
  },
}
