-- A source's documents: split, named by genre, taken apart into nodes.
local body_contents = require "gongbao.document.body.contents"
local body_report = require "gongbao.document.body.report"
local body_statute = require "gongbao.document.body.statute"
local flow = require "gongbao.text.flow"
local foot = require "gongbao.document.foot"
local genre = require "gongbao.document.genre"
local issuer = require "gongbao.document.issuer"
local nodes = require "gongbao.document.nodes"
local paragraphs = require "gongbao.document.paragraphs"
local settle = require "gongbao.document.settle"
local split = require "gongbao.document.split"

local M = {}

local bodies = { report = body_report.build, statute = body_statute.build, contents = body_contents.build }

local OPENING_LINES = 12

local function opening_text(source, head)
  local lines = {}
  for k = head.body, math.min(head.last, head.body + OPENING_LINES - 1) do
    if not source.printed[k].debris then lines[#lines + 1] = source.printed[k] end
  end
  return #lines > 0 and flow.join(lines).text or ""
end

local function slice(printed, from, to)
  local lines = {}
  for k = from, to do if not printed[k].debris then lines[#lines + 1] = printed[k] end end
  return lines
end

local function add_leaf(builder, kind, lines)
  local whole = flow.join(lines)
  builder:add { kind = kind, flow = whole, text = whole.text, text_at = 1 }
end

local function add_debris(builder, printed, from, to)
  for k = from, to do
    if printed[k].debris then add_leaf(builder, "page_furniture", { printed[k] }) end
  end
end

-- The dated line and the presenter below it are one byline.
local function joined(parts)
  local list = {}
  for _, part in ipairs(parts) do
    local before = list[#list]
    if before and before.presents and part.presents and before.to + 1 == part.from then
      list[#list] = { kind = part.kind, from = before.from, to = part.to, presents = true }
    else
      list[#list + 1] = part
    end
  end
  return list
end

local function build_nodes(source, head, foot_found, parser, id, after)
  local printed, builder = source.printed, nodes.builder()
  add_debris(builder, printed, head.before, head.body - 1)
  for _, part in ipairs(joined(head.parts)) do add_leaf(builder, part.kind, slice(printed, part.from, part.to)) end
  local text_to = foot_found and foot_found.from - 1 or head.last
  local blocks = paragraphs.of(source, head.body, text_to)
  bodies[parser.body or "report"](builder, blocks, parser.style or {})
  builder:close()
  if foot_found then
    add_leaf(builder, "signature", slice(printed, foot_found.from, foot_found.to))
    add_debris(builder, printed, foot_found.from, foot_found.to)
    body_report.build(builder, paragraphs.of(source, foot_found.to + 1, head.last), {})
  end
  add_debris(builder, printed, math.max(head.last + 1, head.body), after)
  return builder:finish(id)
end

local function page(line) return line.page > 0 and line.page or nil end

-- A document as its print alone shows it.
local function document(source, head)
  local printed, parser = source.printed, head.parser
  local foot_found = head.body <= head.last and foot.read(printed, head.body, head.last, source.set) or nil
  local first, last = printed[head.first], printed[head.last]
  local doc = {
    id = head.id, source = source.id, seq = head.seq, genre = parser.name, genre_score = head.genre_score,
    title = head.title, presenter = head.presenter, delivered_on = head.delivered_on, meeting = head.meeting,
    addressee = head.addressee, document_number = head.document_number, adopted_on = head.adopted_on,
    history = head.history, signed_by = foot_found and foot_found.signed_by,
    signed_on = foot_found and foot_found.signed_on,
    first_line = first.line, last_line = last.line, first_page = page(first), last_page = page(last),
    nodes = build_nodes(source, head, foot_found, parser, head.id, head.after),
  }
  doc.title_flow = flow.join(slice(printed, head.title_from or head.first, head.title_to))
  if parser.complete then parser.complete(doc) end
  doc.issuer = issuer.of(doc, head)
  return doc
end

-- The heads with what is to be known of all documents before one is read.
local function plan(source)
  local heads = split.heads(source)
  for seq, head in ipairs(heads) do
    head.seq, head.id = seq, ("%s-%d"):format(source.id, seq)
    head.before = seq == 1 and 1 or head.first
    head.after = heads[seq + 1] and heads[seq + 1].first - 1 or #source.printed
    head.parser, head.genre_score = genre.detect(genre.view(head, opening_text(source, head)))
  end
  return heads
end

--- The documents of a source, read one by one, for a large file's do not all fit into memory: { count, heads,
--- read = function(seq) → document (its shape: lib/gongbao/document/README.md), new each time }.
-- @param source from gongbao.text.source, with `id` set
function M.of(source)
  local heads, settled = plan(source), settle.new()
  for _, head in ipairs(heads) do
    if settle.quotes(head.parser.name) then settled:quotes_of(document(source, head)) end
  end
  return { count = #heads, heads = heads, read = function(seq) return settled:part(document(source, heads[seq])) end }
end

--- All documents of a source, in print order.
function M.parse(source)
  local docs, documents = {}, M.of(source)
  for seq = 1, documents.count do docs[seq] = documents.read(seq) end
  return docs
end

return M
