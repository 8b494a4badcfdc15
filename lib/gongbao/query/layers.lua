-- The annotations that the index gets: what a query names in { }.
--
-- Of a text alone: money (元), percent, quote “…”, title 《…》. Of the catalogue's
-- facts, where they stand in a node's text: quantity (value, subject), person
-- (name), organ, citation (title), time_limit (days), responsible.
local lpeg = require "lpeg"
local values = require "gongbao.query.values"

local P, R, S, C, Cp = lpeg.P, lpeg.R, lpeg.S, lpeg.C, lpeg.Cp

local M = {}

local digits = R "09"^1 * (P "," * R "09" * R "09" * R "09" * -R "09")^0 * (P "." * R "09"^1)^-1
local power = P "万亿" + "亿" + "万" + "千" + "百"

-- A quotation or title up to its closing mark, others of its kind inside.
local function enclosed(open, close)
  return P { open * ((1 - (P(open) + close + "\n")) + lpeg.V(1))^0 * close }
end

local number = Cp() * C(digits * power^-1 * "元") * Cp() / function(from, text, to)
    return to, "money", from, to - 1, values.number(text), text
  end
  + Cp() * C(digits * (P "%" + "％")) * Cp() / function(from, text, to)
    return to, "percent", from, to - 1, values.number(text), text
  end
local title = Cp() * C(enclosed("《", "》")) * Cp() / function(from, text, to)
    return to, "title", from, to - 1, nil, text:sub(#"《" + 1, -#"》" - 1)
  end
local quote = Cp() * C(enclosed("“", "”")) * Cp() / function(from, text, to)
    return to, "quote", from, to - 1, nil, text:sub(#"“" + 1, -#"”" - 1)
  end

-- Calls span for each place that the pattern matches, tried where its first mark stands.
local function each(text, mark, plain, pattern, span)
  local at = text:find(mark, 1, plain)
  while at do
    local after, layer, first, last, value, words = pattern:match(text, at)
    if after then span(layer, first, last, value, words) end
    at = text:find(mark, after or at + 1, plain)
  end
end

--- Calls span(layer, first, last, number, text) for each annotation of a text.
function M.of_text(text, span)
  each(text, "%d", false, number, span)
  each(text, "《", true, title, span)
  each(text, "“", true, quote, span)
end

-- The days of a time limit as printed: 三个月 → 90, 30日内 → 30, else nil.
local chinese = { ["一"] = 1, ["二"] = 2, ["两"] = 2, ["三"] = 3, ["四"] = 4, ["五"] = 5, ["六"] = 6, ["七"] = 7,
  ["八"] = 8, ["九"] = 9, ["十"] = 10 }
local length = C(digits + P "十" * (P "五" + "") + S ""^0 * (P "一" + "二" + "两" + "三" + "四" + "五" + "六" + "七" + "八"
  + "九")) * C(P "个工作日" + "个月" + "日" + "天" + "年" + "周")
local first_length = P { length + 1 * lpeg.V(1) }

local function days(text)
  local count, unit = first_length:match(text)
  if not count then return nil end
  if count == "十五" then count = 15 end
  return values.number((tonumber(count) or chinese[count]) .. unit)
end

-- The facts of a document by node id: { layer, printed text, number, value text }.
local facts = {
  { "SELECT node, text AS printed, value AS number, subject AS value FROM quantity WHERE document = ?", "quantity" },
  { "SELECT node, name AS printed, NULL AS number, name AS value FROM person WHERE document = ?", "person" },
  { "SELECT node, organ AS printed, NULL AS number, organ AS value FROM person WHERE document = ?", "organ" },
  { "SELECT node, title AS printed, NULL AS number, title AS value FROM citation WHERE document = ?", "citation" },
  { "SELECT node, responsible AS printed, NULL AS number, responsible AS value FROM item WHERE document = ?",
    "responsible" },
  { "SELECT node, time_limit AS printed, NULL AS number, time_limit AS value FROM item WHERE document = ?",
    "time_limit" },
}

--- The facts of a document that can be shown in its text, by node id.
function M.of_facts(store, document)
  local by_node = {}
  for _, fact in ipairs(facts) do
    local sql, layer = table.unpack(fact)
    for row in store:rows(sql, document) do
      if row.node and row.printed then
        by_node[row.node] = by_node[row.node] or {}
        table.insert(by_node[row.node], { layer = layer, printed = row.printed, value = row.value,
          number = layer == "time_limit" and days(row.printed) or row.number })
      end
    end
  end
  return by_node
end

--- Calls span for each fact whose printed text stands in the node's text.
function M.place(facts_of_node, text, span)
  local seen = {}
  for _, fact in ipairs(facts_of_node or {}) do
    local key = fact.layer .. "\0" .. fact.printed
    local first, last = text:find(fact.printed, seen[key] or 1, true)
    if first then
      span(fact.layer, first, last, fact.number, fact.value)
      if fact.layer ~= "quantity" then seen[key] = last + 1 end
    end
  end
end

return M
