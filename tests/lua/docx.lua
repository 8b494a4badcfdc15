-- Word documents: an archive that other programs open, XML that parses, the official layout.
local t = require "tests.tap"
local files = require "tests.files"
local docx = require "gongbao.template.docx"
local zip = require "gongbao.view.zip"

-- What a command prints of a file with these bytes, whose name stands for %s.
local function shown_by(bytes, command)
  return (files.with(bytes, function(path) return files.run(command:format(path)) end))
end

t.test("zip: python's zipfile reads back every file", function()
  local out = shown_by(zip.pack { { "a.txt", "公报" }, { "b/c.txt", ("x"):rep(1000) } },
    [[python3 -c "
import zipfile
z = zipfile.ZipFile('%s')
print(z.testzip(), z.read('a.txt').decode(), len(z.read('b/c.txt')))
"]])
  t.equal(out, "None 公报 1000\n")
end)

t.test("docx: each part is XML, and corpus text is only text", function()
  local f = docx.functions
  local body = f.title "<题目> & \1" .. f.heading("一、标题", 1) .. f.grid({ "甲", "乙" }, { { "<w:p>", nil } }, { 60, 60 })
  local out = shown_by(docx.pack(body), [[python3 -c "
import zipfile, xml.dom.minidom as m
z = zipfile.ZipFile('%s')
for n in z.namelist(): m.parseString(z.read(n))
d = m.parseString(z.read('word/document.xml'))
print([x.firstChild.data for x in d.getElementsByTagName('w:t')])
"]])
  t.equal(out, "['<题目> & ', '一、标题', '甲', '乙', '<w:p>', '—']\n")
end)
