-- Names of persons: found beside posts only, for print gives no other proof of one.
-- A name is a surname with one or two characters, followed by something that ends it.
local lists = require "gongbao.grammar.lists"
local words = require "gongbao.grammar.words"

local M = {}

local surnames = lists.get "surnames"
local single, double = words.set(surnames, "single"), words.set(surnames, "double")
local not_a_name = words.set(surnames, "not_a_name")
local followers = words.set(lists.get "posts", "follower")
local marks = words.set "、 ， 。 ； ： （ ） ( ) “ ” 《 》 ， , ; : ！ ？ ——"
-- Surnames that are more often a preposition or an adverb: they need a mark behind the name.
local doubtful = words.set [[向 于 由 来 连 从 时 因 应 经 全 都 幸 当 正 在 就 同 将 和 与
  对 为 被 各]]
local organ_ends = words.set "委 会 局 院 府 办 厅 部 市 省 县 区 镇 乡 村 组"

M.known = words.set(surnames, "known")

local function character(text, at)
  local byte = text:byte(at)
  if not byte or byte < 0xE4 or byte > 0xE9 then return nil end       -- CJK ideographs only
  return text:sub(at, at + 2)
end

-- In a signature the day follows the name: 市长李四|2023年7月7日.
local day_starts = words.set "二〇 二○ 二零"
local function ends(text, at)
  return at > #text or marks:at(text, at) ~= nil or text:find("^%s", at) ~= nil or followers:at(text, at) ~= nil
    or text:find("^%d%d%d%d年", at) ~= nil or day_starts:at(text, at) ~= nil
end

local function is_name(name)
  for length = 6, #name, 3 do
    if not_a_name.has[name:sub(1, length)] then return false end
  end
  return true
end

--- The name that starts at byte `at`, proved by what follows it, or nil.
-- `names.at("主任李四作的报告", 7)` → "李四"
-- @return string|nil
function M.at(text, at)
  local known = M.known:at(text, at)
  if known then return known end
  local surname = double:at(text, at) or single:at(text, at)
  if not surname then return nil end
  local given = at + #surname
  local first = character(text, given)
  if not first then return nil end
  local second = character(text, given + 3)
  local long, short = second and surname .. first .. second, surname .. first
  local long_ends = long and ends(text, given + 6) and not followers:at(text, given + 3)
  local marked = long and (given + 6 > #text or marks:at(text, given + 6))
  if doubtful.has[surname] and not (marked or given + 3 > #text or marks:at(text, given + 3)) then return nil end
  if long and (long_ends or (marked and ends(text, given + 6))) and is_name(long) then
    if ends(text, given + 3) and not marked then return is_name(short) and short or nil end
    return long
  end
  if ends(text, given + 3) and is_name(short) then return short end
  return nil
end

--- The name that ends just before byte `at` (袁家健|书记), or nil; `bounded(text, byte)` says
-- whether a name may start at a byte.
function M.before(text, at, bounded)
  local known = M.known:before(text, at - 1)
  if known then return known end
  for _, length in ipairs { 3, 2, 4 } do
    local start = at - 3 * length
    if start >= 1 then
      local name = text:sub(start, at - 1)
      local surname = (length == 4 or length == 3) and double:at(name) or length < 4 and single:at(name)
      local plain = true
      for place = start, at - 3, 3 do plain = plain and character(text, place) ~= nil end
      if surname and plain and bounded(text, start) and is_name(name) and not organ_ends:before(name)
        and not followers:at(name, #name - 2) then
        return name
      end
    end
  end
end

--- Whether the character at byte `at` is a surname.
function M.surname_at(text, at) return double:at(text, at) or single:at(text, at) end

return M
