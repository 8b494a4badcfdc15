-- The sample gazettes against their annotation, and every row against its lines.
local t = require "tests.tap"
local files = require "tests.files"
local cjson = require "cjson"
local gold = require "tests.gold"
local record = require "gongbao.record"

local results = {} -- of each file, read once

local function read(path)
  results[path] = results[path] or assert(record.read(files.read(path), path))
  return results[path]
end

local fields = { "genre", "title", "issuer", "presenter", "delivered_on", "meeting", "addressee", "document_number",
  "adopted_on", "signed_by", "signed_on", "last_line", "first_page", "last_page" }

local function documents(rows)
  local by_line, count = {}, 0
  for _, row in ipairs(rows) do
    if row.type == "document" then by_line[row.first_line], count = row, count + 1 end
  end
  return by_line, count
end

local function signature(node)
  return table.concat({ node.first_line, node.last_line, node.kind, node.label or "-", node.heading or "-" }, " ")
end

-- Lines of nodes whose paragraph break the print leaves open.
local function unsure_lines(rows)
  local lines = {}
  for _, row in ipairs(rows) do
    if row.type == "node" and row.uncertain then
      for line = row.first_line, row.last_line do lines[line] = true end
    end
  end
  return lines
end

for issue = 1, 2 do
  local name = ("yunting-gazette-2024-%d"):format(issue)
  local got = read(("corpus/%s.txt"):format(name)).rows
  local want = gold.read(("corpus/gold/%s.jsonl"):format(name))

  t.test(name .. ": every document's head and foot", function()
    local mine, count = documents(got)
    local theirs, wanted = documents(want)
    t.equal(count, wanted, "number of documents")
    for line, row in pairs(theirs) do
      t.ok(mine[line], ("no document starts at line %d: %s"):format(line, row.title))
      for _, field in ipairs(fields) do
        t.equal(mine[line][field], row[field], ("line %d %s"):format(line, field))
      end
    end
  end)

  t.test(name .. ": every node, but for breaks marked uncertain", function()
    local unsure, have = unsure_lines(got), {}
    for _, row in ipairs(got) do
      if row.type == "node" then have[signature(row)] = (have[signature(row)] or 0) + 1 end
    end
    local missing, open = {}, 0
    for _, row in ipairs(want) do
      if row.type == "node" then
        local key = signature(row)
        if (have[key] or 0) > 0 then have[key] = have[key] - 1
        elseif unsure[row.first_line] then open = open + 1
        else missing[#missing + 1] = key end
      end
    end
    t.equal(missing, {}, "nodes that are missing")
    t.ok(open <= 8, "too many are left open: " .. open)
    for key, n in pairs(have) do
      local line = tonumber(key:match "^%d+")
      t.ok(n == 0 or unsure[line], "a node that the annotation does not have: " .. key)
    end
  end)
end

t.test("a row's lines hold the thing it names", function()
  local shared = gold.shared "corpus/gazette-2023-4.txt"
  local paths = { "corpus/yunting-gazette-2024-1.txt", "corpus/yunting-gazette-2024-2.txt" }
  if shared then paths[#paths + 1] = shared end
  for _, path in ipairs(paths) do
    local result = read(path)
    gold.check_lines(result.text, result.rows)
  end
end)

local shared = gold.shared "corpus/gazette-2023-4.txt"
if not shared then
  t.skip("the real issue", "../shared/corpus is not here")
else
  t.test("the real issue: 55 documents in 205 pages, no line lost", function()
    local result = read(shared)
    local _, count = documents(result.rows)
    t.equal(count, 55)
    t.equal(result.rows[1].pages, 205)
    gold.check_cover(result.text, result.rows)
  end)
end

t.test("the row format survives the worker's pipe", function()
  local rows = read "corpus/yunting-gazette-2024-1.txt".rows
  t.equal(gold.plain(cjson.decode(cjson.encode(rows))), rows)
end)
