-- A ZIP archive of stored (uncompressed) files, the same bytes for the same files:
--
--   per file   50 4B 03 04 | version, flags, method 0, time, date, crc, sizes, name length | name | bytes
--   then       50 4B 01 02 … for each file (the directory), 50 4B 05 06 (its end)
local M = {}

local crc_table = {}
for i = 0, 255 do
  local c = i
  for _ = 1, 8 do c = c & 1 == 1 and 0xEDB88320 ~ (c >> 1) or c >> 1 end
  crc_table[i] = c
end

local function crc32(text)
  local c = 0xFFFFFFFF
  for i = 1, #text do c = crc_table[(c ~ text:byte(i)) & 0xFF] ~ (c >> 8) end
  return c ~ 0xFFFFFFFF
end

local UTF8_NAMES, STORED = 0x0800, 0
local MIDNIGHT, FIRST_DAY = 0, 0x0021 -- 1 January 1980: the format's first day, so that no clock is asked

--- Packs files. @param files list of { name, bytes } @return the archive's bytes
function M.pack(files)
  local out, directory, at = {}, {}, 0
  for _, file in ipairs(files) do
    local name, bytes = file[1], file[2]
    local common = ("<I2I2I2I2I2I4I4I4I2I2"):pack(20, UTF8_NAMES, STORED, MIDNIGHT, FIRST_DAY, crc32(bytes), #bytes,
      #bytes, #name, 0)
    local entry = "PK\3\4" .. common .. name .. bytes
    directory[#directory + 1] = "PK\1\2" .. ("<I2"):pack(20) .. common .. ("<I2I2I2I4I4"):pack(0, 0, 0, 0, at) .. name
    out[#out + 1], at = entry, at + #entry
  end
  local index = table.concat(directory)
  out[#out + 1] = index
  out[#out + 1] = "PK\5\6" .. ("<I2I2I2I2I4I4I2"):pack(0, 0, #files, #files, #index, at, 0)
  return table.concat(out)
end

return M
