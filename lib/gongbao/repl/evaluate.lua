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

local function at_end(message) return message:find "<eof>$" ~= nil end

-- Where Lua stopped: the byte of the word that its message names, #text + 1 at the end, 0 where it names
-- none. The word may stand in the text before: it is the first one with which reading fails.
local function fault_at(text, lead, message)
  if at_end(message) then return #text + 1 end
  local word = message:match "near '(.+)'$"
  if not word then return 0 end
  word = word:gsub("^<\\(%d+)>$", function(byte) return string.char(tonumber(byte)) end)
  local at = text:find(word, 1, true)
  while at do
    local _, why = load(lead .. text:sub(1, at + #word - 1), "=input", "t")
    if why and not at_end(why) then return at end
    at = text:find(word, at + 1, true)
  end
  return 0
end

-- A chunk whose lines are counted from the line of the input where the text begins.
local function read(session, text)
  return load(("\n"):rep(session.first_line - 1) .. text, "=input", "t", session.env)
end

--- The chunk of an expression or a statement.
-- @return function | nil, Lua's message, where it stopped (0: unknown; #text + 1: at the end). Of the two
--   ways to read the text the one that came further is told of: 1 + + 2 is a wrong expression.
function M.compile(session, text)
  local chunk, as_expression = read(session, "return " .. text)
  if chunk then return chunk end
  local statement, as_statement = read(session, text)
  if statement then return statement end
  local one, other = fault_at(text, "return ", as_expression), fault_at(text, "", as_statement)
  if one > other then return nil, as_expression, one end
  return nil, as_statement, other
end

--- Whether another line is wanted: Lua that breaks off.
function M.wants_more(session, text)
  if M.is_command(text) or not text:find "%S" then return false end
  local chunk, message = M.compile(session, text)
  if chunk then return false end
  -- An empty line gives up on what cannot be finished.
  if text:find "\n%s*$" then return false end
  return at_end(message) and not M.is_query(text)
end

--- Whether a text that is no Lua is a query: Chinese stands in it outside Lua strings,
-- or it begins as a query does.
function M.is_query(text)
  if text:find "\n" or text:find "^%s*[%w_.]+%s*[=(]" then return false end
  local bare = text:gsub('"[^"]*"', ""):gsub("'[^']*'", "")
  local tokens = text:find "^%s*[%[{]" and text:find "[%]}]%s*$"
  return bare:find "[\228-\233][\128-\191][\128-\191]" ~= nil or tokens ~= nil
end

return M
