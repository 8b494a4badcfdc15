-- Differences between two texts, character by character (Myers' greedy algorithm), for showing both
-- texts of a fault and for comparison tables.
local chars = require "gongbao.text.chars"

local M = {}

-- Texts further apart than this are two texts, not one that was edited; the bound also keeps
-- the paths' memory, which grows with its square, small.
local MOST_EDITS = 400

-- The furthest-reaching paths, one table of x by diagonal for every number of edits; nil where there are too many.
local function paths(a, b)
  local n, m = #a, #b
  local v, trace = { [1] = 0 }, {}
  for d = 0, math.min(n + m, MOST_EDITS) do
    local snapshot = {}
    for k, x in pairs(v) do snapshot[k] = x end
    trace[d] = snapshot
    for k = -d, d, 2 do
      local down = k == -d or (k ~= d and v[k - 1] < v[k + 1])
      local x = down and v[k + 1] or v[k - 1] + 1
      local y = x - k
      while x < n and y < m and a[x + 1] == b[y + 1] do x, y = x + 1, y + 1 end
      v[k] = x
      if x >= n and y >= m then return trace, d end
    end
  end
end

-- Walks the paths back; returns the edits from the end to the start.
local function backtrack(a, b, trace, edits)
  local x, y, back = #a, #b, {}
  for d = edits, 0, -1 do
    local v, k = trace[d], x - y
    local down = k == -d or (k ~= d and v[k - 1] < v[k + 1])
    local from = down and k + 1 or k - 1
    local px = d > 0 and v[from] or 0
    local py = d > 0 and px - from or 0
    while x > px and y > py do
      back[#back + 1] = { "=", a[x] }
      x, y = x - 1, y - 1
    end
    if d > 0 then
      if down then back[#back + 1] = { "+", b[y] } else back[#back + 1] = { "-", a[x] } end
      x, y = px, py
    end
  end
  return back
end

-- Runs of the same kind become one; within a change deletions stand before insertions.
local function runs(back)
  local out, minus, plus, same = {}, {}, {}, {}
  local function flush()
    if #minus > 0 then out[#out + 1] = { kind = "-", text = table.concat(minus) } end
    if #plus > 0 then out[#out + 1] = { kind = "+", text = table.concat(plus) } end
    minus, plus = {}, {}
  end
  local function flush_same()
    if #same > 0 then out[#out + 1] = { kind = "=", text = table.concat(same) } end
    same = {}
  end
  for i = #back, 1, -1 do
    local kind, character = back[i][1], back[i][2]
    if kind == "=" then flush(); same[#same + 1] = character
    else
      flush_same()
      local list = kind == "-" and minus or plus
      list[#list + 1] = character
    end
  end
  flush(); flush_same()
  return out
end

-- How many characters two lists share at their start (step 1) or at their end (step -1), leaving `kept` of them alone.
local function shared(a, b, step, kept)
  local n, most = 0, math.min(#a, #b) - kept
  while n < most do
    local i, j = n + 1, n + 1
    if step < 0 then i, j = #a - n, #b - n end
    if a[i] ~= b[j] then break end
    n = n + 1
  end
  return n
end

-- The edits of what stands between the shared start and the shared end.
local function middle(a, b, start, finish)
  local x, y = table.move(a, start + 1, #a - finish, 1, {}), table.move(b, start + 1, #b - finish, 1, {})
  local trace, edits = paths(x, y)
  if trace then return runs(backtrack(x, y, trace, edits)) end
  return { { kind = "-", text = table.concat(x) }, { kind = "+", text = table.concat(y) } }
end

--- The difference of two texts.
-- `diff("应当按时报告", "应当及时报告")` → `{ {kind="=",text="应当"}, {kind="-",text="按"}, {kind="+",text="及"}, … }`
-- @return table list of { kind = "=" | "-" | "+", text }
function M.diff(old, new)
  if old == new then return old == "" and {} or { { kind = "=", text = old } } end
  local a, b = chars.list(old), chars.list(new)
  local start = shared(a, b, 1, 0)
  local finish = shared(a, b, -1, start)
  local out = middle(a, b, start, finish)
  local before, behind = table.concat(a, "", 1, start), table.concat(a, "", #a - finish + 1)
  -- a run that touches the shared start or end is one with it
  if before ~= "" then
    if out[1] and out[1].kind == "=" then out[1].text = before .. out[1].text
    else table.insert(out, 1, { kind = "=", text = before }) end
  end
  if behind ~= "" then
    if out[#out] and out[#out].kind == "=" then out[#out].text = out[#out].text .. behind
    else out[#out + 1] = { kind = "=", text = behind } end
  end
  return out
end

-- Groups of edits: an equal run, or the deletions and insertions between two of them.
local function groups_of(edits)
  local groups = {}
  for _, edit in ipairs(edits) do
    local last = groups[#groups]
    if edit.kind == "=" or not last or last.same then
      groups[#groups + 1] = edit.kind == "=" and { same = edit.text } or { del = "", ins = "" }
      last = groups[#groups]
    end
    if edit.kind == "-" then last.del = last.del .. edit.text end
    if edit.kind == "+" then last.ins = last.ins .. edit.text end
  end
  return groups
end

local function size(group) return utf8.len(group.del) + utf8.len(group.ins) end

-- An equal run that is an accident between two large changes belongs to them.
local function accidental(before, run, after)
  return before and after and not before.same and not after.same
    and 2 * utf8.len(run.same) <= math.min(size(before), size(after))
end

--- A difference made for reading: a few characters that two changes happen to share are not torn out of them.
-- @param edits table from `diff`
function M.readable(edits)
  local groups = groups_of(edits)
  local i = 2
  while i < #groups do
    local before, run, after = groups[i - 1], groups[i], groups[i + 1]
    if run.same and accidental(before, run, after) then
      before.del, before.ins = before.del .. run.same .. after.del, before.ins .. run.same .. after.ins
      table.remove(groups, i + 1)
      table.remove(groups, i)
      i = math.max(2, i - 2)
    else i = i + 1 end
  end
  local out = {}
  for _, group in ipairs(groups) do
    if group.same then out[#out + 1] = { kind = "=", text = group.same }
    else
      if group.del ~= "" then out[#out + 1] = { kind = "-", text = group.del } end
      if group.ins ~= "" then out[#out + 1] = { kind = "+", text = group.ins } end
    end
  end
  return out
end

local function tail(text, count)
  local at = utf8.offset(text, -count)
  return at and at > 1 and "…" .. text:sub(at) or text
end

local function head(text, count)
  local at = utf8.offset(text, count + 1)
  return at and at <= #text and text:sub(1, at - 1) .. "…" or text
end

--- The differences with a few characters around each: `…围绕{+关系+}改革发展…`.
-- @param around integer|nil: characters of context, 8 unless told
function M.brief(old, new, around)
  around = around or 8
  local parts, edits = {}, M.diff(old, new)
  for i, edit in ipairs(edits) do
    if edit.kind == "-" then parts[#parts + 1] = "[-" .. edit.text .. "-]"
    elseif edit.kind == "+" then parts[#parts + 1] = "{+" .. edit.text .. "+}"
    else
      local text = edit.text
      if i == 1 then text = tail(text, around)
      elseif i == #edits then text = head(text, around)
      elseif utf8.len(text) > 2 * around + 1 then
        text = head(text, around):gsub("…$", "") .. "…" .. tail(text, around):gsub("^…", "")
      end
      parts[#parts + 1] = text
    end
  end
  return table.concat(parts)
end

--- The piece of a text that is nearest to a phrase (Sellers' algorithm: the phrase may begin and end anywhere).
-- @return string piece, integer number of edits; nil where the text is empty
function M.nearest(phrase, text)
  local a, b = chars.list(phrase), chars.list(text)
  if #b == 0 or #a == 0 then return nil end
  local row, from = {}, {}
  for j = 0, #b do row[j], from[j] = 0, j end
  for i = 1, #a do
    local previous, previous_from = row, from
    row, from = { [0] = i }, { [0] = 0 }
    for j = 1, #b do
      local best, start = previous[j - 1] + (a[i] == b[j] and 0 or 1), previous_from[j - 1]
      -- of equal costs the longer piece: it is more of what was meant
      local left_out, at = previous[j] + 1, previous_from[j]
      if left_out < best or left_out == best and at < start then best, start = left_out, at end
      local put_in
      put_in, at = row[j - 1] + 1, from[j - 1]
      if put_in < best or put_in == best and at < start then best, start = put_in, at end
      row[j], from[j] = best, start
    end
  end
  local at = 0
  for j = 1, #b do
    if row[j] < row[at] then at = j end
  end
  return table.concat(b, "", from[at] + 1, at), row[at]
end

return M
