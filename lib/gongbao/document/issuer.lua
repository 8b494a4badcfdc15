-- Whose document it is. The foot need not say: a congress office signs the reports
-- that it distributes.
--   1. the body that the title begins with: 某市人民政府关于…的报告
--   2. the committee under the byline
--   3. the organ of the presenter
--   4. the signature
local chars = require "gongbao.text.chars"

local M = {}

local bodies = { "委员会", "政府", "法院", "检察院", "人大常委会", "常委会", "局", "办公室", "办公厅", "厅", "会议", "组" }

--- The start of a title up to 关于, if it names a body; else nil.
function M.leading_body(title)
  local start = title:match "^(.-)关于"
  if not start or start == "" then return nil end
  return chars.ends_with(start, bodies) and start or nil
end

-- 某市人民代表大会常务委员会任免名单, …公告: the body that a title without 关于 begins with.
local of_body = { "任免名单", "公告" }
local function titled_body(title)
  local kind = chars.ends_with(title, of_body)
  local body = kind and title:sub(1, -#kind - 1) or ""
  if body:find "委员会$" or body:find "常委会$" then return body end
end

function M.of(doc, head)
  return M.leading_body(doc.title) or titled_body(doc.title)
    or head.author or (doc.presenter and doc.presenter.organ) or doc.signed_by
end

return M
