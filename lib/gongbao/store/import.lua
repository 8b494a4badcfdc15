-- Import: files → rows, parsed by worker processes, written by this one.
--
-- A file's rows are written in one transaction together with its text and, last,
-- its index; what fails on the way leaves nothing. Files are written in the order in
-- which they were named, whatever worker ends first, so the store is the same for
-- any number of workers.
local amendments = require "gongbao.store.amendments"
local findings = require "gongbao.store.findings"
local cjson = require "cjson"
local indexer = require "gongbao.query.indexer"
local fulfilments = require "gongbao.store.fulfilments"
local pdf = require "gongbao.text.pdf"
local record = require "gongbao.record"
local rows = require "gongbao.store.rows"
local store_module = require "gongbao.store"
local system = require "gongbao.core.system"

local M = {}

M.limits = { seconds = 600, megabytes = 4096 } -- of one file's worker

-- A PDF from standard input goes through a file, for pdftotext seeks in it.
local function pdf_text(path, bytes)
  if path ~= "-" then return pdf.text(path) end
  local name = os.tmpname()
  local file <close> = assert(io.open(name, "wb"))
  file:write(bytes)
  file:flush()
  local text, message, code = pdf.text(name)
  os.remove(name)
  return text, message, code
end

--- Reads a file as it would be imported.
-- @return { bytes, sha256, text (nil where the bytes are the text) } | nil, message, code
function M.load(path)
  local bytes, message, code = system.read(path)
  if not bytes then return nil, message, code end
  local file = { bytes = bytes, sha256 = system.sha256(bytes) }
  if pdf.is(bytes) then
    file.text, message, code = pdf_text(path, bytes)
    if not file.text then return nil, message, code end
  end
  return file
end

-- What a worker sends back: a JSON array of rows, the text after it.
local function work(path, file)
  local result, message, code = record.read(file.text or file.bytes, path == "-" and "stdin" or path,
    file.text and file.bytes)
  if not result then return cjson.encode { message = message, code = code or 3 } end
  return cjson.encode { rows = result.rows, text = result.text }
end

local function parsed(answer)
  local result = cjson.decode(answer)
  if result.message then return nil, result.message, result.code end
  return result
end

-- Starts the work on a file: always in a child, so that no file can take this process
-- with it or run for ever.
local function start(path, file)
  return system.fork(function() return work(path, file) end, M.limits)
end

local function known(store, sha256)
  return store and store:row("SELECT id, path FROM source WHERE sha256 = ?", sha256)
end

local function write(store, result, file)
  store:transaction(function()
    for _, row in ipairs(result.rows) do rows.insert(store, row) end
    local same = result.text == file.bytes
    store:run("INSERT INTO source_text VALUES (?, ?, CAST(? AS BLOB))", result.rows[1].id, result.text,
      not same and file.bytes or nil)
    store:run("UPDATE store SET value = value + 1 WHERE key = 'generation'")
    local ids = {}
    for _, row in ipairs(result.rows) do if row.type == "document" then ids[#ids + 1] = row.id end end
    indexer.add(store, ids, store:generation())
  end)
end

-- Keeps up to `workers` files in work ahead of the one whose turn it is.
local function pipeline(paths, workers, is_known)
  local ready, next_path = {}, 1
  local function fill(upto)
    while next_path <= #paths and next_path < upto + workers do
      local path, entry = paths[next_path], {}
      entry.file, entry.message, entry.code = M.load(path)
      if entry.file and not is_known(entry.file.sha256) then
        entry.job, entry.message, entry.code = start(path, entry.file)
      end
      ready[next_path] = entry
      next_path = next_path + 1
    end
  end
  return function(i)
    fill(i)
    local entry = ready[i]
    ready[i] = nil
    return entry
  end
end

local function answer(entry)
  if not entry.file or not entry.job then return nil, entry.message, entry.code end
  local text, message, code = entry.job:result()
  if not text then return nil, message, code end
  return parsed(text)
end

--- Imports files into a store, which is made where there is none.
-- @param path string|nil: the store
-- @param files list of paths ("-": standard input)
-- @param options { workers = 1, model = name (gongbao.words.model), report = function(event) }: event is
--   { file, status = "imported" | "known" | "failed", message, code, documents, index, count }
-- @return number imported, number failed, code of the first failure
function M.files(path, files, options)
  local workers, report = options.workers or 1, options.report or function() end
  path = store_module.path(path)
  local store
  local function open()
    if store then return true end
    local message, code
    store, message, code = store_module.open_or_create(path)
    if not store then return false, message, code end
    store.made = message
    if options.model then return indexer.use_model(store, options.model) end
    return true
  end
  if require("lfs").attributes(path .. "/catalog.db") then
    local fine, message, code = open()
    if not fine then return 0, #files, code, message end
  end
  local take = pipeline(files, workers, function(sha256) return known(store, sha256) end)
  local imported, failed, first_code = 0, 0, nil
  for i, file in ipairs(files) do
    local entry = take(i)
    local event = { file = file, index = i, count = #files }
    local before = entry.file and known(store, entry.file.sha256)
    if before then
      event.status, event.message = "known", before.path
    else
      local result, message, code = answer(entry)
      local fine = result ~= nil
      if fine then fine, message, code = open() end
      if fine then
        fine, message = pcall(write, store, result, entry.file)
        code = 4
      end
      if fine then
        indexer.compact(store, indexer.MOST_SEGMENTS)
        imported, event.status, event.documents = imported + 1, "imported", 0
        for _, row in ipairs(result.rows) do
          if row.type == "document" then event.documents = event.documents + 1 end
        end
      else
        failed, event.status, event.message, event.code = failed + 1, "failed", message, code or 3
        first_code = first_code or event.code
      end
    end
    report(event)
  end
  if store and imported > 0 then
    -- what only several sources together show
    store:transaction(function()
      amendments.update(store)
      fulfilments.update(store)
      findings.update(store)
    end)
  end
  if store then
    store:close()
    if store.made and imported == 0 then store_module.remove(path) end
  end
  return imported, failed, first_code
end

return M
