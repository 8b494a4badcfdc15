-- Which lines may be a document's title, and which are not.
local chars = require "gongbao.text.chars"
local markers = require "gongbao.grammar.markers"

local M = {}

-- The word that a title of each kind of official document ends with. What may
-- follow it is a bracket: 条例（草案）, 修正案（十二）, 名单（共15名）.
local kinds = {}
for word in ([[报告 意见 决议 决定 说明 议案 议案的 通知 纪要 条例 规则 办法 规定 细则 法 修正案 发言 讲话 致辞 公告 公报 通告 建议
  名单 目录 目次 方案 批复 答复 函 通报 计划 要点 命令 令 守则 章程 准则 解释 补充规定 情况 表 总结 倡议书 誓词 辞呈
  信 请示 公示 汇报 提案 附则 工作规程 规程 制度 汇编 预案 工作安排 任免 议程 日程]]):gmatch "%S+" do
  kinds[#kinds + 1] = word
end
table.sort(kinds, function(a, b) return #a > #b end)

--- The kind word that a title ends with, or nil.
-- `kind "关于批准2022年决算的决议"` → `"决议"`
function M.kind(text) return chars.ends_with(chars.without_bracket(text), kinds) end

-- 关于…的报告……（2）: an entry of a gazette's contents, with leader and page.
local function is_entry(text)
  return text:find("……", 1, true) ~= nil or text:find("....", 1, true) ~= nil or text:find "（%d+）$" ~= nil
    or text:find "%(%d+%)$" ~= nil
end
M.is_entry = is_entry

local terminal = { "。", "；", "，", "、", "！", "？", "：", ":", ",", ";", ".”", "。”" }

--- Whether a line names what is annexed: 附件, 附件1：…, 附：…
function M.is_annex(text)
  return text:find "^附件%d*$" ~= nil or text:find "^附件%d*:" ~= nil or text:find "^附件%d*：" ~= nil
    or chars.starts_with(text, { "附：", "附:", "附件一", "附件二", "附件三" }) ~= nil
end

--- Whether a line may be one of a title's lines: short, unnumbered, no sentence.
-- @param full the measure in half ems
function M.may_hold(line, set)
  local text = line.text
  if set.wrapped and line.width > set.full - 8 then return false end
  if not set.wrapped and line.width > 120 then return false end
  if chars.ends_with(text, terminal) then return false end
  if text:find("。", 1, true) or is_entry(text) or M.is_annex(text) then return false end
  return not markers.read(text) and not markers.statute(text, line.raw)
end

return M
