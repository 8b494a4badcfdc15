-- The colours of what is typed and of Lua source: a lexer that gives each byte a class.
--
-- A class is one letter: k keyword, s string, n number, c comment, d a command's name, q a plain
-- query, m the bracket at the cursor and its mate; a space is plain. The lexer never fails:
-- what is no token is plain, what is not closed runs to the end.
local lpeg = require "lpeg"
local evaluate = require "gongbao.repl.evaluate"

local P, R, S, C, Cc, Cp, Ct, Cmt, Cb, Cg = lpeg.P, lpeg.R, lpeg.S, lpeg.C, lpeg.Cc, lpeg.Cp, lpeg.Ct, lpeg.Cmt,
  lpeg.Cb, lpeg.Cg

local M = {}

--- The SGR parameters of each class.
M.styles = { k = "35", s = "32", n = "36", c = "2", d = "1;34", q = "33", m = "1;4" }

local keywords = {}
for word in ([[and break do else elseif end false for function goto if in local nil not or repeat return then true
  until while]]):gmatch "%S+" do keywords[word] = true end

local query_words = {}
for word in ("within containing not and or"):gmatch "%S+" do query_words[word] = true end

local function of_class(class, pattern) return Ct(Cc(class) * Cp() * pattern * Cp()) end

local letter = R("az", "AZ", "__")
local word = letter * (letter + R "09")^0

local function words_of(set, class)
  return of_class(class, Cmt(C(word), function(_, _, w) return set[w] ~= nil end))
end

local same_level = Cmt(Cb "level" * C(P "="^0) * "]", function(_, at, open, close) return open == close and at end)
local long = P "[" * Cg(P "="^0, "level") * "[" * (P(1) - "]" * same_level)^0 * ("]" * same_level)^-1
local function quoted(mark) return P(mark) * (P "\\" * 1 + (1 - S(mark .. "\n")))^0 * P(mark)^-1 end
local exponent = S "eE" * S "+-"^-1 * R "09"^1
local hex = P "0" * S "xX" * (R("09", "af", "AF") + ".")^1 * (S "pP" * S "+-"^-1 * R "09"^1)^-1
local number = hex + (R "09"^1 * (P "." * R "09"^0)^-1 + P "." * R "09"^1) * exponent^-1

local opening, closing = of_class("(", S "([{"), of_class(")", S ")]}")
local lua = Ct((of_class("c", P "--" * (long + (1 - P "\n")^0)) + of_class("s", long + quoted '"' + quoted "'")
  + of_class("n", number) + words_of(keywords, "k") + word + opening + closing + 1)^0)

local chinese = R "\228\233" * R "\128\191" * R "\128\191"
local query = Ct((of_class("s", quoted '"') + of_class("n", P "<" * (1 - P ">")^0 * P ">"^-1)
  + words_of(query_words, "k") + of_class("q", (chinese + word)^1) + opening + closing + 1)^0)

local pairs_of = { ["("] = ")", ["["] = "]", ["{"] = "}" }

-- The two brackets of which one stands before the cursor, or at it: their offsets, or nothing.
local function matched(text, tokens, point)
  local open, mates = {}, {}
  for _, token in ipairs(tokens) do
    local class, at = token[1], token[2]
    if class == "(" then open[#open + 1] = at
    elseif class == ")" then
      local mate = table.remove(open)
      if mate and pairs_of[text:sub(mate, mate)] == text:sub(at, at) then mates[at], mates[mate] = mate, at end
    end
  end
  for _, at in ipairs { point, point + 1 } do
    if mates[at] then return at, mates[at] end
  end
end

-- The classes of text, a letter a byte; tokens are in order and do not overlap.
local function classes_of(text, tokens, point)
  local one, other
  if point then one, other = matched(text, tokens, point) end
  local out, at = {}, 1
  for _, token in ipairs(tokens) do
    local class, from, to = table.unpack(token)
    if class == "(" or class == ")" then class = (from == one or from == other) and "m" or " " end
    out[#out + 1] = (" "):rep(from - at) .. class:rep(to - from)
    at = to
  end
  out[#out + 1] = (" "):rep(#text + 1 - at)
  return table.concat(out)
end

-- The tokens of a line that begins with a point or a question mark.
local function command_tokens(text)
  local head = text:match "^%s*%.%a*" or text:match "^%s*%?+"
  local tokens = { { "d", #head:match "^%s*" + 1, #head + 1 } }
  if head:find "%.find$" then
    for _, token in ipairs(query:match(text, #head + 1)) do tokens[#tokens + 1] = token end
  end
  return tokens
end

--- The classes of the line that is being typed.
-- @param session the REPL's
-- @param above string|nil: the lines of the same input above it
-- @param line string
-- @param point integer: the bytes before the cursor, nil where none is to be shown
-- @return string: a class for each byte of line
function M.line(session, above, line, point)
  if above then
    local text = above .. "\n" .. line
    local classes = classes_of(text, lua:match(text), point and point + #above + 1)
    return classes:sub(#above + 2)
  end
  if evaluate.is_command(line) then return classes_of(line, command_tokens(line), point) end
  local plain = evaluate.is_query(line) and not evaluate.compile(session, line)
  return classes_of(line, (plain and query or lua):match(line), point)
end

--- Lua source with the colours of a terminal; each line ends as it began, plain.
function M.source(text)
  local out, at = {}, 1
  for _, token in ipairs(lua:match(text)) do
    local style, from, to = M.styles[token[1]], token[2], token[3]
    if style then
      local on, off = "\27[" .. style .. "m", "\27[0m"
      out[#out + 1] = text:sub(at, from - 1)
      out[#out + 1] = on .. text:sub(from, to - 1):gsub("\n", off .. "\n" .. on) .. off
      at = to
    end
  end
  out[#out + 1] = text:sub(at)
  return table.concat(out)
end

return M
