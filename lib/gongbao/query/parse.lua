-- The query language: text → plan. The grammar is below; the manual is docs/query.md.
--
-- A plan is a tree of tables, { op = …, part, part, … }, that gongbao.core.query
-- runs; see runtime/query/plan.h for what each op means.
local lpeg = require "lpeg"
local values = require "gongbao.query.values"

local P, R, S, V, C, Cc, Cg, Cp, Ct, Cmt = lpeg.P, lpeg.R, lpeg.S, lpeg.V, lpeg.C, lpeg.Cc, lpeg.Cg, lpeg.Cp, lpeg.Ct,
  lpeg.Cmt

local M = {}

M.units = { sentence = true, paragraph = true, section = true, article = true, document = true }

-- The farthest place that the grammar got to: where the error is, if there is one.
local farthest

local function fail(message) error({ query = message }, 0) end

local space = Cmt(S " \t\r\n"^0, function(_, at)
  if at > farthest then farthest = at end
  return true
end)

local function sign(s) return P(s) * space end

local letter = R("az", "AZ", "__")
local word_end = -(letter + R "09")
local function keyword(s) return (P(s) + P(s:upper())) * word_end * space end
local name = C(letter * (letter + R "09")^0)
local number = C(R "09"^1) / function(digits) return math.tointeger(digits) or math.maxinteger end
local quoted = P '"' * C((P(1) - '"')^1) * '"'
local slashed = P "/" * C((P "\\" * 1 + (P(1) - S "/\\"))^1) * "/"

local function escape(text) return (text:gsub("[%.%[%]%(%)|%*%+%?{}%^%$\\/]", "\\%0")) end

-- What a bare word is: text, or a prefix or suffix that names whole words.
local function bare(text)
  local open, middle, close = text:match "^(%*?)(.-)(%*?)$"
  if middle == "" or middle:find("*", 1, true) then
    fail("in " .. text .. " the * may stand first or last, as in 整改* or *率")
  end
  if open == "" and close == "" then return { op = "text", text = text } end
  local pattern = (open ~= "" and ".*" or "") .. escape(middle) .. (close ~= "" and ".*" or "")
  return { op = "token", test = { op = "word_regex", text = pattern } }
end

-- Token tests ---------------------------------------------------------------

local function test(attribute, equal, kind, text)
  if attribute ~= "word" and attribute ~= "tag" then fail("tokens have a word and a tag, no " .. attribute) end
  local t = { op = attribute .. (kind == "regex" and "_regex" or ""), text = text }
  return equal == "!=" and { op = "not", t } or t
end

local function fold(op)
  return function(first, ...)
    local all = first
    for _, next_one in ipairs { ... } do all = { op = op, all, next_one } end
    return all
  end
end

local test_grammar = P {
  "either",
  either = V "both" * (sign "|" * V "both")^0 / fold "or",
  both = V "one" * (sign "&" * V "one")^0 / fold "and",
  one = sign "!" * V "one" / function(t) return { op = "not", t } end
    + sign "(" * V "either" * sign ")"
    + name * space * C(P "!=" + "=") * space * (Cc "regex" * slashed + Cc "text" * quoted) * space / test
    + Cc "word" * Cc "=" * (Cc "regex" * slashed + Cc "text" * quoted) * space / test
    + Cc "word" * Cc "=" * Cc "text" * C((P(1) - S ' \t\r\n"/[](){}|&!=')^1) * space / test,
}

local token = sign "[" * (test_grammar + Cc { op = "any" }) * "]" / function(t) return { op = "token", test = t } end

-- Annotations and fields ------------------------------------------------------

local compare_sign = C(P "!=" + "<=" + ">=" + "<" + ">" + "=" + "~")

local layer_value = Cc "quoted" * quoted + Cc "bare" * C((P(1) - "}")^1)
local layer = sign "{" * name * space * (compare_sign * space * layer_value)^-1
  * space * "}" / function(layer_name, op, form, value)
    return { op = "layer", text = layer_name, compare = values.of_layer(op, form, value, fail) }
  end

local field_value = Cc "quoted" * quoted + Cc "bare" * C((P(1) - S ' \t\r\n()|&",')^1)

local function field(field_name, ...)
  local choices, given = { op = "or" }, { ... }
  for i = 1, #given, 2 do choices[#choices + 1] = values.of_field(field_name, given[i], given[i + 1], fail) end
  local plan = #choices == 1 and choices[1] or choices
  return { op = "filter", plan }
end

-- Sequences -----------------------------------------------------------------

local sequential = { text = true, token = true, layer = true, seq = true, alt = true, ["repeat"] = true }

-- In a sequence `(a | b)` is a choice of sequences.
local function as_part(plan)
  if plan.op == "or" then
    local alt = { op = "alt" }
    for i, kid in ipairs(plan) do
      kid = as_part(kid)
      if not sequential[kid.op] then return plan end
      alt[i] = kid
    end
    return alt
  end
  return plan
end

local MOST_TIMES = 200

local function repeated(part, least, most)
  if not least then return part end
  part = as_part(part)
  if not sequential[part.op] then fail "only words, tokens, annotations and brackets of them can be repeated" end
  if least > MOST_TIMES or most > MOST_TIMES then fail("a repetition of more than " .. MOST_TIMES) end
  if most >= 0 and most < least then fail "a repetition that runs backwards" end
  return { op = "repeat", part, least = least, most = most }
end

local times = P "+" * Cc(1, -1) + P "*" * Cc(0, -1) + P "?" * Cc(0, 1)
  + P "{" * space * (number * space * "," * space * (number + Cc(-1)) +
    number / function(n) return n, n end) * space * "}"

-- Gives the labels numbers and the rules those numbers.
local function number_labels(seq, rules)
  local numbers, count = {}, 0
  local function walk(plan)
    if type(plan.label) == "string" then
      if not numbers[plan.label] then count = count + 1; numbers[plan.label] = count end
      plan.label = numbers[plan.label]
    end
    for _, kid in ipairs(plan) do walk(kid) end
  end
  walk(seq)
  if count > 8 then fail "more than 8 labels" end
  for _, rule in ipairs(rules or {}) do
    for _, side in ipairs { "a", "b" } do
      local label = rule[side]
      rule[side] = numbers[label] or fail("there is no token labelled " .. label .. ": ")
    end
  end
  seq.rules = rules
end

local function sequence(parts, rules)
  local seq = { op = "seq" }
  for _, part in ipairs(parts) do
    part = #parts > 1 and as_part(part) or part
    if part.op == "seq" and not part.rules then table.move(part, 1, #part, #seq + 1, seq)
    else seq[#seq + 1] = part end
  end
  if #seq == 1 and not rules then
    if seq[1].label then seq[1].label = nil end
    return seq[1]
  end
  for _, part in ipairs(seq) do
    if part.op == "filter" then fail "a field such as genre: stands beside the query, not inside it" end
    if not sequential[part.op] then
      fail "words, tokens and annotations can follow each other; other parts are joined by & | or <10>"
    end
  end
  number_labels(seq, rules)
  return seq
end

local attribute_name = C(P "word" + "tag")
local rule = name * "." * attribute_name * space * C(P "!=" + "=") * space * name * "." * C(P "word" + "tag") * space
  / function(a, attribute, equal, b, other)
    if attribute ~= other then fail "a word is compared with a word, a tag with a tag" end
    return { a = a, b = b, attribute = attribute, sign = equal }
  end
local rules = sign "::" * Ct(rule * (sign "&" * rule)^0)

-- The whole -----------------------------------------------------------------

local MOST_BETWEEN = 1000000

local function near(first, ...)
  local plan, given = first, { ... }
  for i = 1, #given, 2 do
    local how = given[i]
    if how.most > MOST_BETWEEN then fail("a distance of more than " .. MOST_BETWEEN) end
    plan = { op = "near", plan, given[i + 1], most = how.most, tokens = how.tokens, ordered = how.ordered }
  end
  return plan
end

local distance = Ct(sign "<" * (Cg(P "+" * Cc(true), "ordered"))^-1 * Cg(number, "most") * space
  * ((P "tokens" + "token" + "t") * Cg(Cc(true), "tokens"))^-1 * space * ">") * space

-- Clauses side by side: what must be there, what must not, and fields.
local function clauses(list)
  local wanted, filters, excluded = { op = "and" }, {}, 0
  for _, clause in ipairs(list) do
    local plan, without = clause.plan, clause.without
    if plan.op == "filter" then
      filters[#filters + 1] = { plan[1], without }
    else
      plan.excluded = without or nil
      excluded = excluded + (without and 1 or 0)
      wanted[#wanted + 1] = plan
    end
  end
  local plan = wanted
  if #wanted == 1 and excluded == 0 then plan = wanted[1] end
  if #wanted == excluded and #filters > 0 and not filters[1][2] and excluded == 0 then
    plan = table.remove(filters, 1)[1]
  elseif #wanted == excluded then
    fail "there is nothing to find, only what must not be there"
  end
  for _, filter in ipairs(filters) do plan = { op = "within", plan, filter[1], negated = filter[2] } end
  return plan
end

local function either(first, ...)
  if select("#", ...) == 0 then return first end
  local plan = { op = "or", first, ... }
  return plan
end

-- The unit of every `and` that is not inside a bound of its own.
local function bound(plan, unit)
  if plan.op == "and" then plan.unit = plan.unit or unit end
  for _, kid in ipairs(plan) do bound(kid, unit) end
end

local function relate(first, ...)
  local plan, given = first, { ... }
  for i = 1, #given, 3 do
    local negated, relation, other = given[i], given[i + 1], given[i + 2]
    if other.op == "filter" then other = other[1] end
    if relation == "within" and other.op == "unit" then bound(plan, other.unit) end
    if relation == "containing" and plan.op == "unit" then bound(other, plan.unit) end
    plan = { op = relation, plan, other, negated = negated }
  end
  return plan
end

local reserved = (P "within" + "containing"
  + "and" + "or" + "not" + "WITHIN" + "CONTAINING" + "AND" + "OR" + "NOT") * word_end
local unit_name = C(P "sentence" + "paragraph" + "section" + "article" + "document") * word_end * space
  / function(unit) return { op = "unit", unit = unit } end
local relation = (keyword "not" * Cc(true) + Cc(false))
  * (keyword "within" * Cc "within" + keyword "containing" * Cc "containing")
local bare_word = C((P(1) - S ' \t\r\n()[]{}"<>&|')^1)

local grammar = P {
  "query",
  query = V "either" * (relation * (unit_name * -(P "[") + V "either"))^0 / relate,
  either = V "clauses" * ((sign "|" + keyword "or") * V "clauses")^0 / either,
  clauses = Ct(V "clause" * ((sign "&" + keyword "and")^-1 * V "clause")^0) / clauses,
  clause = (sign "-" + sign "!" + (keyword "not" * -(P "within" + "containing"))) * V "near"
      / function(plan) return { plan = plan, without = true } end
    + V "near" / function(plan) return { plan = plan } end,
  near = V "sequence" * (distance * V "sequence")^0 / near,
  sequence = V "filter" + unit_name * #(keyword "not"^-1 * keyword "containing") + Ct(V "part"^1) * rules^-1 / sequence,
  filter = name * ":" * -S "[ \t" * field_value * (P "," * field_value)^0 * space / field,
  part = -reserved * -S "-!" * -P "::" * -V "filter" * (V "item" * (times + Cc(nil)) * space / repeated
    + bare_word * space / bare),
  item = name * ":" * token / function(label, plan) plan.label = label; return plan end
    + token + layer
    + quoted / function(text) return { op = "text", text = text } end
    + slashed / function(pattern) return { op = "regex", text = pattern } end
    + sign "(" * V "query" * ")",
}

local whole = space * grammar * (Cp() * -1)

local MOST_BYTES = 10000
local MOST_SHOWN = 12 -- characters of what was not understood

-- What stands at the place where the grammar stopped.
local function complaint(text)
  local rest = text:sub(farthest)
  if rest == "" then return "the query ends too early" end
  local cut = utf8.offset(rest, MOST_SHOWN + 1)
  return "this is not understood here: " .. (cut and cut <= #rest and rest:sub(1, cut - 1) .. "…" or rest)
end

local finish

--- Parses a query.
-- @param text string: the query, UTF-8
-- @return plan | nil, message, place (the byte at which it went wrong)
function M.parse(text)
  if #text > MOST_BYTES then return nil, "the query is longer than 10,000 bytes", 1 end
  if not utf8.len(text) then return nil, "the query is no UTF-8", 1 end
  farthest = 1
  local fine, plan, rest = pcall(lpeg.match, whole, text)
  if not fine then
    if type(plan) == "table" then return nil, plan.query, farthest end
    if tostring(plan):find("stack overflow", 1, true) or tostring(plan):find("backtrack", 1, true) then
      return nil, "the query has too many brackets inside each other", farthest
    end
    error(plan, 0)
  end
  if not plan or not rest then return nil, complaint(text), farthest end
  return finish(plan)
end

-- Last checks: no text without a character, `and` with its unit, filters alone.
function finish(plan)
  if plan.op == "filter" then plan = plan[1] end
  local function walk(p)
    for i, kid in ipairs(p) do
      if kid.op == "filter" then p[i] = kid[1] end
      walk(p[i])
    end
    if p.op == "text" and not p.text:find "%S" then return fail "a text of nothing but spaces" end
  end
  local fine, why = pcall(walk, plan)
  if not fine then return nil, why.query or tostring(why), 1 end
  return plan
end

return M
