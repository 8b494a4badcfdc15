-- A body under two names: one person of one post at 市农业局 and 市农业农村局; an item that makes 市民政事务局
-- responsible where the officials of the issue are 市民政局's. Short names that are in use (发改委) and the city's
-- name before the body are no difference.
local lists = require "gongbao.grammar.lists"
local titles = require "gongbao.facts.titles"
local words = require "gongbao.grammar.words"

local short = words.set(lists.get "organs", "abbreviated")

-- Without the territory: 云汀市农业农村局, 市农业农村局 → 农业农村局.
local function bare(organ)
  for _, level in ipairs { "市", "县", "省" } do
    local at = organ:find(level, 1, true)
    if at and at <= 13 then organ = organ:sub(at + #level) end
  end
  return organ
end

local function same(a, b)
  a, b = bare(a), bare(b)
  if a == b or a:sub(-#b) == b or b:sub(-#a) == a then return true end
  local one, other = a, b
  if #one > #other then one, other = other, one end
  return short.has[one] ~= nil and titles.abbreviates(one, other)
end

local function two_names_of_one_official(store, report)
  local known = {}
  for row in store:rows [[SELECT person.name, person.post, person.organ, person.line, person.document,
      document.title FROM person
      JOIN document ON document.id = person.document
      WHERE person.organ IS NOT NULL AND person.organ NOT LIKE '%；%' ORDER BY person.ordinal_]] do
    local at = row.name .. "|" .. (row.post or "")
    local first = known[at]
    if not first then
      known[at] = row
    elseif not same(first.organ, row.organ) and not (first.said or {})[row.organ] then
      first.said = first.said or {}
      first.said[row.organ] = true
      report { document = row.document, line = row.line,
        message = ("%s%s的机关写作“%s”，别处写作“%s”"):format(row.post
          or "", row.name, row.organ, first.organ),
        basis = ("《%s》第%d行"):format(first.title or "", first.line) }
    end
  end
end

-- 民政局 and 民政事务局: the one name is the other with a word put in.
local function one_word_more(a, b)
  if #a > #b then a, b = b, a end
  local more = #b - #a
  if more < 6 or more > 9 or #a < 9 then return false end
  for at = 6, #a - 3, 3 do
    if b:sub(1, at) == a:sub(1, at) and b:sub(at + more + 1) == a:sub(at + 1) then return true end
  end
  return false
end

-- The bodies of the officials of each source, by their names without the territory.
local function bodies_of_officials(store)
  local by_source = {}
  for row in store:rows [[SELECT document.source, person.organ, min(person.line) AS line, document.title
      FROM person JOIN document ON document.id = person.document
      WHERE person.organ IS NOT NULL AND person.organ NOT LIKE '%；%'
      GROUP BY document.source, person.organ ORDER BY min(person.ordinal_)]] do
    row.bare = bare(row.organ)
    by_source[row.source] = by_source[row.source] or {}
    table.insert(by_source[row.source], row)
  end
  return by_source
end

-- The first body whose name is nearly this one; nil where one has just this name.
local function like_named(bodies, name)
  local like
  for _, body in ipairs(bodies) do
    if body.bare == name then return nil end
    if not like and one_word_more(name, body.bare) then like = body end
  end
  return like
end

local function other_name_in_item(store, report)
  local by_source = bodies_of_officials(store)
  for row in store:rows [[SELECT item.document, item.line, item.responsible, document.source FROM item
      JOIN document ON document.id = item.document WHERE item.responsible IS NOT NULL ORDER BY item.ordinal_]] do
    local bodies = by_source[row.source] or {}
    for named in (row.responsible .. "、"):gmatch "(.-)、" do
      local body = like_named(bodies, bare(named))
      if body then
        report { document = row.document, line = row.line,
          message = ("责任单位写作“%s”，别处有“%s”，是否同一机关"):format(named, body.organ),
          basis = ("《%s》第%d行"):format(body.title or "", body.line) }
      end
    end
  end
end

local function run(store, report)
  two_names_of_one_official(store, report)
  other_name_in_item(store, report)
end

return {
  name = "organ_name", severity = "note",
  doc = "A body named in two ways: of one official, or as the one responsible for an item.",
  run = run,
  examples = {
    { documents = { { text = "听取了市民政局局长李明作的报告。" },
      { text = "听取了市民政事务局局长李明作的报告。" } },
      findings = { "市民政事务局" } },
    { documents = { { text = "听取了市民政局局长李明作的报告。" },
      { genre = "deliberation_opinion",
        text = "会议提出以下审议意见：一是清理闲置设施。市民政事务局要逐一核查。二是兑付补贴。市财政局要拨付到位。" } },
      findings = { "责任单位写作“市民政事务局”，别处有“市民政局”" } },
    { documents = { { text = "听取了市发改委主任王华作的报告。" },
      { text = "青川市发展和改革委员会主任王华作了说明。" } }, findings = {} },
  },
}
