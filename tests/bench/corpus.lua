-- A synthetic corpus of a wanted size: the sentences of corpus/ drawn again at random, as
-- numbered reports. The same arguments give the same bytes. OUT/ is a folder, of files of
-- one megabyte each, as a series of gazettes would be.
-- usage: gongbao run tests/bench/corpus.lua MEGABYTES OUT.txt|OUT/ [SEED]
local megabytes, out, seed = tonumber(arg[1]), arg[2], tonumber(arg[3]) or 1
if not megabytes or not out then
  io.stderr:write "usage: gongbao run tests/bench/corpus.lua MEGABYTES OUT.txt|OUT/ [SEED]\n"
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

local number, files = 0, 0

local function report()
  number = number + 1
  local parts = { ("云汀市人民政府关于第%d号工作情况的报告\n"):format(number) }
  for i = 2, 60 do
    local paragraph = {}
    for k = 1, math.random(1, 5) do paragraph[k] = sentences[math.random(#sentences)] end
    parts[i] = "　　" .. table.concat(paragraph) .. "\n"
  end
  return table.concat(parts)
end

local function write(path, size)
  local file <close> = assert(io.open(path, "wb"))
  local written = 0
  while written < size do
    local text = report()
    file:write(text)
    written = written + #text
  end
  return written
end

if out:sub(-1) ~= "/" then
  write(out, megabytes * 1000000)
else
  require("lfs").mkdir(out)
  local written = 0
  while written < megabytes * 1000000 do
    files = files + 1
    written = written + write(("%s%04d.txt"):format(out, files), 1000000)
  end
end
