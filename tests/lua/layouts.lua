-- The same issue in other layouts gives the same documents and nodes.
local t = require "tests.tap"
local files = require "tests.files"
local gold = require "tests.gold"

local function is_blank(line) return not line or not line:find "%S" end

-- A page starts at a line with one leading space and no blank line before it.
local function starts_page(lines, i) return lines[i]:find "^ %S" and i > 1 and not is_blank(lines[i - 1]) end

local layouts = {
  ["as pdftotext gives it: form feeds, no blank lines"] = function(lines)
    local out = {}
    for i, line in ipairs(lines) do
      if not is_blank(line) then out[#out + 1] = starts_page(lines, i) and "\f" .. line:sub(2) or line end
    end
    return out
  end,
  ["without any page marks"] = function(lines)
    local out = {}
    for _, line in ipairs(lines) do
      if not is_blank(line) and not line:find "^%s*%- %d+ %-%s*$" then out[#out + 1] = line end
    end
    return out
  end,
  ["with · for the spaces at page starts"] = function(lines)
    local out = {}
    for i, line in ipairs(lines) do out[i] = starts_page(lines, i) and "·" .. line:sub(2) or line end
    return out
  end,
}

-- What must not depend on the layout: heads, feet, and the nodes but for page numbers.
local function essence(path)
  local list = {}
  for _, doc in ipairs(gold.documents(path)) do
    list[#list + 1] = table.concat({ doc.genre, doc.title, tostring(doc.delivered_on), tostring(doc.adopted_on),
      tostring(doc.signed_by), tostring(doc.signed_on), tostring(doc.addressee) }, " ")
    for _, node in ipairs(doc.nodes) do
      if node.kind ~= "page_furniture" then
        list[#list + 1] = ("%s %s %s %s"):format(node.kind, node.label or "", node.heading or "", node.text or "")
      end
    end
  end
  return list
end

for issue = 1, 2 do
  local path = ("corpus/yunting-gazette-2024-%d.txt"):format(issue)
  local want = essence(path)
  for name, change in pairs(layouts) do
    t.test(("issue %d %s"):format(issue, name), function()
      local changed = change(files.lines(files.read(path)))
      local got = files.with(table.concat(changed, "\n") .. "\n", essence)
      for i, line in ipairs(want) do t.equal(got[i], line, "entry " .. i) end
      t.equal(#got, #want)
    end)
  end
end
