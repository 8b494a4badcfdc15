-- What Tab offers: commands after a point, names of tables and fields, the store's
-- methods, genres, titles, organs in a string, files after .save and .open.
local lfs = require "lfs"
local evaluate = require "gongbao.repl.evaluate"
local schema = require "gongbao.store.schema"

local M = {}

local function starts(word, prefix) return word:sub(1, #prefix) == prefix end

local function add(list, seen, word, prefix)
  if type(word) == "string" and starts(word, prefix) and not seen[word] then
    seen[word] = true
    list[#list + 1] = word
  end
end

local function keys_of(value, list, seen, prefix)
  for _ = 1, 5 do
    if type(value) ~= "table" then return end
    for key in next, value do add(list, seen, key, prefix) end
    local meta = getmetatable(value)
    value = type(meta) == "table" and rawget(meta, "__index") or nil
  end
end

local function names(session, before, prefix, list, seen)
  local path = before:match "([%w_.:]+)[.:]$"
  if path then return keys_of(evaluate.lookup(session, path), list, seen, prefix) end
  keys_of(session.env, list, seen, prefix)
  keys_of(_G, list, seen, prefix)
  -- A field name inside {…}: store:documents{ ge
  local plural = before:match ":([%a_]+)%s*%(?%s*{[^}]*$"
  local t = plural and require("gongbao.store.cursor").plural[plural]
  for _, column in ipairs(t and schema.sql_columns(t) or {}) do add(list, seen, column, prefix) end
end

-- Values from the catalogue that may stand in a string or a query.
local value_sources = {
  "SELECT DISTINCT genre AS v FROM document", "SELECT DISTINCT title AS v FROM document",
  "SELECT DISTINCT issuer AS v FROM document", "SELECT DISTINCT organ AS v FROM person",
  "SELECT DISTINCT name AS v FROM person",
}

local function values(session, prefix, list, seen)
  local store = rawget(session.env, "store")
  if not store or prefix == "" then return end
  for _, sql in ipairs(value_sources) do
    for row in store:rows(sql) do add(list, seen, row.v, prefix) end
  end
end

local function files(prefix, list, seen)
  local folder, start = prefix:match "^(.*/)([^/]*)$"
  folder, start = folder or "", start or prefix
  local fine, iterate, state = pcall(lfs.dir, folder == "" and "." or folder)
  if not fine then return end
  for entry in iterate, state do
    if starts(entry, start) and entry:sub(1, 1) ~= "." then add(list, seen, folder .. entry, prefix) end
  end
end

local function in_string(before)
  local bare = before:gsub("\\.", "")
  local _, double = bare:gsub('"', "")
  local _, single = bare:gsub("'", "")
  return double % 2 == 1 or single % 2 == 1
end

--- The words that may stand for line:sub(first, last).
function M.words(session, line, first, last)
  local prefix, before = line:sub(first, last), line:sub(1, first - 1)
  local list, seen = {}, {}
  if before:find "^%s*%.$" then
    for _, c in ipairs(require("gongbao.repl.commands").commands) do add(list, seen, c[1], prefix) end
  elseif before:find "^%s*%.save%s" or before:find "^%s*%.open%s" then
    files(prefix, list, seen)
  elseif before:find "^%s*%.find%s" or before:find "^%s*%.docs%s" or in_string(before) then
    values(session, prefix, list, seen)
  else
    names(session, before, prefix, list, seen)
    if prefix:find "[\128-\255]" then values(session, prefix, list, seen) end
  end
  table.sort(list)
  return list
end

return M
