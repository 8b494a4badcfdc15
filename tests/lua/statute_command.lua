-- gongbao statute and gongbao diff, as a user sees them, on the sample gazettes.
local t = require "tests.tap"
local files = require "tests.files"
local align = require "gongbao.statute.align"
local history = require "gongbao.statute.history"
local reader = require "gongbao.statute.reader"
local samples = require "tests.samples"
local tree = require "gongbao.statute.tree"

local store, path = samples.store()
store:close()

local function run(words) return files.shell(("%s %s --store %s"):format(files.program, words, path)) end

t.test("statute: the versions, the text on a day, a place", function()
  local versions = run("statute 议事规则 --versions --format tsv"):gsub("\t[%x]+%-%d+\n", "\n")
  t.equal(versions, "date\tin_force\tadopted\tamended\tapproved\tpromulgated\tdocument\n"
    .. "2011-12-20\t\t1989-05-12\t2011-12-20\t\t\n2024-08-28\t2024-08-28\t1989-05-12\t2024-08-28\t\t\n")
  t.ok(run("statute 湿地 --versions --format tsv"):find("2024-06-26\t2024-10-01\t2024-06-26\t\t2024-07-25", 1, true))
  t.equal(select(2, run "statute 湿地 --at 2024-09-30"), 1)
  t.equal(run "statute 议事规则 --article 9.1.4", "（四）不是组成人员的本市选出的省人民代表大会代表；\n")
  t.equal(run "statute 议事规则 --at 2015-06-01 --article 9.1.4", "（四）与议题有关的部门负责人。\n")
end)

t.test("statute: what is not held is said, not guessed", function()
  local out, code = run "statute 议事规则 --at 1999-01-01"
  t.equal(code, 1)
  t.ok(out:find("the first that is held is of 2011-12-20", 1, true), out)
  out, code = run "statute 议事规则 --article 99"
  t.equal(code, 1)
  t.ok(out:find("has no 第九十九条", 1, true), out)
  t.equal(select(2, run "statute 议事规则 --article x"), 2)
  t.equal(select(2, run "statute 没有的法"), 1)
end)

t.test("diff: renumbered articles stand beside their old selves, the numbers are the decision's", function()
  local out = run "diff 议事规则 --concordance --format tsv"
  t.ok(out:find("第四条\t第五条\trenumbered and changed\trenumbered\n", 1, true), out)
  t.ok(out:find("第六条\t\tdeleted\tabsorbed\n", 1, true), out)
  t.ok(out:find("第十八条\t\tdeleted\tdeleted\n", 1, true), out)
  t.ok(out:find("\t第三十三条\tinserted\tinserted\n", 1, true), out)
  t.ok(out:find("第二十九条\t第三十条\trenumbered\tsilent\n", 1, true), out)
end)

t.test("diff: characters are marked in each format", function()
  local plain = run "diff 议事规则 --format table"
  t.ok(plain:find("第八条\n  开会的[-五-]{+七+}日前", 1, true), plain:sub(1, 2000))
  t.ok(run("diff 议事规则 --format md"):find("开会的~~五~~日前", 1, true))
  t.ok(run("diff 议事规则 --format html"):find("开会的<ins>七</ins>日前", 1, true))
end)

t.test("align: by wording alone, with a moved, a gone and a new article", function()
  local old = reader.read "# 甲\n第一条 山高水长云淡风轻。\n第二条 花开花落雁去雁来。\n第三条 日出东方月落西山。"
  local new = reader.read "# 甲\n第一条 日出东方月落西山啊。\n第二条 山高水长云淡风轻。\n第三条 全新的一条文字在此。"
  local got = {}
  for i, pair in ipairs(align.pairs(old, new)) do
    got[i] = (pair.old and tree.label(pair.old) or "") .. ">" .. (pair.new and tree.label(pair.new) or "")
  end
  t.equal(got, { "第三条>第一条", "第一条>第二条", "第二条>", ">第三条" })
end)

t.test("history: the day from which a text is in force", function()
  t.equal(history.in_force "本决定自2024年7月1日起施行。", "2024-07-01")
  t.equal({ history.in_force "本规则自公布之日起施行。" }, { nil, true })
  t.equal(history.in_force "本规则自2008年8月1日起施行，2001年2月3日的办法同时废止。", "2008-08-01")
  t.equal(history.in_force "另行规定。", nil)
end)

t.test("history: events, and the day of the wording", function()
  local events = history.events("1988年3月27日某市第七届人大常委会第三十次会议通过根据2008年11月14日某市第十一届人大常委会第三十一次会议"
    .. "《关于修改〈某市规则〉的决定》修正2009年1月2日某省人大常委会第一次会议批准")
  t.equal({ events[1].date, events[1].kind, events[2].date, events[2].kind, events[3].date, events[3].kind },
    { "1988-03-27", "adopted", "2008-11-14", "amended", "2009-01-02", "approved" })
  t.equal(history.wording_date(events), "2008-11-14")
end)

files.remove(path)
