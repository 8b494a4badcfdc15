-- Layouts that other places print: running heads, page numbers without dashes, indents of
-- ideographic spaces, presenters above the byline, numbers above the title, one-line feet.
local t = require "tests.tap"

local function parse(text)
  local source = assert(require("gongbao.text.source").read(text, "sample.txt"))
  source.id = "sample"
  local documents = require "gongbao.document"
  return documents.parse(source), source, require("gongbao.document.issue").of(source, documents.of(source))
end

local function kinds(doc)
  local list = {}
  for _, node in ipairs(doc.nodes) do
    if node.kind ~= "page_furniture" then list[#list + 1] = node.kind end
  end
  return table.concat(list, " ")
end

local function titles(docs)
  local list = {}
  for _, doc in ipairs(docs) do list[#list + 1] = doc.genre .. " " .. doc.title end
  return list
end

local decisions = {
  "　　　临溪市人民代表大会常务委员会\n　　　关于设立生态日的决定\n\n（2024年8月29日市八届人大常委会第二十一次会议通过）\n\n" ..
  "　　为了增强全社会的生态意识，会议决定将每年六月的第一个星期六定为全市生态日，由市人民政府组织开展活动，各级各部门参与。\n",
  "　　　临溪市人民代表大会常务委员会\n　　　关于批准2023年市级决算的决议\n\n（2024年8月29日市八届人大常委会第二十一次会议通过）\n\n" ..
  "　　会议听取了市财政局局长韩露受市人民政府委托作的报告，同意财政经济委员会提出的审查结果报告，决定批准2023年市级决算。\n",
  "　　　临溪市人民代表大会常务委员会任免名单\n\n（2024年8月29日市八届人大常委会第二十一次会议通过）\n\n" ..
  "　　一、任命\n\n　　林海为临溪市教育局局长。\n\n　　二、免去\n\n　　赵明的临溪市教育局局长职务。\n\n" ..
  "　　上述任免自通过之日起生效，有关单位应当在十个工作日内办结交接手续，并将办理情况报送市人大常委会人事代表工作委员会备案。\n",
}

local want = { "decision 临溪市人民代表大会常务委员会关于设立生态日的决定",
  "resolution 临溪市人民代表大会常务委员会关于批准2023年市级决算的决议",
  "appointment_notice 临溪市人民代表大会常务委员会任免名单" }

-- What stands between the pages, numbered n.
local page_ends = {
  ["dots around the number and a running head"] = "·%d·\n临溪市人大常委会公报　2024年第3号\n",
  ["a bare number"] = "%d\n",
  ["a number in words"] = "第 %d 页 共 3 页\n",
  ["bullets"] = "• %d •\n",
}

for name, ending in pairs(page_ends) do
  t.test("page ends with " .. name, function()
    local text = ""
    for n, decision in ipairs(decisions) do text = text .. decision .. "\n" .. ending:format(n + 11) .. "\n" end
    local docs = parse(text)
    t.equal(titles(docs), want)
    t.equal(kinds(docs[1]), "byline paragraph")
    t.equal(docs[2].first_page, 2)
  end)
end

t.test("a running head opens pages where nothing else does, and names the issue", function()
  local text = ""
  for _, decision in ipairs(decisions) do text = text .. "临溪市人大常委会公报　2024年第3号\n" .. decision end
  local docs, source, issue = parse(text)
  t.equal(titles(docs), want)
  t.equal(source.pages, 3)
  t.equal({ issue.title, issue.number, issue.body }, { "临溪市人大常委会公报", "2024年第3号", "临溪市人大常委会" })
end)

t.test("serial numbers in a table are no page numbers", function()
  local docs = parse "关于2023年市级决算的报告\n各位代表：\n　　现将决算报告如下。\n1\n教育支出\n120\n2\n卫生支出\n95\n3\n农业支出\n70\n"
  for _, node in ipairs(docs[1].nodes) do t.ok(node.kind ~= "page_furniture") end
end)

t.test("the presenter stands above the byline", function()
  local docs = parse("关于全县养老服务工作情况的报告\n县民政局局长　苏　然\n（2023年8月24日在清原县第十九届人民代表大会常务委员会第十六次会议上）\n" ..
    "主任、副主任、各位委员：\n　　现将工作情况报告如下。\n")
  t.equal(docs[1].presenter, { name = "苏然", post = "局长", organ = "县民政局" })
  t.equal(docs[1].delivered_on, "2023-08-24")
  t.equal(docs[1].meeting, "清原县第十九届人民代表大会常务委员会第十六次会议")
  t.equal(kinds(docs[1]), "byline salutation paragraph")
end)

t.test("the presenter is named as such", function()
  local docs = parse("关于教育工作情况的报告\n——2024年8月29日在临溪市第八届人民代表大会常务委员会第二十一次会议上\n" ..
    "报告人：临溪市教育局局长　罗　琳\n主任、各位副主任、秘书长、各位委员：\n　　现报告如下。\n")
  t.equal(docs[1].presenter, { name = "罗琳", post = "局长", organ = "临溪市教育局" })
end)

t.test("the day stands on a line of its own", function()
  local docs = parse("关于老旧小区改造议案的审议结果报告\n——在临溪市第八届人民代表大会常务委员会第二十次会议上\n2024年6月27日\n" ..
    "市人大城乡建设委员会主任委员　龙思远\n市人大常委会：\n　　现报告如下。\n")
  t.equal({ docs[1].delivered_on, docs[1].presenter.name, docs[1].genre },
    { "2024-06-27", "龙思远", "examination_report" })
end)

t.test("a document number stands above the title, and announcements have serial numbers", function()
  local docs = parse("临人常〔2024〕12号\n关于印发审议意见的通知\n市人民政府：\n　　现印发给你们。\n　　　市人大常委会办公室　2024年7月9日\n" ..
    "附件：关于养老服务工作的审议意见\n临溪市人大常委会公告\n（第二十三号）\n　　钱江的代表资格终止。\n　　特此公告。\n　　　二〇二四年六月二十七日\n")
  t.equal(#docs, 2)
  t.equal({ docs[1].document_number, docs[1].title }, { "临人常〔2024〕12号", "关于印发审议意见的通知" })
  t.equal({ docs[1].signed_by, docs[1].signed_on }, { "市人大常委会办公室", "2024-07-09" })
  t.equal(kinds(docs[1]), "salutation paragraph signature caption")
  t.equal({ docs[2].title, docs[2].document_number, docs[2].signed_on },
    { "临溪市人大常委会公告", "第二十三号", "2024-06-27" })
end)

t.test("chapter titles over two lines, in the contents and in the text", function()
  local docs = parse("临溪市物业管理条例\n（2024年6月26日临溪市第八届人民代表大会常务委员会第二十次会议通过）\n目　录\n第一章　总　则\n" ..
    "第二章　业主以及业主委员会的\n　　　　组织和运行\n第三章　附　则\n第一章　总　则\n第一条　为了规范物业管理，制定本条例。\n" ..
    "第二章　业主以及业主委员会的\n　　　　组织和运行\n第二条　业主享有下列权利：\n（一）参加会议；\n（二）监督。\n" ..
    "第三章　附　则\n第三条　本条例自公布之日起施行。\n")
  t.equal(#docs, 1)
  t.equal(kinds(docs[1]), "byline toc toc toc toc chapter article paragraph chapter article paragraph point point " ..
    "chapter article paragraph")
  local headings = {}
  for _, node in ipairs(docs[1].nodes) do headings[#headings + 1] = node.heading end
  t.equal(headings, { "总则", "业主以及业主委员会的组织和运行", "附则", "总则", "业主以及业主委员会的组织和运行", "附则" })
end)

t.test("a web page's title, printed again above its text, is one document", function()
  local docs = parse("# 临溪市人大常委会关于设立生态日的决定\n2024年6月28日 临溪市第八届人大常委会第二十次会议通过\n<!-- 来源 -->\n" ..
    "临溪市人大常委会关于设立生态日的决定\n　　会议决定设立生态日。\n")
  t.equal(#docs, 1)
  t.equal({ docs[1].adopted_on, docs[1].last_line }, { "2024-06-28", 5 })
  t.equal(kinds(docs[1]), "byline paragraph")
end)

t.test("titles without bylines, between texts", function()
  local docs = parse("关于全市教育工作情况的报告\n市人大常委会：\n　　现报告如下。\n　　以上报告，请予评议。\n" ..
    "临溪市人大常委会关于全市教育工作情况报告的审议意见\n　　会议认为，教育工作成效明显。\n　　会议建议，加大投入。\n" ..
    "临溪市第八届人大常委会第二十次会议出席人员名单\n主任　周　正\n副主任　吴　江\n" ..
    "临溪市人大常委会评议调查组\n关于对市教育局工作评议的调查报告\n市人大常委会：\n　　测评满意率96.4%。\n")
  t.equal(titles(docs), { "special_work_report 关于全市教育工作情况的报告",
    "deliberation_opinion 临溪市人大常委会关于全市教育工作情况报告的审议意见",
    "other 临溪市第八届人大常委会第二十次会议出席人员名单",
    "evaluation_report 临溪市人大常委会评议调查组关于对市教育局工作评议的调查报告" })
  t.equal(kinds(docs[1]), "salutation paragraph closing")
  t.equal(docs[4].issuer, "临溪市人大常委会评议调查组")
end)

t.test("a list of titles is no row of documents", function()
  local docs = parse("关于印发会议文件的通知\n各县区人大常委会：\n　　现将下列文件印发。\n" ..
    "临溪市人大常委会关于教育工作的决议\n临溪市人大常委会关于生态日的决定\n临溪市人大常委会关于预算的决议\n")
  t.equal(#docs, 1)
end)

t.test("minutes that name their meeting in the title begin a document, and the list decides on its own day", function()
  local text = decisions[3] .. "\n　　　临溪市第八届人民代表大会常务委员会第二十一次会议纪要\n\n"
    .. "　　2024年8月28日至29日，临溪市第八届人民代表大会常务委员会举行第二十一次会议。"
    .. "市人大常委会主任钱远主持会议，副主任孙立出席会议。\n\n"
    .. "　　一、会议审议通过了人事任免事项。\n"
  local docs = parse(text)
  t.equal(titles(docs), { want[3], "minutes 临溪市第八届人民代表大会常务委员会第二十一次会议纪要" })
  t.equal(docs[1].issuer, "临溪市人民代表大会常务委员会")
  t.equal(docs[2].meeting, "临溪市第八届人民代表大会常务委员会第二十一次会议")
  local acts = {}
  for _, row in ipairs(require("gongbao.facts").of_issue(docs, require("gongbao.scripts").all "extractors")) do
    if row.type == "appointment" then acts[#acts + 1] = { row.action, row.name, row.decided_on } end
  end
  t.equal(acts, { { "appoint", "林海", "2024-08-29" }, { "remove", "赵明", "2024-08-29" } })
end)
