-- HTML reports in a real browser: nothing of the corpus runs, links reach their line, search
-- works, and nothing scrolls sideways on a phone.
local t = require "tests.tap"
local files = require "tests.files"

local browser
for _, name in ipairs { "chromium", "chromium-browser", "google-chrome" } do
  browser = browser or os.execute(("command -v %s > /dev/null 2>&1"):format(name)) and name
end
if not browser then
  t.skip("HTML reports in a browser", "chromium is not installed")
  return
end

local program = files.program
local folder = files.folder()

local flags = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
  .. "--disable-component-update --disable-sync --virtual-time-budget=3000 --enable-logging=stderr"

-- The page's DOM after its scripts ran, and what it said on the console.
local function open(page, width)
  local errors = folder .. "/console.log"
  local form = "%s %s --user-data-dir='%s/profile' --window-size=%d,900 --dump-dom 'file://%s' 2> '%s'"
  local dom = files.run(form:format(browser, flags, folder, width or 1000, page, errors))
  local console = {}
  for line in io.lines(errors) do
    if line:find("CONSOLE", 1, true) then console[#console + 1] = line end
  end
  return dom, console
end

-- A gazette whose words try to be markup, beside the samples.
local hostile = folder .. "/hostile.txt"
files.write(hostile, [[
 云汀市人民政府

关于"><img src=x onerror=document.title='owned'>工作情况的报告

主任、各位副主任、秘书长、各位委员：

一、<script>document.title="owned"</script>基本情况

全市完成投资 12.5 亿元，</script><script>document.title="owned"</script>同比增长 3.1%。

]] .. "以上报告，请予审议。\n")

local store = folder .. "/s.gongbao"
files.run(("%s import -q --store '%s' corpus/*.txt '%s' 2>&1"):format(program, store, hostile))
files.run(("%s report site --store '%s' -o '%s/site' 2>&1"):format(program, store, folder))

-- Every report that has a page: one file each.
local reports = {}
for name in files.run(("%s report --format tsv"):format(program)):gmatch "\n(%S+)\t[^\t\n]*html" do
  reports[#reports + 1] = ("%s/%s.html"):format(folder, name)
  files.run(("%s report %s --store '%s' -o '%s/%s.html'"):format(program, name, store, folder, name))
end

local function pages()
  local list = table.move(reports, 1, #reports, 1, {})
  local names = files.run(("ls '%s/site'"):format(folder))
  for name in names:gmatch "%S+" do list[#list + 1] = folder .. "/site/" .. name end
  return list
end

t.test("html: every link of every page reaches an anchor of a page", function()
  local ids, list = {}, pages()
  for _, path in ipairs(list) do
    for id in files.read(path):gmatch ' id="([^"]+)"' do ids[path .. "#" .. id] = true end
    ids[path] = true
  end
  t.ok(#list > 40, "pages: " .. #list)
  for _, path in ipairs(list) do
    for href in files.read(path):gmatch 'href="([^"]+)"' do
      local file, id = href:match "^([^#]*)#?(.*)$"
      local target = file == "" and path or path:match "^(.*/)" .. file
      t.ok(ids[target .. (id ~= "" and "#" .. id or "")], path .. ": nothing is at " .. href)
    end
  end
end)

t.test("html: no word of the corpus runs, and the console is silent", function()
  local last = 0
  for _, path in ipairs(pages()) do last = math.max(last, tonumber(path:match "/(%d+)%.html$") or 0) end
  local hostile_page = ("%s/site/%d.html"):format(folder, last)
  t.ok(#reports >= 5, "reports with a page: " .. #reports)
  for _, page in ipairs { folder .. "/site/index.html", hostile_page, table.unpack(reports) } do
    local dom, console = open(page)
    t.ok(not dom:find("<title>owned", 1, true), page .. " ran a script of the corpus")
    t.equal(console, {}, page)
  end
end)

t.test("html: the search finds words and links to their line", function()
  local dom, console = open(folder .. "/site/index.html#q=" .. "限期整改")
  t.equal(console, {})
  local hits = dom:match '<ol class="hits" id="hits">(.-)</ol>'
  t.ok(hits and hits:find("<mark>限期整改</mark>", 1, true), "no hit is shown: " .. tostring(hits))
  local href = hits:match 'href="([^"]+)"'
  local file, id = href:match "^(.-)#(.*)$"
  t.ok(files.read(folder .. "/site/" .. file):find('id="' .. id .. '"', 1, true), href)
end)

-- A browser window has a least width, a frame has none: the page in a frame of 360 pixels,
-- with one script of ours that measures it.
local function overflow(path)
  local measure = "parent.document.title = document.documentElement.scrollWidth + ' of ' + innerWidth"
  local text = files.read(path):gsub("<meta http%-equiv[^>]*>", "")
  text = text:gsub("</body>", "<script>" .. measure .. "</script></body>")
  local frame = text:gsub("&", "&amp;"):gsub('"', "&quot;")
  local copy = folder .. "/frame.html"
  files.write(copy, '<title></title><iframe width="360" height="800" style="border:0" srcdoc="' .. frame
    .. '"></iframe>')
  local wide, room = open(copy):match "<title>(%d+) of (%d+)</title>"
  return tonumber(wide), tonumber(room)
end

t.test("html: nothing scrolls sideways at 360 pixels", function()
  for _, path in ipairs { folder .. "/site/index.html", folder .. "/site/4.html", folder .. "/site/13.html",
    table.unpack(reports) } do
    local wide, room = overflow(path)
    t.ok(room == 360, "the frame is " .. tostring(room) .. " wide")
    t.ok(wide <= room, ("%s is %s wide in %s"):format(path, tostring(wide), tostring(room)))
  end
end)

t.test("html: every report twice gives the same bytes", function()
  files.run(("%s report site --store '%s' -o '%s/again' 2>&1"):format(program, store, folder))
  t.equal(files.run(("diff -r '%s/site' '%s/again'"):format(folder, folder)), "")
end)

files.remove(folder)
