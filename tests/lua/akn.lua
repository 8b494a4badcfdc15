-- Akoma Ntoso: statute → XML → statute, ids that stay, and the structure that the schema asks for. With xmllint and the
-- schema at hand (GONGBAO_AKN_XSD names the file) the output is validated against it, too.
local t = require "tests.tap"
local files = require "tests.files"
local akn = require "gongbao.statute.akn"
local amend = require "gongbao.statute.amend"
local decision = require "gongbao.statute.decision"
local reader = require "gongbao.statute.reader"
local tree = require "gongbao.statute.tree"
local xml = require "gongbao.statute.xml"

local TEXT = [[
# 山水 & "林草" <试行> 办法
2020年1月2日 某市第三届人民代表大会常务委员会第四次会议通过
2022年5月6日 某市第三届人民代表大会常务委员会第九次会议修正
<!-- INFO END -->
为了山水，制定本办法。
## 第一编 总则
### 第一章 甲
第一条 甲一。
乙一。
第一条之一 甲一之一。
### 第二章 乙
#### 第一节 丙
第二条 下列情形：
（一）甲；
（二）乙：
1.子；
2.丑；
（三）丙。
其余不论。
## 第二编 分则
### 第一章 丁
第三条 甲三。
## 附则
第四条 本办法自公布之日起施行。
## 附件一
表一
表二
]]

local VERSION = { date = "2022-05-06", adopted = "2020-01-02", events = {
  { date = "2020-01-02", kind = "adopted", text = "x" }, { date = "2022-05-06", kind = "amended", text = "y" } } }

local statute = reader.read(TEXT)

local function decided()
  local read = decision.read "# 关于修改《山水》的决定\n一、将第三条修改为：“戊三。”\n二、删去第一条中的“甲一”。"
  return amend.run { decision = read, old = statute }
end

-- What each element may hold, in order; * any number, ? at most one, + at least one; #: text.
local STRUCTURE = {
  akomaNtoso = "act", act = "meta preface preamble? body", meta = "identification lifecycle? analysis? references",
  identification = "FRBRWork FRBRExpression FRBRManifestation",
  FRBRWork = "FRBRthis FRBRuri FRBRdate FRBRauthor FRBRcountry FRBRname",
  FRBRExpression = "FRBRthis FRBRuri FRBRdate FRBRauthor FRBRlanguage",
  FRBRManifestation = "FRBRthis FRBRuri FRBRdate FRBRauthor FRBRformat",
  lifecycle = "eventRef+", analysis = "passiveModifications", passiveModifications = "textualMod+",
  textualMod = "source destination old? new?", references = "original TLCOrganization TLCOrganization TLCRole",
  preface = "longTitle formula?", longTitle = "p", formula = "p+", preamble = "p+",
  part = "num? heading content? chapter* article*", chapter = "num? heading content? section* article*",
  section = "num? heading content? article*", hcontainer = "num? heading content? chapter* article*",
  article = "num content? paragraph*", paragraph = "intro? content? point*", point = "num intro? content? indent*",
  indent = "num content", intro = "p+", content = "p+",
}

-- Whether the children follow the rule, element by element.
local function follows(node, rule)
  local children, i = xml.children(node), 1
  for name, times in rule:gmatch "(%a+)([*+?]?)" do
    local n = 0
    while children[i] and children[i].name == name and (times == "*" or times == "+" or n == 0) do n, i = n + 1, i
      + 1 end
    if n == 0 and (times == "" or times == "+") then return false end
  end
  return children[i] == nil
end

local function walk(node, visit)
  visit(node)
  for _, child in ipairs(xml.children(node)) do walk(child, visit) end
end

t.test("akn: a statute comes back as it went", function()
  local back = assert(akn.read(akn.write(statute, VERSION)))
  t.equal(tree.markdown(back), tree.markdown(statute))
  t.equal(back.title, statute.title)
  t.equal(back.preamble, statute.preamble)
end)

t.test("akn: the structure is the schema's, ids are unique, destinations exist", function()
  local run = decided()
  local root = assert(xml.read(akn.write(statute, VERSION, { rows = run.rows })))
  local ids, wanted = {}, {}
  walk(root, function(node)
    local rule = STRUCTURE[node.name]
    t.ok(not rule or follows(node, rule), "<" .. node.name .. "> does not follow: " .. tostring(rule))
    local id = node.at.eId
    if id then
      t.ok(not ids[id], "twice: " .. id)
      ids[id] = true
    end
    if node.name == "destination" then wanted[#wanted + 1] = node.at.href:match "^#(.*)$" end
  end)
  t.equal(#wanted, 2)
  for _, id in ipairs(wanted) do t.ok(ids[id], "no such place: " .. id) end
  t.ok(ids["art_1-1"] and ids["part_2__chp_1"] and ids["art_2__para_1__point_2__indent_1"], "an id is missing")
end)

t.test("akn: the same text gives the same bytes", function()
  t.equal(akn.write(reader.read(TEXT), VERSION), akn.write(statute, VERSION))
end)

t.test("akn: what is no act is refused with a reason", function()
  t.equal({ akn.read "<p>" }, { nil, "<p> is not closed" })
  t.equal({ akn.read "<p/>" }, { nil, "this is no akomaNtoso act with a body" })
  t.equal(select(2, akn.read "plain"), "text outside the root at byte 1")
end)

local schema = os.getenv "GONGBAO_AKN_XSD"
if not schema then t.skip("akn: validated against the schema", "GONGBAO_AKN_XSD is not set")
else
  t.test("akn: validated against the schema", function()
    files.with(akn.write(statute, VERSION, { rows = decided().rows }), function(path)
      local fine = os.execute(("xmllint --noout --nonet --schema '%s' %s"):format(schema, path))
      t.ok(fine, "xmllint finds it invalid")
    end)
  end)
end
