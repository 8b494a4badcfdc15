-- Appointments and removals: one row an act. Proposals and notices are matched over the
-- whole issue afterwards (facts/join): a proposal's act and the notice's are one.
local appointments = require "gongbao.facts.appointments"

local function run(paragraph, emit)
  for _, act in ipairs(appointments.read(paragraph)) do
    emit({ action = act.action, name = act.name, post = act.post, organ = act.organ }, act.from, act.to, act.action)
  end
end

return {
  name = "appointments", layer = "appointment",
  doc = "Acts of appointment and removal in proposals and notices, with name and post.",
  run = run,
  examples = {
    { genre = "appointment_notice",
      text = "任命：李明为青川市审计局局长；王小华为青川市财政局副局长。免去：赵一青川市审计局局长职务。",
      rows = { { action = "appoint", name = "李明", post = "青川市审计局局长", organ = "青川市审计局" },
        { action = "appoint", name = "王小华", post = "青川市财政局副局长" },
        { action = "remove", name = "赵一", post = "青川市审计局局长" } } },
    { genre = "appointment_proposal",
      text = "孙立同志任青川市监察委员会委员 ; 周平同志任青川市监察委员会委员。",
      rows = { { action = "appoint", name = "孙立", post = "青川市监察委员会委员" },
        { action = "appoint", name = "周平" } } },
    { genre = "appointment_proposal", text = "免去吴二同志青川市人民政府秘书长职务。",
      rows = { { action = "remove", name = "吴二", post = "青川市人民政府秘书长" } } },
    { genre = "appointment_notice", text = "决定任命张志远、李晓明为青川市人民检察院检察员。免去司马光的青川市民政局局长职务。",
      rows = { { action = "appoint", name = "张志远" }, { action = "appoint", name = "李晓明",
        post = "青川市人民检察院检察员" }, { action = "remove", name = "司马光", post = "青川市民政局局长" } } },
    { genre = "appointment_notice", text = "二、免去\n王东升的青川市教育局局长职务；", rows = {
      { action = "remove", name = "王东升", post = "青川市教育局局长" } } },
    { genre = "appointment_proposal", text = "任期为五年。", rows = {} },
  },
}
