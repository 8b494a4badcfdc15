-- People: who is named, with post and organ as printed beside the name, and in which role.
-- A name stands after a post (市审计局局长李四作的), after a post and other names (副主任甲、乙、丙),
-- before a post or 同志 (王五副主任), or is only a surname in a salutation (徐主任), which
-- the issue-wide pass completes.
local lists = require "gongbao.grammar.lists"
local names = require "gongbao.grammar.names"
local appointments = require "gongbao.facts.appointments"
local words = require "gongbao.grammar.words"

local posts = lists.get "posts"
local post_set, address_set = words.set(posts, "post", "group"), words.set(posts, "address", "style")
local group_set = words.set(posts, "group")
local organ_end = words.set(lists.get "organs", "suffix", "short")
local joined = words.set(lists.get "organs", "joined")
local link = words.set "、 和 及 以及"
local boundary = words.set [[、 ， 。 ； ： （ “ ” 《 和 与 及 在 由 到 受 受到 以 经 对 向 请 为 贯彻 落实 按照 是 希望 听取 尊敬的 委 府 局
  会 院 办 实 神 入 照 习 彻 据 了 评议 市委 省委 县委]]

local whole = words.set "财经 经济 经信 经贸 社会 对外 农工 和平 会计 法制 同安 财会"
local said = words.set [[听取审议了 听取了 听取和审议了 听取和了审议了 审议了 任命 中
  是 由 时 和 经]]

-- The first word of a set from byte `at` on: where it starts and the byte after it.
local function search(set, text, at)
  local from, word = set:find(text, at)
  if from then return from, from + #word end
end

-- The words before a post back to a mark: its organ, and posts that stand before it
-- (市政府副市长、市公安局局长).
local function organ_before(text, at)
  local start, steps = at, 0
  while start > 1 and steps < 26 do
    local previous = utf8.offset(text, -1, start)
    local of_name = joined:at(text, start)                   -- 发展和|改革委员会
    if of_name then
      start, previous = previous, utf8.offset(text, -1, previous)
    end
    local inside = whole:before(text, start - 1)             -- 财|经委
    if inside then
      start = start - #inside
      previous = start > 1 and utf8.offset(text, -1, start) or nil
    end
    if not previous then break end
    if link:at(text, previous) or boundary.has[text:sub(previous, start - 1)] and #text:sub(previous, start - 1) == 3
      and not organ_end:before(text, start - 1) then break end
    if not text:byte(previous) or text:byte(previous) < 0xE3 then break end
    if text:find("^[%s]", previous) then break end
    start, steps = previous, steps + 1
  end
  local organ = text:sub(start, at - 1)
  if organ == "" then return nil, start end
  -- what is said before the organ does not belong to it: 听取了|市审计局
  organ = said:strip_start(organ:match "^.*的(.-)$" or organ)
  if #organ > 3 and organ_end:before(organ) or organ:find "常委会$" then return organ, at - #organ end
  return nil, start
end

local function posts_before(text, from, to)
  local organ, start = organ_before(text, from)
  local post = text:sub(from, to)
  local before = start - 1
  if before >= 3 and text:sub(before - 2, before) == "、" then
    local earlier = post_set:before(text, before - 3)
    if earlier then
      local first, first_start = organ_before(text, before - 3 - #earlier + 1)
      if first or earlier:find "委" then
        local printed = text:sub(first_start or (before - 2 - #earlier), to)
        local both = (first or "") .. ((first and organ) and "；" or "") .. (organ or "")
        return printed, both ~= "" and both or nil
      end
    end
  end
  return post, organ
end

local attending = words.set "出席 列席 主持"
local function role_of(paragraph, text, after)
  local node = paragraph.node
  if text:find("^作的", after) or text:find("^所作", after) or text:find("^受.-所作", after)
    or text:find("^同志作的", after) or text:find("^同志所作", after)
    or text:sub(after, after + 60):find "^受.-作的" then
    return "presenter"
  end
  if paragraph.document.genre == "minutes" then
    if attending:at(text, after) then return "attendee" end
    local stop = text:find("。", after, true) or #text
    if text:sub(after, stop):find("出席", 1, true) or text:sub(after, stop):find("列席", 1, true) then
      return "attendee"
    end
  end
  if node and node.kind == "signature" then return "signatory" end
  return "cited"
end

-- 主任甲主持会议，副主任乙: a deputy or a secretary in the same sentence is of the same body.
local deputy = words.set "副 秘书长"
local function same_body(text, last_end, from, post)
  if from - last_end == 4 then return true end
  local between = text:sub(last_end + 1, from - 1)
  return deputy:at(post) ~= nil and #between <= 60 and between:find "，$" ~= nil
    and not between:find("。", 1, true) and not between:find("；", 1, true)
end

local function after_posts(paragraph, emit, taken)
  local text, at = paragraph.text, 1
  -- 市人大常委会主任甲，副主任乙: 乙 is of the same body
  local last_organ, last_end
  while true do
    local from, after = search(post_set, text, at)
    if not from then return end
    at = after
    local name = names.at(text, after)
    local post, organ
    local found = {}
    local place = after
    while name do
      found[#found + 1] = { name = name, from = place }
      place = place + #name
      local joint = link:at(text, place)
      name = joint and not post_set:at(text, place + #joint) and names.at(text, place + #joint) or nil
      if name then place = place + #joint end
    end
    local grouped = group_set.has[text:sub(from, after - 1)]
    if #found > 0 and (not grouped or #found > 1) then
      post, organ = posts_before(text, from, after - 1)
      if not organ and last_organ and last_end and same_body(text, last_end, from, post) then organ = last_organ end
      last_organ, last_end = organ and organ:gsub("^.*；", ""), place - 1
      for _, one in ipairs(found) do
        if not taken[one.from] then emit({ name = one.name, post = post, organ = organ, role = role_of(paragraph,
          text, place) }, one.from,
          one.from + #one.name - 1, "after_post") end
        taken[one.from] = true
      end
      at = place
    end
  end
end

-- 关于提请任免甲、乙同志职务的议案: names between the words of an appointment.
local openings = words.set [[关于提请任免 关于提请任命 关于提请免去 关于提请 关于 任命
  免去 任免]]
local closings = words.set "同志 等 职务 任职 为 任"
local function in_titles(paragraph, emit, taken)
  local text, at = paragraph.text, 1
  if not (text:find("职务", 1, true) or text:find("任职", 1, true)) then return end
  while true do
    local from, word = openings:find(text, at)
    if not from then return end
    at = from + #word
    local place, found = at, {}
    local name = names.at(text, place)
    while name do
      found[#found + 1] = { name = name, from = place }
      place = place + #name
      name = text:sub(place, place + 2) == "、" and names.at(text, place + 3) or nil
      if name then place = place + 3 end
    end
    if #found > 0 and closings:at(text, place) then
      for _, one in ipairs(found) do
        if not taken[one.from] then
          taken[one.from] = true
          emit({ name = one.name, role = "appointee" }, one.from, one.from + #one.name - 1, "in_title")
        end
      end
      at = place
    end
  end
end

local function appointees(paragraph, emit, taken)
  for _, act in ipairs(appointments.read(paragraph)) do
    if not taken[act.from] then
      taken[act.from] = true
      emit({ name = act.name, post = act.post, organ = act.organ, role = "appointee" }, act.from, act.from
        + #act.name - 1, "act")
    end
  end
end

local function bounded(text, at)
  if at == 1 then return true end
  return boundary:before(text, at - 1) ~= nil or not text:byte(at - 1) or text:byte(at - 1) < 128
end

local function before_posts(paragraph, emit, taken)
  local text, at = paragraph.text, 1
  while true do
    local from, after = search(address_set, text, at)
    if not from then return end
    at = after
    local name = names.before(text, from, bounded)
    local start = name and from - #name
    if name and not taken[start] and not names.known.has[name] and not (names.at(text, after)
      and address_set.has[text:sub(from, after - 1)]
      and text:sub(from, after - 1) ~= "同志") then
      local word = text:sub(from, after - 1)
      taken[start] = true
      local organ = organ_before(text, start)
      emit({ name = name, post = word ~= "同志" and word or nil, organ = word ~= "同志" and organ
        or nil, role = role_of(paragraph, text, after) },
        start, from - 1, "before_post")
    end
  end
end

-- 尊敬的沈主任，各位副主任: only the surname is printed.
local function salutations(paragraph, emit)
  local text = paragraph.text
  for _, opening in ipairs { "尊敬的", "" } do
    local from = opening == "" and 1 or select(2, text:find(opening, 1, true))
    from = from and (opening == "" and 1 or from + 1)
    local surname = from and names.surname_at(text, from)
    local post = surname and address_set:at(text, from + #surname)
    if post and post ~= "同志" then
      local follows = text:sub(from + #surname + #post, from + #surname + #post + 2)
      if (follows == "，" or follows == "、" or follows == "：") and text:find("各位", from, true) then
        emit({ surname = surname, post = post, role = "cited" }, from, from + #surname - 1, "salutation")
        return
      end
    end
  end
end

local function known_names(paragraph, emit)
  local text, at = paragraph.text, 1
  while true do
    local from, after = search(names.known, text, at)
    if not from then return end
    local word = address_set:at(text, after)
    emit({ name = text:sub(from, after - 1), post = word ~= "同志" and word
      or nil, role = "cited" }, from, after - 1, "known")
    at = after
  end
end

local function run(paragraph, emit)
  local node = paragraph.node
  if node and node.kind == "toc" then return end
  local document = paragraph.document
  local presenter = document.presenter
  if node and node.kind == "byline" and presenter and presenter.name and not paragraph.state.presented then
    local at = paragraph.text:find(presenter.name, 1, true)
    if at then
      paragraph.state.presented = true
      emit({ name = presenter.name, post = presenter.post, organ = presenter.organ, role = "presenter" }, at, at
        + #presenter.name - 1, "byline")
      return
    end
  end
  local taken = {}
  appointees(paragraph, emit, taken)
  in_titles(paragraph, emit, taken)
  after_posts(paragraph, emit, taken)
  before_posts(paragraph, emit, taken)
  salutations(paragraph, emit)
  known_names(paragraph, emit)
end

return {
  name = "people", layer = "person",
  doc = "Named persons with post, organ and role (presenter, attendee, signatory, cited).",
  run = run,
  examples = {
    { text = "听取了市审计局局长李明作的报告。", rows = { { name = "李明", post = "局长",
      organ = "市审计局", role = "presenter" } } },
    { text = "市人大常委会副主任赵一鸣、钱二，秘书长孙三立出席会议。",
      rows = { { name = "赵一鸣", post = "副主任", organ = "市人大常委会" }, { name = "钱二",
        post = "副主任" }, { name = "孙三立", post = "秘书长" } } },
    { text = "市人大常委会主任沈志远主持会议，副主任陆大山、秦玉兰，秘书长武思齐出席会议。",
      rows = { { name = "沈志远" }, { name = "陆大山", organ = "市人大常委会" }, { name = "秦玉兰",
        organ = "市人大常委会" }, { name = "武思齐", post = "秘书长", organ = "市人大常委会" } } },
    { text = "在王五一副主任带领下开展调研。", rows = { { name = "王五一", post = "副主任" } } },
    { text = "市政府副市长、市公安局局长周平作的报告。", rows = { { name = "周平",
      post = "市政府副市长、市公安局局长", organ = "市政府；市公安局" } } },
    { text = "青川市人民政府市长周平2023年7月7日", rows = { { name = "周平", post = "市长",
      organ = "青川市人民政府" } } },
    { text = "全体副主任高度重视，主任会议讨论决定，各级书记向群众说明。", rows = {} },
  },
}
