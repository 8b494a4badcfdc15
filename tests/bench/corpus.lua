-- A synthetic corpus of a wanted size: the sentences of corpus/ drawn again at random, as
-- numbered reports. The same arguments give the same bytes.
-- usage: gongbao run tests/bench/corpus.lua MEGABYTES OUT.txt [SEED]
local megabytes, out, seed = tonumber(arg[1]), arg[2], tonumber(arg[3]) or 1
if not megabytes or not out then
  io.stderr:write "usage: gongbao run tests/bench/corpus.lua MEGABYTES OUT.txt [SEED]\n"
  os.exit(2)
end
math.randomseed(seed)

local sentences = {}
for _, name in ipairs { "corpus/yunting-gazette-2024-1.txt", "corpus/yunting-gazette-2024-2.txt" } do
  local f <close> = assert(io.open(name, "rb"))
  local text = f:read "a":gsub("\n *", ""):gsub("　", "")
  for sentence in text:gmatch "(.-。)" do
    if #sentence > 30 and #sentence < 600 then sentences[#sentences + 1] = sentence end
  end
end

local file <close> = assert(io.open(out, "wb"))
local written, wanted, number = 0, megabytes * 1000000, 0
while written < wanted do
  number = number + 1
  local parts = { ("云汀市人民政府关于第%d号工作情况的报告\n"):format(number) }
  for i = 2, 60 do
    local paragraph = {}
    for k = 1, math.random(1, 5) do paragraph[k] = sentences[math.random(#sentences)] end
    parts[i] = "　　" .. table.concat(paragraph) .. "\n"
  end
  local text = table.concat(parts)
  file:write(text)
  written = written + #text
end
