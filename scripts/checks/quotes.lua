-- Quotation marks and brackets that open and do not close, within a paragraph. Decisions that
-- amend quote over several paragraphs and are left out.
local chars = require "gongbao.text.chars"

local PAIRS = { { "“", "”" }, { "《", "》" }, { "（", "）" } }
local SHOWN = 29 -- characters from the first mark on

local function run(store, report)
  for row in store:rows [[SELECT node.id, document, flow, node.first_line
      FROM node JOIN document ON document.id = node.document
      WHERE node.kind IN ('paragraph', 'heading', 'point', 'closing') AND genre NOT IN ('amending_decision')
        AND node.uncertain IS NULL ORDER BY node.ordinal_]] do
    for _, pair in ipairs(PAIRS) do
      local opened, closed = chars.count(row.flow, pair[1]), chars.count(row.flow, pair[2])
      if opened ~= closed then
        local at = row.flow:find(opened > closed and pair[1] or pair[2], 1, true)
        report { document = row.document, node = row.id, line = row.first_line,
          message = ("%s有%d个，%s有%d个：%s"):format(pair[1], opened, pair[2], closed,
            chars.head(row.flow:sub(at), SHOWN)) }
      end
    end
  end
end

return {
  name = "quotes", severity = "note",
  doc = "Quotation marks and brackets that are not balanced in a paragraph.",
  run = run,
  examples = {
    { documents = { { text = "坚持“项目为王”理念，落实《条例》（试行）。" } }, findings = {} },
    { documents = { { text = "坚持“项目为王理念。" } }, findings = { "“有1个，”有0个" } },
  },
}
