-- A citation whose title differs from the title that the cited document prints.
local titles = require "gongbao.facts.titles"

local function run(store, report)
  for row in store:rows [[SELECT link."from", link.evidence, link.line, printed.title, link.relation FROM link
      JOIN document AS printed ON printed.id = link."to"
      WHERE link.relation IN ('opinion_on', 'adopts', 'examines', 'decides', 'fulfils') ORDER BY link.ordinal_]] do
    local cited = row.evidence:match "^《(.+)》" or ""
    if cited ~= "" and row.title then
      local a, b = titles.plain(cited), titles.plain(row.title)
      -- the issuing body may be left out before 关于
      if a ~= b and b:sub(-#a) ~= a and a:sub(-#b) ~= b then
        local document = row.from:match "^(.-)%.%d+$" or row.from
        report { document = document, line = row.line,
          message = ("引用作《%s》，原标题为《%s》"):format(cited, row.title) }
      end
    end
  end
end

return {
  name = "citation_title", severity = "note",
  doc = "A citation whose title differs from the printed title.",
  run = run,
  examples = {
    { documents = {
        { genre = "special_work_report", title = "关于全市水利建设情况的报告",
          text = "水利建设进展顺利。" },
        { genre = "deliberation_opinion", title = "关于水利建设情况报告的审议意见",
          text = "听取了《关于全市水利工程建设情况的报告》。" } },
      findings = { "引用作《关于全市水利工程建设情况的报告》" } },
  },
}
