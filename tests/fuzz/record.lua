-- Damaged gazettes through the whole way from bytes to rows: never an error, and every
-- row's lines still hold what it names. usage: gongbao run tests/fuzz/record.lua [ROUNDS] [SEED]
local t = require "tests.tap"
local files = require "tests.files"
local gold = require "tests.gold"
local record = require "gongbao.record"

local rounds, seed = tonumber(arg[1]) or 40, tonumber(arg[2]) or 1
math.randomseed(seed)

local texts = { files.read "corpus/yunting-gazette-2024-1.txt", files.read "corpus/yunting-gazette-2024-2.txt" }

local pieces = { "", " ", "（", "）", "“", "”", "《", "》", "——", "一、", "（一）", "1.", "第一条 ", "2023 年 8 月 28 日", "\f", "·",
  "- 7 -", "、", "。", "：", "任命：", "附：", "1 2 3 4", "\u{3000}", "%", "[", "目录" }

local changes = {
  function(lines) table.remove(lines, math.random(#lines)) end,
  function(lines) table.insert(lines, math.random(#lines), lines[math.random(#lines)]) end,
  function(lines) table.insert(lines, math.random(#lines), pieces[math.random(#pieces)]) end,
  function(lines)
    local i = math.random(#lines)
    local n = utf8.len(lines[i])
    if n and n > 0 then
      local at = utf8.offset(lines[i], math.random(n))
      lines[i] = lines[i]:sub(1, at - 1) .. pieces[math.random(#pieces)] .. lines[i]:sub(at)
    end
  end,
  function(lines)
    local i, j = math.random(#lines), math.random(#lines)
    lines[i], lines[j] = lines[j], lines[i]
  end,
  function(lines) for _ = 1, math.random(200) do table.remove(lines) end end,
}

for round = 1, rounds do
  t.test(("damaged gazette %d (seed %d)"):format(round, seed), function()
    local lines = files.lines(texts[math.random(#texts)])
    for _ = 1, math.random(60) do
      if #lines > 2 then changes[math.random(#changes)](lines) end
    end
    local text = table.concat(lines, "\n") .. "\n"
    local fine, result, message = pcall(record.read, text, "damaged.txt")
    if not fine then
      local f = io.open("build/damaged.txt", "w")
      if f then f:write(text) f:close() end
      error(result, 0)
    end
    if not text:find "%S" then return t.ok(message:find("no text", 1, true)) end
    t.ok(result, message)
    gold.check_lines(result.text, result.rows)
  end)
end
