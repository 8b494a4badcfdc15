-- The optional segmentation model: the one that came with the program, one from a file, and the one a store uses.
local lfs = require "lfs"
local segment = require "gongbao.core.segment"
local system = require "gongbao.core.system"

local M = {}

M.IN_STORE = "segmentation.model" -- a store's own copy, so that its index can be rebuilt alike
M.DEFAULT = "ud-gsd"

-- The installed model of that name, else the file. The places are those of scripts.
local function file_of(name)
  name = name or M.DEFAULT
  for _, place in ipairs { os.getenv "GONGBAO_HOME" or false, system.share() or false } do
    local installed = place and ("%s/segmentation/%s.model"):format(place, name)
    if installed and lfs.attributes(installed, "mode") == "file" then return installed end
  end
  return name
end

--- Opens a model.
-- @param name  a file, or the name of one that came with the program; nil: "ud-gsd"
-- @return model, its path; or nil, message, code
function M.open(name)
  local path = file_of(name)
  local model, message = segment.model(path)
  if not model then
    if not message:find(path, 1, true) then message = path .. ": " .. message end
    return nil, ("%s; name a model's file, or %s"):format(message, M.DEFAULT), 3
  end
  return model, path
end

--- The model that a store's words are cut with, and its bytes; nil where there is none. Raises where it is damaged.
function M.of_store(folder)
  local path = folder .. "/" .. M.IN_STORE
  local bytes = system.read(path)
  if not bytes then return nil end
  local model, message = segment.model(path)
  if not model then error(("%s: %s; gongbao repair --model or --no-model mends it"):format(path, message), 0) end
  return model, bytes
end

--- Makes a store use a model from now on, or none with name = false. What was indexed before must be indexed again.
-- @return true, or nil, message, code
function M.set_in_store(folder, name)
  local own = folder .. "/" .. M.IN_STORE
  if name == false then
    os.remove(own)
    return true
  end
  local model, path, code = M.open(name)
  if not model then return nil, path, code end
  local bytes, message, why = system.read(path)
  if not bytes then return nil, message, why end
  return system.replace(own, bytes)
end

return M
