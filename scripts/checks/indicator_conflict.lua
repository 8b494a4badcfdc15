-- One indicator with two values, two changes or two ranks for one period: in one document or
-- in two. Rounding is no conflict; figures of different territories are not compared.
local quantities = require "gongbao.grammar.quantities"
local words = require "gongbao.grammar.words"

local QUERY = [[SELECT document, document.source, document.title, subject, scope,
    period, value, unit, change, change_kind, rank, rank_scope,
    quantity.line,
    text, rule, document.genre
  FROM quantity JOIN document ON document.id = quantity.document
  WHERE subject IS NOT NULL AND period IS NOT NULL AND low IS NULL AND quantity.qualifier IS NULL
    AND rule IN ('quantities.amount', 'quantities.change', 'quantities.rank', 'quantities.ratio', 'quantities.table')
    AND genre <> 'audit_report'
  ORDER BY quantity.ordinal_]]

-- The territory that a text means where it names none.
local whole = words.set "全市 全省 全县 我市 我省 我县"
-- The first half of a year, in other words.
local half_year = words.set "今年上半年 上半年 1-6月 1—6月 1—6月份 1-6月份"

local function period_of(text)
  local plain = text:gsub("^%d%d%d%d年", "")
  return half_year.has[plain] and "上半年" or text
end

-- The same figure printed more or less exactly: 137.8 and 138.
local function rounded(a, b)
  for places = 0, 4 do
    local step = 10.0 ^ places
    local x, y = math.floor(a * step + 0.5) / step, math.floor(b * step + 0.5) / step
    if math.abs(x - b) < 1e-9 or math.abs(y - a) < 1e-9 then return true end
  end
  return math.abs(a - b) < 1e-9
end

-- Only what is an indicator by its last word: 争取上级资金 and 总长度 may be stated many times.
local measures = words.set [[增加值 总值 产值 收入 支出 余额 总额 投资 产量 销售额 零售额 销售面积 率 占比 比重 总量 总产量 指数 利润 进出口 出口 进口 存栏 出栏
  贷款 存款 就业 人口 用电量 接待游客 客运量 货运量 考核 评价]]

local function compare(report, first, row, field, name, show)
  local a, b = first[field], row[field]
  if a == nil or b == nil or rounded(a, b) or first.text == row.text then return false end
  report { document = row.document, line = row.line,
    message = ("%s（%s）%s有两个数：%s 与 %s。“%s”；“%s”"):format(row.subject, row.period, name,
      show(first), show(row), first.text, row.text),
    basis = ("《%s》第%d行；《%s》第%d行"):format(first.title, first.line, row.title, row.line) }
  return true
end

local place_end = words.set "省 市 县 区 自治区 自治州"

-- The place that a body's name or a title begins with: 云汀市人民政府 → 云汀市.
local function place_of(text)
  local plain = (text or ""):gsub("^%d+年", "")
  for length = 3, 7 do
    local stop = utf8.offset(plain, length + 1)
    local place = stop and plain:sub(1, stop - 1)
    if not place then return nil end
    if place_end:before(place) then return place end
  end
end

-- Whose figures a source states: the place that its documents are issued from most often.
-- A source that names none is compared with itself only.
local function homes(store)
  local counts, home = {}, {}
  for row in store:rows "SELECT source, issuer, title FROM document" do
    local place = place_of(row.issuer) or place_of(row.title)
    counts[row.source] = counts[row.source] or {}
    if place then counts[row.source][place] = (counts[row.source][place] or 0) + 1 end
  end
  for source, places in pairs(counts) do
    local best
    for place, n in pairs(places) do
      if not best or n > places[best] or n == places[best] and place < best then best = place end
    end
    home[source] = best or source
  end
  return home
end

local function show_amount(row) return ("%g%s"):format(row.value, row.unit) end
local function show_change(row) return ("%g%%"):format(row.change) end
local function show_rank(row) return ("第%d位"):format(row.rank) end

-- Keeps the first row of a key; reports a later one that says otherwise.
local function same_or_conflict(report, known, key, row, field, name, show)
  if known[key] then compare(report, known[key], row, field, name, show) else known[key] = row end
end

local SHORTEST = 4 -- characters of an indicator's name

local function is_indicator(row)
  return (utf8.len(row.subject) or 0) >= SHORTEST and measures:before(row.subject) ~= nil
    and not row.period:find("、", 1, true)
end

local function run(store, report)
  local values, changes, ranks = {}, {}, {}
  local home = homes(store)
  for row in store:rows(QUERY) do
    if is_indicator(row) then
      local scope = not whole.has[row.scope] and row.scope or ""
      local at = table.concat({ home[row.source], row.subject, scope, period_of(row.period) }, "|") .. "|"
      if row.value and row.unit and row.unit ~= "%" then
        local unit
        row.base, unit = quantities.base(row.value, row.unit)
        same_or_conflict(report, values, at .. unit, row, "base", "", show_amount)
      end
      if row.change then
        local kind = row.change_kind == "年均" and "年均" or ""
        same_or_conflict(report, changes, at .. kind, row, "change", "增减", show_change)
      end
      if row.rank then
        local of = (row.rank_scope or "") .. (row.value and "" or "增")
        same_or_conflict(report, ranks, at .. of, row, "rank", "位次", show_rank)
      end
    end
  end
end

return {
  name = "indicator_conflict", severity = "warning",
  doc = "One indicator with two values, changes or ranks for the same period and territory.",
  run = run,
  examples = {
    { documents = { { title = "关于2022年工作的报告",
      text = "2022年，全市生产总值完成812.4亿元，增长5.1%。" },
        { title = "关于2022年工作的视察报告",
          text = "2022年，全市生产总值821.4亿元，增长5.1%。" } },
      findings = { "812.4亿元 与 821.4亿元" } },
    { documents = { { title = "甲某市人民政府关于2022年工作的报告",
      text = "2022年，全市生产总值完成812.4亿元。" },
        { source = "another gazette", title = "乙某市人民政府关于2022年工作的报告",
          text = "2022年，全市生产总值821.4亿元。" } },
      findings = {} },
    { documents = { { text = "2022年，全市生产总值完成812.4亿元。2022年，全市生产总值约812亿元。" } }, findings = {} },
  },
}
