-- The meeting's record against the rules of procedure that were in force. The rules below say how a sentence of such
-- rules is recognised and what it asks for; the article, its wording and its number of days are read from the text
-- itself, so another city needs no file of its own, only its rules in the store. A rule that is worded otherwise is a
-- line here.
local procedure = require "gongbao.oversight.procedure"

local rules = {
  { name = "interval", test = "interval", words = { "会议", "每" }, any = { "举行一次", "召开一次", "举行" }, unit = "个月" },
  { name = "notice", test = "not_in_record", words = { "日前" }, any = { "通知", "告知" }, unit = "日前",
    missing = "会议通知的日期没有收录" },
  { name = "documents_sent", test = "documents_sent", words = { "日前" },
    any = { "主要文件", "会议文件", "专项工作报告及有关材料" }, unit = "日前" },
  { name = "proposal_lead", test = "proposal_lead", words = { "议案", "日前" }, any = { "送交", "提交" }, unit = "日前" },
  { name = "proposers", test = "proposers", words = { "联名", "议案" }, unit = "人以上" },
  { name = "quorum", test = "not_in_record", words = { "过半数" }, any = { "到会", "出席" },
    missing = "组成人员总数没有收录，到会人数是否过半不能核对" },
  { name = "review_lead", test = "review_lead", words = { "决算" }, any = { "初步审查" }, unit = "日前" },
  { name = "by_head", test = "by_head", words = { "报告" }, any = { "由报告机关的主要负责人", "由正职", "主要负责人到会报告" } },
  { name = "majority", test = "not_in_record", words = { "过半数" }, any = { "通过" },
    missing = "表决票数没有收录，是否过半数不能核对" },
  { name = "opinion_sent", test = "opinion_sent", words = { "审议意见", "日内" }, any = { "交", "送", "印发" }, unit = "日内",
    after = true },
  { name = "answered", test = "answered", words = { "审议意见", "报告" }, unit = "个月内", after = true },
  { name = "readings", test = "readings", words = { "法规", "审议" }, any = { "次会议审议", "次审议" }, unit = "次" },
  { name = "published", test = "published", words = { "公布" }, any = { "公告" }, after = true },
}

local RULES = {
  genre = "rules_of_procedure", title = "山水市人民代表大会常务委员会议事规则", text = "",
  nodes = {
    { kind = "article", label = "第一条" }, { kind = "paragraph", text = "会议一般每两个月举行一次。" },
    { kind = "article", label = "第二条" },
    { kind = "paragraph", text = "开会的七日前，办公室应当送达会议文件。" },
    { kind = "article", label = "第三条" },
    { kind = "paragraph", text = "审议意见在会议结束后十日内交报告机关研究处理。" },
  },
}

local function minutes(number, day)
  return { genre = "minutes", title = "山水市人大常委会会议纪要", meeting = "山水市第三届人大常委会第" .. number .. "次会议",
    text = "山水市第三届人大常委会第" .. number .. "次会议于" .. day .. "举行。" }
end

return {
  name = "procedure",
  doc = "The meeting's record against the rules of procedure in force on its days.",
  severity = "note",
  run = function(store, report) procedure.run(store, rules, report) end,
  examples = {
    { documents = { RULES, minutes("四", "2021年3月1日"),
        { genre = "special_work_report", title = "关于水利的报告", signed_on = "2021-02-26", text = "进展顺利。" },
        { genre = "deliberation_opinion", title = "关于水利报告的审议意见", signed_on = "2021-03-20", text = "要抓紧。" } },
      findings = { "落款2021-02-26，距会议3日，不足7日", "审议意见2021-03-20印发，超过10日" } },
    { documents = { RULES, minutes("四", "2021年3月1日"), minutes("五", "2021年6月2日") },
      findings = { "文件送达日期没有收录", "间隔超过2个月", "文件送达日期没有收录" } },
    { documents = { RULES, minutes("四", "2021年3月1日"), minutes("六", "2021年6月2日") },
      findings = { "文件送达日期没有收录", "间隔不能核对", "文件送达日期没有收录" } },
    -- no rules of this body: nothing is said
    { documents = { minutes("四", "2021年3月1日") }, findings = {} },
  },
}
