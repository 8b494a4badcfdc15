-- Quantities: indicator, value, unit, change, rank, share of a target, for whom and for when.
-- The reading itself is gongbao.facts.quantities; here is what a document adds to it: the
-- period that its title and headings state for the paragraphs below them, and its tables.
local periods = require "gongbao.grammar.periods"
local quantities = require "gongbao.facts.quantities"
local words = require "gongbao.grammar.words"
local tables = require "gongbao.facts.tables"

local account = words.set "预算 决算 债务"

-- Texts of these kinds state rules, not figures of a year.
local RULES = { local_regulation = true, rules_of_procedure = true, statute = true, amending_decision = true }

-- From a paragraph like 五年来，… or “十四五”时期是… on, the year of the heading no longer holds.
local looks_back = words.set "五年来 这五年 过去五年 过去的五年 五年间 三年来 这三年"
local one_year = words.set "一年来 这一年 过去一年 过去的一年"
local opening = words.set "—— — 各位代表！ 各位代表， 各位委员！"
local recalls = words.set "回望“十 回顾“十 过去五年 过去的五年"

local function looking_back(state, text)
  local at = 1
  while opening:at(text, at) do at = at + #opening:at(text, at) end
  if one_year:at(text, at) then
    state.back = false
  elseif looks_back:at(text, at) or recalls:find(text) or text:find "的五年。$" or text:find("^“十%S-五”时期是", at) then
    state.back = true
  end
  return state.back
end

-- The period of the nearest heading above that states one, else the title's.
local function section_period(paragraph)
  local state, node = paragraph.state, paragraph.node
  if state.title == nil then state.title = periods.of_title(paragraph.document.title or "") or false end
  if node and node.kind == "heading" and (node.level or 1) <= 1 then
    state.section = periods.of_heading(node.heading or node.text or "") or false
    state.back = false
  elseif looking_back(state, paragraph.text) and (state.section or ""):find "^%d%d%d%d年$" then
    return nil
  end
  return state.section or state.title or nil
end

local function run(paragraph, emit)
  local node = paragraph.node
  if not node or node.kind == "byline" or node.kind == "signature" or RULES[paragraph.document.genre] then return end
  local period = section_period(paragraph)
  local text = paragraph.text
  if node.kind == "table" then
    for _, row in ipairs(tables.read(text, paragraph.state.caption)) do
      emit({ subject = row.subject, scope = row.scope, period = period, value = row.value, unit = row.unit,
        change = row.change, change_kind = row.change_kind, text = text }, row.from, row.to, "table")
    end
    return
  end
  paragraph.state.caption = node.kind == "caption" and text or nil
  local state = paragraph.state
  if node.kind == "heading" then state.heading, state.stated = node.heading, nil end
  local rows, stated = quantities.read(text, { period = period or state.stated or nil, heading = state.heading,
    trace = paragraph.trace })
  -- below the heading of an account its income and its spending are of one term: 2022年，…收入…。 / …支出…。
  if account:find(state.heading or "") then state.stated = stated or state.stated end
  for _, row in ipairs(rows) do
    emit({
      subject = row.subject, scope = row.scope, period = row.period, value = row.value, unit = row.unit,
      qualifier = row.qualifier, change = row.change, change_kind = row.change_kind, rank = row.rank,
      rank_scope = row.rank_scope, target_share = row.target_share, low = row.low, high = row.high, text = row.text,
    }, row.from, row.to, row.rule, row.captures)
  end
end

return {
  name = "quantities", layer = "quantity",
  doc = "Figures: indicator, scope, period, value with unit, change, rank, share of a target, range.",
  run = run,
  examples = {
    { text = "上半年，全市生产总值完成812.4亿元，同比增长5.1%，增速居全省第3位。",
      rows = { { subject = "生产总值", scope = "全市", period = "上半年", value = 812.4, unit = "亿元",
        change = 5.1,
        change_kind = "同比", rank = 3, rank_scope = "全省" } } },
    { text = "快递业务量、货运量分别下降3%和1.5%。",
      rows = { { subject = "快递业务量", change = -3 }, { subject = "货运量", change = -1.5 } } },
    { text = "收入完成31亿元，为预算的52.6%，下降11.8%。",
      rows = { { subject = "收入", value = 31, unit = "亿元", target_share = 52.6, change = -11.8 } } },
    { text = "快递业务量较2017年增长3%。", rows = { { subject = "快递业务量", change = 3, change_kind = "较2017年" } } },
    { text = "开办企业3家、4家、2家单位违规收费。", rows = { { subject = "开办企业", value = 3 }, { value = 4 },
      { subject = "违规收费的单位", value = 2 } } },
    { text = "3家单位未履行采购程序。", rows = { { subject = "未履行采购程序的单位", value = 3,
      unit = "家" } } },
    { text = "每日工资30-50元。", rows = { { low = 30, high = 50, unit = "元" } } },
    { text = "城镇、农村居民人均可支配收入分别增长4.1%、5.6%，每10万人口在校生增长27%，研发投入增速年均超20%。",
      rows = { { subject = "城镇居民人均可支配收入", change = 4.1 }, { subject = "农村居民人均可支配收入",
        change = 5.6 }, { subject = "每10万人口在校生", change = 27 }, { subject = "研发投入", change = 20,
        change_kind = "年均" } } },
    { text = "320个新型阅读空间投入使用，推动某公司60万吨钾肥项目建设，有效应对9轮强降雨。",
      rows = { { subject = "新型阅读空间", value = 320 }, { subject = "有效应对强降雨", value = 9, unit = "轮" } } },
    { text = "旅游收入由去年同期的18亿元增至22亿元，反馈时间由原来的7天缩短到2天以内。",
      rows = { { subject = "旅游收入", value = 22 }, { subject = "反馈时间", value = 2, unit = "天" } } },
    { text = "化工、纺织、食品三个行业增加值分别增长9.4%、-2.1%和7%。",
      rows = { { subject = "化工行业增加值", change = 9.4 }, { subject = "纺织行业增加值", change = -2.1 },
        { subject = "食品行业增加值", change = 7 } } },
    { text = "青山县、白水县固定资产投资分别下降4.8%、7.7%。",
      rows = { { subject = "固定资产投资", scope = "青山县", change = -4.8 }, { subject = "固定资产投资",
        scope = "白水县", change = -7.7 } } },
    { text = "受理案件4万件，执结3万件，结案率93%；到位58亿元，同比分别增长12%、9%和15%。",
      rows = { { subject = "受理案件", value = 4 }, { subject = "执结", value = 3 }, { subject = "结案率", value = 93 },
        { subject = "到位", value = 58 }, { subject = "受理案件", change = 12 }, { subject = "执结", change = 9 },
        { subject = "到位", change = 15 } } },
    { text = "规上企业达到713家，新增27家。185个重点项目完成投资97亿元。",
      rows = { { subject = "规上企业", value = 713 }, { subject = "规上企业新增", value = 27 },
        { subject = "重点项目", value = 185 }, { subject = "重点项目完成投资", value = 97 } } },
    { text = "一般公共预算收入中，市本级完成12亿元。税收收入34亿元，占64%。",
      rows = { { subject = "一般公共预算收入", scope = "市本级", value = 12 }, { subject = "税收收入", value = 34 },
        { subject = "税收收入占比", value = 64, unit = "%" } } },
    { text = "财政收入达到1350亿元，3年增长58.6%。建成占比达到66%，近3年提升21个百分点。",
      rows = { { subject = "财政收入", value = 1350, change = 58.6, change_kind = "3年" },
        { subject = "建成占比", value = 66 }, { subject = "建成占比提升", value = 21 } } },
    { text = "建设3座35万千瓦光热电站。", rows = { { subject = "建设光热电站", value = 3, unit = "座" } } },
    { text = "中央一般公共预算收入总量108亿元、支出总量142亿元；政府性基金预算收入总量15亿元、支出总量14亿元，上年结转5亿元。",
      rows = { { subject = "中央一般公共预算收入总量" }, { subject = "中央一般公共预算支出总量" },
        { subject = "政府性基金预算收入总量" }, { subject = "政府性基金预算支出总量" }, { subject = "上年结转", value = 5 } } },
    { text = "92个地区挤占挪用651.8亿元，向318个项目一次性下达166亿元。", rows = { { subject = "地区", value = 92 },
      { subject = "挤占挪用", scope = "92个地区", value = 651.8 }, { subject = "项目", value = 318 },
      { subject = "一次性下达", value = 166 } } },
    { text = "11个部门和60家单位违规收费1.88亿元。", rows = { { subject = "部门", value = 11 },
      { subject = "单位", value = 60 }, { subject = "违规收费", scope = "11个部门和60家单位", value = 1.88 } } },
    { text = "元至5月，地方收入完成80亿元，增加2.79亿元，增长3.6%。市本级完成44亿元，增加4亿元；市辖区完成49亿元。",
      rows = { { subject = "地方收入", period = "元至5月", value = 80, change = 3.6 },
        { subject = "地方收入增加", value = 2.79, change = nil }, { scope = "市本级", value = 44 },
        { scope = "市本级", value = 4 }, { scope = "市辖区", value = 49 } } },
    { text = "完成年初预算的53.5%，超序时进度3.5个百分点。结案率为91%，比全省平均高出2%，平均审理天数60天。",
      rows = { { target_share = 53.5 }, { value = 3.5 }, { subject = "结案率", value = 91 },
        { subject = "结案率比全省平均高出", value = 2 }, { subject = "平均审理天数", value = 60, unit = "天" } } },
    { text = "围绕“395”行动，推进5G建设，第2批3D项目于2023年开工。", rows = {} },
  },
}
