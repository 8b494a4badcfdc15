-- gongbao import FILE…
local command = require "gongbao.command"
local import = require "gongbao.store.import"

local M = {}

function M.configure(parser)
  parser:argument("files", "Text (UTF-8, UTF-16, GB18030), Markdown or PDF; - is standard input.")
    :args "+":argname "FILE"
  parser:option("-j --jobs", "How many files are parsed at once."):default "1":argname "N":convert(math.tointeger)
  parser:option("--model", "Cut words with a segmentation model, from now on in this store: ud-gsd, or a file.")
    :argname "MODEL"
  parser:flag("-q --quiet", "Say only what failed.")
end

local function reporter(args, context)
  return function(event)
    if context.progress and event.count > 1 then io.stderr:write "\r\27[K" end
    if event.status == "failed" then
      command.say(event.message)
    elseif not args.quiet then
      local what = event.status == "known"
        and ("is in the store already (as %s); nothing was changed"):format(event.message)
        or ("%d document%s"):format(event.documents, event.documents == 1 and "" or "s")
      io.stderr:write(("%s: %s\n"):format(event.file, what))
    end
    if context.progress and event.index < event.count then
      io.stderr:write(("[%d/%d] %s"):format(event.index, event.count, event.file))
      io.stderr:flush()
    end
  end
end

function M.run(args, context)
  if not args.jobs or args.jobs < 1 then return nil, "-j takes a whole number from 1 on", 2 end
  if args.model then
    local model, why, trouble = require("gongbao.words.model").open(args.model)
    if not model then return nil, why, trouble end
  end
  local _, failed, code, message = import.files(context.store_path, args.files,
    { workers = args.jobs, model = args.model, report = reporter(args, context) })
  if message then return nil, message, code end
  return failed > 0 and code or 0
end

return M
