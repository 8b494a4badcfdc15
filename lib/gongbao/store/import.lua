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

M.limits = { seconds = 600, seconds_a_megabyte = 5, megabytes = 4096 } -- of one file's worker

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

local ROWS_A_MESSAGE = 500

-- What a worker sends: messages of rows as JSON arrays; then an object, { same = true } where the text is the file's
-- bytes, else the text after it; or { message, code } instead of all.
local function work(path, file, send)
  local batch = {}
  local function flush()
    if #batch > 0 then send(cjson.encode(batch)) end
    batch = {}
  end
  local text, message, code = record.each(file.text or file.bytes, path == "-" and "stdin" or path,
    file.text and file.bytes, function(row)
      batch[#batch + 1] = row
      if #batch == ROWS_A_MESSAGE then flush() end
    end)
  if not text then return send(cjson.encode { message = message, code = code or 3 }) end
  flush()
  send(cjson.encode { same = text == file.bytes })
  if text ~= file.bytes then send(text) end
end

-- Starts the work on a file: always in a child, so that no file can take this process
-- with it or run for ever.
local function start(path, file)
  local limits = { megabytes = M.limits.megabytes,
    seconds = M.limits.seconds + M.limits.seconds_a_megabyte * (#file.bytes // 1000000) }
  return system.fork(function(send) work(path, file, send) end, limits)
end

local function known(store, sha256)
  return store and store:row("SELECT id, path FROM source WHERE sha256 = ?", sha256)
end

-- The next message of a worker; nil, message, code where the file cannot be read.
local function take(job, path)
  local answer, message, code = job:next()
  if not answer then
    if message == "not enough memory" then
      message = ("%s: reading it takes more than %d MB of memory: split it by issue and import the parts")
        :format(path, M.limits.megabytes)
    end
    return nil, message or "the worker's answer is cut off", code or 3
  end
  local result = cjson.decode(answer)
  if not result.message then return result end
  job:next() -- its end
  return nil, result.message, result.code
end

-- The same within a transaction, which an error ends.
local function take_or_raise(job, path)
  local result, message, code = take(job, path)
  return result or error({ message = message, code = code }, 0)
end

-- Writes the messages of a worker, the first of which is taken already; returns the documents' ids.
local function write_rows(store, entry, path)
  local ids, result = {}, entry.first
  local source = result[1].id
  while result.same == nil do
    for _, row in ipairs(result) do
      if row.type == "document" then ids[#ids + 1] = row.id end
      rows.insert(store, row)
    end
    result = take_or_raise(entry.job, path)
  end
  local text, bytes = entry.file.bytes, nil
  if not result.same then text, bytes = entry.job:next(), text end
  entry.job:next() -- its end
  store:run("INSERT INTO source_text VALUES (?, ?, CAST(? AS BLOB))", source, text, bytes)
  return ids
end

-- Writes a file's rows, text and index; returns how many documents they are, or nil, message, code.
local function write(store, entry, path)
  local fine, result = pcall(store.transaction, store, function()
    local ids = write_rows(store, entry, path)
    store:run("UPDATE store SET value = value + 1 WHERE key = 'generation'")
    indexer.add(store, ids, store:generation())
    return #ids
  end)
  if fine then return result end
  if type(result) == "table" then return nil, result.message, result.code end
  return nil, result, 4
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

-- Waits for the first that a worker sends, so that no store is made for a file that cannot be read.
local function begin(entry, path)
  if not entry.job then return nil, entry.message, entry.code end
  local message, code
  entry.first, message, code = take(entry.job, path)
  if not entry.first then return nil, message, code end
  return true
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
  local next_of = pipeline(files, workers, function(sha256) return known(store, sha256) end)
  local imported, failed, first_code = 0, 0, nil
  for i, file in ipairs(files) do
    local entry = next_of(i)
    local event = { file = file, index = i, count = #files }
    local before = entry.file and known(store, entry.file.sha256)
    if before then
      event.status, event.message = "known", before.path
    else
      local fine, message, code = begin(entry, file)
      if fine then fine, message, code = open() end
      if fine then fine, message, code = write(store, entry, file) end
      if fine then
        indexer.compact(store, indexer.MOST_SEGMENTS)
        imported, event.status, event.documents = imported + 1, "imported", fine
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
