-- Numbers with their units in running text, told apart from numbers that are none:
-- dates, ordinals, list markers, names (“395”行动, 5G, 12348热线), document numbers.
-- `scan` cuts a paragraph into the tokens that the quantity extractor works with:
--
--   number   from to value unit kind printed approximate [low high] [ordinal_of]
--   period   from to text point           rank    from to scope rank
--   comma semicolon stop colon enum open close        (，； 。！？ ： 、 （ ）)
--
-- `from` and `to` are the first and the last byte. `kind` of a number: percent point
-- money measure count time bare. What stands in 《》 and short “” is no token.
local lpeg = require "lpeg"
local chars = require "gongbao.text.chars"
local lists = require "gongbao.grammar.lists"
local numerals = require "gongbao.grammar.numerals"
local periods = require "gongbao.grammar.periods"
local words = require "gongbao.grammar.words"

local P, Cp, Cmt = lpeg.P, lpeg.Cp, lpeg.Cmt

local M = {}

local MULTIPLIERS = { ["十"] = 10, ["百"] = 100, ["千"] = 1000, ["万"] = 1e4, ["十万"] = 1e5, ["百万"] = 1e6,
  ["千万"] = 1e7, ["亿"] = 1e8, ["百亿"] = 1e10, ["千亿"] = 1e11, ["万亿"] = 1e12 }
local multiplier_words = words.set "万亿 千亿 百亿 亿 千万 百万 十万 万 千 百"
local more_words = words.set "余 多"
local after_words = words.set "以上 以下 左右 以内 上下 之多 余 多"

local units = lists.get "units"
local unit_words = words.set(units, "money", "measure", "count", "time")
local unit_kind = {}
for _, kind in ipairs { "time", "count", "measure", "money" } do
  for _, word in ipairs(units[kind]) do unit_kind[word] = kind end
end

-- Words that start like a unit and are none: 10名列, 3年级, 5次会议, 8号线.
local no_unit = words.set [[年级 年代 年前 级以上 岁 号 大家 位于 位居 名列 家庭 家长 条例 项目 门槛 度假 度夏 场所 期间 期限 处理 处罚 处分 次会议 次主任会议
  次全会 届 个人 人民 人大 次常委会 次代表 户籍 户主 座谈 本级 本市 本地 本次 口径
  头部 线 周年 小康 套餐 面向 面对 支持 支付 站式 块钱
  部门 部委 部分 部署 部队 位次 位数 组织 组长 名录 批准 条款 期间 类别 段落 份额
  次数 套路 台账 点左右 点半 场地 处级 级联 级及 级政府 级联动 级预警 级响应 级网格
  级干部 级党 层级 级人 级以 级一]]
-- … unless the number counts what follows: 5个人, 3户籍 stay as they are.
local counted_words = words.set "家庭 个人 项目 处理 场所 处罚 处分 座谈"

--- How many 元 an amount in a money unit is, or nil: `yuan(1259.2, "亿元")` → 125920000000.0.
function M.yuan(value, unit)
  if not value or not unit then return nil end
  local base = unit:match "元$"
  if not base then return nil end
  local scale = unit:sub(1, -#base - 1)
  if scale == "" then return value end
  local factor = MULTIPLIERS[scale]
  return factor and value * factor
end

--- The value in the unit's base form: `base(206.1, "万吨")` → 2061000.0, "吨".
-- Tells equal amounts in different units apart from different ones.
function M.base(value, unit)
  if not unit then return value, unit end
  local scale = multiplier_words:at(unit)
  if scale and #scale < #unit then return value * MULTIPLIERS[scale], unit:sub(#scale + 1) end
  return value, unit
end

-- The unit that starts at byte `at`: unit as printed (万 and its like included), its kind,
-- what approximates (余), and the byte after it. nil where there is none.
local function unit_at(text, at)
  local more
  local word = more_words:at(text, at)
  if word then more, at = word, at + #word end
  local scale = multiplier_words:at(text, at)
  if scale then
    at = at + #scale
    local again = more_words:at(text, at)
    if again then more, at = again, at + #again end
  end
  local unit = unit_words:at(text, at)
  local other = unit and no_unit:at(text, at)
  if other and not (counted_words.has[other] and unit_kind[unit] == "count") then unit = nil end
  if not unit then return nil end
  local after = at + #unit
  local twin = text:match("^（[%z\1-\127\194-\244][\128-\191]*）", after)   -- 台（套）
  if twin and unit_words.has[twin:sub(#"（" + 1, -#"）" - 1)] and unit_kind[unit] == "count" and unit ~= "个" then
    unit, after = unit .. twin, after + #twin
  end
  local kind = unit_kind[unit] or "count"
  local per = text:find("^/", after) and unit_words:at(text, after + 1)          -- 克/千克
  if per then unit, after, kind = unit .. "/" .. per, after + 1 + #per, "measure" end
  if scale and kind == "time" then return nil end                                -- 2万年: no such thing here
  return (scale or "") .. unit, kind, more, after
end

local digit = numerals.digit

-- Whether a number goes on from a Latin letter or a sign: 5G-|2, GB+|50.
local function is_code(text, from)
  local before = text:byte(from - 1)
  if not before then return false end
  if before == 45 then return text:find("^%a", from - 2) ~= nil end           -- 30-50元 is a range, GB-50元 is not
  return before < 128 and string.char(before):find "[%w%.+]" ~= nil
end

-- Puts the unit behind a number into its token: %, 个百分点, 亿元, none. Returns the byte after it, and whether the figure
-- is only part of a name: 20万吨|级泊位, 3|D.
local function take_unit(token, text, after)
  local percent = text:match("^%%", after) or text:match("^％", after)
  if percent then
    token.unit, token.kind = "%", "percent"
    return after + #percent, false
  end
  local points = text:match("^个百分点", after) or text:match("^百分点", after)
  if points then
    token.unit, token.kind = points, "point"
    return after + #points, false
  end
  local unit, kind, more, stop = unit_at(text, after)
  if unit then
    token.unit, token.kind, token.approximate = unit, kind, more
    return stop, text:find("^级", stop) ~= nil or text:find("^型", stop) ~= nil
  end
  token.kind, token.scale = "bare", multiplier_words:at(text, after)
  if token.scale then after = after + #token.scale end
  return after, text:find("^[%a_]", after) ~= nil
end

-- Closes a token before a byte, with 以上, 左右 … where it stands there. Returns the byte after it.
local function finish(token, text, after)
  token.core_to, token.to = after - 1, after - 1
  local suffix = token.kind ~= "bare" and after_words:at(text, after)
  if suffix then
    token.suffix, token.approximate = suffix, token.approximate or suffix
    token.to = token.to + #suffix
  end
  return token.to + 1
end

-- A number and what stands at it. Returns the byte after it and the token.
local function number_token(text, after, from, value, printed)
  local token = { type = "number", from = from, value = value, printed = printed }
  local named
  after, named = take_unit(token, text, after)
  if token.unit == "年" and text:find("^半", after) and not text:find("^半年", after) then
    token.value, after = token.value + 0.5, after + #"半"
  end
  if named or is_code(text, from) then token.type = "code" end
  return finish(token, text, after), token
end

local number = Cmt(Cp() * numerals.decimal, function(text, after, from, value)
  return number_token(text, after, from, value, text:sub(from, after - 1))
end)

-- 9.4%、-2.1%和7%; 为-0.9%: a sign behind a mark or a word, where no range can be meant.
local minus = P "-" + P "－" + P "−"
local before_sign = words.set "、 和 及 与 ， （ ( 为 达 是 约 至 到 ："
local negative = Cmt(Cp() * minus * numerals.decimal * #(P "%" + P "％"), function(text, after, from, value)
  if not before_sign:before(text, from - 1) then return nil end
  return number_token(text, after, from, -value, text:sub(from, after - 1))
end)

local percent_in_words = Cmt(Cp() * numerals.fraction, function(text, after, from, above, below)
  if below ~= 100 then return after, { type = "other", from = from, to = after - 1 } end
  local token = { type = "number", from = from, value = above, printed = text:sub(from, after - 1), unit = "%",
    kind = "percent" }
  return finish(token, text, after), token
end)

-- 两个水厂, 一家单位, 抽查一个县: a numeral in Chinese counts only before a body or a place;
-- elsewhere (一系列, 三个方面, 一个强市) it is part of the phrase.
local bodies = words.set(lists.get "organs", "counted")
local ends_phrase = words.set "， 。 ； ： 、 ” “ ） ！ ？"
local after_counter = words.set [[月 人 工作 半 小时 时期 阶段 方面 问题 环节 季度 层面
  领域 重点 一批 月内]]
local COUNTERS = words.set "个 家 名 座 所 支 处"
local spoken_count = Cmt(Cp() * numerals.chinese_integer, function(text, after, from, value)
  local unit = COUNTERS:at(text, after)
  if not unit or value > 9999 or after_counter:at(text, after + #unit) then return nil end
  local stop = after + #unit
  local before = text:sub(math.max(1, from - 3), from - 1)
  if before == "第" or before == "每" or before == "某" or before == "“" then return nil end
  local reach, at = 0, stop
  while reach < 8 and at <= #text do
    if ends_phrase:at(text, at) then return nil end
    local body = bodies:at(text, at)
    if body then
      return stop, { type = "number", from = from, to = stop - 1, core_to = stop - 1, value = value,
        printed = text:sub(from, after - 1), unit = unit, kind = "count" }
    end
    at, reach = utf8.offset(text, 2, at) or #text + 1, reach + 1
  end
end)

local rank_scopes = words.set(lists.get "scopes", "rank")
local rank_verbs = words.set [[居 位居 位列 位于 排 排名 排在 列 名列 居于 居全 跃居 升至
  跃升至 上升至 稳居 连续位居 并列]]
local NO_RANK = words.set [[方阵 梯队 批 届 次 季度 产业 书记 责任 条 款 项 章 节 期 轮 版
  人民 中学 医院 号 代 个 种 线 阶段 步 大 年 时间 手 资源 要务 动力 三方]]
local rank_end = words.set "位 名"

-- 第5位 with the words before it: 居全省第5位, 全省第1位, 位列全国第二.
local ordinal = Cmt(Cp() * P "第" * numerals.integer_pattern, function(text, after, from, value)
  local stop = rank_end:at(text, after)
  local scope = rank_scopes:before(text, from - 1)
  local start = scope and from - #scope or from
  local verb = rank_verbs:before(text, start - 1)
  if not scope and verb then                                -- 全省排名第三
    scope = rank_scopes:before(text, start - #verb - 1)
    if scope then start, verb = start - #verb - #scope, "" end
  end
  local plain_end = ends_phrase:at(text, after) ~= nil or after > #text
  local listed = stop and text:sub(from - 3, from - 1) == "、" and text:find("^位", from - 6) ~= nil
  local is_rank = listed or (stop and (scope or verb)) or (scope and plain_end and from > 12)
    or (verb and scope and not NO_RANK:at(text, after))
  if stop then after = after + #stop end
  if not is_rank or NO_RANK:at(text, after) and not stop then
    return after, { type = "other", from = from, to = after - 1 }
  end
  return after, { type = "rank", from = verb and start - #verb or start, to = after - 1, rank = value, scope = scope }
end)

local period = Cmt(Cp() * (periods.pattern + (P "截至" + P "截止") * periods.pattern), function(_, after, from,
  name, is_point)
  return after, { type = "period", from = from, to = after - 1, text = name, point = is_point }
end)
-- Only these and digits can start a period; anything else is not worth the attempt.
local PERIOD_STARTS = { "元", "上", "下", "前", "第", "一", "二", "三", "四", "五", "今", "去", "明", "当", "本", "目", "现",
  "年", "岁", "月", "截", "全年", "近", "过", "两", "这", "十" }
local period_start = digit
for _, word in ipairs(PERIOD_STARTS) do period_start = period_start + P(word) end

-- Marks are tokens by themselves.
local mark_type = { ["，"] = "comma", [","] = "comma", ["；"] = "semicolon", [";"] = "semicolon", ["。"] = "stop",
  ["！"] = "stop", ["？"] = "stop", ["："] = "colon", [":"] = "colon", ["、"] = "enum", ["（"] = "open", ["("] = "open",
  ["）"] = "close", [")"] = "close" }

local any = numerals.any_character
local other = function(pattern)
  return Cp() * pattern * Cp() / function(from, after) return { type = "other", from = from, to = after - 1 } end
end
local title = other(P "《" * (any - P "》" - P "。") ^ 1 * P "》")
local quoted = other(P "“" * (any - P "”" - P "“") ^ -14 * P "”")
local document_number = other((P "〔" + P "[" + P "［") * digit ^ 1 * (P "〕" + P "]" + P "］")
  * numerals.digit ^ 0 * P "号" ^ -1)
local latin_word = other(lpeg.R("az", "AZ") * (lpeg.R("az", "AZ", "09") + lpeg.S "+-.") ^ 0)
local clock = other(digit * digit ^ -1 * P ":" * digit * digit)
local list_marker = other(digit * digit ^ -1 * (P "." + P "．" + P "、") * -digit)
local fraction_slash = other(digit ^ 1 * P "/" * digit ^ 1)

local numeral_start = digit + numerals.character
local token = negative + (#numeral_start * (clock + document_number + fraction_slash + #period_start * period
  + percent_in_words + number
    + spoken_count))
  + #P "第" * (period + ordinal)
  + #period_start * period
  + title + quoted + document_number + latin_word

-- The characters that tokens start with: at others none is attempted.
local function token_starts()
  local list = table.move(numerals.characters, 1, #numerals.characters, 1, {})
  local function add(character) list[#list + 1] = character end
  for mark in pairs(mark_type) do add(mark) end
  for _, word in ipairs(PERIOD_STARTS) do add(chars.first(word)) end
  for letter = ("a"):byte(), ("z"):byte() do
    add(string.char(letter))
    add(string.char(letter):upper())
  end
  for _, mark in ipairs { "-", "－", "−", "《", "“", "〔", "[", "［" } do add(mark) end
  return words.set({ starts = list }, "starts")
end

local starts = token_starts()
local marked = list_marker * Cp()
local one_token = token * Cp()
local SPOKEN = { "个", "家", "名", "座", "所" }
local has_number = lpeg.P { digit + any * lpeg.V(1) }

--- Whether a text can hold a quantity at all; cheap.
function M.worth_scanning(text)
  if text:find "%d" or text:find("第", 1, true) or text:find("百分之", 1, true) then return true end
  if has_number:match(text) then return true end
  return chars.holds(text, SPOKEN) ~= nil                    -- 两个水厂
end

-- After a full stop a number with a point and no fraction is a list marker: 。2. 财政…
local function drop_markers(tokens, text)
  for i, this in ipairs(tokens) do
    local previous = tokens[i - 1]
    if this.type == "number" and this.kind == "bare" and previous and previous.type == "stop"
      and previous.to + 1 == this.from and (text:find("^%.", this.to + 1) or text:find("^．", this.to + 1)) then
      this.type = "other"
    end
  end
end

local range_dash = words.set "- — – － ~ ～ 至 到 ——"
local list_link = words.set "、 和 及 与 以及"

-- Whether two numbers are the ends of a range: 30-50元, 1.5%至2.5%, 10万元以上50万元以下.
local function is_range(low, high, between)
  if low.suffix == "以上" and high.suffix == "以下" and (between == "" or between == "、") and low.kind == high.kind then
    return true
  end
  return range_dash.has[between] and (low.kind == "bare" or low.unit == high.unit) and not low.low
    and low.value <= high.value
end

-- The ends of a range become one token with low and high.
local function join_ranges(tokens, text)
  local out = {}
  for _, this in ipairs(tokens) do
    local last = out[#out]
    if last and last.type == "number" and this.type == "number" and this.unit
      and is_range(last, this, text:sub(last.to + 1, this.from - 1)) then
      this.low, this.high = last.value, this.value
      this.from, this.value, this.suffix = last.from, nil, nil
      out[#out] = nil
    end
    out[#out + 1] = this
  end
  return out
end

-- 2.2、3、14个百分点 lends its unit to the numbers before it: units flow back through a list.
local function lend_units(tokens, text)
  for i = #tokens, 2, -1 do
    local this, before = tokens[i], tokens[i - 1]
    if before.type == "enum" then before = tokens[i - 2] end
    if this.type == "number" and this.unit and not this.low and before and before.type == "number" then
      if this.kind == "point" and before.unit == "个" then before.kind, before.unit = "bare", nil end   -- 7.46个和2.87个百分点
      if before.kind == "bare" and list_link.has[text:sub(before.to + 1, this.from - 1)] then
        local _, base = M.base(1, this.unit)
        before.unit, before.kind, before.borrowed = before.scale and before.scale .. base or this.unit, this.kind, true
      end
    end
  end
end

-- One by one: LPeg pays at every failure for the tokens that a match has made already.
local function all_tokens(text)
  local tokens, found, at = {}, marked:match(text)
  if found then tokens[1] = found end
  local start, character = starts:find(text, at)
  while start do
    local mark = mark_type[character]
    if mark then
      at = start + #character
      found = { type = mark, from = start, to = at - 1 }
    else
      found, at = one_token:match(text, start)
    end
    tokens[#tokens + 1] = found
    start, character = starts:find(text, at or start + #character)
  end
  return tokens
end

--- Cuts a paragraph into tokens (see the head of this file).
-- @param text string: a paragraph without layout spaces
-- @return table: { token, … } in the order of the text
function M.scan(text)
  local tokens = all_tokens(text)
  drop_markers(tokens, text)
  tokens = join_ranges(tokens, text)
  lend_units(tokens, text)
  return tokens
end

return M
