-- The optional segmentation model: its file, what it does to cutting, its use in a store.
local t = require "tests.tap"
local files = require "tests.files"
local gold = require "tests.gold"
local indexer = require "gongbao.query.indexer"
local models = require "gongbao.words.model"
local query = require "gongbao.query"
local samples = require "tests.samples"
local score = require "gongbao.words.score"
local segment = require "gongbao.core.segment"
local stores = require "gongbao.store"
local system = require "gongbao.core.system"

local SHIPPED = "scripts/segmentation/ud-gsd.model"
local bytes = assert(system.read(SHIPPED))
local model = assert(segment.model(SHIPPED))

local function cut(text, lexicon)
  return table.concat(segment.cutter("plain", lexicon, model):cut(text):words(), "|")
end

t.test("a damaged model is refused, whatever byte is altered or missing", function()
  local function refused(text)
    local none, message, code = files.with(text, segment.model)
    t.equal({ none, code }, { nil, 3 })
    t.ok(message:find "model", message)
  end
  local function altered(at) return bytes:sub(1, at - 1) .. string.char(bytes:byte(at) ~ 16) .. bytes:sub(at + 1) end
  for at = 1, 44 do refused(altered(at)) end
  math.randomseed(5)
  for _ = 1, 20 do refused(altered(math.random(41, #bytes))) end
  for _, size in ipairs { 0, 7, 39, 40, 1000, #bytes - 1 } do refused(bytes:sub(1, size)) end
  refused(bytes .. "\0")
  t.equal(select(3, models.open "/no/such/model"), 3)
end)

t.test("with the model too, nothing is lost", function()
  local pieces = { "审", "议", "工作", "2", "3.4", "，", " ", "\n", "\xff", "\xe5\xae", "𠮷", "%", "a", "《", "》" }
  math.randomseed(11)
  for _, mode in ipairs { "plain", "coarse" } do
    local cutter = segment.cutter(mode, nil, model)
    for _ = 1, 300 do
      local parts = {}
      for i = 1, math.random(0, 60) do parts[i] = pieces[math.random(#pieces)] end
      local text = table.concat(parts)
      t.equal(table.concat(cutter:cut(text):words()), text)
    end
  end
  local long = ("云汀市人民代表大会常务委员会审议工作报告"):rep(500)
  t.equal(#segment.cutter("plain", nil, model):cut(long) % 500, 0)
end)

t.test("the model cuts by the treebank's convention and tags as the dictionary does", function()
  t.equal(cut "审议工作报告", "审议|工作|报告")
  t.equal(cut "安阳市", "安阳|市")
  t.equal(cut "云汀市审议报告", "云汀|市|审议|报告")
  local tokens = segment.cutter("plain", nil, model):cut "会议审议报告，增长12.5%"
  local tags = {}
  for _, _, tag in tokens:each() do tags[#tags + 1] = tag end
  t.equal(table.concat(tags, " "), "n v n w v m")
end)

t.test("a user's words stay whole", function()
  for _, word in ipairs { "委员会", "安阳市", "云汀市", "市政府", "审议意见书" } do
    local lexicon = assert(segment.lexicon(word .. "\n"))
    t.equal(cut("对" .. word .. "的要求", lexicon), "对|" .. word .. "|的|要求")
  end
end)

t.test("a store keeps its model; an index cut otherwise is rebuilt", function()
  local path = samples.path()
  local import = require "gongbao.store.import"
  t.equal(import.files(path, { samples.issues[1] }, { model = "ud-gsd" }), 1)
  local store = assert(stores.open(path, "rw"))
  t.equal(system.read(path .. "/" .. models.IN_STORE), bytes)
  local with = assert(query.count(store, "[云汀] [市]"))
  t.ok(with > 0)
  t.equal(indexer.problems(store), {})
  assert(indexer.use_model(store, false))
  store:close()
  store = assert(stores.open(path, "rw"))
  t.equal(assert(query.count(store, "[云汀] [市]")), 0)
  t.equal(indexer.problems(store), {})
  assert(system.replace(path .. "/" .. models.IN_STORE, bytes))
  t.ok(indexer.problems(store)[1]:find("model", 1, true))
  assert(system.replace(path .. "/" .. models.IN_STORE, bytes:sub(1, 500)))
  t.ok(indexer.problems(store)[1]:find("--no-model", 1, true))
  t.equal(select(3, indexer.use_model(store, "LICENSE")), 3)
  store:close()
  files.remove(path)
end)

local held_out, training = gold.shared "gold/seg/gsdsimp_dev.seg", gold.shared "gold/seg/ud_train.seg"
local trainer = files.program:gsub("[^/]*$", "segmentation-trainer")

if not held_out then
  t.skip("the model reaches its figure on held-out text", "no shared gold/seg/gsdsimp_dev.seg")
else
  t.test("the model reaches its figure on held-out text", function()
    local got = assert(score.file(held_out, segment.cutter("plain", nil, model)))
    t.ok(got.words.f1 >= 0.913, "F1 " .. got.words.f1)
  end)
end

if not training then
  t.skip("the same text trains the same bytes", "no shared gold/seg/ud_train.seg")
elseif not files.read(trainer) then
  t.skip("the same text trains the same bytes", "make " .. trainer .. " first")
else
  t.test("the same text trains the same bytes", function()
    local again = files.with(nil, function(out)
      t.ok(os.execute(("%s %s %s %s > /dev/null"):format(trainer, training, out, table.concat(samples.issues, " "))))
      return files.read(out)
    end)
    t.ok(again == bytes, "the shipped model is another; train it again")
  end)
end
