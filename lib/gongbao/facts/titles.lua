-- Comparing titles. Titles drift in wording between the paper and those that name it
-- (财政预算执行 / 预算执行, 市农业局 / 农业农村局), so they are compared by their subjects and by
-- how many pairs of characters they share.
local likeness = require "gongbao.text.likeness"
local words = require "gongbao.grammar.words"

local M = {}

local openings = words.set "《 〈 < “"
local genre_words = words.set [[的审议意见 审议意见 的决议 的决定 的说明 的通知 的议案 议案 情况的报告 情况报告 工作报告 的报告 报告 的视察报告 视察报告 的调研报告 调研报告
  的执法检查报告 执法检查报告 的审查结果报告 审查结果报告 的审查结果 审查结果
  的整改报告 整改报告 研究处理情况的报告 研究处理情况 整改落实情况 工作情况的
  工作情况 的情况 情况 工作 的 》 〉 >
  的审计工作报告 审计工作报告 审计工作的报告 （草案） 草案 和 落实情况]]

local MARKS = words.set "《 》 〈 〉 < > ＜ ＞ “ ” （ ） ( ) 、 ， — － - – 〔 〕 · ："

--- The title without marks, spaces and full-width forms: what two prints of one title share.
function M.plain(title)
  local out, at = {}, 1
  local text = title:gsub("%s+", "")
  while at <= #text do
    local mark = MARKS:at(text, at)
    if mark then
      at = at + #mark
    else
      local stop = utf8.offset(text, 2, at) or #text + 1
      out[#out + 1] = text:sub(at, stop - 1)
      at = stop
    end
  end
  return table.concat(out)
end

--- What a title is about: 云汀市人民政府关于反诈工作情况的报告 → 反诈.
function M.subject(title)
  local text = title:gsub("%s+", "")
  local inner = text:match "^.-关于(《.+》的审议意见)$" or text:match "^.-关于(《.+)$"
  if inner then text = inner end
  local about = text:match "^.-关于(.+)$" or text
  while openings:at(about) do about = about:sub(#openings:at(about) + 1) end
  about = about:match "^.-关于(.+)$" or about
  return (genre_words:strip_end(about))
end

--- A title as it is compared: many are held against one, so what a comparison needs is made once.
function M.compared(title) return { text = title, pairs = likeness.pairs_of(title) } end

--- How alike two titles (M.compared) are, from 0 to 1.
function M.likeness(a, b) return a.text == b.text and 1 or likeness.of(a.pairs, b.pairs) end

--- The body that an evaluation is of: 关于评议市水利局工作情况的调研报告 → 市水利局; 市水利局关于接受工作评议的报告 → the same.
function M.assessed_body(title)
  return title:match "评议(.+)工作" or title:match "^(.-)关于接受"
end

--- Whether a short name of a body can stand for a full one: its characters occur in it in order.
-- `abbreviates("市人社局", "某市人力资源和社会保障局")` → true
function M.abbreviates(short, full)
  local at = 1
  for character in short:gmatch(utf8.charpattern) do
    local _, stop = full:find(character, at, true)
    if not stop then return false end
    at = stop + 1
  end
  return true
end

return M
