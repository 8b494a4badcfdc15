-- A store: a folder NAME.gongbao/ with catalog.db (SQLite, WAL) and index segments.
--
--   local store = assert(require("gongbao.store").open("city.gongbao"))
--   for row in store:rows "SELECT title FROM document" do print(row.title) end
local lfs = require "lfs"
local cursor = require "gongbao.store.cursor"
local sqlite = require "gongbao.core.sqlite"
local schema = require "gongbao.store.schema"

local Store = {}
Store.__index = Store

local M = { Store = Store }

M.default_path = "gazettes.gongbao"

--- The store that a command works on: given, $GONGBAO_STORE, or ./gazettes.gongbao.
function M.path(given)
  local named = os.getenv "GONGBAO_STORE"
  return given or (named ~= "" and named) or M.default_path
end

-- What SQL's hits(query) asks; nothing refers to the store from the connection but weakly.
local function answer_hits(store)
  local weak = setmetatable({ store = store }, { __mode = "v" })
  return function(text)
    local result, message = weak.store:find(text)
    if not result then return nil, message end
    local at, hit
    return #result, function(i, column)
      if at ~= i then at, hit = i, result:hit(i) end
      if column == "document" then return hit.document_id end
      return hit[column == "hit" and "match" or column]
    end
  end
end

local function wrap(db, path)
  local store = setmetatable({ db = db, path = path, statements = {} }, Store)
  assert(db:hits(answer_hits(store)))
  return store
end

local function check_version(store)
  local row, message = store:row "SELECT value FROM store WHERE key = 'schema'"
  if not row then return nil, store.path .. ": this is no Gongbao store: " .. tostring(message), 4 end
  local version = tonumber(row.value)
  if version > schema.version then
    return nil, ("%s: made by a newer Gongbao (schema %d, this one knows %d); update the program"):format(store.path,
      version, schema.version), 4
  end
  return store
end

local function no_store(path)
  return nil, ("%s: no store here; make one with: gongbao import --store %s FILE…"):format(path, path), 4
end

-- A catalogue without a table: the process that made it ended before its first transaction.
local function is_empty(store)
  local row = store:row "SELECT count(*) AS n FROM sqlite_master"
  return row ~= nil and row.n == 0
end

--- Opens a store.
-- @param path string|nil: see M.path
-- @param mode "r" (default) reads, "rw" also writes
-- @return store | nil, message, code
function M.open(path, mode)
  path = M.path(path)
  local file = path .. "/catalog.db"
  if not lfs.attributes(file) then return no_store(path) end
  -- A reader too must be able to roll back what a killed writer left (where the file is
  -- write-protected SQLite opens it for reading only).
  local db, message, code = sqlite.open(file, "rw")
  if not db then return nil, path .. ": " .. message, code end
  local store = wrap(db, path)
  local fine, why = db:exec("PRAGMA foreign_keys = ON; PRAGMA query_only = " .. (mode == "rw" and "OFF" or "ON"))
  if not fine then return nil, path .. ": " .. why, 4 end
  if is_empty(store) then
    store:close()
    return no_store(path)
  end
  return check_version(store)
end

local function make_catalogue(path)
  local db, message, code = sqlite.open(path .. "/catalog.db", "rwc")
  if not db then return nil, path .. ": " .. message, code end
  local fine, why = db:exec "PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; BEGIN IMMEDIATE;"
  if fine then fine, why = db:exec(schema.create()) end
  if fine then fine, why = db:exec "COMMIT" end
  if not fine then
    local hint = why:find("locked", 1, true) and " (another import is at work; try again when it is done)" or ""
    return nil, path .. ": " .. why .. hint, 4
  end
  return wrap(db, path)
end

--- Makes an empty store; the folder must not exist, or be empty.
function M.create(path)
  path = M.path(path)
  local made, message = lfs.mkdir(path)
  if not made and lfs.attributes(path, "mode") ~= "directory" then return nil, path .. ": " .. message, 4 end
  return make_catalogue(path)
end

--- Opens a store for writing, making it where there is none.
-- @return store, made (true where it is new) | nil, message, code
function M.open_or_create(path)
  path = M.path(path)
  local exists = lfs.attributes(path .. "/catalog.db")
  local store, message, code = nil, nil, nil
  if exists then store, message, code = M.open(path, "rw") end
  local made = not store and (not exists or message:find("no store here", 1, true) ~= nil)
  if made then store, message, code = M.create(path) end
  if not store then return nil, message, code end
  return store, made
end

--- An empty store that lives in memory, for examples and tests.
function M.in_memory()
  local db = assert(sqlite.open(":memory:", "rwc"))
  assert(db:exec(schema.create()))
  return wrap(db, ":memory:")
end

--- Removes a store's folder with all that we put into it; for a store just made.
function M.remove(path)
  for entry in lfs.dir(path) do
    local ours = entry:find "^catalog%.db" or entry:find "%.seg$" or entry == "segmentation.model"
    if ours then os.remove(path .. "/" .. entry) end
  end
  lfs.rmdir(path)
end

local function prepare(store, sql)
  local statement = store.statements[sql]
  if statement then return statement end
  local message, code
  statement, message, code = store.db:prepare(sql)
  if not statement then return nil, message, code end
  store.statements[sql] = statement
  return statement
end

--- Runs a statement with its values; errors raise, for they are ours.
function Store:run(sql, ...)
  local statement = assert(prepare(self, sql))
  assert(statement:bind(...))
  local row, message = statement:step()
  if row == nil then error(message, 2) end
end

--- The first row as a table by column name, or nil (and a message where it failed).
function Store:row(sql, ...)
  local statement, message = prepare(self, sql)
  if not statement then return nil, message end
  assert(statement:bind(...))
  local row, why = statement:step(statement:columns())
  statement:reset()
  if not row then return nil, why end
  return row
end

--- Iterates over rows as tables by column name.
function Store:rows(sql, ...)
  local statement, message = self.db:prepare(sql)
  if not statement then error(message, 2) end
  assert(statement:bind(...))
  local names = statement:columns()
  return function()
    local row, why = statement:step(names)
    if row == nil then error(why, 2) end
    return row or nil
  end
end

--- All rows as a list.
function Store:all(sql, ...)
  local list = {}
  for row in self:rows(sql, ...) do list[#list + 1] = row end
  return list
end

--- Runs f in one transaction; an error rolls everything back and is raised again.
function Store:transaction(f)
  assert(self.db:exec "BEGIN IMMEDIATE")
  local fine, result = xpcall(f, function(m) return m end)
  if fine then
    assert(self.db:exec "COMMIT")
    return result
  end
  self.db:exec "ROLLBACK"
  error(result, 0)
end

--- The number that every change of the store raises by one.
function Store:generation()
  return tonumber(self:row("SELECT value FROM store WHERE key = 'generation'").value)
end

--- The text of a source, UTF-8, as its line numbers count it.
function Store:source_text(id)
  local row = self:row("SELECT text FROM source_text WHERE source = ?", id)
  return row and row.text
end

-- The lines of a source, split once.
local function lines_of(store, id)
  store.lines = store.lines or {}
  local lines = store.lines[id]
  if not lines then
    local text = store:source_text(id)
    if not text then return nil end
    lines = {}
    for line in (text:gsub("\n$", "") .. "\n"):gmatch "(.-)\n" do lines[#lines + 1] = line end
    store.lines[id] = lines
  end
  return lines
end

--- Line n (from 1) of a source as it was imported, or nil.
function Store:raw_line(source, n)
  local lines = lines_of(self, source)
  return lines and lines[n]
end

--- How many lines a source has, or nil where there is no such source.
function Store:line_count(source)
  local lines = lines_of(self, source)
  return lines and #lines
end

-- store:documents{…}, store:quantities{…} …: cursors; store:document(id or number): one row.
for plural, t in pairs(cursor.plural) do
  Store[plural] = function(self, fields)
    local all = cursor.new(self, t)
    return fields and all:where(fields) or all
  end
  Store[t.name] = function(self, id)
    local key = type(id) == "number" and "ordinal_" or "id"
    return cursor.new(self, t):where { [key] = id }:first()
  end
end

--- Finds in the query language of docs/query.md; see gongbao.query.find.
function Store:find(text, options) return require("gongbao.query").find(self, text, options) end

function Store:close()
  if self.corpus then self.corpus:close() end
  for _, statement in pairs(self.statements) do statement:finish() end
  self.statements, self.lines = {}, nil
  self.db:close()
end

return M
