-- What stands in a file but is no part of its text: buttons and bylines that a
-- web page's copy brings along. Page numbers are found in C (runtime/text).
local lines = require "gongbao.text.printed"

local M = {}

local words = {}
for w in ([[下载 打印 全屏 收藏 加大 还原 减小 】 分享 关闭 关闭窗口 打印本页 大 中 小 返回顶部 分享到 微信 微博
  扫一扫 上一篇 下一篇 相关报道： 相关链接： 相关新闻： 相关稿件： 目录导航 字体大小 【关闭】 【打印】]]):gmatch "%S+" do
  words[w] = true
end

local starts = {
  "【字号", "字号：", "来源：", "（来源：", "(来源：", "时间：", "发布时间：", "发布日期：", "编辑：", "责任编辑", "责编：", "浏览次数",
  "点击数", "阅读次数", "信息来源：", "【打印", "分享到：",
}

local function is_debris(text)
  if words[text] then return true end
  for _, start in ipairs(starts) do
    if text:sub(1, #start) == start then return #text < 120 end
  end
  -- 2026-01-31 07:00:44, alone on its line
  return text:match "^%d%d%d%d%-%d%d?%-%d%d? ?%d*:?%d*:?%d*$" ~= nil
end

--- Marks web furniture among the printed lines: only in the first 20 and the last
-- 20, where pages put it; a single word in the middle of a text may be text.
function M.mark(printed)
  local count = #printed
  for k = 1, count do
    if (k <= 20 or k > count - 20) and is_debris(printed[k].text) then lines.mark(printed, k, "debris", true) end
  end
end

return M
