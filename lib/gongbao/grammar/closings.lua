-- Formulas that close a text: 以上报告，请予审议。 特此通知。 谢谢大家。
local chars = require "gongbao.text.chars"

local M = {}

local LONGEST = 40 -- characters

local formulas = { "请予审议", "请予审查", "请审议", "请予审定", "请予批准", "请审查", "特此通知", "特此公告", "特此决定", "特此报告",
  "请予评议", "请予审核", "特此通告", "特此说明", "特此函告", "特此函复", "谢谢大家" }
local starts = { "以上", "请予", "请审", "特此", "谢谢大家" }

--- Whether a paragraph may close a text. The same words may open one
-- (现将…报告如下，请予审议。), so only a text's last paragraph is asked.
function M.is(text)
  if chars.length(text) > LONGEST then return false end
  return chars.holds(text, formulas) ~= nil
end

--- Whether a line is a closing formula and nothing before it can belong to it.
function M.stands_alone(text) return chars.starts_with(text, starts) ~= nil and M.is(text) end

return M
