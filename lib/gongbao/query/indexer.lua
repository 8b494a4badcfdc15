-- The index of a store: segments beside catalog.db, named in its table `segment`.
--
-- A segment is written, flushed and renamed before the catalogue's transaction
-- names it; what no transaction names is swept away by the next writer. So a
-- reader sees catalogue and index in step, whatever happened in between.
local index = require "gongbao.core.index"
local layers = require "gongbao.query.layers"
local lfs = require "lfs"
local models = require "gongbao.words.model"
local segment = require "gongbao.core.segment"

local M = {}

M.MOST_SEGMENTS = 16 -- an import that leaves more merges the latest
M.LARGEST = 2 << 30 -- bytes that a segment may have after merging
M.LEXICON = "lexicon.txt" -- the store's user lexicon

local TABLE = [[CREATE TABLE IF NOT EXISTS segment (name TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE,
  generation INTEGER NOT NULL, documents INTEGER NOT NULL) STRICT]]

--- The store's user lexicon, compiled, and its identity; nil, 0 where there is none.
function M.lexicon(store)
  local file = io.open(store.path .. "/" .. M.LEXICON, "rb")
  if not file then return nil, 0 end
  local text = file:read "a"
  file:close()
  local lexicon, message = segment.lexicon(text)
  if not lexicon then error(("%s/%s: %s"):format(store.path, M.LEXICON, message), 0) end
  return lexicon, index.hash(text)
end

-- The model that the store's words are cut with, and the identity of lexicon and model together.
local function cutting(store)
  local lexicon, id = M.lexicon(store)
  local model, bytes = models.of_store(store.path)
  if model then id = index.hash(("%x %x"):format(id, index.hash(bytes))) end
  return { lexicon = lexicon, model = model, id = id }
end

-- Sections: from each heading to the next of the same level or a higher one.
local function sections(writer, nodes, base)
  local open = {}
  local function close(level, last)
    while #open > 0 and open[#open].level >= level do
      local section = table.remove(open)
      assert(writer:nodes_span("section", section.first, last))
    end
  end
  for i, node in ipairs(nodes) do
    if node.kind == "heading" or node.kind == "chapter" then
      local level = node.level or 1
      close(level, base + i - 1)
      open[#open + 1] = { level = level, first = base + i }
    end
  end
  close(0, base + #nodes)
end

-- Articles: the article's node and those below it.
local function articles(writer, nodes, base)
  local below, first = {}, nil
  local function close(last)
    if first then assert(writer:nodes_span("article", first, last)) end
    below, first = {}, nil
  end
  for i, node in ipairs(nodes) do
    if node.kind == "article" then
      close(base + i - 1)
      first, below[node.id] = base + i, true
    elseif first then
      if node.parent and below[node.parent.id] then below[node.id] = true else close(base + i - 1) end
    end
  end
  close(base + #nodes)
end

local function lines(writer, places)
  local page = 0
  for at, line, rest in (places or ""):gmatch "(%d+):(%d+)([^ ]*)" do
    page = math.tointeger(rest:match "@(%d+)") or page
    assert(writer:line(math.tointeger(at), math.tointeger(line), page))
  end
end

-- The part of a node that is a heading: all of it, or what precedes its run-in text.
local function heading_end(node)
  if node.kind ~= "heading" and not node.heading then return nil end
  local at = node.text and node.flow.text:find(node.text, 1, true)
  return at and at > 1 and at - 1 or #node.flow.text
end

local function add_node(writer, node, facts)
  local text = node.flow.text
  assert(writer:node(text, node.kind, node.seq, node.level))
  lines(writer, node.places)
  local function span(layer, first, last, number, value)
    assert(writer:span(layer, first, last, number, value))
  end
  local heading = heading_end(node)
  if heading and heading > 0 then span("heading", 1, heading) end
  layers.of_text(text, span)
  layers.place(facts, text, span)
end

local function fields_of(document)
  local fields = {}
  local function add(name, value)
    if value then
      fields[#fields + 1] = name
      fields[#fields + 1] = tostring(value)
    end
  end
  for _, name in ipairs { "genre", "title", "issuer", "meeting", "source", "document_number", "delivered_on",
    "adopted_on", "signed_on" } do
    add(name, document[name])
  end
  add("presenter", document.presenter_name)
  add("date", document.delivered_on or document.adopted_on or document.signed_on)
  return fields
end

-- A document's nodes in print order; `parent` is a node, `flow` has the text.
local function nodes_of(store, id)
  local nodes, by_id = {}, {}
  for node in store:rows("SELECT * FROM node WHERE document = ? ORDER BY ordinal_", id) do
    node.flow, node.parent = { text = node.flow }, node.parent and by_id[node.parent]
    by_id[node.id] = node
    nodes[#nodes + 1] = node
  end
  return nodes
end

local function add_document(writer, store, id)
  local document = store:row("SELECT * FROM document WHERE id = ?", id)
  document.nodes = nodes_of(store, id)
  assert(writer:document(id, fields_of(document)))
  local base = 0
  if document.title then
    assert(writer:node(document.title, "title", 0))
    assert(writer:line(1, document.first_line, document.first_page or 0))
    base = 1
  end
  local facts = layers.of_facts(store, id)
  for _, node in ipairs(document.nodes) do add_node(writer, node, facts[node.id]) end
  sections(writer, document.nodes, base)
  articles(writer, document.nodes, base)
end

local function next_number(store)
  return (store:row("SELECT max(number) AS n FROM segment").n or 0) + 1
end

local function name_segments(store, names, generation)
  local number = next_number(store)
  for i, name in ipairs(names) do
    local facts = assert(index.verify(store.path .. "/" .. name))
    store:run("INSERT INTO segment VALUES (?, ?, ?, ?)", name, number + i - 1, generation, facts.documents)
  end
end

local function write_documents(store, ids, generation, megabytes)
  local cut = cutting(store)
  local writer = assert(index.writer { folder = store.path, generation = generation, megabytes = megabytes,
    lexicon = cut.lexicon, model = cut.model, lexicon_id = cut.id })
  for _, id in ipairs(ids) do add_document(writer, store, id) end
  name_segments(store, assert(writer:finish()), generation)
end

local function named(store)
  local names = {}
  for row in store:rows "SELECT name FROM segment" do names[row.name] = true end
  return names
end

--- Removes segment files that the catalogue does not name. Only for a writer,
-- inside its transaction.
function M.sweep(store)
  local names = named(store)
  for file in lfs.dir(store.path) do
    if (file:find "%.seg$" or file:find "%.seg%.new$") and not names[file] then os.remove(store.path .. "/" .. file) end
  end
end

--- Indexes documents, which the catalogue holds already, in the caller's
-- transaction.
-- @param store an open store
-- @param ids list of document ids, in their order
-- @param generation integer: the store's number after the transaction
function M.add(store, ids, generation)
  if store.path == ":memory:" then return end
  store:run(TABLE)
  M.sweep(store)
  if #ids > 0 then write_documents(store, ids, generation) end
end

--- The names of the store's segments, in order; empty where it has no index.
function M.segments(store)
  if not store:row "SELECT 1 FROM sqlite_schema WHERE name = 'segment'" then return {} end
  local names = {}
  for row in store:rows "SELECT name FROM segment ORDER BY number" do names[#names + 1] = row.name end
  return names
end

local function all_documents(store)
  local ids = {}
  for row in store:rows "SELECT id FROM document ORDER BY ordinal_" do ids[#ids + 1] = row.id end
  return ids
end

--- Makes the whole index anew from the catalogue, in a transaction of its own.
function M.rebuild(store, megabytes)
  store:transaction(function()
    store:run(TABLE)
    local generation = store:generation() + 1
    store:run("UPDATE store SET value = ? WHERE key = 'generation'", tostring(generation))
    store:run "DELETE FROM segment"
    write_documents(store, all_documents(store), generation, megabytes)
  end)
  store:transaction(function() M.sweep(store) end)
end

local function size_of(store, name) return lfs.attributes(store.path .. "/" .. name, "size") or 0 end

-- As few parts as there can be, none above the largest.
local function few(store, names)
  local parts, sum = {}, math.huge
  for _, name in ipairs(names) do
    local size = size_of(store, name)
    if sum + size > M.LARGEST then parts[#parts + 1], sum = {}, 0 end
    table.insert(parts[#parts], name)
    sum = sum + size
  end
  return parts
end

-- The last segments together, back to one that is larger than all after it: so what many
-- imports add is rewritten a few times, not each time.
local function tail(store, names)
  local first, sum = #names, size_of(store, names[#names])
  while first > 1 do
    local size = size_of(store, names[first - 1])
    if sum + size > M.LARGEST or size > sum and first < #names then break end
    first, sum = first - 1, sum + size
  end
  local parts = {}
  for i = 1, first - 1 do parts[i] = { names[i] } end
  parts[first] = table.move(names, first, #names, 1, {})
  return parts
end

-- Writes each part of several segments as one, and names the parts in their order.
local function merge(store, parts)
  local generation, rows = store:generation() + 1, {}
  store:run("UPDATE store SET value = ? WHERE key = 'generation'", tostring(generation))
  for row in store:rows "SELECT * FROM segment" do rows[row.name] = row end
  store:run "DELETE FROM segment"
  for i, part in ipairs(parts) do
    if #part == 1 then
      local row = rows[part[1]]
      store:run("INSERT INTO segment VALUES (?, ?, ?, ?)", row.name, i, row.generation, row.documents)
    else
      local name, paths = ("%08x-merged-%04x.seg"):format(generation, i), {}
      for k, old in ipairs(part) do paths[k] = store.path .. "/" .. old end
      assert(index.merge(paths, store.path .. "/" .. name, generation))
      name_segments(store, { name }, generation)
    end
  end
end

--- Merges segments: into as few as there can be, or, where `most` is given and there are more, the latest ones.
-- @return how many there were, how many there are
function M.compact(store, most)
  local names = M.segments(store)
  if #names <= (most or 1) then return #names, #names end
  local parts = most and tail(store, names) or few(store, names)
  if #parts == #names then return #names, #names end
  store:transaction(function() merge(store, parts) end)
  store:transaction(function() M.sweep(store) end)
  return #names, #parts
end

--- Cuts words with a model from now on (gongbao.words.model; false: none), and what is indexed already anew.
-- @return true, or nil, message, code
function M.use_model(store, name)
  local fine, message, code = models.set_in_store(store.path, name)
  if not fine then return nil, message, code end
  if #M.segments(store) > 0 and #M.problems(store) > 0 then M.rebuild(store) end
  return true
end

--- What is wrong with the index: a list of messages, empty where nothing is.
function M.problems(store)
  local list, documents = {}, 0
  local fine, cut = pcall(cutting, store)
  if not fine then return { cut } end
  for _, name in ipairs(M.segments(store)) do
    local facts, message = index.verify(store.path .. "/" .. name)
    if not facts then
      list[#list + 1] = message
    else
      documents = documents + facts.documents
      local function add(what) list[#list + 1] = name .. what end
      if facts.lexicon ~= cut.id then
        add((": cut with another user lexicon or model than %s and %s"):format(M.LEXICON, models.IN_STORE))
      end
      local row = store:row("SELECT generation FROM segment WHERE name = ?", name)
      if row.generation ~= facts.generation then add ": of another generation than the catalogue" end
    end
  end
  local have = store:row("SELECT count(*) AS n FROM document").n
  if #list == 0 and have ~= documents then
    list[1] = ("the index holds %d documents, the catalogue %d"):format(documents, have)
  end
  return list
end

return M
