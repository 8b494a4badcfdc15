-- A whole issue as a folder of static pages: contents and search, a page a document with
-- its facts in the margin, an anchor for every printed line.
local genres = {
  minutes = "会议纪要", plan_report = "计划报告", budget_report = "预算决算报告", audit_report = "审计工作报告",
  special_work_report = "专项工作报告", inspection_tour_report = "视察报告", investigation_report = "调研报告",
  law_enforcement_inspection = "执法检查报告", examination_report = "审查结果报告", deliberation_opinion = "审议意见",
  resolution = "决议", decision = "决定", amending_decision = "修改决定", local_regulation = "地方性法规",
  rules_of_procedure = "议事规则", statute = "法律", explanatory_statement = "说明", evaluation_self_report = "接受评议报告",
  evaluation_report = "评议报告", appointment_proposal = "任免议案", appointment_notice = "任免通知", pledge_speech = "表态发言",
  closing_speech = "讲话", rectification_report = "整改报告", handling_report = "办理报告", announcement = "公告",
  proposal = "议案", contents = "目录", other = "其他",
}

-- "1:95 41:97 82:99:12" → list of { at, line }.
local function places_of(text)
  local list = {}
  for at, line in text:gmatch "(%d+):(%d+)" do
    list[#list + 1] = { at = math.tointeger(at), line = math.tointeger(line) }
  end
  return list
end

-- The flow cut at printed line starts and at the end of the heading.
local function segments(node, seen)
  local flow, list = node.flow, {}
  local strong_to = (node.kind == "heading" or node.kind == "chapter")
    and #(node.label or "") + #(node.heading or "") or (node.kind == "point" and #(node.label or "") or 0)
  local cuts = places_of(node.places)
  for i, cut in ipairs(cuts) do
    local stop = cuts[i + 1] and cuts[i + 1].at - 1 or #flow
    local anchor = not seen[cut.line] and cut.line or nil
    seen[cut.line] = true
    local middle = math.min(math.max(strong_to, cut.at - 1), stop)
    if middle >= cut.at then
      list[#list + 1] = { line = anchor, strong = true, text = flow:sub(cut.at, middle) }
      anchor = nil
    end
    if middle < stop then list[#list + 1] = { line = anchor, text = flow:sub(middle + 1, stop) } end
  end
  return list
end

local function table_rows(node, seen)
  local rows, places = {}, places_of(node.places)
  for line in (node.flow .. "\n"):gmatch "(.-)\n" do
    local place = places[#rows + 1]
    local row = { line = place and place.line }
    if place then seen[place.line] = true end
    for field in line:gmatch "%S+" do row[#row + 1] = field end
    rows[#rows + 1] = row
  end
  return rows
end

local function plain_number(n)
  if n == nil then return nil end
  return n == math.floor(n) and ("%d"):format(n) or ("%.12g"):format(n)
end

-- One fact as a short line of the margin.
local function quantity_line(q)
  local parts = { q.subject or "？" }
  if q.scope then parts[1] = q.scope .. " " .. parts[1] end
  if q.value then parts[#parts + 1] = (q.qualifier or "") .. plain_number(q.value) .. (q.unit or "") end
  if q.change then parts[#parts + 1] = ("%s%+.12g%%"):format(q.change_kind or "", q.change) end
  if q.rank then parts[#parts + 1] = ("%s第%d位"):format(q.rank_scope or "", q.rank) end
  if q.target_share then parts[#parts + 1] = ("完成目标%.12g%%"):format(q.target_share) end
  return table.concat(parts, "　")
end

local kinds = { problem = "问题", suggestion = "建议", task = "任务" }

local function item_line(i)
  local parts = { kinds[i.kind] or i.kind }
  if i.responsible then parts[#parts + 1] = "责任：" .. i.responsible end
  if i.time_limit then parts[#parts + 1] = "时限：" .. i.time_limit end
  if i.due_on then parts[#parts + 1] = "至" .. i.due_on end
  if i.supervisor then parts[#parts + 1] = "督办：" .. i.supervisor end
  return #parts > 1 and table.concat(parts, "　") or nil
end

local function add(facts, node, kind, line, text)
  if not (node and text) then return end
  facts[node] = facts[node] or {}
  table.insert(facts[node], { kind = kind, line = line, text = text })
end

local function facts_of(store, id)
  local facts = {}
  for q in store:rows("SELECT * FROM quantity WHERE document = ? ORDER BY ordinal_", id) do
    add(facts, q.node, "quantity", q.line, quantity_line(q))
  end
  for i in store:rows("SELECT * FROM item WHERE document = ? ORDER BY ordinal_", id) do
    add(facts, i.node, "item", i.line, item_line(i))
  end
  for a in store:rows("SELECT * FROM appointment WHERE document = ? ORDER BY ordinal_", id) do
    add(facts, a.node, "appointment", a.line,
      ("%s　%s　%s"):format(a.action == "remove" and "免去" or "任命", a.name or "？", (a.organ or "") .. (a.post or "")))
  end
  for f in store:rows("SELECT * FROM finding WHERE document = ? ORDER BY ordinal_", id) do
    add(facts, f.node, "finding", f.line, f.message)
  end
  return facts
end

local headings = { heading = true, chapter = true }

-- The blocks that a document's page prints: { tag, kind, segments | rows, facts, uncertain, label }.
local function blocks_of(store, doc)
  local facts, seen, blocks, label = facts_of(store, doc.id), {}, {}, nil
  for node in store:rows("SELECT * FROM node WHERE document = ? ORDER BY ordinal_", doc.id) do
    if node.kind == "article" then
      label = { text = node.label, node = node.id }
    elseif node.kind == "table" then
      blocks[#blocks + 1] = { kind = "table", rows = table_rows(node, seen), line = node.first_line,
        facts = facts[node.id] or {} }
    else
      local alone = headings[node.kind] and not node.text
      local block = { kind = node.kind, tag = alone and ((node.level or 1) <= 1 and "h2" or "h3") or "p",
        line = node.first_line, facts = facts[node.id] or {}, uncertain = node.uncertain ~= nil,
        segments = segments(node, seen) }
      if label then
        block.label = label.text
        for _, fact in ipairs(facts[label.node] or {}) do table.insert(block.facts, fact) end
        label = nil
      end
      blocks[#blocks + 1] = block
    end
  end
  return blocks
end

local head_fields = { { "issuer", "制定或报告机关" }, { "presenter_name", "报告人" }, { "presenter_post", "职务" },
  { "delivered_on", "报告日期" }, { "meeting", "会议" }, { "addressee", "主送" }, { "document_number", "文号" },
  { "adopted_on", "通过日期" }, { "signed_by", "落款" }, { "signed_on", "落款日期" } }

local function head_of(doc)
  local list = {}
  for _, field in ipairs(head_fields) do
    if doc[field[1]] then list[#list + 1] = { name = field[2], value = doc[field[1]] } end
  end
  return list
end

local function page_name(doc) return ("%d.html"):format(doc.ordinal_) end

local relations = { report_on = "同题报告", opinion_on = "审议对象", examines = "审查对象", adopts = "通过", proposes = "提请",
  decides = "决定", amends = "修改", consolidates = "文本", explains = "说明对象", evaluates = "评议对象", fulfils = "答复",
  cites = "引用", agenda = "议程" }

local function links_of(store, doc, pages)
  local list = {}
  local function look(sql, prefix)
    for l in store:rows(sql, doc.id) do
      local other = pages[l.other]
      if other then
        local name = prefix .. (relations[l.relation] or l.relation)
        list[#list + 1] = { name = name, href = page_name(other), title = other.title }
      end
    end
  end
  look([[SELECT relation, "to" AS other FROM link WHERE "from" = ? ORDER BY ordinal_]], "")
  look([[SELECT relation, "from" AS other FROM link WHERE "to" = ? ORDER BY ordinal_]], "← ")
  return list
end

-- What the search looks through: one entry a paragraph.
local function search_entries(store, docs)
  local entries = {}
  for _, doc in ipairs(docs) do
    for node in store:rows([[SELECT flow, first_line, kind FROM node WHERE document = ? AND kind <> 'page_furniture'
      ORDER BY ordinal_]], doc.id) do
      entries[#entries + 1] = { doc = doc.ordinal_, line = node.first_line, text = node.flow }
    end
  end
  return entries
end

return {
  doc = "a folder of static pages: contents, search, every document with its facts and line anchors",
  args = {},
  pages = function(store)
    local docs, by_id = store:all "SELECT * FROM document ORDER BY ordinal_", {}
    for _, doc in ipairs(docs) do by_id[doc.id] = doc end
    local issues = store:all "SELECT * FROM issue ORDER BY ordinal_"
    local sources = store:all "SELECT id, path FROM source ORDER BY ordinal_"
    for _, source in ipairs(sources) do source.name = source.path:match "[^/]*$" end
    local list = { { path = "index.html", template = "site_index.html", data = {
      docs = docs, issues = issues, sources = sources, genres = genres, page_name = page_name,
      entries = search_entries(store, docs),
    } } }
    for i, doc in ipairs(docs) do
      list[#list + 1] = { path = page_name(doc), template = "site_document.html", data = {
        doc = doc, head = head_of(doc), blocks = blocks_of(store, doc), links = links_of(store, doc, by_id),
        genre = genres[doc.genre] or doc.genre, near = { before = docs[i - 1], after = docs[i + 1] },
        page_name = page_name,
      } }
    end
    return list
  end,
}
