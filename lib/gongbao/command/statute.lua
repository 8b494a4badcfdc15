-- gongbao statute [NAME] [--at DATE] [--article 6.2.1] [--akn | --markdown | --versions] [--cited]
local akn = require "gongbao.statute.akn"
local place = require "gongbao.statute.place"
local statutes = require "gongbao.oversight.statutes"
local stores = require "gongbao.store"
local tree = require "gongbao.statute.tree"
local view = require "gongbao.view.table"

local M = {}

function M.configure(parser)
  parser:argument("name", "The statute's title, or enough of it; without it, all that are held."):args "?"
  parser:option("--at", "The text in force on this day (default: the latest that is held)."):argname "DATE"
  parser:option("--article", "One article, paragraph or point: 6, 6.2, 6.2.1; 120-1 is 第一百二十条之一."):argname "PLACE"
  parser:mutex(parser:flag("--versions", "The versions that are held, with their dates."),
    parser:flag("--markdown", "As Markdown."), parser:flag("--akn", "As Akoma Ntoso 3.0 XML."),
    parser:flag("--cited", "Where documents cite it, and which version was in force then."))
end

local function list_works(store, context)
  local rows = {}
  for _, work in ipairs((statutes.works(store))) do
    local last = work.versions[#work.versions]
    rows[#rows + 1] = { work.title, #work.versions, work.versions[1].date, last.date, last.document.id }
  end
  view.write({ "title", "versions", "first", "last", "document" }, rows, context)
  return #rows > 0 and 0 or 1
end

local function list_versions(work, context)
  local rows = {}
  for i, v in ipairs(work.versions) do
    rows[i] = { v.date, v.in_force, v.adopted, v.amended, v.approved, v.promulgated, v.document.id }
  end
  view.write({ "date", "in_force", "adopted", "amended", "approved", "promulgated", "document" }, rows, context)
  return 0
end

local function list_citations(store, work, context)
  local rows = {}
  for _, row in ipairs(statutes.citations(store)) do
    local same = row.version and row.version.title == work.title
    if same or row.title == work.title then
      rows[#rows + 1] = { row.document, row.line, row.title, row.article, row.date, row.version and row.version.date,
        row.version and row.version.document.id, row.reason }
    end
  end
  view.write({ "document", "line", "title", "article", "on", "version", "text", "reason" }, rows, context)
  return #rows > 0 and 0 or 1
end

-- "6.2.1" or "120-1.1" as numbers; nil where it is no place.
local function read_place(text)
  local article, rest = text:match "^(%d+)(.*)$"
  if not article then return nil end
  local inserted, after = rest:match "^%-(%d+)(.*)$"
  rest = inserted and after or rest
  local numbers = {}
  for n in rest:gmatch "%.(%d+)" do numbers[#numbers + 1] = math.tointeger(tonumber(n)) end
  if #numbers > 2 or rest:gsub("%.%d+", "") ~= "" then return nil end
  return { article = math.tointeger(tonumber(article)), inserted = inserted and math.tointeger(tonumber(inserted)),
    paragraph = numbers[1], point = numbers[2] }
end

-- The lines at a place of a statute.
local function lines_at(statute, ref)
  local article = tree.find(statute, ref.article, ref.inserted)
  if not article then return nil end
  if not ref.paragraph then
    local lines = tree.article_lines(article)
    lines[1] = tree.label(article) .. "　" .. lines[1]
    return lines
  end
  local paragraph = article.paragraphs[ref.paragraph]
  if not paragraph then return nil end
  if not ref.point then return tree.paragraph_lines(paragraph) end
  for _, point in ipairs(paragraph.points) do
    if point.number == ref.point then return { tree.point_label(point) .. point.text } end
  end
end

local function reading_text(statute)
  local out = { statute.title, "" }
  for _, event in ipairs(statute.history) do out[#out + 1] = event end
  for _, entry in ipairs(statute.body) do
    if entry.kind == "division" then
      out[#out + 1] = ""
      out[#out + 1] = tree.division_label(entry)
      for _, line in ipairs(entry.lines) do out[#out + 1] = line end
    else
      local lines = tree.article_lines(entry)
      out[#out + 1] = ""
      out[#out + 1] = tree.label(entry) .. "　" .. (lines[1] or "")
      for i = 2, #lines do out[#out + 1] = lines[i] end
    end
  end
  return table.concat(out, "\n") .. "\n"
end

-- What the decision changed that gave this version its wording, where it and the version before are held.
local function modifications(store, work, version)
  for i, other in ipairs(work.versions) do
    local run = other == version and i > 1 and statutes.between(store, work.versions[i - 1], version)
    if run then return { rows = run.rows, decision = "#original" } end
  end
end

local function show(store, work, version, args)
  local statute = statutes.text(store, version)
  if args.article then
    local ref = read_place(args.article)
    if not ref then return nil, ("--article takes 6, 6.2, 6.2.1 or 120-1, not %s"):format(args.article), 2 end
    local lines = lines_at(statute, ref)
    if not lines then
      return nil, ("%s of %s has no %s"):format(version.title, version.date or "an unknown day", place.show(ref)), 1
    end
    io.stdout:write(table.concat(lines, "\n"), "\n")
  elseif args.markdown then io.stdout:write(tree.markdown(statute))
  elseif args.akn then
    io.stdout:write(akn.write(statute, version, modifications(store, work, version)))
  else io.stdout:write(reading_text(statute)) end
  return 0
end

function M.run(args, context)
  local store, why, code = stores.open(context.store_path)
  if not store then return nil, why, code end
  if not args.name then return list_works(store, context) end
  local work, message, work_code = statutes.work(store, args.name)
  if not work then return nil, message, work_code end
  if args.versions then return list_versions(work, context) end
  if args.cited then return list_citations(store, work, context) end
  local version, absent, version_code = statutes.version(work, args.at)
  if not version then return nil, absent, version_code end
  return show(store, work, version, args)
end

return M
