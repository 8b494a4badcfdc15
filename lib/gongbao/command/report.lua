-- gongbao report [NAME [KEY=VALUE…]]
local lfs = require "lfs"
local report = require "gongbao.report"
local scripts = require "gongbao.scripts"
local stores = require "gongbao.store"
local system = require "gongbao.core.system"
local view = require "gongbao.view.table"

local M = {}

function M.configure(parser)
  parser:argument("name", "The report's name; nothing: the list of reports."):args "?":argname "NAME"
  parser:argument("args", "Arguments, e.g. as_of=2024-08-28."):args "*":argname "KEY=VALUE"
  parser:option("-o --output", "A file; its ending chooses the form (.html .md .txt)."):argname "FILE"
  parser:flag("--watch", "Write it again whenever the store or a script changes (needs -o).")
end

local function list(context)
  local rows = {}
  for i, script in ipairs(scripts.all "reports") do
    rows[i] = { script.name, script.pages and "folder" or table.concat(report.outputs(script.name), " "), script.doc }
  end
  view.write({ "report", "forms", "what it shows" }, rows, context)
  return 0
end

-- A folder of pages: all are rendered before the first is written.
local function write_site(context, args, values)
  if not args.output then return nil, "this report is a folder of pages; name one with -o FOLDER", 2 end
  local store, message, code = stores.open(context.store_path)
  if not store then return nil, message, code end
  local written = {}
  local fine, why = pcall(function()
    for path, text in report.pages(store, args.name, values) do written[#written + 1] = { path, text } end
  end)
  store:close()
  if not fine then return nil, why, 3 end
  lfs.mkdir(args.output)
  for _, page in ipairs(written) do
    local wrote, wrong, number = system.replace(args.output .. "/" .. page[1], page[2])
    if not wrote then return nil, wrong, number end
  end
  io.stderr:write(("%s: %d pages\n"):format(args.output, #written))
  return 0
end

local function read_args(words)
  local args = {}
  for _, word in ipairs(words) do
    local key, value = word:match "^([%w_]+)=(.*)$"
    if not key then return nil, ("an argument is KEY=VALUE, not '%s'"):format(word) end
    args[key] = value
  end
  return args
end

local function ending_of(args, context)
  if args.output then return args.output:match "%.(%w+)$" or "txt" end
  local by_format = { md = "md", html = "html", csv = "csv", json = "json" }
  return by_format[context.format] or "txt"
end

local function write_once(context, args, ending, values)
  local store, message, code = stores.open(context.store_path)
  if not store then return nil, message, code end
  local fine, text = pcall(report.render, store, args.name, ending, values)
  store:close()
  if not fine then return nil, text, 3 end
  if not args.output then
    io.stdout:write(text)
    return 0
  end
  local wrote, why, number = system.replace(args.output, text)
  if not wrote then return nil, why, number end
  return 0
end

-- The newest change below the script places and in the store, as seconds.
local function newest(path)
  local latest = 0
  local function look(folder)
    if lfs.attributes(folder, "mode") ~= "directory" then return end
    for entry in lfs.dir(folder) do
      local file = folder .. "/" .. entry
      if entry:sub(1, 1) ~= "." and not entry:find "%-shm$" then
        if lfs.attributes(file, "mode") == "directory" then look(file) end
        latest = math.max(latest, lfs.attributes(file, "modification") or 0)
      end
    end
  end
  look(path)
  for _, place in ipairs(scripts.places()) do look(place) end
  return latest
end

local function watch(context, args, ending, values)
  local seen
  while true do
    local now = newest(stores.path(context.store_path))
    if now ~= seen then
      seen = now
      scripts.reload()
      local code, message = write_once(context, args, ending, values)
      io.stderr:write(code and ("%s written\n"):format(args.output) or message .. "\n")
    end
    system.sleep(0.5)
  end
end

function M.run(args, context)
  if not args.name then return list(context) end
  local values, message = read_args(args.args)
  if not values then return nil, message, 2 end
  if report.is_site(args.name) then return write_site(context, args, values) end
  local ending = ending_of(args, context)
  local outputs = report.outputs(args.name)
  if #outputs == 0 then return nil, ("there is no report '%s'; gongbao report lists them"):format(args.name), 2 end
  if not scripts.file("reports", args.name .. "." .. ending) then
    return nil, ("report '%s' has no form .%s, only: %s"):format(args.name, ending, table.concat(outputs, " ")), 2
  end
  if args.watch then
    if not args.output then return nil, "--watch needs -o FILE", 2 end
    return watch(context, args, ending, values)
  end
  return write_once(context, args, ending, values)
end

return M
