-- The annotation of the sample gazettes names lines: each must hold what the row says, so that tests
-- that compare against the annotation compare against the print.
local t = require "tests.tap"
local files = require "tests.files"
local json = require "cjson"

local ISSUES = { "yunting-gazette-2024-1", "yunting-gazette-2024-2" }

local function squeeze(text)
  for _, blank in ipairs { "%s", "·", "\u{2003}", "\u{3000}" } do text = text:gsub(blank, "") end
  return text
end

-- The print of a row, without blanks and without page numbers inside it.
local function print_of(lines, row)
  local parts = {}
  for i = row.first_line, row.last_line do
    local whole = row.first_line == row.last_line
    if whole or not lines[i]:find "^%s*%- %d+ %-%s*$" then parts[#parts + 1] = lines[i] end
  end
  return squeeze(table.concat(parts))
end

local function text_of(value) return value ~= json.null and value or "" end

local function check_issue(name)
  local lines = files.lines(files.read("corpus/" .. name .. ".txt"))
  local rows, genres = 0, {}
  for line in files.read("corpus/gold/" .. name .. ".jsonl"):gmatch "[^\n]+" do
    local row = json.decode(line)
    rows = rows + 1
    if row.type == "document" then
      genres[row.genre] = true
      t.ok(print_of(lines, row):find(squeeze(row.title), 1, true) == 1, row.title)
    elseif row.type == "node" and row.kind ~= "toc" then
      local printed = print_of(lines, row)
      t.ok(printed:find(squeeze(text_of(row.label) .. text_of(row.heading)), 1, true), line)
      t.ok(printed:find(squeeze(text_of(row.text)), 1, true), line)
    elseif row.line then
      t.ok(lines[row.line] and lines[row.line] ~= "", line)
    end
  end
  t.ok(rows > 300, "rows are missing")
  return genres
end

local seen = {}
for _, name in ipairs(ISSUES) do
  t.test(name .. ": every annotated line holds what its row says", function()
    for genre in pairs(check_issue(name)) do seen[genre] = true end
  end)
end
t.test("every genre of a gazette occurs", function()
  for genre in ([[minutes plan_report budget_report audit_report special_work_report inspection_tour_report
    investigation_report law_enforcement_inspection examination_report deliberation_opinion resolution decision
    amending_decision local_regulation rules_of_procedure explanatory_statement evaluation_self_report
    evaluation_report appointment_proposal appointment_notice pledge_speech closing_speech rectification_report
    handling_report announcement proposal contents]]):gmatch "%S+" do
    t.ok(seen[genre], genre)
  end
end)
t.test("the sample gazettes hold at least 60 KB", function()
  local bytes = 0
  for _, name in ipairs(ISSUES) do bytes = bytes + #files.read("corpus/" .. name .. ".txt") end
  t.ok(bytes >= 60 * 1024, bytes)
end)
