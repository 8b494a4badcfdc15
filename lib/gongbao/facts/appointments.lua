-- Acts of appointment and removal in proposals and notices.
--
--   任命：            under it: 甲为某局局长；           甲同志任某局局长；
--   免去：            under it: 甲某局局长职务；         免去甲同志某局局长职务。
--
-- The two headings may stand at the end of a line (…委员；免去：). In 免去：甲某局… nothing parts
-- the name from the body: the body is what the rest of the document names again.
local chars = require "gongbao.text.chars"
local lists = require "gongbao.grammar.lists"
local names = require "gongbao.grammar.names"
local words = require "gongbao.grammar.words"

local M = {}

local post_set = words.set(lists.get "posts", "post")
local organ_end = words.set(lists.get "organs", "suffix", "short")

local GENRES = words.set([[appointment_proposal appointment_notice decision resolution announcement other proposal
  minutes]]).has

local marks = words.set "； 。 ; ： :"

-- The segments between ；。 with the bytes where they start.
local function segments(text)
  local list, from = {}, 1
  local function put(to)
    local part = text:sub(from, to)
    local lead = #part:match "^%s*"
    if part:find "%S" then list[#list + 1] = { text = part:sub(lead + 1):gsub("%s+$", ""), from = from + lead } end
  end
  local at, mark = marks:find(text, 1)
  while at do
    local keep = (mark == "：" or mark == ":") and at + #mark - 1 or at - 1
    put(keep)
    from = at + #mark
    at, mark = marks:find(text, from)
  end
  put(#text)
  return list
end

-- 甲乙丙某市某局局长职务 → name and the rest, decided by what the document repeats.
local function split_name(text, whole)
  local best, best_count
  for _, length in ipairs { 2, 3, 4 } do
    local name, rest = text:sub(1, 3 * length), text:sub(3 * length + 1)
    if #rest >= 6 and names.surname_at(name, 1) and (length < 4 or #names.surname_at(name, 1) == 6) then
      local seen = chars.count(whole, rest:sub(1, 6))
      if seen >= 2 and (not best or seen > best_count) then best, best_count = length, seen end
    end
  end
  if best then return text:sub(1, 3 * best), text:sub(3 * best + 1) end
end

local function parts_of(post)
  local title = post:gsub("（.-）$", "")
  local first = title:match "^(.-)、" or title
  local word = post_set:before(first)
  local organ = word and first:sub(1, -#word - 1)
  return post, organ and organ_end:before(organ) and organ or nil
end

local function whole_text(document)
  if not document.whole_text then
    local parts = { document.title or "" }
    for _, node in ipairs(document.nodes or {}) do parts[#parts + 1] = node.flow and node.flow.text or "" end
    document.whole_text = table.concat(parts, "\n")
  end
  return document.whole_text
end

local openings = words.set [[决定 现决定 会议决定 经表决 提请 现提请 提名 建议 拟 同意 批准 一、 二、 三、 四、 （一）
  （二） （三） 1. 2. 3. 1、 2、 3、]]
local appoint, remove = words.set "任命", words.set "免去 免除"

local function plain_name(name) return (name:gsub("　", ""):gsub("%s+", "")) end

-- 甲、乙: every part must be as long as a name.
local function names_of(list)
  local found = {}
  for name in (list .. "、"):gmatch "(.-)、" do
    name = plain_name(name):gsub("同志$", "")
    local length = utf8.len(name)
    if not length or length < 2 or length > 4 or not names.surname_at(name, 1) then return nil end
    found[#found + 1] = name
  end
  return found
end

-- 甲、乙同志的某局局长: names before 同志 or 的; without either, what the document repeats parts them.
local function person_and_post(text, document)
  local list, post = text:match "^(.-)同志(.+)$"
  local people = list and names_of(list)
  if people then return people, (post:gsub("^的", "")) end
  list, post = text:match "^(.-)的(.+)$"
  people = list and names_of(list)
  if people then return people, post end
  local last = chars.last_of(text, "、")
  local head = last and names_of(text:sub(1, last - 1))
  if head then
    local name, rest = split_name(text:sub(last + #"、"), whole_text(document))
    if name and names_of(name) then
      head[#head + 1] = name
      return head, rest
    end
  end
  local name, rest = split_name(text, whole_text(document))
  return name and names_of(name), rest
end

-- Reads one segment: action, { name, … }, post, and the byte of the first name; or nil.
local function act_of(segment, action, document)
  local text = segment.text
  local plain = openings:strip_start(text)
  local from = segment.from + #text - #plain
  text = plain
  local list, post = text:match "^(.-)同志任(.+)$"
  if list then return "appoint", names_of(list), post, from end
  local word = remove:at(text)
  if word then
    text, from, action = text:sub(#word + 1), from + #word, "remove"
  else
    word = appoint:at(text)
    if word then text, from, action = text:sub(#word + 1), from + #word, "appoint" end
  end
  if action == "remove" then
    local removed = text:match "^(.+)职务$"
    if not removed then return nil end
    local people, rest = person_and_post(removed, document)
    return "remove", people, rest, from
  end
  list, post = text:match "^(.-)同志为(.+)$"
  if not list then list, post = text:match "^(.-)为(.+)$" end
  if list and action == "appoint" then return "appoint", names_of(list), post, from end
end

local function valid(people, post)
  return people and post and post ~= "" and post_set:find(post) ~= nil
end

-- What 任命：, （二）免去： or 二、免去 sets for what stands below it.
local MOST_HEADING = 24
local function heads(text)
  if #text > MOST_HEADING and not text:find "：$" then return nil end
  local words_alone = text:gsub("：$", "")
  return words_alone:find "任命$" and "appoint" or words_alone:find "免去$" and "remove" or nil
end

-- Reads the acts of a paragraph; `action` is what 任命： or 免去： above it set. Returns them, and the action that holds
-- below.
local function acts_of(paragraph, action)
  local text, acts = paragraph.text, {}
  for _, segment in ipairs(segments(text)) do
    local heading = heads(segment.text)
    if heading then
      action = heading
    else
      local kind, people, post, from = act_of(segment, action, paragraph.document)
      if kind and valid(people, post) then
        local printed, organ = parts_of(post)
        for _, name in ipairs(people) do
          acts[#acts + 1] = { action = kind, name = name, post = printed, organ = organ,
            from = text:find(name, from, true) or from, to = segment.from + #segment.text - 1 }
        end
      end
    end
  end
  return acts, action
end

local function may_hold_acts(text)
  return text:find("任", 1, true) or text:find("免去", 1, true) or text:find("职务", 1, true)
    or text:find("为", 1, true)
end

--- The acts of a paragraph. 任命： and 免去： carry on to the paragraphs below, so a document's paragraphs are to be read
-- in order; what was read is kept, for two extractors ask.
-- @return table: { { action, name, post, organ, from, to }, … }
function M.read(paragraph)
  local document, node = paragraph.document, paragraph.node
  if not node or not GENRES[document.genre] or not may_hold_acts(paragraph.text) then return {} end
  local state = document.acts_state or { read = {} }
  document.acts_state = state
  if not state.read[node] then
    state.read[node], state.action = acts_of(paragraph, state.action)
  end
  return state.read[node]
end

return M
