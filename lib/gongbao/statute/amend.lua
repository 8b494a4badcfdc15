-- The amendment machine: a decision, the old text where it is held, the consolidated text where it is held; out come
-- the amended statute, the export's amendment rows, findings and the concordance.
local compare = require "gongbao.statute.compare"
local decision_of = require "gongbao.statute.decision"
local execute = require "gongbao.statute.execute"
local hollow = require "gongbao.statute.hollow"
local interpret = require "gongbao.statute.interpret"
local tree = require "gongbao.statute.tree"
local verify = require "gongbao.statute.verify"
local works = require "gongbao.statute.works"

local M = {}

-- Without the old text its length follows from the new one's: what the decision leaves unnamed at the end is added.
local function run_hollow(edits, new)
  local run = execute.run(hollow.statute(edits, 0), edits, true)
  if new then
    local lacking = #tree.articles(new) - #tree.articles(run.statute)
    if lacking > 0 then run = execute.run(hollow.statute(edits, lacking), edits, true) end
  end
  return run
end

local HARMLESS = { wrong_quote_mark = true, double_stop = true, missing_ordinal = true, stray_quote_mark = true,
  unbalanced_quote_mark = true, unclosed_quote = true, marks_differ = true, other_place = true, new_number = true,
  silent_chapter_number = true, chapter_open = true }

local function finding(list, check, severity, message, basis, item, decision)
  local at = item and decision.items[item]
  list[#list + 1] = { check = check, severity = severity, message = message, basis = basis,
    line = at and at.first_line or nil, item = item }
end

local function basis_of(item) return item and ("第%d项"):format(item) or nil end

-- Faults of the print and of the drafting.
local function drafting_findings(list, problems, notes, decision, hollow_run, published)
  for _, p in ipairs(problems) do
    finding(list, p.kind, HARMLESS[p.kind] and "note" or "error", p.message, basis_of(p.item), p.item, decision)
  end
  for _, note in ipairs(notes) do
    -- without the old text a place that is not found says nothing about the decision
    -- and the published text answers which chapter an article stands in
    local answered = published and note.kind == "chapter_open"
    if (not hollow_run or note.kind == "number_conflict") and not answered then
      finding(list, note.kind, HARMLESS[note.kind] and "note" or "error", note.message, basis_of(note.item), note.item,
        decision)
      list[#list].edit = note.edit
    end
  end
end

local KIND = { mark = "标点", reference = "条文引用", wording = "文字", missing = "缺条", extra = "多条", ["break"] = "分款",
  chapter = "章节" }

local function where_of(difference)
  if not difference.article then return "章节" end
  return tree.label(difference.article) .. (difference.line and ("第%d行"):format(difference.line) or "")
end

-- Operations that differ, by the article in which they do.
local function differing(rows)
  local by_article = {}
  for _, row in ipairs(rows) do
    if row.verdict == "differs" then
      local key = tostring(row.new_article)
      by_article[key] = by_article[key] or {}
      table.insert(by_article[key], row)
    end
  end
  return by_article
end

-- Whether an operation's own evidence shows the difference already.
local function shown(difference, rows)
  local text = difference.new or ""
  for _, row in ipairs(rows or {}) do
    if row.evidence:find(text, 1, true) or row.new_text and text:find(row.new_text, 1, true) then return true end
  end
  return false
end

-- The edits of which it is said already that the old text has not their words: they could not be carried out, so that
-- the text must differ, and a second finding would say the same.
local function not_carried_out(list)
  local edits = {}
  for _, found in ipairs(list) do
    if found.check == "phrase_not_found" and found.edit then edits[found.edit] = true end
  end
  return edits
end

local function declared_findings(list, rows, decision)
  local said, failed = {}, not_carried_out(list)
  for _, row in ipairs(rows) do
    -- a move and the new wording that goes with it differ in the same words
    local key = row.item .. (row.evidence or "")
    if row.verdict == "differs" and not said[key] and not failed[row.edit] then
      said[key] = true
      finding(list, "differs", "error", row.evidence, basis_of(row.item), row.item, decision)
    end
  end
end

local function undeclared_findings(list, rows, differences, concordance, decision)
  local by_article = differing(rows)
  for _, d in ipairs(differences) do
    if not shown(d, d.article and by_article[tostring(tree.exported(d.article))]) then
      local follows = d.kind == "reference" and compare.follows(d.old, d.new, concordance)
      local harmless = d.kind == "mark" or d.kind == "break" or follows
      finding(list, "undeclared_difference", harmless and "note" or "warning",
        ("%s（%s%s）：执行结果“%s”，公布文本“%s”，差异：%s"):format(where_of(d), KIND[d.kind], follows and "，随条号变动" or "",
          d.old or "", d.new or "", d.brief or ""), where_of(d), nil, decision)
      list[#list].difference = d
    end
  end
end

local function counts(run, old_held)
  local out = { inserted = 0, deleted = 0, absorbed = 0, renumbered = 0, silent = 0, kept = 0, old = 0, new = 0,
    old_held = old_held }
  for _, pair in ipairs(run.concordance) do
    out[pair.how] = out[pair.how] + 1
    if pair.old then out.old = out.old + 1 end
    if pair.new then out.new = out.new + 1 end
  end
  return out
end

-- Whether a name in a decision is another statute's. A short name (《解释》, 《条例》) that is not among the titles that the
-- decision amends stands for the one that is being amended.
local function names_another(law, title, decision)
  local name, own = works.key(law), works.key(title)
  if own:find(name, 1, true) or name:find(own, 1, true) then return false end
  for _, amended in ipairs(decision_of.titles(decision)) do
    if works.key(amended) == name then return true end
  end
  return utf8.len(name) > 4
end

-- A decision may amend several statutes: those edits that name another one are left out.
local function edits_for(edits, title, decision)
  local list = {}
  for _, edit in ipairs(edits) do
    if not edit.law or not title or not names_another(edit.law, title, decision) then
      list[#list + 1] = edit
      edit.number = #list
    end
  end
  return list
end

-- Problems of the items that speak of this statute.
local function problems_for(problems, decision, title)
  local list = {}
  for _, problem in ipairs(problems) do
    local law = decision.items[problem.item].law
    if not law or not title or not names_another(law, title, decision) then list[#list + 1] = problem end
  end
  return list
end

-- A decision about another statute would delete and replace what stands under the same numbers.
local function other_statute(decision, title)
  if not title or not decision.amends or not names_another(decision.amends, title, decision) then return nil end
  for _, item in ipairs(decision.items) do
    if item.law and not names_another(item.law, title, decision) then return nil end
  end
  return ("决定修改的是《%s》，不是《%s》"):format(decision.amends, title)
end

--- Runs a decision.
-- `amend.run { decision = decision.read(text), old = reader.read(old), new = reader.read(new) }`
-- @param input table { decision, old|nil, new|nil, title|nil }; title: which of the statutes that the decision amends,
-- where
--   neither text is held
-- @return table { statute|nil (the old text amended), rows, findings, concordance, counts, differences, edits }
function M.run(input)
  local decision, old, new = input.decision, input.old, input.new
  local edits, problems = interpret.edits(decision)
  local title = old and old.title or new and new.title or input.title
  edits = edits_for(edits, title, decision)
  local run = old and execute.run(old, edits) or run_hollow(edits, new)
  local rows = verify.rows(decision, edits, run, new, old ~= nil)
  local differences = old and new and compare.statutes(run.statute, new) or {}
  local findings = {}
  local other = other_statute(decision, title)
  if other then finding(findings, "other_statute", "error", other, nil, nil, decision) end
  drafting_findings(findings, problems_for(problems, decision, title), run.notes, decision, not old, new ~= nil)
  declared_findings(findings, rows, decision)
  undeclared_findings(findings, rows, differences, run.concordance, decision)
  return { statute = old and run.statute or nil, rows = rows, findings = findings, concordance = run.concordance,
    counts = counts(run, old ~= nil), differences = differences, edits = edits }
end

--- The decision of a document or text, see gongbao.statute.decision.
M.decision = decision_of

return M
