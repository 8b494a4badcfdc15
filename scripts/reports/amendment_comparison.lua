-- 修改前后对照表: two versions of a law side by side, and what the decision between them did, item by item.
local comparison = require "gongbao.statute.comparison"
local statutes = require "gongbao.oversight.statutes"
local works = require "gongbao.statute.works"

local verdicts = { agrees = "一致", differs = "不一致", unverifiable = "无从核对" }
local hows = { changed = "修改", renumbered = "改条号", ["renumbered and changed"] = "改条号并修改", inserted = "增加",
  deleted = "删去" }
local operations = {
  replace_article = "修改条", insert_article = "增加条", delete_article = "删去条", renumber = "改条号",
  replace_paragraph = "修改款", insert_paragraph = "增加款", delete_paragraph = "删去款", renumber_paragraph = "改款号",
  paragraph_becomes_article = "款改为条", article_becomes_paragraph = "条改为款", replace_phrase = "改文字",
  delete_phrase = "删文字", rename_chapter = "改章名", append_sentence = "增加句", delete_sentence = "删去句",
  insert_point = "增加项", replace_point = "修改项", delete_point = "删去项", renumber_point = "改项号",
  insert_sentence = "增加句", replace_sentence = "修改句", insert_chapter = "增加章", delete_chapter = "删去章",
  renumber_chapter = "改章号", join_chapter = "并章",
}

-- The work that is asked for, or the one that a decision of the store amends last.
local function work_of(store, name)
  if name then
    local work, message = statutes.work(store, name)
    if not work then error(message, 0) end
    return work
  end
  local list, by_key, amending = statutes.works(store)
  for i = #amending, 1, -1 do
    for _, work in ipairs(list) do
      if (amending[i].title or ""):find(works.core(work.title), 1, true) then return by_key[work.key] end
    end
  end
  error("no statute that a decision amends is held", 0)
end

local function versions_of(work, args)
  local new = works.at(work, args.to)
  local old
  for i, version in ipairs(work.versions) do
    if version == new then old = args.from and works.at(work, args.from) or work.versions[i - 1] end
  end
  return old ~= new and old or nil, new
end

-- Where each article of a version is printed.
local function lines_of(store, version)
  local lines = {}
  for row in store:rows("SELECT label, first_line FROM node WHERE document = ? AND kind = 'article'",
    version.document.id) do
    lines[row.label] = row.first_line
  end
  return lines
end

local function compare(store, old, new)
  local run = statutes.between(store, old, new)
  local rows = comparison.rows(statutes.text(store, old), statutes.text(store, new),
    { concordance = run and run.concordance, changed_only = true })
  local old_lines, new_lines = lines_of(store, old), lines_of(store, new)
  for _, row in ipairs(rows) do
    row.how_name = hows[row.how]
    row.old_document, row.old_line = old.document.id, row.old and old_lines[row.old]
    row.new_document, row.new_line = new.document.id, row.new and new_lines[row.new]
  end
  return rows
end

-- The decision's operations, as the catalogue holds them.
local function operations_of(store, work, new)
  local list = {}
  local sql = [[SELECT amendment.*, document.title FROM amendment JOIN document ON document.id = amendment.document
    WHERE document.adopted_on = ? AND instr(document.title, ?) > 0 ORDER BY amendment.ordinal_]]
  for row in store:rows(sql, new.date or "", works.core(work.title)) do
    row.op_name, row.verdict_name = operations[row.op] or row.op, verdicts[row.verdict]
    list[#list + 1] = row
  end
  return list
end

return {
  doc = "修改前后对照表: a law before and after, and each operation of the decision between",
  args = { name = "the law (default: the one amended last)", from = "the version in force on this day, YYYY-MM-DD",
    to = "the version in force on this day (default: the last)" },
  data = function(store, args)
    local work = work_of(store, args.name)
    local old, new = versions_of(work, args)
    local list = operations_of(store, work, new)
    local counts = { agrees = 0, differs = 0, unverifiable = 0 }
    for _, row in ipairs(list) do counts[row.verdict] = counts[row.verdict] + 1 end
    return { title = work.title, dates = { old = old and old.date, new = new.date }, rows = old and compare(store, old,
      new)
      or {}, held = old ~= nil, operations = list, counts = counts }
  end,
}
