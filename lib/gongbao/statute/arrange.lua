-- Order and numbers after amending. A decision numbers what it names (将第十条改为第十三条, 增加一条，作为第五条) and
-- leaves the rest to be renumbered in silence: what is named takes its place, what is not fills the places between,
-- in its old order.
local M = {}

--- Arranges things in places 1…n.
-- @param list table list of things in their old order (what was added anywhere), each with `target` (a place) or none
-- @return table the list in its new order, table list of conflicts { thing, target, reason = "taken"|"beyond" }
function M.arrange(list)
  local slots, conflicts, rest = {}, {}, {}
  local count = #list
  for _, thing in ipairs(list) do
    local target = thing.target
    if target and target >= 1 and target <= count and not slots[target] then slots[target] = thing
    else
      if target then
        conflicts[#conflicts + 1] = { thing = thing, target = target, reason = slots[target] and "taken" or "beyond" }
      end
      rest[#rest + 1] = thing
    end
  end
  local out, next_rest = {}, 1
  for i = 1, count do
    if slots[i] then out[i] = slots[i]
    else out[i], next_rest = rest[next_rest], next_rest + 1 end
  end
  return out, conflicts
end

--- Sorts things that keep their own numbers (第一百二十条之一): by number, then by inserted number.
function M.by_number(list)
  for i, thing in ipairs(list) do thing.order = i end
  table.sort(list, function(a, b)
    if a.target.number ~= b.target.number then return a.target.number < b.target.number end
    local x, y = a.target.inserted or 0, b.target.inserted or 0
    if x ~= y then return x < y end
    return a.order < b.order
  end)
  return list
end

return M
