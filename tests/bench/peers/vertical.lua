-- Vertical text, our cutting as trainers and CWB take it: a word and its tag a line, <s> around each line of the text,
-- <doc> from each line without indent, as tests/bench/corpus.lua begins its reports. Spaces are no words in it.
-- usage: gongbao run vertical.lua FILE…
local segment = require "gongbao.core.segment"

local cutter, open = segment.cutter "plain", false
for _, path in ipairs(arg) do
  for line in io.lines(path) do
    if line:sub(1, 3) ~= "\u{3000}" then
      if open then print "</doc>" end
      print "<doc>"
      open = true
    end
    print "<s>"
    for first, last, tag in cutter:cut(line):each() do
      if tag ~= "ws" then print(line:sub(first, last) .. "\t" .. tag) end
    end
    print "</s>"
  end
end
if open then print "</doc>" end
