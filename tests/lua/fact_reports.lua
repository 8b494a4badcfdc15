-- The reports about facts, on the sample gazettes.
local t = require "tests.tap"
local report = require "gongbao.report"
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

store:close()
samples.remove(path)
