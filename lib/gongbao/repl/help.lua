-- ?name and ??name: signature, text and example of C and Lua functions alike.
--
-- C functions bring their own rows (runtime/bind); a Lua function's text is the doc
-- comment above it, read from its source, so both have one place to be written.
local host = require "gongbao.core.host"
local evaluate = require "gongbao.repl.evaluate"
local highlight = require "gongbao.repl.highlight"
local manual = require "gongbao.manual"
local pager = require "gongbao.repl.pager"

local M = {}

local function source_lines(info)
  local text = host.source(info.short_src)
  if not text then return nil end
  local lines = {}
  for line in (text .. "\n"):gmatch "(.-)\n" do lines[#lines + 1] = line end
  return lines
end

--- The doc comment above a Lua function, its signature line, and its whole source.
function M.of_function(f)
  local info = debug.getinfo(f, "S")
  if info.what == "C" then return nil end
  local lines = source_lines(info)
  if not lines then return nil end
  local from = info.linedefined
  while from > 1 and lines[from - 1]:find "^%s*%-%-" do from = from - 1 end
  local doc = {}
  for i = from, info.linedefined - 1 do doc[#doc + 1] = (lines[i]:gsub("^%s*%-+ ?", "")) end
  return {
    signature = (lines[info.linedefined]:gsub("^%s*local function ", ""):gsub("^%s*function ", ""):gsub("%b()(.*)$",
      function() return lines[info.linedefined]:match "%b()" end)),
    doc = table.concat(doc, "\n"),
    place = ("%s:%d"):format(info.short_src, info.linedefined),
    source = table.concat(lines, "\n", from, info.lastlinedefined),
  }
end

local function c_row(name)
  local last = name:match "([^.:]+)$"
  for module, rows in pairs(manual.c_rows()) do
    for key, row in pairs(rows) do
      if row.doc and (key == name or module .. "." .. key == name or key:match "([^.:]+)$" == last) then
        return row, module
      end
    end
  end
end

local function print_row(row, module)
  io.write(row.signature or row.name, "\n\n  ", row.doc, "\n")
  if row.example then io.write("\n  example: ", row.example, "\n") end
  io.write("\n  ", module, " (C)\n")
end

--- Runs `?name` or `??name`.
function M.show(session, text)
  local marks, name = text:match "^%s*(%?+)%s*(.-)%s*$"
  if name == "" then return require("gongbao.repl.commands").run(session, ".help") end
  local value = evaluate.lookup(session, name)
  local found = type(value) == "function" and M.of_function(value)
  if found then
    if #marks > 1 then
      local source = ("-- %s\n%s\n"):format(found.place, found.source)
      return pager.text(session.context.color and highlight.source(source) or source)
    end
    io.write(found.signature, "\n\n  ", (found.doc:gsub("\n", "\n  ")), "\n\n  ", found.place, "\n")
    return
  end
  local row, module = c_row(name)
  if row then return print_row(row, module) end
  if type(value) == "table" then
    local names = {}
    for key in pairs(value) do names[#names + 1] = tostring(key) end
    table.sort(names)
    return io.write(name, ": a table with ", table.concat(names, ", "), "\n")
  end
  io.write(("nothing is known of '%s'; .help lists commands, Tab completes names\n"):format(name))
end

return M
