-- One person of one post with two names of the body: 市农业局 and 市农业农村局. Short names that are
-- in use (发改委) and the city's name before the body are no difference.
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

local function run(store, report)
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

return {
  name = "organ_name", severity = "note",
  doc = "One official whose body is named in two ways.",
  run = run,
  examples = {
    { documents = { { text = "听取了市民政局局长李明作的报告。" },
      { text = "听取了市民政事务局局长李明作的报告。" } },
      findings = { "市民政事务局" } },
    { documents = { { text = "听取了市发改委主任王华作的报告。" },
      { text = "青川市发展和改革委员会主任王华作了说明。" } }, findings = {} },
  },
}
