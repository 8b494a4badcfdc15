-- A deliberation opinion without time limit, without supervisor, or without items.
local function run(store, report)
  for row in store:rows [[SELECT document.id, title, first_line,
      (SELECT count(*) FROM item WHERE item.document = document.id AND kind <> 'problem') AS items,
      (SELECT count(*) FROM item WHERE item.document = document.id AND time_limit IS NOT NULL) AS limited,
      (SELECT count(*) FROM item WHERE item.document = document.id AND supervisor IS NOT NULL) AS supervised
      FROM document WHERE genre = 'deliberation_opinion' ORDER BY document.ordinal_]] do
    local missing = {}
    if row.items == 0 then missing[#missing + 1] = "意见事项" end
    if row.limited == 0 then missing[#missing + 1] = "办理期限" end
    if row.supervised == 0 then missing[#missing + 1] = "督办机构" end
    if #missing > 0 then
      report { document = row.id, line = row.first_line,
        message = ("审议意见没有写明%s：%s"):format(table.concat(missing, "、"), row.title or "") }
    end
  end
end

return {
  name = "opinion_parts", severity = "warning",
  doc = "A deliberation opinion that states no time limit or no supervisor.",
  run = run,
  examples = {
    { documents = { { genre = "deliberation_opinion", title = "关于水利工作的审议意见",
      signed_on = "2022-03-01",
        text = "同时，提出以下审议意见：\n一是加快建设。\n请在三个月内向市人大常委会提出书面整改报告。城建工委负责审议意见的督办工作。" } },
      findings = {} },
    { documents = { { genre = "deliberation_opinion", title = "关于水利工作的审议意见",
      text = "同时，提出以下审议意见：\n一是加快建设。" } },
      findings = { "没有写明办理期限、督办机构" } },
  },
}
