-- Templates as Lua chunks, one chunk line for each template line, so that every error
-- names the template's own line.
--
--   <% code %>    <%= value %> escaped for the output    <%- value %> raw    <%# comment %>
-- A line that holds nothing but code or a comment leaves no line in the output.
local M = {}

local function quote(text) return ("%q"):format(text):gsub("\\\n", "\\n") end

-- One template line's text as calls that write it, without a newline of its own.
local function put_text(out, text)
  if text ~= "" then out[#out + 1] = "_write(" .. quote(text) .. ") " end
end

-- Splits source into { kind = "text" | "code" | "value" | "raw" | "comment", body }.
local function split(source, name)
  local parts, at = {}, 1
  while true do
    local from, to, mark = source:find("<%%([=%-#]?)", at)
    if not from then break end
    local stop_from, stop_to = source:find("%>", to + 1, true)
    if not stop_from then
      local line = select(2, source:sub(1, from):gsub("\n", "")) + 1
      return nil, ("%s:%d: <%%%s is never closed with %%>"):format(name, line, mark)
    end
    parts[#parts + 1] = { kind = "text", body = source:sub(at, from - 1) }
    local kinds = { [""] = "code", ["="] = "value", ["-"] = "raw", ["#"] = "comment" }
    parts[#parts + 1] = { kind = kinds[mark], body = source:sub(to + 1, stop_from - 1) }
    at = stop_to + 1
  end
  parts[#parts + 1] = { kind = "text", body = source:sub(at) }
  return parts
end

-- Code alone on its line takes the line's space and newline with it. The newline is
-- kept in the chunk (as "\n" of its own) so that lines go on counting.
local function trim_code_lines(parts)
  for i = 2, #parts - 1 do
    local part, before, after = parts[i], parts[i - 1], parts[i + 1]
    if (part.kind == "code" or part.kind == "comment") and before.kind == "text" and after.kind == "text" then
      local starts = before.body:find "\n[ \t]*$" or (i == 2 and before.body:find "^[ \t]*$")
        or (before.trimmed and before.body:find "^[ \t]*$")
      if starts and after.body:find "^[ \t]*\n" then
        before.body = before.body:gsub("[ \t]*$", "")
        after.body = after.body:gsub("^[ \t]*\n", "")
        after.trimmed = true
      end
    end
  end
end

local function emit(parts)
  local out = {}
  for _, part in ipairs(parts) do
    if part.kind == "text" then
      if part.trimmed then out[#out + 1] = "\n" end
      local at = 1
      for line in part.body:gmatch "[^\n]*\n" do
        put_text(out, line)
        out[#out + 1] = "\n"
        at = at + #line
      end
      put_text(out, part.body:sub(at))
    elseif part.kind == "code" then
      out[#out + 1] = part.body .. " "
    elseif part.kind == "value" then
      out[#out + 1] = "_value(" .. part.body .. ") "
    elseif part.kind == "raw" then
      out[#out + 1] = "_raw(" .. part.body .. ") "
    else
      out[#out + 1] = ("\n"):rep(select(2, part.body:gsub("\n", "")))
    end
  end
  return table.concat(out)
end

--- Compiles a template.
-- @param source string; `name` its file for messages; `env` the environment it sees
-- @return function | nil, message
function M.compile(source, name, env)
  local parts, message = split(source, name)
  if not parts then return nil, message end
  trim_code_lines(parts)
  return load(emit(parts), "@" .. name, "t", env)
end

return M
