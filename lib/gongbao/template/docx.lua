-- Word documents in the layout of official documents (GB/T 9704-2012): A4, type area 156 ×
-- 225 mm, title in 22 pt centred, text in 16 pt 仿宋 with 28.95 pt lines, headings in 黑体
-- and 楷体, page numbers between dashes, outside. Written directly, so no tool is needed
-- and the same report gives the same bytes.
--
-- A template NAME.docx writes the body with these functions (its values are escaped):
--   <%- title "审议意见督办台账" %>  <%- heading("一、…", 1) %>  <%- para "…" %>  <%- grid(names, rows, widths) %>
local escape = require "gongbao.view.escape"
local zip = require "gongbao.view.zip"

local M = {}

local MM = 56.7 -- twentieths of a point in a millimetre
local function mm(n) return math.tointeger(math.floor(n * MM + 0.5)) end

local W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
  .. 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
local XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

-- Text for XML: escaped, without the control characters that XML cannot hold.
local function xml(text) return escape.html((tostring(text):gsub("[%z\1-\8\11\12\14-\31]", ""))) end

local function run(text) return ('<w:r><w:t xml:space="preserve">%s</w:t></w:r>'):format(xml(text)) end

local function paragraph(style, text)
  return ('<w:p><w:pPr><w:pStyle w:val="%s"/></w:pPr>%s</w:p>'):format(style, run(text))
end

--- What a .docx template can call.
M.functions = {
  title = function(text) return paragraph("Title", text) end,
  heading = function(text, level) return paragraph("Heading" .. level, text) end,
  para = function(text) return paragraph("Normal", text) end,
  note = function(text) return paragraph("Note", text) end,
  grid = function(names, rows, widths)
    local out = { '<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="5000" w:type="pct"/></w:tblPr><w:tblGrid>' }
    for i in ipairs(names) do out[#out + 1] = ('<w:gridCol w:w="%d"/>'):format(mm(widths[i])) end
    out[#out + 1] = "</w:tblGrid>"
    local function line(cells, style, header)
      out[#out + 1] = header and "<w:tr><w:trPr><w:tblHeader/></w:trPr>" or "<w:tr>"
      for i in ipairs(names) do
        out[#out + 1] = ('<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr>%s</w:tc>'):format(mm(widths[i]),
          paragraph(style, cells[i] == nil and "—" or cells[i]))
      end
      out[#out + 1] = "</w:tr>"
    end
    line(names, "CellHead", true)
    for _, row in ipairs(rows) do line(row, "Cell") end
    out[#out + 1] = "</w:tbl>"
    return table.concat(out)
  end,
}

local function font(name)
  return ('<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="%s"/>'):format(name)
end

local function style(id, name, size, family, ppr)
  return ('<w:style w:type="paragraph" w:styleId="%s"><w:name w:val="%s"/><w:pPr>%s</w:pPr><w:rPr>%s<w:sz w:val="%d"/>'
    .. '<w:szCs w:val="%d"/></w:rPr></w:style>'):format(id, name, ppr, font(family), size * 2, size * 2)
end

local LINE = '<w:spacing w:line="579" w:lineRule="exact"/>' -- 28.95 pt: 22 lines a page
local INDENT = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
local TIGHT = '<w:spacing w:line="360" w:lineRule="exact"/>'

local function styles()
  return XML .. "<w:styles " .. W .. ">"
    .. (style("Normal", "Normal", 16, "仿宋", LINE .. INDENT):gsub("<w:style ", '<w:style w:default="1" ', 1))
    .. style("Title", "Title", 22, "方正小标宋简体",
      '<w:spacing w:before="579" w:after="579" w:line="660" w:lineRule="exact"/><w:jc w:val="center"/>')
    .. style("Heading1", "heading 1", 16, "黑体", "<w:keepNext/>" .. LINE .. INDENT .. '<w:outlineLvl w:val="0"/>')
    .. style("Heading2", "heading 2", 16, "楷体", "<w:keepNext/>" .. LINE .. INDENT .. '<w:outlineLvl w:val="1"/>')
    .. style("Note", "Note", 10, "宋体", TIGHT)
    .. style("Cell", "Cell", 12, "仿宋", TIGHT)
    .. style("CellHead", "Cell head", 12, "黑体", TIGHT)
    .. style("footer", "footer", 14, "宋体", "")
    .. '<w:style w:type="table" w:styleId="Grid"><w:name w:val="Grid"/><w:tblPr><w:tblBorders>'
    .. ('<w:top w:val="single" w:sz="4"/><w:left w:val="single" w:sz="4"/><w:bottom w:val="single" w:sz="4"/>'
      .. '<w:right w:val="single" w:sz="4"/><w:insideH w:val="single" w:sz="4"/><w:insideV w:val="single" w:sz="4"/>')
    .. "</w:tblBorders></w:tblPr></w:style></w:styles>"
end

local function footer(side)
  local number = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    .. '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
  local form = '%s<w:ftr %s><w:p><w:pPr><w:pStyle w:val="footer"/><w:jc w:val="%s"/></w:pPr>%s%s%s</w:p></w:ftr>'
  return form:format(XML, W, side, run "— ", number, run " —")
end

local function section()
  return ('<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:footerReference w:type="even" r:id="rId3"/>'
    .. '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="851" '
    .. 'w:footer="%d" w:gutter="0"/></w:sectPr>'):format(mm(37), mm(26), mm(35), mm(28), mm(28))
end

local OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
local TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."

local function relationships(list)
  local out = { XML, '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' }
  for _, r in ipairs(list) do
    out[#out + 1] = ('<Relationship Id="%s" Type="%s%s" Target="%s"/>'):format(r[1], OFFICE, r[2], r[3])
  end
  return table.concat(out) .. "</Relationships>"
end

local function content_types(list)
  local out = { XML, '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">',
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' }
  for _, part in ipairs(list) do
    out[#out + 1] = ('<Override PartName="/word/%s.xml" ContentType="%s%s+xml"/>'):format(part[1], TYPE, part[2])
  end
  return table.concat(out) .. "</Types>"
end

--- Packs a rendered body as a Word document; returns its bytes.
function M.pack(body)
  return zip.pack {
    { "[Content_Types].xml", content_types { { "document", "document.main" }, { "styles", "styles" },
      { "settings", "settings" }, { "footer1", "footer" }, { "footer2", "footer" } } },
    { "_rels/.rels", relationships { { "rId1", "officeDocument", "word/document.xml" } } },
    { "word/document.xml", ("%s<w:document %s><w:body>%s%s</w:body></w:document>"):format(XML, W, body, section()) },
    { "word/_rels/document.xml.rels", relationships { { "rId1", "styles", "styles.xml" },
      { "rId2", "footer", "footer1.xml" }, { "rId3", "footer", "footer2.xml" },
      { "rId4", "settings", "settings.xml" } } },
    { "word/styles.xml", styles() },
    { "word/settings.xml", ("%s<w:settings %s><w:evenAndOddHeaders/></w:settings>"):format(XML, W) },
    { "word/footer1.xml", footer "right" },
    { "word/footer2.xml", footer "left" },
  }
end

return M
