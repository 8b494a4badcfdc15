-- Reports: a script that gathers data, and a template for each output.
--
--   scripts/reports/NAME.lua            { doc, args, data = function(store, args) → table }
--   scripts/reports/NAME.{txt,md,html}  templates that see the data's names
-- The same store and arguments give the same bytes.
local escape = require "gongbao.template.escape"
local scripts = require "gongbao.scripts"
local template = require "gongbao.template"

local M = {}

M.endings = { "txt", "md", "html", "csv", "tex", "json" }

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

--- Renders a report.
-- @param store an open store
-- @param name string; `ending` one of M.outputs(name); `args` table of strings
-- @return text; raises with the script's or template's file and line
function M.render(store, name, ending, args)
  local script = scripts.get("reports", name)
  if not script then error(("there is no report '%s'; gongbao report lists them"):format(name), 0) end
  local data = script.data(store, args or {})
  for key, value in pairs(common(store)) do data[key] = data[key] or value end
  return template.render(name .. "." .. ending, data)
end

return M
