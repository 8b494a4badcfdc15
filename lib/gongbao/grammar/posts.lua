-- Posts at the end of a title of office: 云汀市财政局局长 = 云汀市财政局 + 局长.
local chars = require "gongbao.text.chars"

local M = {}

local words = {}
for word in ([[主任委员 委员长 主任 局长 院长 检察长 市长 省长 州长 盟长 县长 区长 旗长 乡长 镇长 厅长 部长 秘书长 书记 主席 行长
  会长 总经理 董事长 校长 所长 处长 科长 队长 站长 组长 庭长 台长 社长 主席 司长 署长 专员 政委 司令员 支队长 总队长 检察员
  审判员 审计长 总编辑 总规划师 总审计师 总经济师 委员 代表 负责人 总会计师 总工程师 总监 关长 巡视员 调研员]]):gmatch "%S+" do
  words[#words + 1] = word
end
table.sort(words, function(a, b) return #a > #b end)

local prefixes = { "常务副", "副", "第一副", "执行", "代理", "代" }

local function split_one(text)
  local word = chars.ends_with(text, words)
  if not word then return nil end
  local organ = text:sub(1, -#word - 1)
  for _, prefix in ipairs(prefixes) do
    if organ:sub(-#prefix) == prefix then
      return prefix .. word, organ:sub(1, -#prefix - 1)
    end
  end
  return word, organ
end

--- Splits a title of office. Several, joined by 、, keep the printed whole as the
-- post and their organs joined by ；.
-- `split "市财政局局长"` → `"局长", "市财政局"`; `split "市财政局"` → nil
-- @return post, organ (nil where none is printed)
function M.split(text)
  local organs, count, post = {}, 0, nil
  for part in (text .. "、"):gmatch "(.-)、" do
    local word, organ = split_one(part)
    if not word then return nil end
    count, post = count + 1, word
    if organ ~= "" then organs[#organs + 1] = organ end
  end
  if count == 0 then return nil end
  return count == 1 and post or text, #organs > 0 and table.concat(organs, "；") or nil
end

return M
