-- The findings of a store: what the check scripts report, made anew after an import. The
-- findings of amendments are kept by gongbao.store.amendments.
local amendments = require "gongbao.store.amendments"
local checks = require "gongbao.store.checks"
local rows = require "gongbao.store.rows"

local M = {}

--- Makes the findings anew, in one transaction of the caller's.
-- @param scripts table|nil: the checks; all that are installed where not given
function M.update(store, scripts)
  scripts = scripts or require("gongbao.scripts").all "checks"
  store:run("DELETE FROM finding WHERE substr(\"check\", 1, ?) <> ?", #amendments.CHECK, amendments.CHECK)
  local numbers = {}
  checks.run(store, scripts, function(finding)
    local document = finding.document
    if document then
      numbers[document] = (numbers[document] or 0) + 1
      finding.type, finding.id = "finding", ("%s.f%d"):format(document, numbers[document])
      rows.insert(store, finding)
    end
  end)
end

return M
