-- As much XML as statutes need: escaping, a writer that indents, and a reader for elements, attributes and text. The
-- reader takes well-formed documents without a document type; it refuses all else with the byte at which it stopped.
local M = {}

local ESCAPES = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;" }
local ENTITIES = { amp = "&", lt = "<", gt = ">", quot = '"', apos = "'" }

--- Text made safe for content and attributes; control characters, which XML cannot hold, are dropped.
function M.escape(text)
  return (text:gsub("[%z\1-\8\11\12\14-\31]", ""):gsub('[&<>"]', ESCAPES))
end

local function unescape(text)
  return (text:gsub("&(#?x?)(%w+);", function(kind, name)
    if kind == "#" then return utf8.char(tonumber(name)) end
    if kind == "#x" then return utf8.char(tonumber(name, 16)) end
    return ENTITIES[name]
  end))
end

-- An element is { name, attributes = { { name, value }… }, children… }; a child is an element or a string.

--- An element. `element("p", { eId = "x" }, "text")`; attributes come in the order given by `order`.
function M.element(name, attributes, ...)
  local list = {}
  for _, key in ipairs { "xmlns", "name", "contains", "source", "eId", "value", "date", "type", "language", "href",
    "showAs", "as" } do
    if attributes and attributes[key] then list[#list + 1] = { key, attributes[key] } end
  end
  return { name = name, attributes = list, ... }
end

local function start_tag(node)
  local parts = { "<", node.name }
  for _, attribute in ipairs(node.attributes) do
    parts[#parts + 1] = (' %s="%s"'):format(attribute[1], M.escape(attribute[2]))
  end
  return table.concat(parts)
end

local function write(node, out, depth)
  local indent = ("  "):rep(depth)
  if #node == 0 then out[#out + 1] = indent .. start_tag(node) .. "/>\n" return end
  if type(node[1]) == "string" then
    out[#out + 1] = ("%s%s>%s</%s>\n"):format(indent, start_tag(node), M.escape(node[1]), node.name)
    return
  end
  out[#out + 1] = indent .. start_tag(node) .. ">\n"
  for _, child in ipairs(node) do write(child, out, depth + 1) end
  out[#out + 1] = ("%s</%s>\n"):format(indent, node.name)
end

--- The document of an element. An element holds either one string or elements.
function M.write(root)
  local out = { '<?xml version="1.0" encoding="UTF-8"?>\n' }
  write(root, out, 0)
  return table.concat(out)
end

local function attributes_of(text)
  local list, by_name = {}, {}
  for name, value in text:gmatch '([%w:_%-]+)%s*=%s*"([^"]*)"' do
    list[#list + 1], by_name[name] = { name, unescape(value) }, unescape(value)
  end
  return list, by_name
end

--- Reads a document.
-- @return element | nil, message. An element also has `at`, its attributes by name.
function M.read(text)
  local stack, root, position = {}, nil, 1
  text = text:gsub("<%?.-%?>", ""):gsub("<!%-%-.-%-%->", "")
  while true do
    local from, to, slash, name, rest, closed = text:find("<(/?)([%w:_%-]+)([^<>]-)(/?)>", position)
    local between = text:sub(position, (from or #text + 1) - 1)
    if between:find "[<>]" then return nil, ("not well-formed at byte %d"):format(position) end
    if between:find "%S" then
      if #stack == 0 then return nil, ("text outside the root at byte %d"):format(position) end
      table.insert(stack[#stack], unescape(between))
    end
    if not from then break end
    if slash == "/" then
      if #stack == 0 or stack[#stack].name ~= name then return nil, ("</%s> closes nothing at byte %d"):format(name,
        from) end
      table.remove(stack)
    else
      local list, by_name = attributes_of(rest)
      local node = { name = name, attributes = list, at = by_name }
      if #stack > 0 then table.insert(stack[#stack], node)
      elseif root then return nil, ("a second root at byte %d"):format(from)
      else root = node end
      if closed == "" then stack[#stack + 1] = node end
    end
    position = to + 1
  end
  if #stack > 0 then return nil, ("<%s> is not closed"):format(stack[#stack].name) end
  if not root then return nil, "no element" end
  return root
end

--- The first child element of a name.
function M.child(node, name)
  for _, child in ipairs(node) do
    if type(child) == "table" and child.name == name then return child end
  end
end

--- Child elements in order.
function M.children(node)
  local list = {}
  for _, child in ipairs(node) do
    if type(child) == "table" then list[#list + 1] = child end
  end
  return list
end

--- All text below an element.
function M.text(node)
  local parts = {}
  for _, child in ipairs(node) do parts[#parts + 1] = type(child) == "string" and child or M.text(child) end
  return table.concat(parts)
end

return M
