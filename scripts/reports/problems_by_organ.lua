-- 问题与建议: what reports find wrong and what they advise, by the body whose work it is.
-- The body of a committee report or an opinion is the one whose report it is on.
local OWN = { evaluation_self_report = true, special_work_report = true, plan_report = true, budget_report = true }

local function organ_of(store, document)
  local subject = document
  if not OWN[document.genre] then
    local id = store:row([[SELECT "to" FROM link WHERE "from" = ? AND relation IN
      ('report_on', 'opinion_on', 'evaluates', 'examines') ORDER BY ordinal_]], document.id)
    subject = id and store:row("SELECT * FROM document WHERE id = ?", id.to) or document
  end
  local presenter = store:row("SELECT organ FROM person WHERE document = ? AND role = 'presenter' ORDER BY ordinal_",
    subject.id)
  return subject.issuer or presenter and presenter.organ or subject.title
end

return {
  doc = "问题与建议: problems and suggestions by the body whose work they are about",
  args = { organ = "only bodies whose name holds this" },
  data = function(store, args)
    local groups, seen, total = {}, {}, 0
    for document in store:rows [[SELECT DISTINCT document.* FROM document JOIN item ON item.document = document.id
        WHERE item.kind IN ('problem', 'suggestion') AND genre <> 'audit_report' ORDER BY document.ordinal_]] do
      local organ = organ_of(store, document) or "—"
      if not args.organ or organ:find(args.organ, 1, true) then
        local group = seen[organ]
        if not group then
          group = { organ = organ, problems = {}, suggestions = {} }
          seen[organ] = group
          groups[#groups + 1] = group
        end
        for item in store:rows([[SELECT * FROM item WHERE document = ? AND kind IN ('problem', 'suggestion')
            ORDER BY ordinal_]], document.id) do
          item.title = document.title
          table.insert(item.kind == "problem" and group.problems or group.suggestions, item)
          total = total + 1
        end
      end
    end
    return { groups = groups, total = total }
  end,
}
