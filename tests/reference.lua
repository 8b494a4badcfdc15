-- The slow and obvious form of the query language: documents are lists of
-- tokens, tokens lists of characters, and every operator tries everything.
-- Also makes the random documents and queries.
local segment = require "gongbao.core.segment"

local M = {}

--- A small generator that gives the same numbers everywhere: random(n) is 1 … n.
function M.random(seed)
  local state = seed * 2654435761 % 4294967296
  return function(n)
    state = (state * 1664525 + 1013904223) % 4294967296
    return (state >> 8) % n + 1
  end
end

-- Random documents -------------------------------------------------------------

local words = { "整改", "落实", "整", "改", "改革", "调整", "问题", "问", "题", "审议", "意见", "2023年", "12%", "亿元", "1.5",
  "的", "人大", "常委会", "，", "。", "！", "”", "一", "三", "PM2.5", "a b", "工作", "工 作", "整 改", "審議", "，" }

local function random_text(random)
  local parts = {}
  for i = 1, random(24) do parts[i] = words[random(#words)] end
  return table.concat(parts)
end

local genres = { "opinion", "report", "decision" }

--- Random documents: { id, fields, nodes = { { text, kind, spans } … } }.
function M.documents(random)
  local documents = {}
  for d = 1, random(6) do
    local document = { id = "d" .. d, fields = { "genre", genres[random(3)], "title", random_text(random), "date",
      ("202%d-%02d-11"):format(random(5), random(12)) }, nodes = {}, wide = {} }
    for n = 1, random(5) do
      local kind = random(3) == 1 and "heading" or "paragraph"
      local node = { text = random_text(random), kind = kind, seq = n, spans = {} }
      for _ = 1, random(3) - 1 do
        local first = random(#node.text)
        node.spans[#node.spans + 1] = { layer = random(2) == 1 and "money" or "organ", first = first,
          last = math.min(#node.text, first + random(12)), number = random(4) * 10.0, text = words[random(4)] }
      end
      document.nodes[n] = node
    end
    local first = random(#document.nodes)
    document.wide[1] = { layer = "section", first = first, last = first + random(#document.nodes - first + 1) - 1 }
    if random(2) == 1 then document.wide[2] = { layer = "section", first = first, last = first } end
    documents[d] = document
  end
  return documents
end

--- Writes one document into a segment.
function M.write(writer, document)
  assert(writer:document(document.id, document.fields))
  for _, node in ipairs(document.nodes) do
    assert(writer:node(node.text, node.kind, node.seq))
    for _, span in ipairs(node.spans) do
      assert(writer:span(span.layer, span.first, span.last, span.number, span.text))
    end
  end
  for _, span in ipairs(document.wide) do assert(writer:nodes_span(span.layer, span.first, span.last)) end
end

-- The reference's own view of a document --------------------------------------

local function characters(text)
  local list = {}
  for c in text:gmatch(utf8.charpattern) do list[#list + 1] = c end
  return list
end

local function is_space(c) return c == " " or c == "\n" end

--- Reads the words and tags that the index cut: what the words are is the
-- segmenter's matter, tested elsewhere. Everything else is made here from the
-- texts: each document gets `chars`, its folded characters, where every one has
-- byte (in its node), node, token; a node ends in a "\n" of its own.
function M.read(documents, corpus)
  local at = 0
  for _, document in ipairs(documents) do
    document.chars, document.tokens = {}, {}
    for n, node in ipairs(document.nodes) do
      local byte = 1
      node.first_token = #document.tokens + 1
      while true do
        local token = corpus:tokens(1, at, at + 1)[1]
        at = at + 1
        local entry = { word = token[1], tag = token[2], node = n, first = #document.chars + 1 }
        document.tokens[#document.tokens + 1] = entry
        local inner, folded, k = byte, characters(token[1]), 0
        local blank = not token[3]:find "[^ ]"
        for _, c in ipairs(characters(token[3])) do
          if not is_space(c) or (blank and k == 0) or c == "\n" then
            k = k + 1
            document.chars[#document.chars + 1] = { char = folded[k], byte = inner, size = #c, node = n,
              token = #document.tokens, blank = blank }
          end
          inner = inner + #c
        end
        assert(k == #folded, "a token and its folded form differ in length")
        entry.last = #document.chars
        byte = inner
        if token[1] == "\n" then break end
      end
      assert(byte - 1 == #node.text + 1, "the tokens do not make up the node")
      node.last_token = #document.tokens
    end
  end
end

-- Spans are { first char, last char } of a document's chars.

local function sort_unique(list)
  local seen, out = {}, {}
  for _, s in ipairs(list) do
    local key = s[1] .. "-" .. s[2]
    if not seen[key] then seen[key] = true; out[#out + 1] = s end
  end
  table.sort(out, function(a, b) if a[1] ~= b[1] then return a[1] < b[1] end return a[2] < b[2] end)
  return out
end

local function inside(a, b) return a[1] >= b[1] and a[2] <= b[2] end
local function same(a, b) return a[1] == b[1] and a[2] == b[2] end

local function outermost(list)
  local out = {}
  for _, a in ipairs(list) do
    local keep = true
    for _, b in ipairs(list) do if inside(a, b) and not same(a, b) then keep = false end end
    if keep then out[#out + 1] = a end
  end
  return out
end

local function innermost(list)
  local out = {}
  for _, a in ipairs(list) do
    local keep = true
    for _, b in ipairs(list) do if inside(b, a) and not same(a, b) then keep = false end end
    if keep then out[#out + 1] = a end
  end
  return out
end

-- The literal as characters: folded, layout spaces gone, which here are all
-- spaces beside a character that is not ASCII.
local function literal(text)
  text = segment.fold(text):gsub("([\x80-\xff]) +", "%1"):gsub(" +([\xc0-\xff])", "%1")
  return characters(text)
end

local function compare_value(c, number, text)
  if c.op == "any" then return true end
  local have, want = c.text and segment.fold(text) or number, c.text and segment.fold(c.text) or c.number
  if c.op == "contains" then return have:find(want, 1, true) ~= nil end
  if c.op == "=" then return have == want end
  if c.op == "!=" then return have ~= want end
  if c.op == "<" then return have < want end
  if c.op == "<=" then return have <= want end
  if c.op == ">" then return have > want end
  return have >= want
end

local function compare_field(c, value)
  value = segment.fold(value)
  local function starts(prefix) return value:sub(1, #prefix) == prefix end
  if c.op == "any" then return true end
  if c.op == "between" then return value >= c.text and (value <= c.high or starts(c.high)) end
  if c.op == "<=" then return value <= c.text or starts(c.text) end
  if c.op == ">" then return value > c.text and not starts(c.text) end
  if c.op == "<" then return value < c.text end
  return compare_value(c, nil, value)
end

local function whole(pattern)
  -- The patterns that M.query makes: literals, `.`, `.*`, `.{0,n}`, `(…|…)` of literals.
  pattern = segment.fold(pattern)
  local parts = {}
  local i = 1
  local list = characters(pattern)
  while i <= #list do
    if list[i] == "." and list[i + 1] == "*" then parts[#parts + 1] = { any = true, 0, math.huge }; i = i + 2
    elseif list[i] == "." and list[i + 1] == "{" then
      parts[#parts + 1] = { any = true, tonumber(list[i + 2]), tonumber(list[i + 4]) }
      i = i + 6
    elseif list[i] == "." then parts[#parts + 1] = { any = true, 1, 1 }; i = i + 1
    elseif list[i] == "(" then
      local choices = { {} }
      for k = i + 1, #list do
        i = k + 1
        if list[k] == ")" then break end
        if list[k] == "|" then choices[#choices + 1] = {}
        else table.insert(choices[#choices], { char = list[k] }) end
      end
      parts[#parts + 1] = { choices = choices }
    elseif list[i] == "\\" then parts[#parts + 1] = { char = list[i + 1] }; i = i + 2
    else parts[#parts + 1] = { char = list[i] }; i = i + 1 end
  end
  return parts
end

-- Every end of a match of `parts` from `at`.
local function regex_ends(chars, at, stop, parts, p, out)
  if p > #parts then out[at] = true; return end
  local part = parts[p]
  if part.char then
    if at <= stop and chars[at] == part.char then regex_ends(chars, at + 1, stop, parts, p + 1, out) end
    return
  end
  if part.choices then
    for _, choice in ipairs(part.choices) do
      regex_ends(chars, at, stop, table.move(parts, p + 1, #parts, #choice + 1, { table.unpack(choice) }), 1, out)
    end
    return
  end
  for n = part[1], math.min(part[2], stop - at + 1) do regex_ends(chars, at + n, stop, parts, p + 1, out) end
end

local function token_passes(test, token)
  if token.word == "\n" then return false end
  if test.op == "any" then return true end
  if test.op == "word" then return token.word == table.concat(literal(test.text)) end
  if test.op == "tag" then return token.tag == test.text end
  if test.op == "word_regex" then
    local ends, list = {}, characters(token.word)
    regex_ends(list, 1, #list, whole(test.text), 1, ends)
    return ends[#list + 1] == true
  end
  if test.op == "not" then return not token_passes(test[1], token) end
  if test.op == "and" then return token_passes(test[1], token) and token_passes(test[2], token) end
  if test.op == "or" then return token_passes(test[1], token) or token_passes(test[2], token) end
  error("test " .. test.op)
end

local function layer_spans(document, plan)
  local out = {}
  for _, node in ipairs(document.nodes) do
    for _, span in ipairs(node.spans) do
      if span.layer == plan.text and compare_value(plan.compare, span.number, span.text) then
        local first, last
        for t = node.first_token, node.last_token - 1 do
          local token = document.tokens[t]
          local from = document.chars[token.first].byte
          local next_token = document.tokens[t + 1]
          local to = document.chars[next_token.first].byte - 1
          if to >= span.first and from <= span.last then first, last = first or token.first, token.last end
        end
        if first then out[#out + 1] = { first, last } end
      end
    end
  end
  return sort_unique(out)
end

-- All ends (the char after) of a match of a sequential plan from char `at`,
-- each with the labels that led there: calls found(end, labels).
local function ends(document, plan, at, labels, found)
  local chars = document.chars
  local function token_at()
    local c = chars[at]
    local token = c and document.tokens[c.token]
    return token and token.first == at and token
  end
  if plan.op == "text" then
    for i, c in ipairs(literal(plan.text)) do
      if not chars[at + i - 1] or chars[at + i - 1].char ~= c then return end
    end
    found(at + #literal(plan.text), labels)
  elseif plan.op == "token" then
    local token = token_at()
    if not token or not token_passes(plan.test, token) then return end
    if plan.label then labels = setmetatable({ [plan.label] = token }, { __index = labels }) end
    found(token.last + 1, labels)
  elseif plan.op == "layer" then
    for _, s in ipairs(layer_spans(document, plan)) do if s[1] == at then found(s[2] + 1, labels) end end
  elseif plan.op == "alt" or plan.op == "or" then
    for _, kid in ipairs(plan) do ends(document, kid, at, labels, found) end
  elseif plan.op == "seq" then
    local function go(i, from, now)
      if i > #plan then found(from, now) return end
      ends(document, plan[i], from, now, function(to, after) go(i + 1, to, after) end)
    end
    go(1, at, labels)
  elseif plan.op == "repeat" then
    local function go(n, from, now)
      if n >= plan.least then found(from, now) end
      if plan.most >= 0 and n >= plan.most then return end
      ends(document, plan[1], from, now, function(to, after) if to > from then go(n + 1, to, after) end end)
    end
    go(0, at, labels)
  else
    error("sequence of " .. plan.op)
  end
end

local function keeps(rules, labels)
  for _, rule in ipairs(rules or {}) do
    local a, b = labels[rule.a], labels[rule.b]
    if not a or not b or (a[rule.attribute] == b[rule.attribute]) ~= (rule.sign == "=") then return false end
  end
  return true
end

local function sequential_spans(document, plan)
  local out = {}
  for at = 1, #document.chars do
    ends(document, plan, at, {}, function(to, labels)
      if to > at and keeps(plan.rules, labels) then out[#out + 1] = { at, to - 1 } end
    end)
  end
  return outermost(sort_unique(out))
end

local sentence_end = { ["。"] = true, ["!"] = true, ["?"] = true }
local closing = { ['"'] = true, ["'"] = true, [")"] = true, ["》"] = true }

local function unit_spans(document, unit)
  local out, tokens = {}, document.tokens
  local function add(first, last) out[#out + 1] = { tokens[first].first, tokens[last].last } end
  if unit == "document" then add(1, #tokens) end
  for _, node in ipairs(document.nodes) do
    if unit == "paragraph" then add(node.first_token, node.last_token) end
    if unit == "sentence" then
      local first, t = node.first_token, node.first_token
      while t < node.last_token do
        if sentence_end[tokens[t].word] then
          local function goes_on(word) return closing[word] or sentence_end[word] end
          while t + 1 < node.last_token and goes_on(tokens[t + 1].word) do t = t + 1 end
          if t + 1 < node.last_token then add(first, t); first = t + 1 end
        end
        t = t + 1
      end
      add(first, node.last_token)
    end
  end
  for _, wide in ipairs(document.wide) do
    if wide.layer == unit then add(document.nodes[wide.first].first_token, document.nodes[wide.last].last_token) end
  end
  return sort_unique(out)
end

local function gap(document, a, b, in_tokens)
  if b[1] <= a[2] then return nil end
  for i = a[2] + 1, b[1] - 1 do if document.chars[i].char == "\n" then return nil end end
  if not in_tokens then return b[1] - a[2] - 1 end
  if b[1] == a[2] + 1 then return 0 end
  return document.chars[b[1] - 1].token - document.chars[a[2] + 1].token + 1
end

local spans

local function near(document, plan)
  local a, b, out = spans(document, plan[1]), spans(document, plan[2]), {}
  local function pairs_of(x, y)
    for _, p in ipairs(x) do
      for _, q in ipairs(y) do
        local distance = gap(document, p, q, plan.tokens)
        if distance and distance <= plan.most then out[#out + 1] = { p[1], q[2] } end
      end
    end
  end
  pairs_of(a, b)
  if not plan.ordered then pairs_of(b, a) end
  return innermost(sort_unique(out))
end

local function conjunction(document, plan)
  local lists, out = {}, {}
  for i, kid in ipairs(plan) do lists[i] = spans(document, kid) end
  for _, unit in ipairs(unit_spans(document, plan.unit or "document")) do
    local good = true
    for i, kid in ipairs(plan) do
      local has = false
      for _, s in ipairs(lists[i]) do has = has or inside(s, unit) end
      if has == (kid.excluded or false) then good = false end
    end
    for i, kid in ipairs(plan) do
      for _, s in ipairs(lists[i]) do
        if good and not kid.excluded and inside(s, unit) then out[#out + 1] = s end
      end
    end
  end
  return sort_unique(out)
end

local function keep(list, others, relation, negated)
  local out = {}
  for _, s in ipairs(list) do
    local has = false
    for _, o in ipairs(others) do has = has or relation(s, o) end
    if has ~= (negated or false) then out[#out + 1] = s end
  end
  return out
end

local function field_of(document, name)
  if name == "id" then return document.id end
  for i = 1, #document.fields, 2 do if document.fields[i] == name then return document.fields[i + 1] end end
end

local function regex_spans(document, plan)
  local parts, out = whole(plan.text), {}
  for _, node in ipairs(document.nodes) do
    local list, base = {}, document.tokens[node.first_token].first
    for i = base, document.tokens[node.last_token].first - 1 do list[#list + 1] = document.chars[i].char end
    local at = 1
    while at <= #list do
      local found, best = {}, nil
      regex_ends(list, at, #list, parts, 1, found)
      for stop in pairs(found) do if stop > at and (not best or stop > best) then best = stop end end
      if best then out[#out + 1] = { base + at - 1, base + best - 2 } end
      at = best or at + 1
    end
  end
  return out
end

function spans(document, plan)
  local op = plan.op
  if op == "unit" then return unit_spans(document, plan.unit) end
  if op == "near" then return near(document, plan) end
  if op == "and" then return conjunction(document, plan) end
  if op == "within" then return keep(spans(document, plan[1]), spans(document, plan[2]), inside, plan.negated) end
  if op == "containing" then
    local function holds(a, b) return inside(b, a) end
    return keep(spans(document, plan[1]), spans(document, plan[2]), holds, plan.negated)
  end
  if op == "or" then
    local out = {}
    for _, kid in ipairs(plan) do for _, s in ipairs(spans(document, kid)) do out[#out + 1] = s end end
    return sort_unique(out)
  end
  if op == "field" then
    local value = field_of(document, plan.text)
    return value and compare_field(plan.compare, value) and unit_spans(document, "document") or {}
  end
  if op == "kind" then
    local out = {}
    for _, node in ipairs(document.nodes) do
      if node.kind == plan.text then
        out[#out + 1] = { document.tokens[node.first_token].first, document.tokens[node.last_token].last }
      end
    end
    return out
  end
  if op == "regex" then return regex_spans(document, plan) end
  if op == "layer" then return layer_spans(document, plan) end
  return sequential_spans(document, plan)
end

--- The hits of a plan as "document.node:first byte-last byte", as hits:get tells them.
function M.hits(documents, plan)
  local out = {}
  for d, document in ipairs(documents) do
    for _, s in ipairs(spans(document, plan)) do
      local chars = document.chars
      local first, last = chars[s[1]], s[2]
      -- a line end or a blank at the end is not shown as part of the hit
      while last > s[1] and (chars[last].char == "\n" or chars[last].char == " ") do last = last - 1 end
      local base, stop = first.byte, chars[last].byte + chars[last].size - 1
      if chars[last].char == "\n" or chars[last].char == " " then stop = chars[last].byte - 1 end
      for n = first.node, chars[last].node - 1 do stop = stop + #document.nodes[n].text + 1 end
      out[#out + 1] = ("%d.%d:%d-%d"):format(d, document.nodes[first.node].seq, base, stop)
    end
  end
  return out
end

-- Random queries ---------------------------------------------------------------

local texts = { "整改", "改", "整", "落实", "改革", "改落", "问题", "审议", "的", "2023", "年", "亿元", "5", "a b", "人大常", "議" }
local tags = { "n", "v", "vn", "m", "w", "uj", "eng" }

local function pick(random, list) return list[random(#list)] end

local function random_token(random)
  local n = random(7)
  if n <= 2 then return "[" .. pick(random, { "整改", "问题", "改革", "审议", "的", "工作" }) .. "]" end
  if n == 3 then return "[]" end
  if n == 4 then return ('[tag="%s"]'):format(pick(random, tags)) end
  if n == 5 then return ('[word=/%s/]'):format(pick(random, { "整.*", ".*题", ".", "..", ".*议.*", "(整|问).*" })) end
  if n == 6 then return ('[tag="%s" & word!="%s"]'):format(pick(random, tags), pick(random, texts)) end
  return ('[tag="%s" | "%s"]'):format(pick(random, tags), pick(random, texts))
end

local function random_part(random)
  local n = random(8)
  if n <= 3 then return pick(random, texts) end
  if n <= 6 then
    local times = pick(random, { "", "", "", "?", "+", "*", "{0,2}", "{2}" })
    return random_token(random) .. times
  end
  if n == 7 then return pick(random, { "{money}", "{money > 15}", '{organ="整改"}', "{organ~落}" }) end
  return "(" .. pick(random, texts) .. " | " .. random_token(random) .. ")" .. pick(random, { "", "+", "?" })
end

local regexes = { "整.{0,3}改", "改.", ".*题", "审议", "落.*", ".{1,2}", "(整改|落实)的", ".(问题|审议|改).{0,2}",
  "(改|整改)", "题.*(落实|整)" }

local function random_sequence(random)
  local n = random(10)
  if n == 1 then return "/" .. pick(random, regexes) .. "/" end
  if n == 2 then return pick(random, { "整*", "*题", "改*" }) end
  if n == 3 then
    return ("a:%s []{0,2} b:%s :: a.%s %s b.%s"):format(random_token(random), random_token(random),
      table.unpack(pick(random, { { "word", "=", "word" }, { "tag", "!=", "tag" }, { "tag", "=", "tag" } })))
  end
  local parts = {}
  for i = 1, random(7) < 5 and 1 or random(3) do parts[i] = random_part(random) end
  if random(5) == 1 then parts[#parts + 1] = pick(random, texts) end
  return table.concat(parts, " ")
end

local function random_near(random)
  if random(5) > 1 then return random_sequence(random) end
  return random_sequence(random) .. (" <%s%d%s> "):format(random(2) == 1 and "+" or "", random(6) - 1,
    random(2) == 1 and "t" or "") .. random_sequence(random)
end

local units = { "sentence", "paragraph", "section", "document" }
local fields = { "genre:opinion", "genre:report,decision", "date:2022..2023-06", "date:<=2023", "date:>2022-03",
  "in:heading", "title:改", "-genre:opinion", "-in:heading", "id:d2" }

--- A random query that parses.
function M.query(random)
  local n = random(8)
  local text
  if n <= 3 then text = random_near(random)
  elseif n == 4 then text = random_near(random) .. " & " .. random_near(random)
  elseif n == 5 then text = random_near(random) .. " -" .. random_near(random)
  elseif n == 6 then text = random_near(random) .. " | " .. random_near(random)
  elseif n == 7 then
    text = pick(random, units):gsub("section", "sentence") .. pick(random, { " containing ", " not containing " })
      .. "(" .. random_near(random) .. ")"
  else text = "(" .. random_near(random) .. " | " .. random_near(random) .. ") & " .. random_sequence(random) end
  if n ~= 7 then
    if random(3) == 1 then text = pick(random, fields) .. " " .. text end
    if random(3) == 1 then
      text = text .. pick(random, { " within ", " not within " }) .. pick(random, units):gsub("section", "sentence")
    elseif random(4) == 1 then
      text = text .. pick(random, { " within ", " not within ", " containing " }) .. "(" .. random_near(random) .. ")"
    end
  end
  return text
end

return M
