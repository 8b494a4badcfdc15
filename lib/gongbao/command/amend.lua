-- gongbao amend DECISION OLD [--against NEW]: the machine on files, without a store.
local amend = require "gongbao.statute.amend"
local command = require "gongbao.command"
local decision = require "gongbao.statute.decision"
local reader = require "gongbao.statute.reader"
local system = require "gongbao.core.system"
local tree = require "gongbao.statute.tree"
local view = require "gongbao.view.table"

local M = {}

function M.configure(parser)
  parser:argument("decision", "The decision: text or Markdown."):argname "DECISION"
  parser:argument("old", "The text that it amends; prints the amended text."):argname "OLD"
  parser:option("--against", "The published text: prints what differs from it."):argname "NEW"
  parser:flag("--operations", "Prints the operations, one a row.")
end

local function read(path)
  local text, message = system.read(path)
  if not text then return nil, message, 3 end
  if not utf8.len(text) then return nil, path .. ": this is not UTF-8", 3 end
  return text
end

local function write_operations(run, context)
  local rows = {}
  for i, row in ipairs(run.rows) do
    rows[i] = { row.item, row.op, row.old_article, row.new_article, row.paragraph, row.new_paragraph, row.old_text,
      row.new_text, row.verdict, row.evidence }
  end
  view.write({ "item", "op", "old_article", "new_article", "paragraph", "new_paragraph", "old_text", "new_text",
    "verdict",
    "evidence" }, rows, context)
end

local function write_differences(run, context)
  local rows = {}
  for i, d in ipairs(run.differences) do
    rows[i] = { d.article and tree.label(d.article), d.line, d.kind, d.old, d.new, d.brief }
  end
  view.write({ "article", "line", "kind", "executed", "published", "difference" }, rows, context)
end

local function say_findings(run)
  local worst = 0
  for _, finding in ipairs(run.findings) do
    if finding.severity == "error" then worst = 1 end
    if not finding.difference then command.say(finding.basis or "", " ", finding.check, ": ", finding.message) end
  end
  return worst
end

function M.run(args, context)
  local texts = {}
  for _, name in ipairs { "decision", "old", "against" } do
    if args[name] then
      local message, code
      texts[name], message, code = read(args[name])
      if not texts[name] then return nil, message, code end
    end
  end
  local run = amend.run { decision = decision.read(texts.decision), old = reader.read(texts.old),
    new = texts.against and reader.read(texts.against) }
  if #run.edits == 0 then return nil, args.decision .. ": no amendment is found in it", 3 end
  if args.operations then write_operations(run, context)
  elseif args.against then write_differences(run, context)
  else io.stdout:write(tree.markdown(run.statute)) end
  return say_findings(run)
end

return M
