-- Writes a comparison table (see gongbao.statute.comparison) for a terminal, as Markdown, or as HTML.
local escape = require "gongbao.view.escape"
local view = require "gongbao.view.table"

local M = {}

-- How deleted and inserted text is marked, and text made safe, in each format.
local MARKS = {
  plain = { del = { "[-", "-]" }, ins = { "{+", "+}" }, safe = function(text) return text end },
  color = { del = { "\27[31;9m", "\27[0m" }, ins = { "\27[32;4m", "\27[0m" }, safe = function(text) return text end },
  md = { del = { "~~", "~~" }, ins = { "**", "**" },
    safe = function(text) return (text:gsub("[\\|<*_~]", { ["\\"] = "\\\\", ["|"] = "\\|", ["<"] = "&lt;",
      ["*"] = "\\*",
      ["_"] = "\\_", ["~"] = "\\~" })) end },
  html = { del = { "<del>", "</del>" }, ins = { "<ins>", "</ins>" }, safe = escape.html },
}

-- One side of a line: its text with what is only on this side marked.
local function side(line, which, marks)
  local text = line[which]
  if not text then return "" end
  if line.same or not line.edits then return marks.safe(text) end
  local sign, mark = which == "old" and "-" or "+", which == "old" and marks.del or marks.ins
  local parts = {}
  for _, edit in ipairs(line.edits) do
    if edit.kind == "=" then parts[#parts + 1] = marks.safe(edit.text)
    elseif edit.kind == sign then parts[#parts + 1] = mark[1] .. marks.safe(edit.text) .. mark[2] end
  end
  return table.concat(parts)
end

-- Both sides in one text, deletions before insertions.
local function woven(line, marks)
  if line.same then return marks.safe(line.new) end
  local parts = {}
  for _, edit in ipairs(line.edits) do
    local mark = edit.kind == "-" and marks.del or edit.kind == "+" and marks.ins
    parts[#parts + 1] = mark and mark[1] .. marks.safe(edit.text) .. mark[2] or marks.safe(edit.text)
  end
  return table.concat(parts)
end

local function heading(row)
  if row.old and row.new then return row.old == row.new and row.new or row.old .. " → " .. row.new end
  return row.new and "+ " .. row.new or "- " .. row.old
end

local writers = {}

function writers.table(rows, write, options)
  local marks = options.color and MARKS.color or MARKS.plain
  for i, row in ipairs(rows) do
    write((i > 1 and "\n" or "") .. heading(row) .. "\n")
    for _, line in ipairs(row.lines) do write("  " .. woven(line, marks) .. "\n") end
  end
end

function writers.md(rows, write, options)
  write(("| %s | %s |\n| --- | --- |\n"):format(options.old or "修改前", options.new or "修改后"))
  for _, row in ipairs(rows) do
    local old, new = {}, {}
    for _, line in ipairs(row.lines) do
      if line.old then old[#old + 1] = side(line, "old", MARKS.md) end
      if line.new then new[#new + 1] = side(line, "new", MARKS.md) end
    end
    write(("| %s %s | %s %s |\n"):format(row.old or "", table.concat(old, "<br>"), row.new or "", table.concat(new,
      "<br>")))
  end
end

function writers.html(rows, write, options)
  write(("<table class=\"comparison\">\n<thead><tr><th>%s</th><th>%s</th></tr></thead>\n<tbody>\n"):format(
    escape.html(options.old or "修改前"), escape.html(options.new or "修改后")))
  for _, row in ipairs(rows) do
    for i, line in ipairs(row.lines) do
      local function cell(which, label)
        local lead = i == 1 and label and "<b>" .. escape.html(label) .. "</b>　" or ""
        return "<td>" .. lead .. side(line, which, MARKS.html) .. "</td>"
      end
      write(("<tr class=\"%s\">%s%s</tr>\n"):format((row.how:gsub(" ", "-")), cell("old", row.old), cell("new",
        row.new)))
    end
  end
  write "</tbody>\n</table>\n"
end

-- For other programs: one line of the table a row.
local function records(rows)
  local list = {}
  for _, row in ipairs(rows) do
    for _, line in ipairs(row.lines) do list[#list + 1] = { row.how, row.old, row.new, line.old, line.new } end
  end
  return list
end

--- Writes the rows.
-- @param options { format, color, old = heading of the left column, new = of the right one, write }
function M.write(rows, options)
  local write = options.write or function(s) io.stdout:write(s) end
  local writer = writers[options.format]
  if writer then return writer(rows, write, options) end
  view.write({ "how", "old_article", "new_article", "old_text", "new_text" }, records(rows), options)
end

return M
