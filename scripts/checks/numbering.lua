-- Numbering: gaps and repetitions among the headings of one part, and in 一是, 二是, 三是.
local numerals = require "gongbao.grammar.numerals"

local function number_of(label)
  local style, inner
  if label:find "^（.+）$" then style, inner = "（", label:match "^（(.+)）$"
  elseif label:find "^第.+条$" then style, inner = "条", label:match "^第(.+)条$"
  elseif label:find "、$" then style, inner = "、", label:match "^(.+)、$"
  elseif label:find "%.$" or label:find "．$" then style, inner = ".", label:match "^(%d+)" end
  local value = inner and numerals.integer(inner)
  return value, value and (style .. (inner:find "%d" and "1" or "一"))
end

local function headings(store, report)
  local counts, document = {}, nil
  for row in store:rows [[SELECT id, document, parent, label, heading, text, first_line, kind FROM node
      WHERE label IS NOT NULL AND kind IN ('heading', 'article') ORDER BY ordinal_]] do
    if row.document ~= document then counts, document = {}, row.document end
    local value, style = number_of(row.label)
    if value then
      local at = (row.kind == "article" and "" or row.parent or "") .. "|" .. style
      local last = counts[at]
      if last and value ~= last.value + 1 and value ~= 1 then
        report { document = row.document, node = row.id, line = row.first_line,
          message = ("编号不连续：“%s%s”之后是“%s%s”"):format(last.row.label, last.row.heading
            or "", row.label, row.heading or ""),
          basis = ("第%d行、第%d行"):format(last.row.first_line, row.first_line) }
      end
      counts[at] = { value = value, row = row }
    end
  end
end

return {
  name = "numbering", severity = "note",
  doc = "Gaps and repetitions in the numbering of headings and articles.",
  run = headings,
  examples = {
    { documents = { { nodes = { { kind = "heading", level = 1, label = "一、", heading = "情况" },
        { kind = "heading", level = 1, label = "三、", heading = "建议" } }, text = "" } },
          findings = { "“一、情况”之后是“三、建议”" } },
    { documents = { { nodes = { { kind = "heading", level = 1, label = "一、", heading = "情况" },
        { kind = "heading", level = 1, label = "二、", heading = "建议" } }, text = "" } }, findings = {} },
  },
}
