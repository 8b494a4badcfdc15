-- The reports of amendments and of the agenda, in all their forms, on the sample gazettes.
local t = require "tests.tap"
local files = require "tests.files"
local samples = require "tests.samples"
local report = require "gongbao.report"
local stores = require "gongbao.store"

local store, path = samples.store()

local function holds(text, ...)
  for _, part in ipairs { ... } do t.ok(text:find(part, 1, true), part .. "\nis not in\n" .. text:sub(1, 1500)) end
end

t.test("report amendment_comparison: before and after, and what the decision did", function()
  holds(report.render(store, "amendment_comparison", "txt", {}), "改条号并修改  第四条 → 第五条", "{+经主任会议决定，+}",
    "一致 73，不一致 2，无从核对 0")
  holds(report.render(store, "amendment_comparison", "md", {}), "| 改条号并修改 | 第四条 ", "**经主任会议决定，**", "[^1]: ")
  holds(report.render(store, "amendment_comparison", "html", {}), "<ins>经主任会议决定，</ins>", "不一致", "</html>")
end)

t.test("report agenda_matrix: documents and gaps", function()
  holds(report.render(store, "agenda_matrix", "txt", {}), "缺 3 件", "缺")
  holds(report.render(store, "agenda_matrix", "md", {}), "**缺**", "[^1]: ")
  holds(report.render(store, "agenda_matrix", "html", {}), "<span class=\"badge late\">缺</span>")
end)

t.test("reports: the same store gives the same bytes", function()
  for _, name in ipairs { "amendment_comparison", "agenda_matrix" } do
    for _, ending in ipairs(report.outputs(name)) do
      t.ok(report.render(store, name, ending, {}) == report.render(store, name, ending, {}), name .. "." .. ending)
    end
  end
end)

t.test("report amendment_comparison: a name that is not held raises", function()
  t.raises("no statute is held", report.render, store, "amendment_comparison", "txt", { name = "没有的法" })
end)

store:close()
files.remove(path)

t.test("report amendment_comparison: without the old text the operations alone", function()
  os.execute(("%s import -q --store %s corpus/yunting-gazette-2024-2.txt"):format(files.program, path))
  local half = assert(stores.open(path))
  for _, ending in ipairs { "txt", "md", "html" } do
    holds(report.render(half, "amendment_comparison", ending, {}), "修改前的文本没有收录")
  end
  half:close()
  files.remove(path)
end)
