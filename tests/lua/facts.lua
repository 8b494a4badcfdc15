-- Extraction as a whole: joins, links, why, comparison of exports.
local t = require "tests.tap"
local compare = require "gongbao.facts.compare"
local examples = require "gongbao.facts.examples"
local facts = require "gongbao.facts"
local why = require "gongbao.facts.why"

local function script(name) return dofile("scripts/extractors/" .. name .. ".lua") end

local function issue(list)
  local documents = {}
  for i, one in ipairs(list) do
    local document = examples.document(one)
    document.id, document.seq = "d-" .. i, i
    for _, field in ipairs { "presenter", "signed_by", "signed_on" } do document[field] = one[field] end
    for n, node in ipairs(document.nodes) do node.id = document.id .. "." .. n end
    documents[i] = document
  end
  local all = {}
  for _, name in ipairs { "appointments", "citations", "items", "people", "quantities" } do
    all[#all + 1] = script(name)
  end
  local by_type = {}
  for _, row in ipairs(facts.of_issue(documents, all)) do
    by_type[row.type] = by_type[row.type] or {}
    table.insert(by_type[row.type], row)
  end
  return by_type
end

t.test("facts: a surname in a salutation is completed by the issue, or the row goes", function()
  local rows = issue {
    { text = "市人大常委会主任周文博主持会议。" },
      { text = "尊敬的周主任，各位副主任：现将情况报告如下。" },
    { text = "尊敬的吴主任，各位副主任：现将情况报告如下。" },
  }
  local names = {}
  for _, row in ipairs(rows.person) do names[#names + 1] = row.document .. row.name end
  t.equal(names, { "d-1周文博", "d-2周文博" })
end)

t.test("facts: a notice's act takes its proposal, an undecided act stays with its proposal", function()
  local rows = issue {
    { genre = "appointment_proposal", title = "关于提请任免李明、赵一职务的议案",
      signed_by = "青川市人民政府市长孙立", signed_on = "2022-03-01",
      text = "现提请：\n李明同志任青川市审计局局长。\n免去赵一同志青川市审计局局长职务。" },
    { genre = "appointment_notice", title = "关于李明职务任命的通知", signed_on = "2022-03-05",
      text = "根据《关于提请任免李明、赵一职务的议案》，2022年3月4日经常务委员会会议审议通过。\n任命：\n李明为青川市审计局局长。" },
  }
  local left, done = rows.appointment[1], rows.appointment[2]
  t.equal({ left.document, left.name, left.notice }, { "d-1", "赵一" })
  t.equal({ done.document, done.name, done.proposal, done.proposed_on, done.decided_on },
    { "d-2", "李明", "d-1", "2022-03-01", "2022-03-04" })
  t.equal({ rows.link[1].from, rows.link[1].to, rows.link[1].relation }, { "d-2", "d-1", "decides" })
end)

t.test("facts: due dates say on what they rest", function()
  local deadlines = require "gongbao.grammar.deadlines"
  local cases = {
    { "并在三个月内提出报告", "2022-11-30", "2023-02-28", "signature, end of month clamp" },
    { "于收到通知之日起3个月内报告", "2022-11-30", nil, "receipt: date unknown" },
    { "在六十日内报告", "2022-01-15", "2022-03-16", "signature" },
    { "8月底前整改到位", "2022-03-01", "2022-08-31", "year of the document" },
    { "2023年6月底前完成", "2022-03-01", "2023-06-30", "printed date" },
    { "在规定时间内报告", "2022-03-01", nil, "not stated" },
    { "自交办之日起三个月内报告", "2022-03-01", nil, "handing over: date unknown" },
    { "在十个工作日内报告", "2022-03-01", nil, "working days are not computed" },
    { "在三个月内报告", nil, nil, "no date in the document" },
    { "6月31日前报告", "2022-03-01", nil, "no such day" },
    { "2024年2月29日前报告", "2022-03-01", "2024-02-29", "printed date" },
  }
  for _, case in ipairs(cases) do
    local limit = t.ok(deadlines.find(case[1]), case[1])
    local date, basis = deadlines.due(limit, case[2])
    t.equal({ date, basis }, { case[3], case[4] }, case[1])
    t.ok(deadlines.basis_in_words(basis) ~= basis, basis)
  end
  t.equal(deadlines.find "近三年来，第三个月", nil)
  t.equal(deadlines.basis_in_words "adoption, end of month clamp", "自通过日起算，取月末")
end)

t.test("facts: why tells rule, words, clause, captures and what nearly matched", function()
  local document = examples.document { text = "上半年，民生支出138.3亿元，占公共支出的66.3%。" }
  local all = { script "quantities" }
  local rows = facts.extract(document, all)
  local explained = t.ok(why.of(document, "quantity", rows.quantity[2], all))
  t.equal({ explained.rule, explained.text, explained.line }, { "quantities.ratio", "66.3%", 1 })
  t.equal(explained.captures.before, "占公共支出的")
  t.equal({ explained.nearly[1].rule, explained.nearly[2].rule }, { "change", "target_share" })
  t.ok(why.text(explained):find("no word of rise or fall", 1, true))
  local gone, message = why.of(document, "quantity", { node = "example.1", line = 1, subject = "别的",
    value = 1 }, all)
  t.equal(gone, nil)
  t.ok(message:find("changed since the import", 1, true))
end)

t.test("facts: two exports are compared row by row", function()
  local old = { { type = "quantity", document = "d", line = 3, subject = "甲", value = 1, unit = "个" },
    { type = "quantity", document = "d", line = 4, subject = "乙", value = 2, unit = "个", scope = "全市" } }
  local new = { { type = "quantity", document = "d", line = 4, subject = "乙", value = 2.0, unit = "个",
    scope = "全省" },
    { type = "quantity", document = "d", line = 5, subject = "丙", value = 3, unit = "个" } }
  local result = compare.rows(old, new)
  t.equal({ #result.gains, #result.losses, #result.changes, result.same }, { 1, 1, 1, 0 })
  t.equal(compare.text(result),
    "- quantity 3 甲 1 个\n+ quantity 5 丙 3 个\n~ quantity 4 乙 2 个  scope: 全市 → 全省\n"
    .. "1 gained, 1 lost, 1 changed, 0 the same")
end)
