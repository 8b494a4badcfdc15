-- Rendering: template files, includes, layouts and blocks.
--
--   <% layout "layouts/page.html" %>        the text becomes block `content` of that file
--   <% include("part.md", { row = row }) %>  another file in place
--   <% block "title" %>…<% end_block() %>    a named piece, for the layout
--   <%- content "title" %>                   in a layout: the piece, "" where none is
-- An undefined name raises; so does writing nil.
local compile = require "gongbao.template.compile"
local docx = require "gongbao.template.docx"
local escape = require "gongbao.view.escape"
local helpers = require "gongbao.template.helpers"
local sandbox = require "gongbao.sandbox"
local scripts = require "gongbao.scripts"

local M = {}

local DEEPEST = 20 -- includes within includes

local function read(name)
  local path = scripts.file("reports", name)
  if not path then
    error(("there is no template '%s' (looked in: %s)"):format(name, table.concat(scripts.places(), ", ")), 0)
  end
  local f <close> = assert(io.open(path, "rb"))
  return f:read "a", path
end

local function text_of(value)
  if value == nil then error("a value to write is nil; write or_dash(value), or ask first", 3) end
  if type(value) == "number" then return helpers.number(value) end
  return tostring(value)
end

-- One rendering: its output buffers (blocks nest), its pieces, its notes.
local function new_page(name)
  local page = { buffers = { {} }, names = {}, pieces = {}, depth = 0 }
  local escaped = escape.of(name)
  page.write = function(text)
    local top = page.buffers[#page.buffers]
    top[#top + 1] = text
  end
  page.value = function(value) page.write(escaped(text_of(value))) end
  page.raw = function(value) page.write(text_of(value)) end
  page.cite, page.notes = helpers.footnotes()
  return page
end

local render_file

local function add_functions(env, page, name)
  env._write, env._value, env._raw = page.write, page.value, page.raw
  function env.include(other, args)
    page.depth = page.depth + 1
    if page.depth > DEEPEST then error(("%s: included %d deep"):format(other, page.depth), 2) end
    render_file(page, other, args or {})
    page.depth = page.depth - 1
  end
  function env.layout(other) page.layout = other end
  function env.block(piece)
    page.names[#page.names + 1] = piece
    page.buffers[#page.buffers + 1] = {}
  end
  function env.end_block()
    local piece = table.remove(page.names)
    if not piece then error("end_block() without a block", 2) end
    page.pieces[piece] = table.concat(table.remove(page.buffers))
  end
  function env.content(piece) return page.pieces[piece or "content"] or "" end
  env.cite, env.notes = page.cite, page.notes
  env.table_of = helpers.table_for(name:match "%.(%w+)$")
  for helper, f in pairs(helpers) do env[helper] = env[helper] or f end
  if name:find "%.docx$" then
    for helper, f in pairs(docx.functions) do env[helper] = f end
  end
end

local function environment(page, name, args)
  local env = sandbox.environment()
  add_functions(env, page, name)
  for key, value in pairs(args) do env[key] = value end
  return setmetatable(env, { __index = function(_, key)
    error(("'%s' is not defined"):format(tostring(key)), 2)
  end })
end

function render_file(page, name, args)
  local source, path = read(name)
  local chunk, message = compile.compile(source, path, environment(page, name, args))
  if not chunk then error(message, 0) end
  chunk()
end

--- Renders a template file.
-- @param name string: a file below reports/ of the script places, e.g. "follow_up_ledger.md"
-- @param args table: names that the template sees
-- @return string (a .docx: the file's bytes); raises with the template's file and line
function M.render(name, args)
  local page = new_page(name)
  render_file(page, name, args)
  if #page.names > 0 then error(("%s: block '%s' is never closed"):format(name, page.names[#page.names]), 0) end
  while page.layout do
    local layout = page.layout
    page.layout = nil
    page.pieces.content = table.concat(page.buffers[1])
    page.buffers = { {} }
    render_file(page, layout, args)
  end
  local text = table.concat(page.buffers[1])
  return name:find "%.docx$" and docx.pack((text:gsub(">%s+<", "><"))) or text
end

return M
