-- The script interface as data, from the doc strings where they are written: rows of C
-- functions (runtime/bind) and the --- comments above Lua functions. `?name` in the REPL,
-- docs/interface.md, editor stubs and the example tests all come from here.
local host = require "gongbao.core.host"

local M = {}

-- The Lua modules that scripts are meant to use, in the manual's order.
M.modules = { "gongbao", "gongbao.store", "gongbao.store.cursor", "gongbao.report", "gongbao.template",
  "gongbao.template.helpers", "gongbao.view.table", "gongbao.view.chart", "gongbao.view.scopes", "gongbao.text.chars",
  "gongbao.grammar.dates", "gongbao.grammar.markers", "gongbao.grammar.numerals", "gongbao.grammar.title_words" }

local function file_of(module)
  local base = "lib/" .. module:gsub("%.", "/")
  for _, path in ipairs { base .. ".lua", base .. "/init.lua" } do
    local text = host.source(path)
    if text then return text end
  end
end

-- The functions of a Lua source: those with a --- comment right above.
local function functions_of(text)
  local list, doc = {}, nil
  for line in text:gmatch "[^\n]*" do
    local opened, more = line:match "^%-%-%- ?(.*)", line:match "^%-%- ?(.*)"
    local owner, name, args = line:match "^function ([%w_]+)[.:]([%w_]+)(%b())"
    if opened then doc = { opened }
    elseif doc and more then doc[#doc + 1] = more
    else
      if doc and owner then
        local method = line:find("^function " .. owner .. ":") ~= nil
        list[#list + 1] = { owner = owner, name = name, signature = (method and ":" or ".") .. name .. args,
          doc = table.concat(doc, "\n") }
      end
      doc = nil
    end
  end
  return list
end

--- The rows of every C function: rows()[module][name] = { name, signature, doc, example }.
-- A module notes its rows when it is opened, so all are opened first.
function M.c_rows()
  for name in pairs(package.preload) do
    if name:find "^gongbao%.core%." then require(name) end
  end
  return host.docs()
end

--- The interface: list of { module, functions = { { name, signature, doc, example } } }.
function M.read()
  local list = {}
  for _, module in ipairs(M.modules) do
    list[#list + 1] = { module = module, functions = functions_of(assert(file_of(module), module)) }
  end
  local names, c_rows = {}, M.c_rows()
  for module in pairs(c_rows) do names[#names + 1] = module end
  table.sort(names)
  for _, module in ipairs(names) do
    local rows = {}
    for name, row in pairs(c_rows[module]) do
      if row.doc and not name:find "__" then rows[#rows + 1] = row end
    end
    table.sort(rows, function(a, b) return a.name < b.name end)
    list[#list + 1] = { module = module, functions = rows, c = true }
  end
  return list
end

-- A doc comment as Markdown: @param and @return lines become a list.
local function markdown(doc)
  return (doc:gsub("\n@(%w+) ", "\n- *%1* "):gsub("^@(%w+) ", "- *%1* "):gsub("\n%- %*(%w+)%* ", "\n\n- *%1* ", 1))
end

--- docs/interface.md.
function M.markdown()
  local out = { "# The script interface\n\nMade from the doc strings by `gongbao help --interface`. ",
    "C modules come last.\n" }
  for _, part in ipairs(M.read()) do
    if #part.functions > 0 then
      out[#out + 1] = ("\n## %s\n"):format(part.module)
      for _, f in ipairs(part.functions) do
        out[#out + 1] = ("\n### `%s`\n\n%s\n"):format(f.signature or f.name, markdown(f.doc))
        if f.example then out[#out + 1] = ("\n`%s`\n"):format(f.example) end
      end
    end
  end
  return table.concat(out)
end

local function parameters(signature)
  local names = {}
  for name in (signature:match "%((.-)%)" or ""):gmatch "[%a_][%w_]*" do
    names[#names + 1] = load("local " .. name) and name or name .. "_" -- "function" is a word of Lua's
  end
  return names
end

--- LuaCATS definitions for editors.
function M.stubs()
  local out = { "---@meta\n" }
  for _, part in ipairs(M.read()) do
    local class = part.module:gsub("%.", "_")
    out[#out + 1] = ("\n---@class %s\nlocal %s = {}\n"):format(part.module, class)
    for _, f in ipairs(part.functions) do
      local name = f.name:match "([%w_]+)$"
      out[#out + 1] = "\n--- " .. f.doc:gsub("\n", "\n--- ") .. "\n"
      local separator = (f.signature or ""):find("^:") and ":" or "."
      out[#out + 1] = ("function %s%s%s(%s) end\n"):format(class, separator, name,
        table.concat(parameters(f.signature or ""), ", "))
    end
  end
  return table.concat(out)
end

return M
