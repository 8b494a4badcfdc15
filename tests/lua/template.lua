local t = require "tests.tap"
local compile = require "gongbao.template.compile"
local escape = require "gongbao.view.escape"

-- Renders a source by compile alone, with plain writing functions.
local function render(source, env)
  local out = {}
  env = env or {}
  env._write = function(s) out[#out + 1] = s end
  env._value = function(v) out[#out + 1] = escape.html(tostring(v)) end
  env._raw = function(v) out[#out + 1] = tostring(v) end
  setmetatable(env, { __index = function(_, k) return _G[k] or error("'" .. k .. "' is not defined", 2) end })
  local chunk, message = compile.compile(source, "test.html", env)
  if not chunk then error(message, 0) end
  chunk()
  return table.concat(out)
end

t.test("template: text, values, raw values, code", function()
  t.equal(render "a<%= 1 + 1 %>b\n", "a2b\n")
  t.equal(render "<%= '<b>' %><%- '<b>' %>", "&lt;b&gt;<b>")
  t.equal(render "<% for i = 1, 3 do %>\n  <li><%= i %></li>\n<% end %>\nend\n",
    "  <li>1</li>\n  <li>2</li>\n  <li>3</li>\nend\n")
  t.equal(render "a\n  <%# no line\nis left %>\nb\n", "a\nb\n")
  t.equal(render "quotes \" ' \\ ]] %\n", "quotes \" ' \\ ]] %\n")
end)

t.test("template: an error names its line", function()
  local function line_of(source)
    local _, message = pcall(render, source)
    return tonumber(tostring(message):match "test%.html:(%d+):")
  end
  t.equal(line_of "one\ntwo <%= nothing.x %>\n", 2)
  t.equal(line_of "one\n<% local a\nlocal b\nerror 'x' %>\n", 4)
  t.equal(line_of "one\n<%# a\nb\nc %>\n<% error 'x' %>\n", 5)
  t.equal(line_of "one\n\n<% ) %>\n", 3)
  t.equal(line_of "one\ntwo <% never closed\n", 2)
end)

-- Random templates with one fault in a random place: the line must be the fault's.
t.test("template: 500 random faults, each reported on its line", function()
  math.randomseed(20240101)
  local pieces = {
    "plain 文字 text\n", "<% local x = 1 %>\n", "<% if true then %>\nyes <%= 1 %>\n<% end %>\n",
    "<%# a\nlong\ncomment %>\n", "a <%= 2 %> b <%- '<i>' %> c\n", "\n", "  <% do end %>  \n",
    "<% for i = 1, 2 do\n  local y = i\n%>\n  <%= i %>\n<% end %>\n", "<%= (\n  function() return 3 end)() %>\n",
  }
  local faults = { "<% error 'planted' %>\n", "x <%= undefined_name %>\n", "<%= nil .. 'planted' %> y\n",
    "<%- ('x').y.z %>\n" }
  for n = 1, 500 do
    local before, after = {}, {}
    for i = 1, math.random(0, 12) do before[i] = pieces[math.random(#pieces)] end
    for i = 1, math.random(0, 6) do after[i] = pieces[math.random(#pieces)] end
    local head = table.concat(before)
    local source = head .. faults[math.random(#faults)] .. table.concat(after)
    local want = select(2, head:gsub("\n", "")) + 1
    local fine, message = pcall(render, source)
    t.ok(not fine, "no error in template " .. n)
    local got = tonumber(tostring(message):match "test%.html:(%d+):")
    t.ok(got == want, ("template %d: line %s, wanted %d\n%s\n%s"):format(n, tostring(got), want, message, source))
  end
end)

t.test("escape: no output lets corpus text be markup", function()
  t.equal(escape.html [[<script>"a" & 'b'</script>]], "&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/script&gt;")
  t.equal(escape.url "a b/公", "a%20b%2F%E5%85%AC")
  t.equal(escape.md "# 一 *b* [c](d) <e> |", "\\# 一 \\*b\\* \\[c\\](d) \\<e\\> \\|")
  t.equal(escape.md "1. a\n- b", "1\\. a\n\\- b")
  t.equal(escape.md "---\n+\n12.", "\\---\n\\+\n12\\.")
  t.equal(escape.md "-1.2\n5.8\n1259.2亿元", "-1.2\n5.8\n1259.2亿元")
  t.equal(escape.csv '=SUM(A1)', "'=SUM(A1)")
  t.equal(escape.csv '-4.5', "-4.5")
  t.equal(escape.csv 'a,"b"', '"a,""b"""')
  t.equal(escape.tex "50% & {x}_1", "50\\% \\& \\{x\\}\\_1")
  t.equal(escape.json 'a"</script>', 'a\\"<\\/script>')
end)
