-- The reports about facts, on the sample gazettes.
local t = require "tests.tap"
local report = require "gongbao.report"
local files = require "tests.files"
local samples = require "tests.samples"

local store, path = samples.store()

local function holds(text, ...)
  for _, part in ipairs { ... } do t.ok(text:find(part, 1, true), part .. "\nis not in\n" .. text:sub(1, 1500)) end
end

local wanted = {
  appointments_register = { "江若川", "云汀市水利局局长", "2024" },
  findings = { "收回54张", "没有写明办理期限" },
  audit_findings = { "预算编制不够细化" },
  problems_by_organ = { "财产查控还有盲区", "盘活闲置设施" },
  indicator_sheet = { "生产总值", "全省第4" },
}

local names = {}
for name in pairs(wanted) do names[#names + 1] = name end
table.sort(names)
for _, name in ipairs(names) do
  t.test("report " .. name, function()
    for _, form in ipairs { "txt", "md", "html" } do
      holds(report.render(store, name, form, {}), table.unpack(wanted[name]))
    end
    holds(report.render(store, name, "html", {}), "</html>", 'class="notes"')
  end)
end

t.test("reports take what they are asked for", function()
  local text = report.render(store, "appointments_register", "md", { name = "叶知秋" })
  holds(text, "叶知秋", "共 1 项")
  t.ok(not text:find("江若川", 1, true))
  holds(report.render(store, "findings", "txt", { check = "ballot_sum" }), "查对结果（1 条）")
  holds(report.render(store, "problems_by_organ", "txt", { organ = "法院" }), "云汀市中级人民法院")
end)

-- The printed line: 县区 全市 市直 汀南 汀北 沙渡 白石 青埠 / 增速 6.8 4.1 8.2 7.7 5.5 -1.3 2.0
local industry = { { "1", "汀南", "8.2" }, { "2", "汀北", "7.7" }, { nil, "全市", "6.8" }, { "3", "沙渡", "5.5" },
  { "4", "市直", "4.1" }, { "5", "青埠", "2" }, { "6", "白石", "-1.3" } }

t.test("indicator sheet: a county table as a sorted table, its line named, in text and Markdown", function()
  local lines = {}
  for i, row in ipairs(industry) do
    lines[i] = ("%4s  %s%11s  171\n"):format(row[1] or "", row[2], row[3])
  end
  holds(report.render(store, "indicator_sheet", "txt", {}), table.concat(lines))
  local md = report.render(store, "indicator_sheet", "md", {}):gsub("\\", "")
  local note = md:match "%[%^(%d+)%]: [^\n]-第 171 行" or md:match "%[%^(%d+)%]:[^\n]*171"
  for i, row in ipairs(industry) do
    lines[i] = ("| %s | %s | %s | [^%s] |\n"):format(row[1] or "—", row[2], row[3], note)
  end
  holds(md, table.concat(lines))
end)

t.test("indicator sheet: the same table as bars and a heat strip, each figure linked to its line", function()
  local html = report.render(store, "indicator_sheet", "html", { subject = "规模以上工业增加值" })
  local anchor = html:match '<li id="([^"]-171)"'
  local chart = html:match '<svg[^>]*aria%-label="规模以上工业增加值 增减（%%）".-</svg>'
  local at = 1
  for _, row in ipairs(industry) do
    local label = (row[1] and row[1] .. " " or "") .. row[2]
    local _, stop = chart:find(('<a href="#%s"><text class="chart-text" x="0" '):format(anchor), at, true)
    t.ok(stop, "no link for " .. label)
    t.equal(chart:match("^[^>]*>([^<]*)<", stop + 1), label)
    at = stop
  end
  local both = report.render(store, "indicator_sheet", "html", {})
  local strips = both:match '<svg[^>]*aria%-label="[^"]*分地区指标".-</svg>'
  local cells = select(2, strips:gsub('<a href="#[^"]*"><rect class="chart%-cell', ""))
  t.equal(cells, 6 + 7, "a cell for each figure of the two tables")
end)

store:close()
files.remove(path)
