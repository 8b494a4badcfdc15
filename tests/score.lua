-- Precision and recall of the facts, written into docs/accuracy.md: on the sample gazettes against their annotation,
-- and on the shared gazette where it is at hand. A block that cannot be measured here stays as it is.
-- usage: gongbao run tests/score.lua docs/accuracy.md        (make score)
local annotation = require "tests.annotation"
local files = require "tests.files"
local gold = require "tests.gold"
local samples = require "tests.samples"

local page = arg[1] or error("usage: gongbao run tests/score.lua PAGE.md", 0)

local function share(part, whole) return whole > 0 and ("%.3f"):format(part / whole) or "–" end

local function sample_table()
  local result = annotation.compare(annotation.gold(), annotation.exported())
  local lines = { "| rows | annotated | found | all stated fields right | recall | precision |",
    "|---|---|---|---|---|---|" }
  for _, kind in ipairs(annotation.TYPES) do
    local of = result[kind]
    lines[#lines + 1] = ("| %s | %d | %d | %d | %s | %s |"):format(kind, of.gold, of.found, of.exact,
      share(of.exact, of.gold), share(of.exact, of.covered))
  end
  return lines
end

-- What score.py of the shared folder prints of an export.
local function shared_table()
  local issue, score = gold.shared "corpus/gazette-2023-4.txt", gold.shared "gold/score.py"
  if not (issue and score) then return nil end
  local store, out = samples.path(), files.path()
  samples.import(store, { issue })
  os.execute(("%s export --store '%s' > '%s'"):format(files.program, store, out))
  local lines = { "| figure | value | of |", "|---|---|---|" }
  local pipe = io.popen(("python3 '%s' '%s'"):format(score, out))
  for line in pipe:lines() do
    local name, value, of = line:match "^(%S+)%s+(%S+)%s*(.-)%s*$"
    if name then lines[#lines + 1] = ("| %s | %s | %s |"):format(name, value, of) end
  end
  pipe:close()
  files.remove(store)
  files.remove(out)
  return lines
end

local function replace(text, name, lines)
  if not lines then
    print(name .. ": not measured here, the page keeps its figures")
    return text
  end
  print(table.concat(lines, "\n") .. "\n")
  local opening, closing = "<!-- " .. name .. " -->\n", "<!-- /" .. name .. " -->"
  local _, from = text:find(opening, 1, true)
  local to = from and text:find(closing, from, true)
  assert(to, page .. ": no block " .. name)
  return text:sub(1, from) .. table.concat(lines, "\n") .. "\n" .. text:sub(to)
end

local f <close> = assert(io.open(page))
local text = replace(replace(f:read "a", "sample", sample_table()), "shared", shared_table())
local out <close> = assert(io.open(page, "w"))
out:write(text)
