-- The text that Jagger's trainer takes: a word and its tag a line, EOS after each sentence.
-- usage: gongbao run jagger.lua FILE…
local segment = require "gongbao.core.segment"

local cutter = segment.cutter "plain"
for _, path in ipairs(arg) do
  for line in io.lines(path) do
    for first, last, tag in cutter:cut(line):each() do
      if tag ~= "ws" then print(("%s\t%s,*,*,*,*"):format(line:sub(first, last), tag)) end
    end
    print "EOS"
  end
end
