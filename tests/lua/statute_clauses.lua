-- The wordings of amending decisions, one by one: an old text, an item, and what must come out. Articles are written
-- as their lines; only the articles given in `new` are compared, and how many there are.
local t = require "tests.tap"
local amend = require "gongbao.statute.amend"
local decision = require "gongbao.statute.decision"
local reader = require "gongbao.statute.reader"
local tree = require "gongbao.statute.tree"

local OLD = [[
# 山水办法
## 第一章 总则
第一条 甲一为了保护山水。
第二条 甲二适用本办法。乙二另有规定的除外。
丙二不适用。
## 第二章 保护
### 第一节 山
第三条 甲三应当保护山。
乙三应当报告。
丙三应当记录。
第四条 下列行为，应当禁止：
（一）甲四采石；
（二）乙四伐木；
（三）丙四。
### 第二节 水
第五条 甲五由水务局负责。
第六条 甲六由水务局处理，乙六由林业局处理。
## 第三章 责任
第七条 甲七处罚款。
第八条 甲八处警告。
乙八处罚款。
## 第四章 附则
第九条 本办法自公布之日起施行。
]]

local CASES = {
  { "two paragraphs become two articles", "将第三条第二款改为第四条，第三款改为第五条。", 11,
    { [3] = "甲三应当保护山。", [4] = "乙三应当报告。", [5] = "丙三应当记录。", [7] = "甲五由水务局负责。" } },
  { "a paragraph moves to another article", "将第三条第二款改为第五条第二款。", 9,
    { [3] = "甲三应当保护山。\n丙三应当记录。", [5] = "甲五由水务局负责。\n乙三应当报告。" } },
  { "a paragraph moves into a renumbered article", "删去第一条。\n二、将第三条第三款改为第四条第一款。\n三、将第五条改为第四条。", 8,
    { [4] = "丙三应当记录。\n甲五由水务局负责。" } },
  { "articles are joined without new wording", "将第五条、第六条合并为一条，作为第五条。", 8,
    { [5] = "甲五由水务局负责。\n甲六由水务局处理，乙六由林业局处理。" } },
  { "articles are joined, 合并为第…条", "将第五条与第六条合并为第五条，修改为：“戊五。”", 8, { [5] = "戊五。", [6] = "甲七处罚款。" } },
  { "an article and a paragraph are joined", "将第七条、第八条第一款合并，作为第七条，修改为：“戊七。”", 9,
    { [7] = "戊七。", [8] = "乙八处罚款。" } },
  { "paragraphs are joined", "将第三条第二款、第三款合并为一款，作为第二款，修改为：“戊三应当报告、记录。”", 9,
    { [3] = "甲三应当保护山。\n戊三应当报告、记录。" } },
  { "paragraphs become one article", "将第二条第二款、第三条第三款合并，作为第九条。", 10,
    { [2] = "甲二适用本办法。乙二另有规定的除外。", [3] = "甲三应当保护山。\n乙三应当报告。", [9] = "丙二不适用。\n丙三应当记录。" } },
  { "an article is split in two", "将第六条分为二条，作为第六条、第七条，修改为：“第六条 甲六由水务局处理。\n“第七条 乙六由林业局处理。”", 10,
    { [6] = "甲六由水务局处理。", [7] = "乙六由林业局处理。", [8] = "甲七处罚款。" } },
  { "an article is split into paragraphs", "将第六条分为两款，修改为：“甲六由水务局处理。\n“乙六由林业局处理。”", 9,
    { [6] = "甲六由水务局处理。\n乙六由林业局处理。" } },
  { "a paragraph becomes two", "第三条第二款修改为二款，作为第二款、第三款：“戊三。\n“己三。”", 9,
    { [3] = "甲三应当保护山。\n戊三。\n己三。\n丙三应当记录。" } },
  { "a sentence becomes a paragraph", "将第二条第一款第二句单列一款，作为第二款。", 9,
    { [2] = "甲二适用本办法。\n乙二另有规定的除外。\n丙二不适用。" } },
  { "a sentence is replaced", "将第二条第一款第二句修改为：“戊二除外。”", 9, { [2] = "甲二适用本办法。戊二除外。\n丙二不适用。" } },
  { "a sentence is deleted", "删去第二条第一款第二句。", 9, { [2] = "甲二适用本办法。\n丙二不适用。" } },
  { "a sentence is added in its place", "在第二条第一款中增加一句，作为第二句：“戊二。”", 9,
    { [2] = "甲二适用本办法。戊二。乙二另有规定的除外。\n丙二不适用。" } },
  { "an article moves", "将第八条移至第五条之后，作为第六条。", 9,
    { [5] = "甲五由水务局负责。", [6] = "甲八处警告。\n乙八处罚款。", [8] = "甲七处罚款。" } },
  { "several articles are renumbered as a range", "增加一条，作为第一条：“戊。”\n二、将第一条至第三条改为第二条至第四条。", 10,
    { [1] = "戊。", [4] = "甲三应当保护山。\n乙三应当报告。\n丙三应当记录。", [10] = "本办法自公布之日起施行。" } },
  { "words are replaced in several articles", "将第五条、第六条中的“水务局”修改为“水行政部门”。", 9,
    { [5] = "甲五由水行政部门负责。", [6] = "甲六由水行政部门处理，乙六由林业局处理。" } },
  { "several words become several", "将第六条中的“水务局”、“林业局”分别修改为“水利部门”、“林草部门”。", 9,
    { [6] = "甲六由水利部门处理，乙六由林草部门处理。" } },
  { "several words become one", "将第六条中的“水务局”、“林业局”修改为“主管部门”。", 9,
    { [6] = "甲六由主管部门处理，乙六由主管部门处理。" } },
  { "different words in different articles become one", "将第五条中的“水务局”、第六条中的“林业局”修改为“主管部门”。", 9,
    { [5] = "甲五由主管部门负责。", [6] = "甲六由水务局处理，乙六由主管部门处理。" } },
  { "words are replaced everywhere", "将本办法中的“应当”统一修改为“必须”。", 9,
    { [3] = "甲三必须保护山。\n乙三必须报告。\n丙三必须记录。", [4] = "下列行为，必须禁止：\n（一）甲四采石；\n（二）乙四伐木；\n（三）丙四。" } },
  { "words are replaced everywhere, 相关条文中的", "将相关条文中的“罚款”修改为“罚金”。", 9, { [7] = "甲七处罚金。", [8] = "甲八处警告。\n乙八处罚金。" } },
  { "words are deleted in several articles", "删去第五条、第六条中的“由水务局”。", 9,
    { [5] = "甲五负责。", [6] = "甲六处理，乙六由林业局处理。" } },
  { "words are added in a point", "在第四条第二项中的“伐木”前增加“非法”。", 9,
    { [4] = "下列行为，应当禁止：\n（一）甲四采石；\n（二）乙四非法伐木；\n（三）丙四。" } },
  { "a point in the older form", "将第四条第（二）项修改为：“（二）戊四；”", 9,
    { [4] = "下列行为，应当禁止：\n（一）甲四采石；\n（二）戊四；\n（三）丙四。" } },
  { "points are deleted and renumbered", "第四条删去第一项，第二项、第三项改为第一项、第二项。", 9,
    { [4] = "下列行为，应当禁止：\n（一）乙四伐木；\n（二）丙四。" } },
  { "a point is added and the rest renumbered", "第四条增加一项，作为第二项：“（二）戊四；”；第二项改为第三项，修改为：“（三）己四；”。", 9,
    { [4] = "下列行为，应当禁止：\n（一）甲四采石；\n（二）戊四；\n（三）己四；\n（四）丙四。" } },
  { "the first line of a paragraph with points", "将第四条第一款第一自然段修改为：“禁止下列行为：”", 9,
    { [4] = "禁止下列行为：\n（一）甲四采石；\n（二）乙四伐木；\n（三）丙四。" } },
  { "two paragraphs are replaced at once", "将第三条第一款、第三款修改为：“戊三。\n“己三。”", 9, { [3] = "戊三。\n乙三应当报告。\n己三。" } },
  { "renumbered and changed by one sentence each", "将第七条改为第八条，并修改为：“戊七。”\n二、增加一条，作为第七条：“己七。”", 10,
    { [7] = "己七。", [8] = "戊七。", [9] = "甲八处警告。\n乙八处罚款。" } },
  { "deleted words and a replaced paragraph", "第八条第一款中的“警告”修改为“通报”；删去第二款。", 9, { [8] = "甲八处通报。" } },
  { "an article inserted with 之", "在第六条后增加一条，作为第六条之一：“戊六。”", 10,
    { [6] = "甲六由水务局处理，乙六由林业局处理。", ["6-1"] = "戊六。", [7] = "甲七处罚款。" } },
  { "several labelled articles", "增加二条，作为第六条、第七条：“第六条 戊六。\n“己六。\n“第七条 戊七。”", 11,
    { [6] = "戊六。\n己六。", [7] = "戊七。", [8] = "甲六由水务局处理，乙六由林业局处理。" } },
  { "an article becomes a paragraph", "将第七条改为第八条第一款；将第八条改为第八条第二款、第三款。", 8, nil },
  { "the number is the new one", "增加一条，作为第一条：“戊。”\n二、将第六条中的“由水务局负责”修改为“由水利部门负责”。", 10,
    { [6] = "甲五由水利部门负责。" } },
  { "added without its text in one item, whole in the same", "第五条增加一款作为第二款，将该条修改为：“甲五。\n“乙五。”", 9,
    { [5] = "甲五。\n乙五。" } },
}

for _, case in ipairs {
  { "two sentences are deleted by their old numbers", "删去第二条第一款第一句、第二句。二、在第二条第一款最后增加“戊二。”", 9, nil },
  { "two sentences become one", "将第二条第一款第一句、第二句修改为：“戊二。”", 9, { [2] = "戊二。\n丙二不适用。" } },
  { "an article goes into another as a paragraph", "将第七条并入第八条，作为第三款。", 8,
    { [7] = "甲八处警告。\n乙八处罚款。\n甲七处罚款。" } },
  { "an article goes into another, reworded", "将第七条并入第八条，修改为：“戊八。”", 8, { [7] = "戊八。", [8] = "本办法自公布之日起施行。" } },
  { "two articles change places", "将第五条和第六条的顺序对调。", 9,
    { [5] = "甲六由水务局处理，乙六由林业局处理。", [6] = "甲五由水务局负责。" } },
  { "two paragraphs move to another article", "将第三条第二款、第三款移至第五条，作为第二款、第三款。", 9,
    { [3] = "甲三应当保护山。", [5] = "甲五由水务局负责。\n乙三应当报告。\n丙三应当记录。" } },
  { "articles become one at once", "将第五条、第六条合并修改为第五条：“戊五。”", 8, { [5] = "戊五。", [6] = "甲七处罚款。" } },
  { "a split with its text at once", "将第六条分为二条，作为第六条、第七条：“第六条 戊六。\n“第七条 己七。”", 10,
    { [6] = "戊六。", [7] = "己七。" } },
  { "an article is added by its number alone", "增加第四条：“戊四。”", 10, { [4] = "戊四。",
    [5] = "下列行为，应当禁止：\n（一）甲四采石；\n（二）乙四伐木；\n（三）丙四。" } },
  { "the quotation repeats the label", "将第五条修改为：“第五条 戊五。”", 9, { [5] = "戊五。" } },
  { "a new text that begins with an article's number", "将第七条修改为：“第三条规定的情形，处罚款。”", 9,
    { [7] = "第三条规定的情形，处罚款。" } },
  { "新增", "新增一条，作为第二条：“戊二。”", 10, { [2] = "戊二。" } },
  { "the chapter is named before the article", "将第二章第五条修改为：“戊五。”", 9, { [5] = "戊五。" } },
  { "words named as words", "将第五条中的“水务局”字样修改为“水利部门”。", 9, { [5] = "甲五由水利部门负责。" } },
  { "the rest moves along", "第三条增加一款，作为第二款：“戊三。”其后各款依次顺延。", 9,
    { [3] = "甲三应当保护山。\n戊三。\n乙三应当报告。\n丙三应当记录。" } },
  { "a place in words: 第一款中的第二项", "将第四条第一款中的第二项修改为：“（二）戊四；”", 9,
    { [4] = "下列行为，应当禁止：\n（一）甲四采石；\n（二）戊四；\n（三）丙四。" } },
} do CASES[#CASES + 1] = case end

local function run(item)
  local wording = "# 关于修改《山水办法》的决定\n一、" .. item .. "\n本决定自公布之日起施行。"
  return amend.run { old = reader.read(OLD), decision = decision.read(wording) }
end

local function errors(result)
  local list = {}
  for _, f in ipairs(result.findings) do
    if f.severity == "error" then list[#list + 1] = f.check .. " " .. f.message end
  end
  return table.concat(list, "; ")
end

for _, case in ipairs(CASES) do
  t.test("wording: " .. case[1], function()
    local result = run(case[2])
    local index = tree.index(result.statute)
    if case[4] then
      t.equal(errors(result), "")
      for key, text in pairs(case[4]) do
        local article = index[tostring(key)]
        t.equal(article and tree.article_text(article), text, case[2] .. " article " .. key)
      end
      t.equal(#tree.articles(result.statute), case[3])
    end
  end)
end

local function layout(statute)
  local out = {}
  for _, entry in ipairs(statute.body) do
    out[#out + 1] = entry.kind == "article" and tree.key(entry) or tree.division_label(entry)
  end
  return table.concat(out, " ")
end

local CHAPTERS = {
  { "a chapter is renamed", "将第二章章名修改为“保护和利用”。",
    "第一章 总则 1 2 第二章 保护和利用 第一节 山 3 4 第二节 水 5 6 第三章 责任 7 8 第四章 附则 9" },
  { "a chapter is renamed, its old name quoted", "将第三章“责任”修改为“法律责任”。",
    "第一章 总则 1 2 第二章 保护 第一节 山 3 4 第二节 水 5 6 第三章 法律责任 7 8 第四章 附则 9" },
  { "a section is renamed", "将第二章第二节节名修改为“水和湿地”。",
    "第一章 总则 1 2 第二章 保护 第一节 山 3 4 第二节 水和湿地 5 6 第三章 责任 7 8 第四章 附则 9" },
  { "a chapter is added with its articles", "增加一章，作为第三章：“第三章 利用\n“第七条 戊七。\n“第八条 戊八。”",
    "第一章 总则 1 2 第二章 保护 第一节 山 3 4 第二节 水 5 6 第三章 利用 7 8 第四章 责任 9 10 第五章 附则 11" },
  { "a chapter is added, its articles by the next words", "增加一章，作为第三章，章名为“利用”。增加一条，作为第七条：“戊七。”",
    "第一章 总则 1 2 第二章 保护 第一节 山 3 4 第二节 水 5 6 第三章 利用 7 第四章 责任 8 9 第五章 附则 10" },
  { "a chapter is added and takes articles", "增加一章，作为第三章，章名为“利用”，包括第五条至第六条。",
    "第一章 总则 1 2 第二章 保护 第一节 山 3 4 第二节 水 第三章 利用 5 6 第四章 责任 7 8 第五章 附则 9" },
  { "a section is added after another", "在第二章第二节后增加一节，作为第三节“湿地”。增加一条，作为第七条：“戊七。”",
    "第一章 总则 1 2 第二章 保护 第一节 山 3 4 第二节 水 5 6 第三节 湿地 7 第三章 责任 8 9 第四章 附则 10" },
  { "a chapter is joined to another", "将第三章并入第二章。",
    "第一章 总则 1 2 第二章 保护 第一节 山 3 4 第二节 水 5 6 7 8 第三章 附则 9" },
  { "chapters are joined under a new name", "将第一章、第二章合并为第一章，章名修改为“总则和保护”。", nil },
  { "a chapter goes with its articles", "删去第三章。", "第一章 总则 1 2 第二章 保护 第一节 山 3 4 第二节 水 5 6 第三章 附则 7" },
  { "a chapter is renumbered and renamed", "将第四章改为第五章，名称修改为“其他规定”；增加一章，作为第四章“监督”。增加一条，作为第九条：“戊九。”",
    "第一章 总则 1 2 第二章 保护 第一节 山 3 4 第二节 水 5 6 第三章 责任 7 8 第四章 监督 9 第五章 其他规定 10" },
}

for _, case in ipairs {
  { "words change in chapter names and articles alike", "将第三章章名、第七条中的“罚款”、“责任”修改为“处分”。", nil },
  { "a chapter's name among the places", "将第三章章名、第七条中的“责任”修改为“处分”。", nil },
  { "a chapter is divided into sections", "将第三章分为二节：第一节“罚”，包括第七条；第二节“警”，包括第八条。",
    "第一章 总则 1 2 第二章 保护 第一节 山 3 4 第二节 水 5 6 第三章 责任 第一节 罚 7 第二节 警 8 第四章 附则 9" },
  { "articles go to another chapter", "将第六条归入第三章。",
    "第一章 总则 1 2 第二章 保护 第一节 山 3 4 第二节 水 5 第三章 责任 6 7 8 第四章 附则 9" },
} do CHAPTERS[#CHAPTERS + 1] = case end

for _, case in ipairs(CHAPTERS) do
  t.test("chapters: " .. case[1], function()
    local result = run(case[2])
    if case[3] then t.equal(errors(result), "") end
    if case[3] then t.equal(layout(result.statute), case[3]) end
  end)
end

t.test("a decision on several statutes changes the one it is run on", function()
  local wording = [[# 关于修改《水面规定》等二部办法的决定
一、对《水面规定》作出修改
（一）将第一条修改为：“不相干。”
二、对《山水办法》作出修改
（一）将第一条修改为：“戊一。”
（二）删去第五条。
]]
  local read = decision.read(wording)
  t.equal(decision.titles(read), { "水面规定", "山水办法" })
  local result = amend.run { old = reader.read(OLD), decision = read }
  t.equal(#amend.run { decision = read, title = "水面规定" }.rows, 1)
  t.equal(errors(result), "")
  t.equal(tree.article_text(tree.find(result.statute, 1)), "戊一。")
  t.equal(#tree.articles(result.statute), 8)
end)

t.test("what is not found is noted, and the text stays", function()
  local result = run "将第五条中的“环保局”修改为“生态局”。"
  t.equal(tree.article_text(tree.find(result.statute, 5)), "甲五由水务局负责。")
  t.ok(errors(result):find "原文没有“环保局”", errors(result))
end)

t.test("what is only half understood is not half done", function()
  local result = run "删去第五条的附表。"
  t.equal(#tree.articles(result.statute), 9)
  t.ok(errors(result):find "未能读懂", errors(result))
end)

t.test("a decision about another statute is told", function()
  local other = decision.read "# 关于修改《河道管理规定》的决定\n一、删去第五条。"
  t.ok(errors(amend.run { old = reader.read(OLD), decision = other }):find("other_statute", 1, true))
end)

t.test("words of a chapter's name", function()
  local result = run "将第三章章名中的“责任”修改为“法律责任”。"
  t.equal(errors(result), "")
  t.ok(tree.markdown(result.statute):find("第三章 法律责任", 1, true))
end)

t.test("what cannot be read is noted with its words", function()
  local result = run "将第五条酌情处理“某某”。"
  t.ok(errors(result):find "未能读懂", errors(result))
end)

t.test("a published text may refer to articles that the statute does not have", function()
  local result = amend.run { decision = decision.read "# 关于修改《山水办法》的决定\n一、将第二条修改为：“乙二。”",
    old = reader.read "# 山水办法\n第一条 依照山水法第九十九条处理。\n第二条 甲二。",
    new = reader.read "# 山水办法\n第一条 依照山水法第九十八条处理。\n第二条 乙二。" }
  t.equal(#result.differences, 1)
  t.equal(result.differences[1].kind, "reference")
end)
