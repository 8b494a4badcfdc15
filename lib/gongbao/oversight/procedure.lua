-- A meeting's record against the rules of procedure in force on its days.
--
-- A rule is data: how its sentence is recognised in any rules of procedure, and which test it asks for.
--
--   { name, test, words = { "审议意见", … }, any = { "交", "印发" }|nil, unit = "日前"|"日内"|"个月"|nil, after = boolean|nil }
--
-- The sentence is looked for in the version that was in force: before the meeting for what must be done for it, after
-- it for what must follow (`after`). The number before `unit` is the rule's value. Each finding quotes the article and
-- paragraph. Where the record lacks the days that a test needs, the finding says so and judges nothing.
local lpeg = require "lpeg"
local chars = require "gongbao.text.chars"
local dates = require "gongbao.grammar.dates"
local fragment = require "gongbao.statute.fragment"
local numerals = require "gongbao.grammar.numerals"
local statutes = require "gongbao.oversight.statutes"
local tree = require "gongbao.statute.tree"
local works = require "gongbao.statute.works"

local M = {}

-- rules --------------------------------------------------------------------------------------------------

local function holds_all(text, words)
  for _, word in ipairs(words or {}) do
    if not text:find(word, 1, true) then return false end
  end
  return true
end

-- Finds the number that stands before a unit: 会议举行的二十日前 → 20.
local function value_before(unit)
  return unit and lpeg.P { numerals.integer_pattern * unit + numerals.any_character * lpeg.V(1) }
end

--- A rule's sentence in a statute, or nil: { article = "第五条", paragraph, text, value }.
function M.find(statute, rule)
  local value_in = value_before(rule.unit)
  for _, article in ipairs(tree.articles(statute)) do
    for i, paragraph in ipairs(article.paragraphs) do
      for _, sentence in ipairs(fragment.sentences(paragraph.text)) do
        local worded = holds_all(sentence, rule.words) and (not rule.any or chars.holds(sentence, rule.any))
        local value = worded and value_in and value_in:match(sentence)
        if worded and (value or not value_in) then
          return { article = tree.label(article), paragraph = i, paragraphs = #article.paragraphs, text = sentence,
            value = value }
        end
      end
    end
  end
end

local function cite(place)
  local where = place.article .. (place.paragraphs > 1 and "第" .. numerals.chinese(place.paragraph) .. "款" or "")
  return ("议事规则%s：“%s”"):format(where, place.text)
end

-- meetings -------------------------------------------------------------------------------------------------

local MINUTES = [[SELECT document.id, document.title, document.meeting, document.issue, document.source,
    document.first_line, issue.held_from, issue.held_to, issue.body
  FROM document LEFT JOIN issue ON issue.id = document.issue WHERE genre = 'minutes' ORDER BY document.ordinal_]]

local function full_body(name)
  return name and (name:gsub("人大常委会", "人民代表大会常务委员会"))
end

-- The days of a meeting: the issue's, or those in the minutes' own words.
local function days_of(store, row)
  if row.held_from then return row.held_from, row.held_to end
  for node in store:rows("SELECT flow FROM node WHERE document = ? AND kind = 'paragraph' ORDER BY ordinal_", row.id) do
    local from, to = dates.span(node.flow or "")
    if not from then from = dates.find(node.flow or "") to = from end
    if from then return from, to end
  end
end

local meeting_number = lpeg.P { numerals.ordinal "次会议" + numerals.any_character * lpeg.V(1) }

--- The meetings of a store in the order of their days.
-- @return table list of { id = the minutes', body, number, from, to, issue, source, line }
function M.meetings(store)
  local list = {}
  for row in store:rows(MINUTES) do
    local from, to = days_of(store, row)
    local body = row.body or (row.title or ""):match "^(.-常委会)" or (row.title or ""):match "^(.-委员会)"
    if from then
      local number = meeting_number:match(row.meeting or "")
      list[#list + 1] = { id = row.id, body = full_body(body), number = number, from = from,
        to = to or from, issue = row.issue, source = row.source, line = row.first_line }
    end
  end
  table.sort(list, function(a, b) return a.from < b.from end)
  return list
end

-- tests ------------------------------------------------------------------------------------------------------
-- Each gets the check { store, meeting, meetings, place, report } and reports what it finds.

local TEST = {}

local function of_meeting(check, genres)
  local marks = ("?,"):rep(#genres):sub(1, -2)
  return check.store:all(([[SELECT id, genre, title, presenter_post, presenter_organ, presenter_name, issuer, signed_by,
      signed_on, delivered_on, first_line, last_line FROM document
    WHERE source = ? AND (issue IS ? OR issue IS NULL) AND genre IN (%s) ORDER BY ordinal_]]):format(marks),
    check.meeting.source, check.meeting.issue, table.unpack(genres))
end

local REPORTS = { "plan_report", "budget_report", "audit_report", "special_work_report" }

-- Meetings are to follow one another within so many months; a meeting that is not held in the record breaks the row.
function TEST.interval(check)
  local before
  for _, other in ipairs(check.meetings) do
    if other.body == check.meeting.body and other.from < check.meeting.from then before = other end
  end
  if not before then return end
  local latest = dates.add_months(before.to, check.place.value)
  if check.meeting.from <= latest then return end
  local a, b = before.number, check.meeting.number
  if a and b and b > a + 1 then
    return check.report("note", ("第%s次会议（%s）与第%s次会议（%s）之间的会议没有收录，间隔不能核对"):format(numerals.chinese(a),
      before.to, numerals.chinese(b), check.meeting.from))
  end
  check.report("warning", ("上一次会议%s结束，本次会议%s举行，间隔超过%d个月"):format(before.to, check.meeting.from,
    check.place.value))
end

-- Where a document's day is printed: its foot.
local function at_foot(document) return { id = document.id, first_line = document.last_line } end

-- What was done too short a time before the meeting.
local function short_lead(check, day, what, document)
  local lead = dates.days_between(day, check.meeting.from)
  if lead >= check.place.value then return end
  check.report("warning", ("%s%s，距会议%d日，不足%d日"):format(what, day, lead, check.place.value), document)
end

-- The foot of a report that the office distributed bears the day on which it was sent.
function TEST.documents_sent(check)
  local dated = false
  for _, document in ipairs(of_meeting(check, REPORTS)) do
    local day = document.signed_on
    if day and day <= check.meeting.from then
      dated = true
      short_lead(check, day, document.title .. "落款", at_foot(document))
    end
  end
  if not dated then check.report("note", "文件送达日期没有收录") end
end

-- What the record never holds: it is said once, so that nobody takes silence for agreement.
function TEST.not_in_record(check) check.report("note", check.rule.missing) end

function TEST.by_head(check)
  for _, document in ipairs(of_meeting(check, REPORTS)) do
    local post = document.presenter_post
    if post and post:find("副", 1, true) == 1 then
      check.report("note", ("%s由%s%s%s报告，不是主要负责人；是否经同意没有收录"):format(document.title,
        document.presenter_organ or "", post, document.presenter_name or ""), document)
    elseif not post then
      check.report("note", ("%s的报告人没有载明"):format(document.title), document)
    end
  end
end

-- Opinions are to be sent within so many days after the meeting.
function TEST.opinion_sent(check)
  for _, opinion in ipairs(of_meeting(check, { "deliberation_opinion" })) do
    if not opinion.signed_on then check.report("note", "审议意见没有日期：" .. opinion.title, opinion)
    else
      local days = dates.days_between(check.meeting.to, opinion.signed_on)
      if days > check.place.value then
        check.report("warning", ("会议%s结束，审议意见%s印发，超过%d日"):format(check.meeting.to, opinion.signed_on,
          check.place.value), at_foot(opinion))
      end
    end
  end
end

local ANSWER = [[SELECT document.id, document.title, document.signed_on, document.last_line FROM link
  JOIN document ON document.id = link."from" WHERE link."to" = ? AND relation = 'fulfils' ORDER BY document.ordinal_]]
local PRINTED_LIMIT = "SELECT 1 AS found FROM item WHERE document = ? AND time_limit IS NOT NULL"

-- Where an opinion prints no limit, the rules' own holds. It runs from the receipt, which the record does not date: the
-- opinion's day stands for it, and the finding says so.
function TEST.answered(check)
  for _, opinion in ipairs(of_meeting(check, { "deliberation_opinion" })) do
    local printed = check.store:row(PRINTED_LIMIT, opinion.id)
    local answer = check.store:row(ANSWER, opinion.id)
    if not printed and opinion.signed_on and answer and answer.signed_on then
      local due = dates.add_months(opinion.signed_on, check.place.value)
      if answer.signed_on > due then
        check.report("note", ("审议意见没有写明期限，按规则自%s起算应于%s前报告，报告日期%s（收到日期没有收录）"):format(
          opinion.signed_on, due, answer.signed_on), at_foot(answer))
      end
    end
  end
end

-- The day on which the committee took up its preliminary review: the first day that its report names.
local function review_day(store, id, before)
  local sql = "SELECT flow FROM node WHERE document = ? AND kind IN ('paragraph', 'heading') ORDER BY ordinal_"
  for node in store:rows(sql, id) do
    local day = dates.span(node.flow or "") or dates.find(node.flow or "")
    if day and day <= before then return day end
  end
end

-- Proposals are to be handed in so many days before the meeting.
function TEST.proposal_lead(check)
  for _, document in ipairs(of_meeting(check, { "proposal", "appointment_proposal" })) do
    if document.signed_on and document.signed_on <= check.meeting.from then
      short_lead(check, document.signed_on, document.title .. "落款", at_foot(document))
    elseif not document.signed_on then check.report("note", "议案没有日期：" .. document.title, document) end
  end
end

local ORGANS = { "人民政府", "监察委员会", "人民法院", "人民检察院", "专门委员会", "委员会", "主任会议" }

-- A proposal of no organ is one of members, and needs so many of them.
function TEST.proposers(check)
  for _, document in ipairs(of_meeting(check, { "proposal", "appointment_proposal" })) do
    local by = document.issuer or document.signed_by
    if not (by and chars.holds(by, ORGANS)) then
      check.report("note", ("%s：提案人不是机关，联名人数没有收录（应为%d人以上）"):format(document.title, check.place.value), document)
    end
  end
end

function TEST.review_lead(check)
  for _, document in ipairs(of_meeting(check, { "examination_report" })) do
    local day = review_day(check.store, document.id, check.meeting.from)
    if day then
      short_lead(check, day, "初步审查", document)
    else
      check.report("note", "初步审查的日期没有收录：" .. document.title, document)
    end
  end
end

function TEST.published(check)
  for _, regulation in ipairs(of_meeting(check, { "local_regulation" })) do
    local found = check.store:row([[SELECT 1 AS found FROM node JOIN document ON document.id = node.document
      WHERE genre = 'announcement' AND instr(flow, ?) > 0 LIMIT 1]], "《" .. regulation.title .. "》")
    if not found then check.report("note", "没有收录公布" .. regulation.title .. "的公告", regulation) end
  end
end

local SPEAKS_OF = "SELECT 1 AS found FROM node WHERE document = ? AND instr(flow, ?) > 0 LIMIT 1"

-- How many meetings' minutes speak of the draft, up to this one.
local function readings(check, title)
  local n = 0
  for _, meeting in ipairs(check.meetings) do
    local held = meeting.from <= check.meeting.to
    if held and check.store:row(SPEAKS_OF, meeting.id, "《" .. title) then n = n + 1 end
  end
  return n
end

function TEST.readings(check)
  for _, regulation in ipairs(of_meeting(check, { "local_regulation" })) do
    local n = readings(check, regulation.title)
    if n < check.place.value then
      check.report("note", ("%s：收录的会议中有%d次审议，其余没有收录"):format(regulation.title, n), regulation)
    end
  end
end

-- running ------------------------------------------------------------------------------------------------------

local function rules_work(by_key, body)
  return body and by_key[works.key(body .. "议事规则")]
end

-- The text in force on a day; nil and a reason where none is held.
local function text_on(store, work, day, cache)
  local version = works.at(work, day)
  if not version then return nil end
  cache[version] = cache[version] or statutes.text(store, version)
  return cache[version], version
end

-- A rule's sentence in a text (M.find), looked for once: many meetings fall under one text.
local function place_of(places, statute, rule)
  places[statute] = places[statute] or {}
  local of = places[statute]
  if of[rule] == nil then of[rule] = M.find(statute, rule) or false end
  return of[rule]
end

--- Checks every meeting of a store.
-- @param rules table list of rules (above)
-- @param report function{ document, line, severity, message, basis }
function M.run(store, rules, report)
  local _, by_key = statutes.works(store)
  local meetings, cache, places = M.meetings(store), {}, {}
  for _, meeting in ipairs(meetings) do
    local work = rules_work(by_key, meeting.body)
    local unheld = false
    for _, rule in ipairs(rules) do
      local day = rule.after and dates.add_days(meeting.to, 1) or meeting.from
      local statute = work and text_on(store, work, day, cache)
      if work and not statute then unheld = day end
      local place = statute and place_of(places, statute, rule)
      if place then
        TEST[rule.test] { store = store, meeting = meeting, meetings = meetings, place = place, rule = rule,
          report = function(severity, message, document)
            report { document = document and document.id or meeting.id, severity = severity, message = message,
              line = document and document.first_line or meeting.line, basis = cite(place) }
          end }
      end
    end
    if unheld then
      report { document = meeting.id, line = meeting.line, severity = "note",
        message = ("会议当日（%s）施行的议事规则没有收录，会前程序不能核对"):format(meeting.from) }
    end
  end
end

return M
