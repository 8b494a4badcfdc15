-- What several tests ask of rows and their annotation.
local t = require "tests.tap"
local cjson = require "cjson"
local core = require "gongbao.core.text"

local M = {}

--- A decoded value with null as nil and whole numbers as integers.
function M.plain(value)
  if type(value) == "number" then return math.tointeger(value) or value end
  if type(value) ~= "table" then return value end
  for key, inner in pairs(value) do
    if inner == cjson.null then value[key] = nil else value[key] = M.plain(inner) end
  end
  return value
end

--- The rows of a JSON Lines file, null as nil.
function M.read(path)
  local rows = {}
  for line in assert(io.lines(path)) do rows[#rows + 1] = M.plain(cjson.decode(line)) end
  return rows
end

--- The documents that a text file holds, parsed.
function M.documents(path)
  local f <close> = assert(io.open(path, "rb"))
  local source = assert(require("gongbao.text.source").read(f:read "a", path))
  source.id = source.sha256:sub(1, 12)
  return require("gongbao.document").parse(source)
end

--- The path of a file in the shared folder, or nil where it is absent.
function M.shared(name)
  local folder = os.getenv "GONGBAO_SHARED" or "../shared"
  local path = folder .. "/" .. name
  local f = io.open(path)
  if f then f:close() return path end
end

--- A text without all that layout may change: spaces, and dots that stand for them.
function M.bare(text) return (core.squeeze(text, true):gsub("%s", ""):gsub("·", "")) end

local function line_texts(text)
  local lines, n = {}, 0
  for line in (text .. "\n"):gmatch "(.-)\n" do
    n = n + 1
    lines[n] = M.bare(line)
  end
  return lines
end

-- Page numbers may stand in mid-paragraph; they are nodes of their own.
local function joined(lines, furniture, from, to)
  local parts = {}
  for i = from, to do if not furniture[i] then parts[#parts + 1] = lines[i] end end
  return table.concat(parts)
end

local held = {
  document = { "title" }, node = { "label", "heading", "text" }, quantity = { "text" }, person = { "name" },
  citation = { "title" }, item = { "head" }, appointment = { "name" },
}

--- Raises unless each row's lines hold what it names.
function M.check_lines(text, rows)
  local lines, furniture = line_texts(text), {}
  for _, row in ipairs(rows) do
    if row.type == "node" and row.kind == "page_furniture" then furniture[row.first_line] = true end
  end
  for _, row in ipairs(rows) do
    local from = row.first_line or row.line
    if held[row.type] and from then
      local own = row.kind == "page_furniture"
      local to = row.last_line or from + 8 -- a fact names the line where it begins
      -- A figure's clause may begin lines before the figure.
      if row.type == "quantity" then from = math.max(1, from - 8) end
      local print = own and lines[from] or joined(lines, furniture, from, math.min(to, #lines))
      for _, field in ipairs(held[row.type]) do
        local value = row[field]
        -- 徐主任 in a salutation: the surname is printed, the name is another document's.
        local shortened = row.type == "person" and row.post and value:sub(1, utf8.offset(value, 2) - 1) .. row.post
        t.ok(not value or print:find(M.bare(value), 1, true) or shortened and print:find(shortened, 1, true),
          ("%s %s, lines %d-%d: %s is not there: %s"):format(row.type, row.id, from, to, field, tostring(value)))
      end
      t.ok(lines[from] ~= "" and lines[math.min(to, #lines)] ~= "" or not row.last_line,
        ("%s %s begins or ends on a blank line"):format(row.type, row.id))
    end
  end
end

--- Raises unless every printed line belongs to a document's title or to a node.
function M.check_cover(text, rows)
  local covered = {}
  for _, row in ipairs(rows) do
    if row.type == "node" then
      for i = row.first_line, row.last_line do covered[i] = true end
    elseif row.type == "document" then
      for i = row.first_line, row.first_line + 16 do covered[i] = covered[i] or row.first_line end
    end
  end
  for i, line in ipairs(line_texts(text)) do
    t.ok(line == "" or covered[i], ("line %d belongs to nothing: %s"):format(i, line))
  end
end

return M
