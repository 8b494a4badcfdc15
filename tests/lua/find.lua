local t = require "tests.tap"
local files = require "tests.files"
local import = require "gongbao.store.import"
local indexer = require "gongbao.query.indexer"
local lfs = require "lfs"
local query = require "gongbao.query"
local samples = require "tests.samples"
local stores = require "gongbao.store"

local path = samples.path()

local function with_store(mode, f)
  local store = assert(stores.open(path, mode))
  local fine, message = pcall(f, store)
  store:close()
  if not fine then error(message, 0) end
end

local function segments()
  local list = {}
  for name in lfs.dir(path) do if name:find "%.seg" then list[#list + 1] = name end end
  table.sort(list)
  return list
end

local function lines(text)
  local list = {}
  with_store("r", function(store)
    for hit in assert(store:find(text)) do list[#list + 1] = ("%s %s %s"):format(hit.node, hit.line, hit.text) end
  end)
  return list
end

local before

t.test("an import indexes what it reads; hits lead to document, node and line", function()
  t.equal(import.files(path, samples.issues, {}), 2)
  t.equal(#segments(), 2)
  with_store("r", function(store)
    t.equal(indexer.problems(store), {})
    local found = 0
    for hit in assert(store:find "整改") do
      found = found + 1
      t.equal(hit.text, "整改")
      local source = store:row("SELECT source FROM document WHERE id = ?", hit.document_id).source
      local raw = store:raw_line(source, hit.line)
      local joined = raw .. (store:raw_line(source, hit.line + 1) or "")
      if hit.node_seq > 0 then t.ok(joined:gsub("[ 　·]", ""):find("整", 1, true), raw) end
      local node = store:node(hit.node)
      if node then t.equal(node.flow:sub(hit.first, hit.last), "整改") end
    end
    t.ok(found > 0)
  end)
  before = lines "整改 | [tag=\"m\"]+ | 审议意见 within paragraph"
  t.ok(#before > 20)
end)

t.test("a hit knows its page without the store", function()
  with_store("r", function(store)
    local lines_and_pages, known = {}, 0
    for document in store:rows "SELECT id, first_line, last_line, first_page, last_page FROM document" do
      lines_and_pages[document.id] = document
    end
    for hit in assert(store:find "的") do
      local document = lines_and_pages[hit.document_id]
      if document.first_page then
        known = known + 1
        t.ok(hit.page >= document.first_page and hit.page <= document.last_page, hit.node)
        if hit.line == document.first_line then t.equal(hit.page, document.first_page) end
        if hit.line == document.last_line then t.equal(hit.page, document.last_page) end
      end
    end
    t.ok(known > 100)
  end)
end)

t.test("fields, headings and annotations come from the catalogue", function()
  with_store("r", function(store)
    local all = #assert(store:find "审议")
    local opinions = #assert(store:find "genre:deliberation_opinion 审议")
    t.ok(opinions > 0 and opinions < all, opinions .. " of " .. all)
    t.ok(#assert(store:find "in:heading 工作") > 0)
    t.ok(#assert(store:find "{money > 1万元}") > 0)
    t.ok(#assert(store:find "{title~条例} within paragraph") > 0)
    local groups = assert(store:find "审议"):by "genre"
    local sum = 0
    for _, group in ipairs(groups) do sum = sum + group.hits end
    t.equal(sum, all)
  end)
end)

t.test("documents are ranked, and every document with hits is there", function()
  with_store("r", function(store)
    local result = assert(store:find "审议")
    local sum, last, seen = 0, math.huge, 0
    for _, entry in ipairs(result:rank()) do
      t.ok(entry.score <= last and entry.score > 0)
      sum, last, seen = sum + entry.hits, entry.score, seen + 1
    end
    t.equal(sum, #result)
    local groups = 0
    for _ in pairs(result.hits:by_document()) do groups = groups + 1 end
    t.equal(seen, groups)
  end)
end)

t.test("SQL has hits(query) as a table that joins with the facts", function()
  with_store("r", function(store)
    local all = {}
    for hit in assert(store:find "整改") do all[#all + 1] = { hit.node, hit.line, hit.match, hit.left } end
    local rows = {}
    for row in store:rows [[SELECT node, line, hit, "left" FROM hits('整改')]] do
      rows[#rows + 1] = { row.node, row.line, row.hit, row.left }
    end
    t.equal(rows, all)
    local joined = store:all [[SELECT h.line, q.value FROM hits('完成投资') AS h JOIN quantity AS q ON q.node = h.node]]
    t.ok(#joined > 0)
    t.equal(#store:all [[SELECT 1 FROM hits('没有这样的话')]], 0)
    t.equal(store:row("SELECT count(*) AS n FROM hits(?)", "整改").n, #all)
  end)
  with_store("r", function(store)
    local select = require("gongbao.command.sql").select
    local names, rows = select(store, "SELECT count(*) FROM hits('整改') WHERE line > 0")
    t.ok(names and rows[1][1] > 0, tostring(rows))
    local none, message, code = select(store, "SELECT * FROM hits('(')")
    t.equal({ none, code }, { nil, 2 })
    t.ok(message:find("character", 1, true), message)
    t.ok(select(store, "SELECT * FROM hits") == nil)
  end)
end)

t.test("compacting changes no answer", function()
  with_store("rw", function(store) t.equal(indexer.compact(store), 2) end)
  t.equal(#segments(), 1)
  t.equal(lines "整改 | [tag=\"m\"]+ | 审议意见 within paragraph", before)
end)

t.test("many imports leave few segments, whose order and answers are those of one import", function()
  local store_path, most, names = samples.path(), indexer.MOST_SEGMENTS, {}
  indexer.MOST_SEGMENTS = 3
  for i = 1, 9 do
    names[i] = files.path()
    files.write(names[i], ("云汀市人民政府关于第%d号整改情况的报告\n　　落实《办法》，投入%d万元。整改%s。\n"):format(i, i, ("完成"):rep(i)))
  end
  local fine, why = pcall(function()
    for i = 1, 9 do
      t.equal(import.files(store_path, { names[i] }, {}), 1)
      local store = assert(stores.open(store_path))
      t.ok(#indexer.segments(store) <= 3)
      t.equal(indexer.problems(store), {})
      local found = {}
      for hit in assert(store:find "{title} <20> {money}") do found[#found + 1] = hit.text end
      t.equal(#found, i)
      t.equal(found[i], ("《办法》，投入%d万元"):format(i))
      store:close()
    end
  end)
  indexer.MOST_SEGMENTS = most
  for _, name in ipairs(names) do files.remove(name) end
  files.remove(store_path)
  if not fine then error(why, 0) end
end)

t.test("a damaged index is refused, and repair makes it anew", function()
  local file = assert(io.open(path .. "/" .. segments()[1], "r+b"))
  file:seek("set", 3000)
  file:write "damage damage damage"
  file:close()
  with_store("r", function(store)
    local found, message, code = store:find "整改"
    t.equal({ found, code }, { nil, 4 })
    t.ok(message:find("gongbao repair", 1, true), message)
    t.ok(#indexer.problems(store) > 0)
  end)
  with_store("rw", indexer.rebuild)
  t.equal(lines "整改 | [tag=\"m\"]+ | 审议意见 within paragraph", before)
end)

t.test("a missing segment is refused, and what no transaction names is swept away", function()
  os.remove(path .. "/" .. segments()[1])
  with_store("r", function(store) t.equal(select(3, store:find "整改"), 4) end)
  local stray = assert(io.open(path .. "/00000099-0000.seg", "w"))
  stray:write "left by a killed import"
  stray:close()
  with_store("rw", indexer.rebuild)
  t.equal(#segments(), 1)
  t.ok(not segments()[1]:find "00000099")
  with_store("r", function(store) t.equal(indexer.problems(store), {}) end)
end)

t.test("a failing transaction leaves the index as it was", function()
  with_store("rw", function(store)
    local documents = store:all "SELECT id FROM document"
    local fine = pcall(store.transaction, store, function()
      indexer.add(store, { documents[1].id }, store:generation() + 1)
      error "and then the disk was full"
    end)
    t.equal(fine, false)
  end)
  with_store("r", function(store) t.equal(indexer.problems(store), {}) end)
  t.equal(lines "整改 | [tag=\"m\"]+ | 审议意见 within paragraph", before)
end)

t.test("a user lexicon changes words after repair, and the index says so before", function()
  local file = assert(io.open(path .. "/lexicon.txt", "w"))
  file:write "审议意见 1000 n\n"
  file:close()
  with_store("r", function(store)
    t.ok(table.concat(indexer.problems(store)):find("another user lexicon", 1, true))
    t.equal(assert(query.count(store, "[审议意见]")), 0)
  end)
  with_store("rw", indexer.rebuild)
  with_store("r", function(store) t.ok(assert(query.count(store, "[审议意见]")) > 0) end)
end)

t.test("a query that is wrong says where", function()
  with_store("r", function(store)
    local _, message, code = store:find "整改 & ("
    t.equal(code, 2)
    t.ok(message:find("character", 1, true), message)
    t.equal(select(3, store:find "[word=/(/]"), 2)
    t.equal(select(3, store:find(("("):rep(500))), 2)
  end)
end)

os.remove(path .. "/lexicon.txt")
stores.remove(path)
