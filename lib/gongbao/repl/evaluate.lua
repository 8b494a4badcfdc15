-- What a typed text is: a Lua expression, a statement, something unfinished, a query.
local M = {}

--- Whether a text is a command or a question (.find, ?name), no Lua.
function M.is_command(text) return text:find "^%s*[.?]" ~= nil end

--- What a dotted name, as store.documents or store:documents, means in the session; nil where nothing.
function M.lookup(session, name)
  local value = session.env
  for part in name:gmatch "[^.:]+" do
    local fine, inner = pcall(function() return value[part] end)
    if not fine or inner == nil then return nil end
    value = inner
  end
  return value
end

--- The chunk of an expression or a statement, or nil and Lua's message.
function M.compile(session, text)
  local chunk = load("return " .. text, "=input", "t", session.env)
  if chunk then return chunk end
  return load(text, "=input", "t", session.env)
end

local function unfinished(message) return message:find "<eof>$" ~= nil end

--- Whether another line is wanted: Lua that breaks off, or a command that ends in \.
function M.wants_more(session, text)
  if M.is_command(text) or not text:find "%S" then return false end
  local chunk, message = M.compile(session, text)
  if chunk then return false end
  -- An empty line gives up on what cannot be finished.
  if text:find "\n%s*$" then return false end
  return unfinished(message) and not M.is_query(text)
end

--- Whether a text that is no Lua is a query: Chinese stands in it outside Lua strings,
-- or it begins as a query does.
function M.is_query(text)
  if text:find "\n" or text:find "^%s*[%w_.]+%s*[=(]" then return false end
  local bare = text:gsub('"[^"]*"', ""):gsub("'[^']*'", "")
  local tokens = text:find "^%s*[%[{]" and text:find "[%]}]%s*$"
  return bare:find "[\228-\233][\128-\191][\128-\191]" ~= nil or tokens ~= nil
end

--- The column at which Lua found the fault, by the word it names, or nil.
function M.fault_column(text, message)
  local near = message:match "near '(.+)'$"
  if not near or near == "<eof>" then return nil end
  return (text:find(near, 1, true))
end

return M
