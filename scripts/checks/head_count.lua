-- 等N人 in a title that does not count the persons of the document.
local numerals = require "gongbao.grammar.numerals"

local function run(store, report)
  for row in store:rows [[SELECT id, title, first_line, (SELECT count(DISTINCT name) FROM appointment
      WHERE appointment.document = document.id) AS named FROM document
      WHERE genre IN ('appointment_notice', 'appointment_proposal') AND title LIKE '%等%人%' ORDER BY ordinal_]] do
    local stated = row.title:match "等%s*(%d+)%s*人" or row.title:match "等(.-)人"
    local count = stated and numerals.integer(stated)
    if count and row.named > 0 and count ~= row.named then
      report { document = row.id, line = row.first_line,
        message = ("标题写“等%s人”，正文有%d人：%s"):format(stated, row.named, row.title) }
    end
  end
end

return {
  name = "head_count", severity = "warning",
  doc = "等N人 in a title that does not count the persons named below it.",
  run = run,
  examples = {
    { documents = { { genre = "appointment_notice", title = "关于李明等3人职务任免的通知",
        text = "任命：\n李明为青川市审计局局长；\n王华为青川市财政局局长。" } },
          findings = { "等3人”，正文有2人" } },
    { documents = { { genre = "appointment_notice", title = "关于李明等2人职务任免的通知",
        text = "任命：\n李明为青川市审计局局长；\n王华为青川市财政局局长。" } },
          findings = {} },
  },
}
