-- A notice of appointments that differs from the proposals that it names: an act that was
-- proposed and not decided, one that was decided and not proposed, a post in other words.

local ACTION = { appoint = "任命", remove = "免去" }

local function plain(text) return (text:gsub("（.-）", ""):gsub("%s", "")) end

local function proposal_text(store, id)
  local parts = {}
  for node in store:rows("SELECT flow FROM node WHERE document = ? ORDER BY ordinal_", id) do
    parts[#parts + 1] = node.flow
  end
  return plain(table.concat(parts))
end

local function run(store, report)
  local decided, named = {}, {}
  for link in store:rows [[SELECT "from", "to" FROM link WHERE relation = 'decides']] do
    decided[link.to], named[link.from] = link.from, true
  end
  local texts = {}
  for act in store:rows "SELECT * FROM appointment ORDER BY ordinal_" do
    local what = ("%s%s：%s"):format(ACTION[act.action], act.name, act.post or "")
    if act.notice and not act.proposal and named[act.document] then
      report { document = act.document, node = act.node, line = act.line,
        message = "通知中有，所依据的议案中没有：" .. what }
    elseif act.notice and act.proposal and act.post then
      texts[act.proposal] = texts[act.proposal] or proposal_text(store, act.proposal)
      if not texts[act.proposal]:find(plain(act.post), 1, true) then
        report { document = act.document, node = act.node, line = act.line,
          message = "职务与议案写法不同：" .. what,
          basis = act.proposal }
      end
    elseif act.proposal and not act.notice and decided[act.proposal] then
      report { document = act.document, node = act.node, line = act.line,
        message = "议案中有，通知中没有：" .. what,
        basis = decided[act.proposal] }
    end
  end
end

return {
  name = "notice_differs", severity = "warning",
  doc = "A notice of appointments that differs from its proposals.",
  run = run,
  examples = {
    { documents = {
        { genre = "appointment_proposal", title = "关于提请任命李明同志职务的议案",
          signed_on = "2022-03-01",
          text = "现提请：\n李明同志任青川市审计局局长。\n免去赵一同志青川市审计局局长职务。" },
        { genre = "appointment_notice", title = "关于李明职务任命的通知", signed_on = "2022-03-05",
          text = "根据《关于提请任命李明同志职务的议案》，审议通过。\n任命：\n李明为青川市审计局局长。" } },
      findings = { "议案中有，通知中没有：免去赵一" } },
  },
}
