-- Citations: every document that a text names, with article, paragraph and point, with
-- the title that a short form (《条例》) stands for in this document, with its number.
-- Titles in 《》 are certain. Names without marks are taken where the words before them
-- and their endings prove them (根据审计法, 作的关于…的报告).
local lists = require "gongbao.grammar.lists"
local quotations = require "gongbao.grammar.quotations"
local references = require "gongbao.grammar.references"
local words = require "gongbao.grammar.words"

local works = lists.get "works"
local laws, endings, cites = words.set(works, "law"), words.set(works, "ending"), words.set(works, "cites")
local law_before = words.set(works, "law_context")
local law_after = words.set "规定 及 和 等 第 的 ， 。 、 》 以及 有关 相关 意识 精神 权威 与 法 制定 至"
local STOPS = words.set "， 。 ； ： 、 ！ ？ 《 》 （ ）"

-- What a short form stands for: the definition（以下简称《条例》）, else the only title of this
-- document so far that ends in it.
local function alias_of(state, short)
  if state.alias[short] then return state.alias[short] end
  local found
  for _, title in ipairs(state.titles) do
    if #title > #short and title:sub(-#short) == short then
      if found and found ~= title then return nil end
      found = title
    end
  end
  return found
end

local function remember(state, title)
  if not state.known[title] then
    state.known[title] = true
    state.titles[#state.titles + 1] = title
  end
end

-- One row a place: 第六条、第八条 makes two.
local function put(emit, row, from, to, text, rule)
  local places, after = references.at(text, to + 1)
  if not places then return emit(row, from, to, rule) end
  for _, place in ipairs(places) do
    emit({ title = row.title, document_number = row.document_number, alias_of = row.alias_of, article = place.article,
      paragraph = place.paragraph, point = place.point }, from, after - 1, rule)
  end
end

-- The last byte of what stands in brackets right behind a title: （以下简称《条例》）,
-- （国发〔2021〕5号）.
local function behind_brackets(text, last)
  local group = words.bracketed(text, last + 1)
  return group and (group:find("简称", 1, true) or group:find("号", 1, true)) and last + #group or last
end

local function titles(paragraph, emit)
  local text, state = paragraph.text, paragraph.state
  local taken = {}
  for _, one in ipairs(quotations.titles(text)) do
    taken[#taken + 1] = one
    local number = quotations.document_number_at(text, one.to + 1)
    local short = quotations.alias_at(text, one.to + 1)
    local row = { title = one.title, document_number = number }
    if not one.within and (utf8.len(one.title) or 0) <= 10 then row.alias_of = alias_of(state, one.title) end
    if short then state.alias[short] = one.title end
    if not row.alias_of then remember(state, one.title) end
    put(emit, row, one.from, behind_brackets(text, one.to), text, one.within and "inner_title" or "title")
  end
  return taken
end

-- Whether nothing between two bytes is taken yet; takes it.
local function free(taken, from, to)
  for _, one in ipairs(taken) do
    if from <= one.to and to >= one.from then return false end
  end
  taken[#taken + 1] = { from = from, to = to }
  return true
end

-- The law of the list that ends in 法, or one character behind it (民|法|典): its first and last byte.
local function law_around(text, law_sign)
  for _, last in ipairs { law_sign + #"法" - 1, law_sign + #"法典" - 1 } do
    local name = laws:before(text, last)
    if name then return last - #name + 1, last end
  end
end

-- 根据审计法及相关…: a law of the list between words that stand around a law.
local function bare_laws(paragraph, emit, taken)
  local text = paragraph.text
  local law_sign = text:find("法", 1, true)
  while law_sign do
    local from, to = law_around(text, law_sign)
    if from and law_before:before(text, from - 1) and law_after:at(text, to + 1) and free(taken, from, to) then
      put(emit, { title = text:sub(from, to) }, from, to, text, "named_law")
    end
    law_sign = text:find("法", law_sign + #"法", true)
  end
end

-- 作的关于…的报告: a report named by its whole title, without marks.
local function spoken_reports(paragraph, emit)
  local text, at = paragraph.text, 1
  while true do
    local _, open = text:find("作的", at, true)
    if not open then return end
    at = open + 1
    if text:find("^关于", at) then
      local first, last = text:find("报告", at, true)
      local middle = first and text:sub(at, first - 1)
      if first and not middle:find("，", 1, true) and not middle:find("。", 1, true) and #middle < 240 then
        emit({ title = text:sub(at, last) }, at, last, "spoken_title")
      end
    end
  end
end

-- 制定…实施方案, 落实…的意见: a name between a verb that cites and an ending that names.
local function named_plans(paragraph, emit, taken)
  local text, at = paragraph.text, 1
  while true do
    local place, ending = endings:find(text, at)
    if not place then return end
    at = place + #ending
    local verb_at, verb = cites:find(text, STOPS:behind(text, place))
    if verb_at and verb_at < place then
      local before = text:sub(verb_at + #verb, place - 1)
      local length = utf8.len(before) or 0
      if not before:find("提出", 1, true) and length >= 6 and length <= 40 and (length <= 24
        or not before:find("和", 1, true)) then
        before = before:gsub("^本地区", "")
        local from = place - #before
        if free(taken, from, at - 1) then emit({ title = before .. ending }, from, at - 1, "named_plan") end
      end
    end
  end
end

-- The words before a byte back to the nearest boundary: where a name without marks starts.
local function name_before(text, last, boundary)
  local start = last + 1
  while start > 1 do
    local previous = utf8.offset(text, -1, start)
    if not previous or STOPS:at(text, previous) or boundary:before(text, start - 1) then break end
    start = previous
  end
  return start
end

local organs = words.set(lists.get "organs", "suffix", "short")
local verbs_only = words.set "一是 二是 三是 四是 五是 根据 按照 落实 编制 制定 印发 本地区"
local boundary = words.set [[检查 实施 贯彻 开展 落实 根据 按照 和 与 及 的 是 将 对 为
  本地区 学习 宣传 了 推动 抓好 做好 执行 简称 制定 出台 推行 遵守 依据 围绕]]

local LONGEST_PLAN = 36 -- bytes
local plan_level = words.set "市 省 县"

-- 市“十四五”规划
local function five_year_plan(text)
  local from, to = text:find "“十.-五”规划"
  if not from or to - from >= LONGEST_PLAN or text:sub(from, to):find("，", 1, true) then return nil end
  return from - #(plan_level:before(text, from - 1) or ""), to
end

-- 市人大常委会2023年度工作要点
local function year_programme(text)
  local from, to = text:find "%d%d%d%d年度工作要点"
  if not from then from, to = text:find "%d%d%d%d年工作要点" end
  if not from then return nil end
  local start = name_before(text, from - 1, organs:before(text, from - 1) and boundary or verbs_only)
  if start < from then return start, to end
end

-- Finds a pattern; the name starts there, or with what stands before it: 河道管理“一法一条例”.
local function printed(...)
  local patterns = { ... }
  return function(text, at)
    for _, pattern in ipairs(patterns) do
      local from, to = text:find(pattern, at)
      if from then return from, to end
    end
  end
end

local function with_name_before(pattern)
  return function(text, at)
    local from, to = text:find(pattern, at)
    if from then return name_before(text, from - 1, boundary), to end
  end
end

-- Plans and yearly programmes with names of a fixed shape, in the order in which they are tried; all but the last kind
-- are taken once a paragraph; `holds` is in each text that has one. (A point stands for a byte, three for a character.)
local SHAPES = {
  { rule = "five_year_plan", holds = "五”规划", find = five_year_plan },
  { rule = "law_programme", holds = "五”普法", find = printed "“...五”普法" },
  { rule = "package", holds = "十条”", find = with_name_before "“...十条”" },
  { rule = "central_document", holds = "号文件", find = printed("中央1号文件", "中央一号文件") },
  { rule = "central_document", holds = "两办意见", find = printed "两办意见" },
  { rule = "law_and_rules", holds = "条例”", find = with_name_before "“...法...条例”", again = true },
  { rule = "year_programme", holds = "工作要点", find = year_programme },
}

local function fixed_shapes(paragraph, emit, taken)
  local text = paragraph.text
  for _, shape in ipairs(SHAPES) do
    local from, to
    if text:find(shape.holds, 1, true) then from, to = shape.find(text, 1) end
    while from do
      if free(taken, from, to) then emit({ title = text:sub(from, to) }, from, to, shape.rule) end
      if not shape.again then break end
      from, to = shape.find(text, to + 1)
    end
  end
end

local package_boundary, package_end = words.set "出台 落实 实施 制定 推出 了 执行 用好 用足", words.set "、 等 ， 。 政策"

-- “稳增长”12条, 支持小微企业9条政策: packages of measures named by their number.
local function packages(paragraph, emit, taken)
  local text, at = paragraph.text, 1
  while true do
    local from, to = text:find("%d+条", at)
    if not from then return end
    local start = name_before(text, from - 1, package_boundary)
    local led = cites:before(text, start - 1) or text:sub(start - 3, start - 1) == "、"
    if text:find("^政策", to + 1) then to = to + #"政策" end
    if start < from and led and package_end:at(text, to + 1) and text:find("政策", to - #"政策", true)
      and free(taken, start, to) then
      emit({ title = text:sub(start, to) }, start, to, "package")
    end
    at = to + 1
  end
end

local function run(paragraph, emit)
  local state = paragraph.state
  state.alias, state.known, state.titles = state.alias or {}, state.known or {}, state.titles or {}
  local taken = titles(paragraph, emit)
  if paragraph.text:find("法", 1, true) then bare_laws(paragraph, emit, taken) end
  if paragraph.text:find("作的关于", 1, true) then spoken_reports(paragraph, emit) end
  named_plans(paragraph, emit, taken)
  fixed_shapes(paragraph, emit, taken)
  if paragraph.text:find("条", 1, true) and paragraph.text:find "%d条" then packages(paragraph, emit, taken) end
end

return {
  name = "citations", layer = "citation",
  doc = "Documents that a text names: laws, rules, reports, plans; with article, number and resolved short forms.",
  run = run,
  examples = {
    { text = "根据《青川市河道条例》（以下简称《条例》）第六条第二款第（三）项，《条例》第九条同样适用。",
      rows = {
        { title = "青川市河道条例", article = "6", paragraph = 2, point = 3 },
        { title = "条例", alias_of = "青川市河道条例" },
        { title = "条例", alias_of = "青川市河道条例", article = "9" },
      } },
    { text = "按照《关于深化改革的意见》（青政〔2021〕5号）要求。",
      rows = { { title = "关于深化改革的意见", document_number = "青政〔2021〕5号" } } },
    { text = "听取了市审计局局长所作的关于本级预算执行的审计工作报告。",
      rows = { { title = "关于本级预算执行的审计工作报告" } } },
    { text = "根据审计法及相关规定，开展审计方法研究。", rows = { { title = "审计法" } } },
    { text = "修改《关于修改〈青川市议事规则〉的决定》。",
      rows = { { title = "关于修改〈青川市议事规则〉的决定" }, { title = "青川市议事规则" } } },
  },
}
