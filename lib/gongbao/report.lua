-- Reports: a script that gathers data, and a template for each output.
--
--   scripts/reports/NAME.lua            { doc, args, data = function(store, args) → table }
--   scripts/reports/NAME.{txt,md,html}  templates that see the data's names
-- The same store and arguments give the same bytes.
local escape = require "gongbao.view.escape"
local scripts = require "gongbao.scripts"
local template = require "gongbao.template"

local M = {}

M.endings = { "txt", "md", "html", "docx", "csv", "tex", "json" }

--- The outputs that a report has a template for: { "txt", "md", "html" }.
function M.outputs(name)
  local list = {}
  for _, ending in ipairs(M.endings) do
    if scripts.file("reports", name .. "." .. ending) then list[#list + 1] = ending end
  end
  return list
end

-- What every template sees besides its data: where a row is printed.
local function common(store)
  return {
    -- The place of a line of a document: { source, path, line, text }.
    place = function(document, line)
      local row = store:row([[SELECT source.id, source.path FROM document JOIN source ON source.id = document.source
        WHERE document.id = ?]], document)
      return { source = row.id, path = row.path:match "[^/]*$", line = line,
        text = (store:raw_line(row.id, line) or ""):gsub("^%s+", ""):gsub("%s+$", "") }
    end,
    -- A name for a place that may stand in an id and a link.
    anchor = function(p) return escape.url(("L-%s-%d"):format(p.source, p.line)) end,
  }
end

-- A report of many files has pages(store, args) → list of { path, template, data }.
local function script_of(name)
  local script = scripts.get("reports", name)
  if not script then error(("there is no report '%s'; gongbao report lists them"):format(name), 0) end
  return script
end

--- Whether a report writes a folder of pages.
function M.is_site(name)
  local script = scripts.get("reports", name)
  return script ~= nil and script.pages ~= nil
end

--- The pages of a report of many files, rendered one by one.
-- @return iterator of path, text
function M.pages(store, name, args)
  local pages, i = script_of(name).pages(store, args or {}), 0
  return function()
    i = i + 1
    local page = pages[i]
    if page then return page.path, template.render(page.template, page.data) end
  end
end

--- Renders a report.
-- @param store an open store
-- @param name string; `ending` one of M.outputs(name); `args` table of strings
-- @return text; raises with the script's or template's file and line
function M.render(store, name, ending, args)
  local data = script_of(name).data(store, args or {})
  for key, value in pairs(common(store)) do data[key] = data[key] or value end
  return template.render(name .. "." .. ending, data)
end

return M
