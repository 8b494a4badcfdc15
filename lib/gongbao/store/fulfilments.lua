-- Answers to opinions across sources: a rectification report is printed an issue or more after the opinion that it
-- answers. The links inside one issue are made with its facts; these are made after an import, over all that the store
-- holds, for the answers that have none.
local lpeg = require "lpeg"
local numerals = require "gongbao.grammar.numerals"
local rows = require "gongbao.store.rows"
local titles = require "gongbao.facts.titles"

local M = {}

local MARK = ".xl"    -- in the ids of links between sources
local LIKE = 0.7      -- the least likeness of the subjects of an answer and its opinion
local CITED = 0.72    -- of a cited title and the opinion's own

local function documents(store)
  return store:all [[SELECT id, source, seq, genre, title, meeting, signed_on, first_line FROM document
    WHERE genre IN ('deliberation_opinion', 'rectification_report', 'handling_report') ORDER BY ordinal_]]
end

local function answered(store)
  local set = {}
  for row in store:rows [[SELECT "from" AS id FROM link WHERE relation = 'fulfils']] do set[row.id] = true end
  return set
end

-- What an opinion or its answer is about: 关于养老服务体系建设情况审议意见整改情况的报告 → 养老服务体系建设.
local function subject_of(title)
  local about = title:gsub("的审议意见.*$", "")
  if about == title then about = title:gsub("审议意见.*$", "") end
  return titles.subject(about)
end

-- The number of a meeting, as 第十一次会议: named by the opinion's head and by the answer's words.
local numbered = lpeg.P { lpeg.C(numerals.ordinal "次会议" / 0) + 1 * lpeg.V(1) }
local function meeting_number(text) return text and numbered:match(text) end

local function words_of(store, id)
  local parts = {}
  for node in store:rows("SELECT flow FROM node WHERE document = ? ORDER BY ordinal_ LIMIT 4", id) do
    parts[#parts + 1] = node.flow or ""
  end
  return table.concat(parts)
end

-- Title and subject of an opinion as they are compared with every answer's.
local function compared(opinion)
  opinion.compared = opinion.compared or { plain = titles.compared(titles.plain(opinion.title)),
    subject = titles.compared(subject_of(opinion.title)) }
  return opinion.compared
end

-- The titles of opinions that an answer cites: { title, line, plain }.
local function cited_opinions(store, id)
  local list = {}
  for row in store:rows([[SELECT title, line FROM citation WHERE document = ? AND instr(title, '审议意见') > 0
      ORDER BY ordinal_]], id) do
    row.plain = titles.compared(titles.plain(row.title))
    list[#list + 1] = row
  end
  return list
end

-- An opinion named by title in the answer, or else one on the same subject; of equal ones the latest.
local function choose(store, answer, opinions)
  local citations, opening = cited_opinions(store, answer.id), words_of(store, answer.id)
  local subject = titles.compared(subject_of(answer.title))
  local best, best_score, evidence, line
  local function offer(opinion, score, words, at)
    if not best or score >= best_score then best, best_score, evidence, line = opinion, score, words, at end
  end
  for _, opinion in ipairs(opinions) do
    for _, citation in ipairs(citations) do
      local score = titles.likeness(citation.plain, compared(opinion).plain)
      if score >= CITED then offer(opinion, score + 1, "《" .. citation.title .. "》", citation.line) end
    end
    local score = titles.likeness(subject, compared(opinion).subject)
    local meeting = meeting_number(opinion.meeting)
    if meeting and opening:find(meeting, 1, true) then score = score + 0.1 end
    if score >= LIKE then offer(opinion, score, answer.title .. " | " .. opinion.title, answer.first_line) end
  end
  return best, evidence, line
end

-- The opinions that a document can answer: those that were there before it.
local function earlier(all, answer)
  local list = {}
  for _, document in ipairs(all) do
    local before = not (document.signed_on and answer.signed_on) or document.signed_on <= answer.signed_on
    if document.genre == "deliberation_opinion" and before then list[#list + 1] = document end
  end
  return list
end

--- Makes the links between sources anew, in a transaction of the caller's.
function M.update(store)
  store:run("DELETE FROM link WHERE instr(id, ?) > 0", MARK)
  local all, done = documents(store), answered(store)
  for _, document in ipairs(all) do
    if document.genre ~= "deliberation_opinion" and not done[document.id] then
      local opinion, evidence, line = choose(store, document, earlier(all, document))
      if opinion then
        rows.insert(store, { type = "link", id = document.id .. MARK .. "1", from = document.id, to = opinion.id,
          relation = "fulfils", evidence = evidence, line = line })
      end
    end
  end
end

return M
