-- People: who is named, with post and organ as printed beside the name, and in which role.
-- A name stands after a post (市审计局局长李四作的), after a post and other names (副主任甲、乙、丙),
-- before a post or 同志 (王五副主任), or is only a surname in a salutation (徐主任), which
-- the issue-wide pass completes.
local appointments = require "gongbao.facts.appointments"
local chars = require "gongbao.text.chars"
local lists = require "gongbao.grammar.lists"
local names = require "gongbao.grammar.names"
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

local FARTHEST = 26 -- characters from a post back to where its organ begins

-- The organ that the words before a post name, 听取了|市审计局|局长: back to a mark or a word that no organ has in it.
-- @return string|nil organ, integer: the byte where it, or the words looked at, start
local function organ_before(text, at)
  local start, steps = at, 0
  while start > 1 and steps < FARTHEST do
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
    if text:byte(previous) < 0xE3 then break end              -- a blank, a digit, a Latin letter
    start, steps = previous, steps + 1
  end
  local organ = text:sub(start, at - 1)
  if organ == "" then return nil, start end
  -- what is said before the organ does not belong to it: 听取了|市审计局
  organ = said:strip_start(organ:match "^.*的(.-)$" or organ)
  if #organ > 3 and organ_end:before(organ) or organ:find "常委会$" then return organ, at - #organ end
  return nil, start
end

-- The post between two bytes and its organ, with those that stand before it: 市政府副市长、市公安局|局长 has two of each,
-- the posts as printed, the organs parted by ；.
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

local reports = words.set "作的 所作 同志作的 同志所作"
local NEAR = 60 -- bytes: 受市政府委托|作的

local function presents(text, after)
  return reports:at(text, after) ~= nil or text:find("^受.-所作", after) ~= nil
    or text:sub(after, after + NEAR):find "^受.-作的" ~= nil
end

local attends, attending = words.set "出席 列席 主持", { "出席", "列席" }

-- The role in which a person is named, by what follows the name at a byte.
local function role_of(paragraph, after)
  local text, node = paragraph.text, paragraph.node
  if presents(text, after) then return "presenter" end
  if paragraph.document.genre == "minutes" then
    local sentence = text:sub(after, text:find("。", after, true) or #text)
    if attends:at(text, after) or chars.holds(sentence, attending) then return "attendee" end
  end
  return node and node.kind == "signature" and "signatory" or "cited"
end

-- The names that stand side by side from a byte on, and the byte after them: 甲、乙和丙.
local function names_from(text, place, joints)
  local found = {}
  local name = names.at(text, place)
  while name do
    found[#found + 1] = { name = name, from = place }
    place = place + #name
    local joint = joints:at(text, place)
    local following = joint and place + #joint
    name = following and not post_set:at(text, following) and names.at(text, following) or nil
    if name then place = following end
  end
  return found, place
end

-- Emits the names that no other rule has taken.
-- @param row table: what the rows have beside the name
local function emit_names(found, row, emit, taken, rule)
  for _, one in ipairs(found) do
    if not taken[one.from] then
      taken[one.from] = true
      emit({ name = one.name, post = row.post, organ = row.organ, role = row.role },
        one.from, one.from + #one.name - 1, rule)
    end
  end
end

-- 主任甲主持会议，副主任乙: a deputy or a secretary in the same sentence is of the same body.
local deputy = words.set "副 秘书长"
local function same_body(text, last_end, from, post)
  if from - last_end - 1 == #"，" then return true end
  local between = text:sub(last_end + 1, from - 1)
  return deputy:at(post) ~= nil and #between <= 60 and between:find "，$" ~= nil
    and not between:find("。", 1, true) and not between:find("；", 1, true)
end

-- 市审计局局长|李四, 副主任|甲、乙和丙; behind a post of several (领导) one name is none.
local function after_posts(paragraph, emit, taken)
  local text = paragraph.text
  local last_organ, last_end                                 -- of the post before
  local from, after = search(post_set, text, 1)
  while from do
    local found, stop = names_from(text, after, link)
    if #found > 1 or #found == 1 and not group_set.has[text:sub(from, after - 1)] then
      local post, organ = posts_before(text, from, after - 1)
      if not organ and last_organ and same_body(text, last_end, from, post) then organ = last_organ end
      last_organ, last_end = organ and organ:gsub("^.*；", ""), stop - 1
      emit_names(found, { post = post, organ = organ, role = role_of(paragraph, stop) }, emit, taken, "after_post")
      after = stop
    end
    from, after = search(post_set, text, after)
  end
end

-- 关于提请任免甲、乙同志职务的议案: names between the words of an appointment.
local openings = words.set "关于提请任免 关于提请任命 关于提请免去 关于提请 关于 任命 免去 任免"
local closings = words.set "同志 等 职务 任职 为 任"
local list_mark = words.set "、"
local of_appointment = { "职务", "任职" }

local function in_titles(paragraph, emit, taken)
  local text = paragraph.text
  if not chars.holds(text, of_appointment) then return end
  local from, after = search(openings, text, 1)
  while from do
    local found, stop = names_from(text, after, list_mark)
    if #found > 0 and closings:at(text, stop) then
      emit_names(found, { role = "appointee" }, emit, taken, "in_title")
      after = stop
    end
    from, after = search(openings, text, after)
  end
end

local function appointees(paragraph, emit, taken)
  for _, act in ipairs(appointments.read(paragraph)) do
    emit_names({ act }, { post = act.post, organ = act.organ, role = "appointee" }, emit, taken, "act")
  end
end

-- Whether a name may start at a byte: behind a mark, a Latin letter, or a word that no name ends in.
local function bounded(text, at)
  return at == 1 or boundary:before(text, at - 1) ~= nil or text:byte(at - 1) < 128
end

-- 王五|副主任, 赵六|同志; not 副主任|甲 of a list of posts with their names.
local function before_posts(paragraph, emit, taken)
  local text = paragraph.text
  local from, after = search(address_set, text, 1)
  while from do
    local word, name = text:sub(from, after - 1), names.before(text, from, bounded)
    local post = word ~= "同志" and word or nil
    if name and not names.known.has[name] and not (post and names.at(text, after)) then
      local start = from - #name
      emit_names({ { name = name, from = start } }, { post = post, organ = post and organ_before(text, start) or nil,
        role = role_of(paragraph, after) }, emit, taken, "before_post")
    end
    from, after = search(address_set, text, after)
  end
end

local after_salutation = words.set "， 、 ："

-- 尊敬的沈主任，各位副主任: only the surname is printed.
local function salutations(paragraph, emit)
  local text = paragraph.text
  local _, respectfully = text:find("尊敬的", 1, true)
  for _, from in ipairs { respectfully and respectfully + 1 or 1, 1 } do
    local surname = names.surname_at(text, from)
    local post = surname and address_set:at(text, from + #surname)
    if post and post ~= "同志" and after_salutation:at(text, from + #surname + #post)
      and text:find("各位", from, true) then
      return emit({ surname = surname, post = post, role = "cited" }, from, from + #surname - 1, "salutation")
    end
  end
end

local function known_names(paragraph, emit)
  local text = paragraph.text
  local from, after = search(names.known, text, 1)
  while from do
    local word = address_set:at(text, after)
    emit({ name = text:sub(from, after - 1), post = word ~= "同志" and word or nil, role = "cited" },
      from, after - 1, "known")
    from, after = search(names.known, text, after)
  end
end

-- The line under a title that names who presents: as the document's head read it.
local function byline(paragraph, emit)
  local node, presenter = paragraph.node, paragraph.document.presenter
  if paragraph.state.presented or not node or node.kind ~= "byline" then return false end
  local at = presenter and presenter.name and paragraph.text:find(presenter.name, 1, true)
  if not at then return false end
  paragraph.state.presented = true
  emit({ name = presenter.name, post = presenter.post, organ = presenter.organ, role = "presenter" },
    at, at + #presenter.name - 1, "byline")
  return true
end

local function run(paragraph, emit)
  local node = paragraph.node
  if node and node.kind == "toc" or byline(paragraph, emit) then return end
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
