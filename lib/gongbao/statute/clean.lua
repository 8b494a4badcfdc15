-- Spaces and marks as statutes are compared: layout spaces out, and a folded form for comparing that treats
-- the two widths of a punctuation mark alike.
local M = {}

local WIDE = { [","] = "，", [":"] = "：", [";"] = "；", ["("] = "（", [")"] = "）", ["?"] = "？", ["!"] = "！" }
local QUOTES = { ["〈"] = "<", ["〉"] = ">", ["＜"] = "<", ["＞"] = ">" }

local BLANKS = { "\u{3000}", "\u{2003}", "\u{2002}", "\u{00A0}", "\u{FEFF}", "\u{200B}" }

--- Text without layout spaces: none beside a Chinese character or mark, single ones between Latin words.
-- `spaces "2023 年 4 G 网"` → `"2023年4G网"` except between two ASCII words, where one is kept
function M.spaces(text)
  for _, blank in ipairs(BLANKS) do text = text:gsub(blank, " ") end
  text = text:gsub("[ \t\r]+", " ")
  text = text:gsub("([\128-\255]) ", "%1"):gsub(" ([\128-\255])", "%1")
  return (text:gsub("^ +", ""):gsub(" +$", ""))
end

--- Text for comparing: ASCII marks widened, angle brackets narrowed, no spaces at all.
function M.fold(text)
  text = text:gsub("[,:;()?!]", WIDE):gsub("%s", "")
  for wide, narrow in pairs(QUOTES) do text = text:gsub(wide, narrow) end
  return text
end

--- The same of each line of a list.
function M.fold_lines(lines)
  local folded = {}
  for i, line in ipairs(lines) do folded[i] = M.fold(line) end
  return folded
end

return M
