-- PDF by the same door, through pdftotext; what is no PDF though it says so is refused.
local t = require "tests.tap"
local files = require "tests.files"
local import = require "gongbao.store.import"

if not os.execute "command -v pdftotext > /dev/null 2>&1" then
  t.skip("PDF", "poppler-utils is not installed")
  return
end

-- The smallest PDF with two pages of a line each.
local function pdf(lines)
  local objects, kids = {}, {}
  for i, line in ipairs(lines) do
    local stream = ("BT /F1 12 Tf 72 700 Td (%s) Tj ET"):format(line)
    objects[#objects + 1] = ("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
      .. "/Resources << /Font << /F1 3 0 R >> >> >>"):format(2 * i + 3)
    objects[#objects + 1] = ("<< /Length %d >>\nstream\n%s\nendstream"):format(#stream, stream)
    kids[i] = ("%d 0 R"):format(2 * i + 2)
  end
  table.insert(objects, 1, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
  table.insert(objects, 1, ("<< /Type /Pages /Kids [%s] /Count %d >>"):format(table.concat(kids, " "), #kids))
  table.insert(objects, 1, "<< /Type /Catalog /Pages 2 0 R >>")
  local out, places = "%PDF-1.4\n", {}
  for i, object in ipairs(objects) do
    places[i] = #out
    out = out .. ("%d 0 obj\n%s\nendobj\n"):format(i, object)
  end
  local at = #out
  out = out .. ("xref\n0 %d\n0000000000 65535 f \n"):format(#objects + 1)
  for _, place in ipairs(places) do out = out .. ("%010d 00000 n \n"):format(place) end
  return out .. ("trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"):format(#objects + 1, at)
end

t.test("pdf: its text, its pages, its own checksum", function()
  local bytes = pdf { "Report on the plan", "Page two" }
  local file = assert(files.with(bytes, import.load))
  t.equal(file.bytes, bytes)
  t.ok(file.text:find "^Report on the plan\n" and file.text:find "\fPage two\n", ("%q"):format(file.text))
  local result = assert(require("gongbao.record").read(file.text, "plan.pdf", file.bytes))
  t.equal({ result.rows[1].pages, result.rows[1].bytes }, { 2, #bytes })
end)

t.test("pdf: a broken one is refused with its name", function()
  local file, message, code = files.with("%PDF-1.4\nno more\n", import.load)
  t.equal({ file, code }, { nil, 3 })
  t.ok(message:find("pdftotext", 1, true) or message:find("no text", 1, true), message)
end)
