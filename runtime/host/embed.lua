-- Writes a C file that holds every Lua file below lib/ and argparse, as text and compiled (see embedded.h).
-- usage: lua5.4 embed.lua OUT.c FILE.lua…
local out = arg[1]
local files = table.move(arg, 2, #arg, 1, {})
files[#files + 1] = package.searchpath("argparse", package.path)
table.sort(files)

local function module_of(path)
  return (path:gsub("^lib/", ""):gsub("^/.*/", ""):gsub("%.lua$", ""):gsub("/init$", ""):gsub("/", "."))
end

local function bytes_of(text)
  local row, rows = {}, {}
  for i = 1, #text do
    row[#row + 1] = text:byte(i)
    if #row == 40 then rows[#rows + 1] = table.concat(row, ","); row = {} end
  end
  row[#row + 1] = 0 -- the text ends with a NUL that its size does not count
  rows[#rows + 1] = table.concat(row, ",")
  return table.concat(rows, ",\n")
end

local f = assert(io.open(out .. ".new", "w"))
f:write('#include "host/embedded.h"\n')
local modules = {}
for i, path in ipairs(files) do
  local source = assert(io.open(path, "rb"))
  local text = source:read "a"
  source:close()
  local code = string.dump(assert(load(text, "@" .. path, "t")))
  f:write(("static const unsigned char f%d[] = {\n%s};\n"):format(i, bytes_of(text)))
  f:write(("static const unsigned char c%d[] = {\n%s};\n"):format(i, bytes_of(code)))
  modules[i] = { name = module_of(path), path = path, size = #text, code_size = #code, index = i }
end
table.sort(modules, function(a, b) return a.name < b.name end)
f:write("const gb_embedded gb_embedded_files[] = {\n")
for _, m in ipairs(modules) do
  f:write(('  {"%s", "%s", f%d, %d, c%d, %d},\n'):format(m.name, m.path, m.index, m.size, m.index, m.code_size))
end
f:write(("  {0}};\nconst size_t gb_embedded_count = %d;\n"):format(#modules))
f:close()
assert(os.rename(out .. ".new", out))
