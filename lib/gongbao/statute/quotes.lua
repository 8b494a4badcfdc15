-- Parts the instructions of an amending decision from the texts that it quotes, so that the instructions can be
-- parsed without tripping over the law's own words.
--
-- An item 将第二条中的“甲”修改为“乙”。 becomes the skeleton 将第二条中的\1 1\2修改为\1 2\2。 and the quotes { "甲", "乙" }.
-- Quotations nest with one kind of mark, run over paragraphs (each of which may open with a mark again), open with the
-- wrong mark, or lack their closing mark. Faults are listed, never repaired in silence.
local lpeg = require "lpeg"
local numerals = require "gongbao.grammar.numerals"

local P, C, S, R = lpeg.P, lpeg.C, lpeg.S, lpeg.R

local M = {}

local OPEN, CLOSE = "“", "”"

-- What can follow a quotation's closing mark: the end, a mark, or the next words of the instruction.
local follows = P(-1) + P "\n" + P "。" + P "；" + P "，" + P "、" + P "：" + S ",;." + P "后" + P "前" + P "之后" + P "之前"
  + P "修改为" + P "改为" + P "改成" + P "统一" + P "均" + P "分别" + P "替换" + P "删去" + P "删除" + P "和" + P "及" + P "与" + P "或者"
  + P "一句" + P "一词" + P "字样" + P "的" + P "中的" + P "增加" + P "作为" + P "（" + P "并" + P "移" + P "合并" + P "调整"

-- Words after which a quotation must begin: a closing mark there is a wrong opening one.
local before_quote = (P "：" + P "为" + P ":" + P "的" + P "将" + P "在" + P "增加" + P "删去" + P "款" + P "条" + P "项"
  + P "句" + P "，" + P "、")

-- How a paragraph begins that goes on with the instructions.
local instruction = (P "原" + P "并") ^ -1 * (P "将第" + P "在第" + P "把第" + P "删去第")
  + P "增加" * numerals.integer_pattern * (P "条" + P "款" + P "项")

local function ends_with(text, pattern)
  for at in text:sub(-9):gmatch "()[^\128-\191]" do
    if (pattern * -1):match(text:sub(-9), at) then return true end
  end
  return false
end

-- Cuts text into marks, line ends and what stands between them.
local piece = C(P(OPEN) + P(CLOSE) + P "\n" + (1 - (P(OPEN) + P(CLOSE) + P "\n")) ^ 1)
local pieces = lpeg.Ct(piece ^ 0)

local Scanner = {}
Scanner.__index = Scanner

function Scanner:fault(kind, note) self.faults[#self.faults + 1] = { kind = kind, note = note } end

function Scanner:open() self.depth, self.buffer = 1, {} end

function Scanner:close()
  local text = table.concat(self.buffer)
  self.quotes[#self.quotes + 1] = text
  self.out[#self.out + 1] = "\1" .. #self.quotes .. "\2"
  self.depth, self.buffer = 0, nil
end

function Scanner:outside(token)
  if token == OPEN then self:open()
  elseif token == CLOSE then
    local so_far = table.concat(self.out)
    if ends_with(so_far, before_quote) then
      self:fault("wrong_quote_mark", "以后引号作前引号")
      self:open()
    else
      self:fault("stray_quote_mark", "多出后引号")
    end
  else self.out[#self.out + 1] = token end
end

function Scanner:inside(token, i)
  local list = self.pieces
  if token == OPEN then
    if list[i - 1] == "\n" and self.depth == 1 then return end         -- a paragraph of the quotation opens anew
    self.depth = self.depth + 1
  elseif token == CLOSE then
    local rest = list[i + 1] or ""
    if self.depth == 1 then return self:close() end
    -- an inner quotation that lost its closing mark: the outer one ends where an instruction goes on
    if self.by_sequel and follows:match(rest) then
      self:fault("unbalanced_quote_mark", "内层引号没有后引号")
      return self:close()
    end
    self.depth = self.depth - 1
  elseif token == "\n" then
    local next_piece = list[i + 1]
    if next_piece and next_piece ~= OPEN and instruction:match(next_piece) and self:closes_later(i) then
      self:fault("unclosed_quote", "下一项修改之前没有后引号")
      self:close()
      self.out[#self.out + 1] = "\n"
      return
    end
  end
  if self.buffer then self.buffer[#self.buffer + 1] = token end
end

-- Whether the pieces after i open a quotation of their own before closing one: then the open one lacks its mark.
function Scanner:closes_later(i)
  for j = i + 1, #self.pieces do
    if self.pieces[j] == OPEN and self.pieces[j - 1] ~= "\n" then return true end
    if self.pieces[j] == CLOSE then return false end
  end
  return true
end

local function scan(text, by_sequel)
  local self = setmetatable({ pieces = pieces:match(text), out = {}, quotes = {}, faults = {}, depth = 0,
    by_sequel = by_sequel }, Scanner)
  for i, token in ipairs(self.pieces) do
    if self.depth == 0 then self:outside(token) else self:inside(token, i) end
  end
  local open = self.depth > 0
  if open then
    self:fault("unclosed_quote", "最后的引文没有后引号")
    self:close()
  end
  return self, open
end

--- The skeleton of an item and its quotations.
-- @param text string: paragraphs parted by "\n", layout spaces out
-- @return string skeleton, table list of quoted texts, table list of { kind, note }
function M.part(text)
  local opening = false
  text = text:gsub('"', function()
    opening = not opening
    return opening and OPEN or CLOSE
  end)
  local first, open = scan(text, false)
  if open then
    local second, still_open = scan(text, true)
    if not still_open then first = second end
  end
  local skeleton = table.concat(first.out)
  -- 。”。 is harmless, but a fault of the print
  for before, index in skeleton:gmatch "(...)\1(%d+)\2。" do
    local announces = before == "：" or before == "条" or before == "款" or before == "项"
    if announces and first.quotes[tonumber(index)]:find "。$" then
      first:fault("double_stop", "后引号内外都有句号")
    end
  end
  return skeleton, first.quotes, first.faults
end

--- The pattern for a quotation in a skeleton; captures its index.
M.quote = P "\1" * (C(R "09" ^ 1) / math.tointeger) * P "\2"

return M
