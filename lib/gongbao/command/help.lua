-- gongbao help [TOPIC]: the manual's pages, in the terminal.
local lfs = require "lfs"
local system = require "gongbao.core.system"

local M = {}

function M.configure(parser)
  parser:flag("--interface", "The script interface, as docs/interface.md holds it.")
  parser:flag("--stubs", "Definitions of the script interface for editors (LuaCATS).")
  parser:argument("topic", "A page of the manual or a command; nothing: the list."):args "?":argname "TOPIC"
end

-- docs/ lies beside the scripts: below the share folder when installed, in the checkout else.
local function folders()
  local share = system.share()
  return { share .. "/docs", (share:gsub("/scripts$", "/docs")) }
end

local function pages()
  local found, names = {}, {}
  for _, folder in ipairs(folders()) do
    if lfs.attributes(folder, "mode") == "directory" then
      for entry in lfs.dir(folder) do
        local name = entry:match "^(.*)%.md$"
        if name and not found[name] then
          found[name] = folder .. "/" .. entry
          names[#names + 1] = name
        end
      end
    end
  end
  table.sort(names)
  return found, names
end

local function title_of(path)
  for line in io.lines(path) do
    local title = line:match "^# (.*)"
    if title then return title end
  end
  return ""
end

function M.run(args)
  if args.interface or args.stubs then
    local manual = require "gongbao.manual"
    io.stdout:write(args.stubs and manual.stubs() or manual.markdown())
    return 0
  end
  local command = require "gongbao.command"
  local found, names = pages()
  if not args.topic then
    io.stdout:write(command.general_help(), "\nManual:\n")
    for _, name in ipairs(names) do io.stdout:write(("  %-12s %s\n"):format(name, title_of(found[name]))) end
    return 0
  end
  if found[args.topic] then
    local f <close> = assert(io.open(found[args.topic]))
    io.stdout:write(f:read "a")
    return 0
  end
  if command.exists(args.topic) then return command.main { [0] = "gongbao", args.topic, "--help" } end
  return nil, ("there is no page '%s'; gongbao help lists them"):format(args.topic), 2
end

return M
