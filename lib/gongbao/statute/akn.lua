-- Statutes as Akoma Ntoso 3.0, and back.
--
--   编 part   分编 subpart   章 chapter   节 section   附件, 附则 without a number: hcontainer
--   条 article   款 paragraph   项 point   目 indent
--
-- eIds follow the printed numbers, so importing the same text again gives the same ids: chp_2, art_6, art_120-1,
-- art_6__para_2, art_6__para_2__point_1. Divisions carry their parents' (part_1__chp_2), for chapters start again in
-- every 编 and sections in every chapter; articles do not, for their numbers run through.
local tree = require "gongbao.statute.tree"
local xml = require "gongbao.statute.xml"

local M = {}

local NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
local ELEMENT = { ["编"] = "part", ["分编"] = "subpart", ["章"] = "chapter", ["节"] = "section", ["附件"] = "hcontainer",
  [""] = "hcontainer" }
local ABBREVIATION = { part = "part", subpart = "subpart", chapter = "chp", section = "sec", hcontainer = "hcontainer" }

local e = xml.element

local function p(text) return e("p", nil, text ~= "" and text or nil) end
local function content(text) return e("content", nil, p(text)) end

-- identification ---------------------------------------------------------------------------------------

-- A name for IRIs: the title's bytes as hexadecimal, because IRIs of this kind are ASCII, and stable.
local function slug(title)
  return (title:gsub("[^%w%-_.]", function(c) return ("%%%02x"):format(c:byte()) end))
end

local UNKNOWN_DAY = "0001-01-01"   -- the schema wants a date; this one says that none is known

local function identification(statute, version)
  local first = version.adopted or version.date or UNKNOWN_DAY
  local work = ("/akn/cn/act/%s/%s"):format(first, slug(statute.title))
  local expression = work .. "/zho@" .. (version.date or first)
  local function group(name, iri, date, label, ...)
    return e(name, nil, e("FRBRthis", { value = iri .. "/!main" }), e("FRBRuri", { value = iri }),
      e("FRBRdate", { date = date, name = label }), e("FRBRauthor", { href = "#legislator", as = "#author" }), ...)
  end
  return e("identification", { source = "#gongbao" },
    group("FRBRWork", work, first, "adoption", e("FRBRcountry", { value = "cn" }),
      e("FRBRname", { value = statute.title })),
    group("FRBRExpression", expression, version.date or first, "wording", e("FRBRlanguage", { language = "zho" })),
    group("FRBRManifestation", expression .. ".xml", version.date or first, "markup", e("FRBRformat",
      { value = "application/xml" })))
end

local EVENT = { adopted = "generation", amended = "amendment", revised = "amendment", repealed = "repeal" }

local function lifecycle(version)
  local node = e("lifecycle", { source = "#gongbao" })
  for i, event in ipairs(version.events or {}) do
    node[#node + 1] = e("eventRef", { eId = "eventRef_" .. i, date = event.date, source = "#original",
      type = EVENT[event.kind] or "generation" })
  end
  return #node > 0 and node or nil
end

local function references(statute)
  return e("references", { source = "#gongbao" },
    e("original", { eId = "original", href = "/akn/cn/act/" .. slug(statute.title), showAs = statute.title }),
    e("TLCOrganization", { eId = "gongbao", href = "/ontology/organization/gongbao", showAs = "Gongbao" }),
    e("TLCOrganization", { eId = "legislator", href = "/ontology/organization/legislator", showAs = "制定机关" }),
    e("TLCRole", { eId = "author", href = "/ontology/role/author", showAs = "author" }))
end

-- textual modifications ----------------------------------------------------------------------------------

local MODIFICATION = {
  replace_article = "substitution", replace_paragraph = "substitution", replace_point = "substitution",
  replace_phrase = "substitution", replace_sentence = "substitution", rename_chapter = "substitution",
  insert_article = "insertion", insert_paragraph = "insertion", insert_point = "insertion",
    insert_chapter = "insertion",
  append_sentence = "insertion", insert_sentence = "insertion",
  delete_article = "repeal", delete_paragraph = "repeal", delete_point = "repeal", delete_phrase = "repeal",
  delete_sentence = "repeal", delete_chapter = "repeal",
  renumber = "renumbering", renumber_paragraph = "renumbering", renumber_point = "renumbering",
    renumber_chapter = "renumbering",
  join_chapter = "join", paragraph_becomes_article = "split", article_becomes_paragraph = "join",
  sentence_becomes_paragraph = "split",
}

local function article_id(article) return "art_" .. tostring(article) end

local function destination(row)
  local article = row.new_article or row.old_article
  if not article then return "#body" end
  return "#" .. article_id(article) .. (row.new_paragraph and "__para_" .. row.new_paragraph or "")
end

-- The schema lets old and new hold elements of other namespaces alone.
local function wording(text) return e("text", { xmlns = "urn:gongbao:text" }, text) end

local function modifications(rows, decision)
  local passive = e("passiveModifications")
  for i, row in ipairs(rows or {}) do
    local kind = MODIFICATION[row.op]
    if kind then
      local node = e("textualMod", { eId = "pmod_" .. i, type = kind },
        e("source", { href = decision or "#original" }), e("destination", { href = destination(row) }))
      if row.old_text then node[#node + 1] = e("old", nil, wording(row.old_text)) end
      if row.new_text then node[#node + 1] = e("new", nil, wording(row.new_text)) end
      passive[#passive + 1] = node
    end
  end
  return #passive > 0 and e("analysis", { source = "#gongbao" }, passive) or nil
end

-- body -----------------------------------------------------------------------------------------------------

local function indents(point, id)
  local list = {}
  for i, indent in ipairs(point.indents or {}) do
    list[i] = e("indent", { eId = id .. "__indent_" .. i }, e("num", nil, indent.number .. "."), content(indent.text))
  end
  return list
end

local function point_node(point, id)
  local mine = id .. "__point_" .. point.number
  local node = e("point", { eId = mine }, e("num", nil, tree.point_label(point)))
  local below = indents(point, mine)
  if #below == 0 then node[2] = content(point.text) return node end
  node[2] = e("intro", nil, p(point.text))
  table.move(below, 1, #below, 3, node)
  return node
end

local function paragraph_node(paragraph, id)
  local node = e("paragraph", { eId = id })
  if #(paragraph.points or {}) == 0 then node[1] = content(paragraph.text) return node end
  node[1] = e("intro", nil, p(paragraph.text))
  for _, point in ipairs(paragraph.points) do node[#node + 1] = point_node(point, id) end
  return node
end

local function article_node(article)
  local id = article_id(tree.exported(article))
  local node = e("article", { eId = id }, e("num", nil, tree.label(article)))
  for i, paragraph in ipairs(article.paragraphs) do node[#node + 1] = paragraph_node(paragraph, id .. "__para_"
    .. i) end
  if #article.paragraphs == 0 then node[#node + 1] = content "" end
  return node
end

local function division_node(division, parent_id, ordinal)
  local name = ELEMENT[division.unit]
  local id = (parent_id and parent_id .. "__" or "") .. ABBREVIATION[name] .. "_" .. (division.number or ordinal)
  local node = e(name, { eId = id, name = name == "hcontainer" and (division.unit == "附件" and "annex"
    or "division") or nil })
  if division.number then
    node[#node + 1] = e("num", nil, (tree.division_label { number = division.number, unit = division.unit, name = "" }))
  end
  node[#node + 1] = e("heading", nil, division.name ~= "" and division.name or nil)
  return node, id
end

local function body_node(statute)
  local body = e("body", { eId = "body" })
  local open, loose = {}, 0       -- divisions that are open: { node, rank, id }
  local function top() return open[#open] and open[#open].node or body end
  for _, entry in ipairs(statute.body) do
    if entry.kind == "article" then table.insert(top(), article_node(entry))
    else
      local rank = tree.RANK[entry.unit]
      while #open > 0 and open[#open].rank >= rank do table.remove(open) end
      if not entry.number then loose = loose + 1 end
      local node, id = division_node(entry, open[#open] and open[#open].id, loose)
      if #entry.lines > 0 then
        local text = e("content")
        for i, line in ipairs(entry.lines) do text[i] = p(line) end
        node[#node + 1] = text
      end
      table.insert(top(), node)
      open[#open + 1] = { node = node, rank = rank, id = id }
    end
  end
  return body
end

local function preface(statute)
  local node = e("preface", { eId = "preface" }, e("longTitle", nil, e("p", nil, e("docTitle", nil, statute.title))))
  if #statute.history > 0 then
    local formula = e("formula", { name = "adoption_note", eId = "formula_1" })
    for i, line in ipairs(statute.history) do formula[i] = p(line) end
    node[#node + 1] = formula
  end
  return node
end

local function preamble(statute)
  if #statute.preamble == 0 then return nil end
  local node = e("preamble", { eId = "preamble" })
  for i, line in ipairs(statute.preamble) do node[i] = p(line) end
  return node
end

--- The XML of a statute.
-- @param statute table (see tree.lua)
-- @param version table|nil { date, adopted, events } as gongbao.statute.works gives them
-- @param options table|nil { rows = amendment rows that gave the text its wording, decision = IRI of the decision }
-- @return string
function M.write(statute, version, options)
  version, options = version or {}, options or {}
  local meta = e("meta", nil, identification(statute, version))
  meta[#meta + 1] = lifecycle(version)
  meta[#meta + 1] = modifications(options.rows, options.decision)
  meta[#meta + 1] = references(statute)
  local act = e("act", { name = "act", contains = "singleVersion" }, meta, preface(statute))
  act[#act + 1] = preamble(statute)
  act[#act + 1] = body_node(statute)
  return xml.write(e("akomaNtoso", { xmlns = NAMESPACE }, act))
end

-- reading ----------------------------------------------------------------------------------------------------

local UNIT = { part = "编", subpart = "分编", chapter = "章", section = "节" }

local function lines_of(node)
  local list = {}
  for _, child in ipairs(node and xml.children(node) or {}) do list[#list + 1] = xml.text(child) end
  return list
end

local function text_of(node)
  local holder = xml.child(node, "content") or xml.child(node, "intro")
  return holder and xml.text(holder) or ""
end

local function last_number(id) return math.tointeger(tonumber(id:match "_(%d+)$")) end

local function read_point(node)
  local point = { number = last_number(node.at.eId), text = text_of(node), indents = {} }
  for _, child in ipairs(xml.children(node)) do
    if child.name == "indent" then
      local number = xml.text(xml.child(child, "num")):gsub("%.$", "")
      point.indents[#point.indents + 1] = { number = math.tointeger(tonumber(number)), text = text_of(child) }
    end
  end
  return point
end

local function read_article(node)
  local number, inserted = node.at.eId:match "^art_(%d+)%-?(%d*)$"
  local article = { kind = "article", number = math.tointeger(tonumber(number)),
    inserted = math.tointeger(tonumber(inserted)), paragraphs = {} }
  for _, child in ipairs(xml.children(node)) do
    if child.name == "paragraph" then
      local paragraph = { text = text_of(child), points = {} }
      for _, below in ipairs(xml.children(child)) do
        if below.name == "point" then table.insert(paragraph.points, read_point(below)) end
      end
      table.insert(article.paragraphs, paragraph)
    end
  end
  return article
end

local function read_division(node)
  local heading = xml.child(node, "heading")
  local unit = UNIT[node.name] or node.at.name == "annex" and "附件" or ""
  return { kind = "division", unit = unit, number = UNIT[node.name] and last_number(node.at.eId) or nil,
    name = heading and xml.text(heading) or "", lines = lines_of(xml.child(node, "content")) }
end

local function read_body(node, body)
  for _, child in ipairs(xml.children(node)) do
    if child.name == "article" then body[#body + 1] = read_article(child)
    elseif UNIT[child.name] or child.name == "hcontainer" then
      body[#body + 1] = read_division(child)
      read_body(child, body)
    end
  end
  return body
end

--- A statute from the XML that this module writes.
-- @return statute | nil, message
function M.read(text)
  local root, message = xml.read(text)
  if not root then return nil, message end
  local act = root.name == "akomaNtoso" and xml.child(root, "act")
  if not act or not xml.child(act, "body") then return nil, "this is no akomaNtoso act with a body" end
  local front = xml.child(act, "preface")
  local title = front and xml.child(front, "longTitle")
  return { title = title and xml.text(title) or "", history = lines_of(front and xml.child(front, "formula")),
    preamble = lines_of(xml.child(act, "preamble")), body = read_body(xml.child(act, "body"), {}) }
end

return M
