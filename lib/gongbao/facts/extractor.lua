-- Runs extractor scripts over paragraphs. An extractor is a table:
--
--   name      its name; with the rule's name it is the `rule` of its rows
--   layer     the row type it makes: quantity person citation item appointment ballot, or an own one
--   doc       one sentence
--   anchors   optional: plain strings; a paragraph without any of them is skipped
--   pattern   LPeg, tried at every place of a paragraph, and value(captures, place) → row or nil;
--   run       or instead of these two: function(paragraph, emit)
--   document  or: function(document, emit, context), once a document
--   examples  { { text =, rows = { { field = value … } … } } … }, run by `gongbao test`
--
-- paragraph = { text, node, document, context, state }; `state` is a table kept over one
-- document. emit(row, from, to, rule) adds a row read from bytes from…to of the text.
local lpeg = require "lpeg"
local chars = require "gongbao.text.chars"
local numerals = require "gongbao.grammar.numerals"

local M = {}

local compiled = setmetatable({}, { __mode = "k" })

-- The loop that tries a script's pattern at every place: built once for each script.
local function searching(extractor)
  local found = compiled[extractor]
  if not found then
    found = lpeg.P { lpeg.Cp() * lpeg.Ct(extractor.pattern) * lpeg.Cp() + numerals.any_character * lpeg.V(1) }
    compiled[extractor] = found
  end
  return found
end

local function run_pattern(extractor, paragraph, emit)
  local search, at, text = searching(extractor), 1, paragraph.text
  while at <= #text do
    local from, captures, after = search:match(text, at)
    if not from then return end
    local row = extractor.value(captures, paragraph)
    if row then emit(row, from, math.max(from, after - 1), nil, captures) end
    at = math.max(after, from + 1)
  end
end

--- Runs one extractor over one paragraph.
-- @param paragraph table: { text, node, document, context, state }
-- @param emit function(row, from, to, rule, captures)
function M.paragraph(extractor, paragraph, emit)
  if extractor.anchors and not chars.holds(paragraph.text, extractor.anchors) then return end
  if extractor.run then return extractor.run(paragraph, emit) end
  if extractor.pattern then return run_pattern(extractor, paragraph, emit) end
end

--- Checks a script's table; returns what is wrong with it, or nil.
function M.fault(extractor)
  if type(extractor) ~= "table" then return "an extractor returns a table" end
  for _, field in ipairs { "name", "layer", "doc" } do
    if type(extractor[field]) ~= "string" then return ("an extractor needs %s = \"…\""):format(field) end
  end
  local ways = (extractor.run and 1 or 0) + (extractor.pattern and 1 or 0) + (extractor.document and 1 or 0)
  if ways ~= 1 then return "an extractor has one of run, document, or pattern with value" end
  if extractor.pattern and type(extractor.value) ~= "function" then return "a pattern needs value(captures)" end
  if type(extractor.examples) ~= "table" or #extractor.examples == 0 then return "an extractor carries examples" end
end

return M
