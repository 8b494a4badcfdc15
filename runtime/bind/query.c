/* gongbao.core.query: a corpus of segments, searches, and their hits. */
#include <stdlib.h>
#include <string.h>

#include "bind/modules.h"
#include "bind/plan.h"
#include "query/concordance.h"

enum { MOST_SEGMENTS = 4096, MOST_THREADS = 16 };

gb_corpus *gb_check_corpus(lua_State *L, int i) {
  gb_corpus *c = luaL_checkudata(L, i, GB_CORPUS);
  if (!c->segments) luaL_error(L, "the corpus is closed");
  return c;
}

gb_hits *gb_check_hits(lua_State *L, int i) {
  gb_hits_holder *h = luaL_checkudata(L, i, GB_HITS);
  if (!h->open) luaL_error(L, "the search had failed");
  if (!h->hits.corpus->segments) luaL_error(L, "the corpus is closed");
  return &h->hits;
}

gb_hits_holder *gb_push_hits(lua_State *L, int corpus) {
  corpus = lua_absindex(L, corpus);
  gb_hits_holder *h = lua_newuserdatauv(L, sizeof *h, 1);
  *h = (gb_hits_holder){0};
  luaL_setmetatable(L, GB_HITS);
  lua_pushvalue(L, corpus);
  lua_setiuservalue(L, -2, 1);
  return h;
}

static int open_corpus(lua_State *L) {
  lua_settop(L, 2);
  uint64_t generation = (uint64_t)luaL_optinteger(L, 2, 0);
  size_t n;
  const char **paths = gb_check_strings(L, 1, 0, MOST_SEGMENTS, &n);
  gb_corpus *c = lua_newuserdatauv(L, sizeof *c, 0);
  *c = (gb_corpus){0};
  luaL_setmetatable(L, GB_CORPUS);
  gb_error e = GB_NO_ERROR;
  if (!gb_corpus_open(c, paths, (uint32_t)n, lua_isnoneornil(L, 2) ? NULL : &generation, &e))
    return gb_fail_return(L, &e);
  return 1;
}

static int corpus_close(lua_State *L) {
  gb_corpus_close(luaL_checkudata(L, 1, GB_CORPUS));
  return 0;
}

/* Pushes `threads` plans; false with the error set. They stay on the stack. */
static bool push_plans(lua_State *L, int table, uint32_t threads, gb_plan **plans, gb_error *e) {
  luaL_checkstack(L, (int)threads + 10, "threads");
  for (uint32_t t = 0; t < threads; t++) {
    gb_plan_holder *h = gb_plan_push(L, table, e);
    if (!h) return false;
    plans[t] = h->root;
  }
  return true;
}

static uint32_t threads_of(lua_State *L, const gb_corpus *c, int i) {
  lua_Integer threads = luaL_optinteger(L, i, 1);
  if (threads > MOST_THREADS) threads = MOST_THREADS;
  if (threads > (lua_Integer)c->count) threads = c->count;
  return threads < 1 ? 1 : (uint32_t)threads;
}

/* Lua does not see what lists of hits hold, so its collector is called when those that nobody may want any more
 * have grown large. */
enum { LEAST_HELD = 64 << 20 };
static size_t held, collect_at = LEAST_HELD;

static void hold(lua_State *L, gb_hits_holder *h) {
  h->bytes = gb_hits_bytes(&h->hits);
  held += h->bytes;
  if (held < collect_at) return;
  lua_gc(L, LUA_GCCOLLECT, 0);
  collect_at = held > LEAST_HELD / 2 ? held * 2 : LEAST_HELD;
}

static int search(lua_State *L) {
  gb_corpus *c = gb_check_corpus(L, 1);
  uint32_t threads = threads_of(L, c, 3);
  gb_plan *plans[MOST_THREADS];
  gb_error e = GB_NO_ERROR;
  if (!push_plans(L, 2, threads, plans, &e)) return gb_fail_return(L, &e);
  gb_hits_holder *h = gb_push_hits(L, 1);
  h->open = gb_search(c, plans, threads, &h->hits, &e);
  if (!h->open) return gb_fail_return(L, &e);
  hold(L, h);
  return 1;
}

static int count(lua_State *L) {
  gb_corpus *c = gb_check_corpus(L, 1);
  uint32_t threads = threads_of(L, c, 3);
  gb_plan *plans[MOST_THREADS];
  gb_error e = GB_NO_ERROR;
  uint64_t n;
  if (!push_plans(L, 2, threads, plans, &e) || !gb_search_count(c, plans, threads, &n, &e))
    return gb_fail_return(L, &e);
  lua_pushinteger(L, (lua_Integer)n);
  return 1;
}

static int hits_gc(lua_State *L) {
  gb_hits_holder *h = luaL_checkudata(L, 1, GB_HITS);
  if (h->open) gb_hits_free(&h->hits);
  held -= h->bytes;
  h->bytes = 0;
  h->open = false;
  return 0;
}

static int hits_len(lua_State *L) {
  gb_hits *h = gb_check_hits(L, 1);
  lua_pushinteger(L, (lua_Integer)h->base[h->corpus->count]);
  return 1;
}

static const gb_index *check_hit(lua_State *L, gb_hits *h, int i, gb_span *s, uint32_t *segment) {
  lua_Integer n = luaL_checkinteger(L, i);
  luaL_argcheck(L, n >= 1 && (uint64_t)n <= h->base[h->corpus->count], i, "no such hit");
  *segment = gb_hit(h, (uint64_t)n - 1, s);
  return &h->corpus->segments[*segment];
}

static int hits_get(lua_State *L) {
  gb_hits *h = gb_check_hits(L, 1);
  gb_span s;
  uint32_t segment, from, to, line = 0, page = 0;
  const gb_index *x = check_hit(L, h, 2, &s, &segment);
  uint32_t node = gb_index_node(x, gb_token(s.start)), base = gb_index_byte(x, x->nodes[node].first);
  gb_span_bytes(x, s, &from, &to);
  gb_index_place(x, from, &line, &page);
  lua_createtable(L, 0, 10);
#define FIELD(name, push) ((push), lua_setfield(L, -2, name))
  FIELD("document", lua_pushinteger(L, h->corpus->document_base[segment] + x->nodes[node].document + 1));
  FIELD("document_id", lua_pushstring(L, gb_index_string(x, x->documents[x->nodes[node].document].id)));
  FIELD("node_seq", lua_pushinteger(L, x->nodes[node].seq));
  FIELD("kind", lua_pushstring(L, gb_index_string(x, x->nodes[node].kind)));
  FIELD("first", lua_pushinteger(L, (lua_Integer)from - base + 1));
  FIELD("last", lua_pushinteger(L, (lua_Integer)to - base));
  if (line) FIELD("line", lua_pushinteger(L, line));
  if (page) FIELD("page", lua_pushinteger(L, page));
#undef FIELD
  return 1;
}

static int hits_span(lua_State *L) {
  gb_hits *h = gb_check_hits(L, 1);
  gb_span s;
  uint32_t segment;
  check_hit(L, h, 2, &s, &segment);
  lua_pushinteger(L, segment + 1);
  lua_pushinteger(L, gb_token(s.start));
  lua_pushinteger(L, gb_characters(s.start));
  lua_pushinteger(L, gb_token(s.stop));
  lua_pushinteger(L, gb_characters(s.stop));
  return 5;
}

static int hits_kwic(lua_State *L) {
  gb_hits *h = gb_check_hits(L, 1);
  gb_span s;
  uint32_t segment;
  const gb_index *x = check_hit(L, h, 2, &s, &segment);
  lua_Integer columns = luaL_optinteger(L, 3, 40);
  luaL_argcheck(L, columns >= 0 && columns <= 100000, 3, "columns out of bounds");
  gb_buffer text = {0};
  gb_kwic_form form = {(uint32_t)columns, false, "", ""};
  gb_kwic line = {0};
  gb_error e = GB_NO_ERROR;
  bool good = gb_kwic_line(x, s, &form, &text, &line, &e);
  char *kept = good ? lua_newuserdatauv(L, text.size + 1, 0) : NULL; /* so that no string is made while `text` is held */
  if (kept && text.size) memcpy(kept, text.data, text.size);
  gb_buffer_free(&text);
  if (!good) return gb_raise(L, &e);
  lua_pushlstring(L, kept + line.left, line.left_end - line.left);
  lua_pushlstring(L, kept + line.match, line.match_end - line.match);
  lua_pushlstring(L, kept + line.right, line.right_end - line.right);
  return 3;
}

static uint32_t natural_field(lua_State *L, const char *name, uint32_t otherwise) {
  lua_Integer value = gb_integer_field(L, 4, name, otherwise);
  luaL_argcheck(L, value >= 0 && value <= 100000, 4, name);
  return (uint32_t)value;
}

static const char *string_field(lua_State *L, const char *name, const char *otherwise) {
  lua_getfield(L, 4, name); /* stays on the stack, so that the string stays */
  return luaL_optstring(L, -1, otherwise);
}

static uint64_t *check_numbers(lua_State *L, int table, uint64_t first, uint64_t last, uint64_t total) {
  if (lua_isnil(L, table)) return NULL;
  uint64_t *numbers = lua_newuserdatauv(L, (size_t)(last - first + 2) * sizeof *numbers, 0);
  for (uint64_t i = first; i <= last; i++) {
    lua_geti(L, table, (lua_Integer)i);
    lua_Integer n = luaL_checkinteger(L, -1);
    luaL_argcheck(L, n >= 1 && (uint64_t)n <= total, 4, "no such hit");
    numbers[i - first] = (uint64_t)n - 1;
    lua_pop(L, 1);
  }
  return numbers;
}

static int hits_concordance(lua_State *L) {
  gb_hits *h = gb_check_hits(L, 1);
  uint64_t total = h->base[h->corpus->count];
  lua_Integer first = luaL_checkinteger(L, 2), last = luaL_checkinteger(L, 3);
  lua_settop(L, 4);
  if (lua_isnil(L, 4)) lua_newtable(L), lua_replace(L, 4);
  luaL_checktype(L, 4, LUA_TTABLE);
  luaL_argcheck(L, first >= 1, 2, "hits count from 1");
  luaL_argcheck(L, last >= first - 1 && last <= (lua_Integer)total, 3, "no such hit");
  gb_kwic_form kwic = {natural_field(L, "columns", 40), true, string_field(L, "open", "["), string_field(L, "close", "]")};
  gb_line_form f = {kwic, natural_field(L, "place_width", 0)};
  lua_getfield(L, 4, "numbers");
  uint64_t *numbers = check_numbers(L, lua_gettop(L), (uint64_t)first, (uint64_t)last, total);
  gb_buffer text = {0};
  gb_error e = GB_NO_ERROR;
  gb_concordance(h, (uint64_t)first - 1, numbers, (uint64_t)(last - first + 1), &f, &text, &e);
  return gb_give(L, &text, &e);
}

static int hits_order(lua_State *L) {
  static const char *const sides[] = {"left", "right", NULL};
  gb_hits *h = gb_check_hits(L, 1);
  bool left = luaL_checkoption(L, 2, "right", sides) == 0;
  uint64_t n = h->base[h->corpus->count];
  lua_Integer most = luaL_optinteger(L, 3, (lua_Integer)n);
  uint64_t *order = lua_newuserdatauv(L, (size_t)n * sizeof *order + 8, 0);
  gb_error e = GB_NO_ERROR;
  if (!gb_hits_order(h, left, order, &e)) return gb_raise(L, &e);
  if ((uint64_t)most > n) most = (lua_Integer)n;
  lua_createtable(L, (int)most, 0);
  for (lua_Integer i = 0; i < most; i++) {
    lua_pushinteger(L, (lua_Integer)order[i] + 1);
    lua_seti(L, -2, i + 1);
  }
  return 1;
}

static int hits_by_document(lua_State *L) {
  gb_hits *h = gb_check_hits(L, 1);
  uint32_t *counts = lua_newuserdatauv(L, h->corpus->documents * sizeof *counts + 4, 0);
  gb_hits_by_document(h, counts);
  lua_newtable(L);
  for (uint32_t d = 0; d < h->corpus->documents; d++) {
    if (!counts[d]) continue;
    lua_pushinteger(L, counts[d]);
    lua_rawseti(L, -2, d + 1);
  }
  return 1;
}

static const gb_index *check_document(lua_State *L, gb_corpus *c, int i, uint32_t *local) {
  lua_Integer n = luaL_checkinteger(L, i);
  luaL_argcheck(L, n >= 1 && n <= (lua_Integer)c->documents, i, "no such document");
  return &c->segments[gb_document_segment(c, (uint32_t)n - 1, local)];
}

static int corpus_field(lua_State *L) {
  gb_corpus *c = gb_check_corpus(L, 1);
  uint32_t d;
  const gb_index *x = check_document(L, c, 2, &d);
  const char *name = luaL_checkstring(L, 3);
  lua_pushstring(L, gb_index_field(x, d, name));
  return 1;
}

static int corpus_size(lua_State *L) {
  gb_corpus *c = gb_check_corpus(L, 1);
  uint32_t d;
  if (lua_isnoneornil(L, 2)) {
    lua_pushinteger(L, (lua_Integer)c->tokens);
    lua_pushinteger(L, c->documents);
    return 2;
  }
  check_document(L, c, 2, &d);
  lua_pushinteger(L, gb_document_tokens(c, (uint32_t)lua_tointeger(L, 2) - 1));
  return 1;
}

static int corpus_tokens(lua_State *L) {
  gb_corpus *c = gb_check_corpus(L, 1);
  lua_Integer segment = luaL_checkinteger(L, 2), from = luaL_checkinteger(L, 3), to = luaL_checkinteger(L, 4);
  luaL_argcheck(L, segment >= 1 && segment <= (lua_Integer)c->count, 2, "no such segment");
  const gb_index *x = &c->segments[segment - 1];
  luaL_argcheck(L, from >= 0 && to <= (lua_Integer)x->h.tokens, 3, "no such tokens");
  lua_newtable(L);
  for (lua_Integer t = from; t < to; t++) {
    uint32_t word = gb_folded(x, (uint32_t)t), n, m;
    const char *bytes = gb_index_word(x, word, &n), *surface = gb_index_word(x, gb_surface(x, (uint32_t)t), &m);
    lua_createtable(L, 3, 0);
    lua_pushlstring(L, bytes, n);
    lua_seti(L, -2, 1);
    lua_pushstring(L, x->tag_names[x->tag[word]]);
    lua_seti(L, -2, 2);
    lua_pushlstring(L, surface, m);
    lua_seti(L, -2, 3);
    lua_seti(L, -2, t - from + 1);
  }
  return 1;
}

static int corpus_generations(lua_State *L) {
  gb_corpus *c = gb_check_corpus(L, 1);
  lua_createtable(L, (int)c->count, 0);
  for (uint32_t s = 0; s < c->count; s++) {
    lua_pushinteger(L, (lua_Integer)c->segments[s].h.generation);
    lua_seti(L, -2, s + 1);
  }
  return 1;
}

static const gb_function functions[] = {
    {"open", open_corpus, "open(paths[, generation]) -> corpus | nil, message, code",
     "Opens segments as one corpus; refuses damaged ones, and those newer than `generation`.", NULL},
    {"corpus:close", corpus_close, "corpus:close()", "Closes it; its hits can no longer be read.", NULL},
    {"corpus:search", search, "corpus:search(plan[, threads]) -> hits | nil, message, code",
     "Runs a plan (gongbao.query makes them from a query).", NULL},
    {"corpus:count", count, "corpus:count(plan[, threads]) -> number | nil, message, code",
     "The number of hits; for one word it is looked up.", NULL},
    {"corpus:field", corpus_field, "corpus:field(document, name) -> text | nil",
     "A field of a document, which is a number from 1; the name \"id\" gives its id.", NULL},
    {"corpus:size", corpus_size, "corpus:size([document]) -> tokens[, documents]",
     "The tokens of a document, or of the corpus and its documents.", NULL},
    {"corpus:tokens", corpus_tokens, "corpus:tokens(segment, from, to) -> table",
     "The tokens from … to − 1 (from 0) of a segment as { folded, tag, surface }.", NULL},
    {"corpus:generations", corpus_generations, "corpus:generations() -> table", "The generation of each segment.", NULL},
    {"corpus:__gc", corpus_close, NULL, NULL, NULL},
    {"hits:__len", hits_len, "#hits", "The number of hits.", NULL},
    {"hits:get", hits_get, "hits:get(i) -> hit",
     "Hit i: document (its number), document_id, node_seq, kind, first and last byte in the node's text, line, page.", NULL},
    {"hits:span", hits_span, "hits:span(i) -> segment, token, characters, end token, end characters",
     "The bare span of hit i; tokens count from 0.", NULL},
    {"hits:kwic", hits_kwic, "hits:kwic(i[, columns]) -> left, match, right",
     "The hit's text and up to `columns` (40) terminal columns of the same node on each side.", NULL},
    {"hits:concordance", hits_concordance, "hits:concordance(first, last[, form]) -> text",
     "Lines of hits, aligned; form = { columns = 40, place_width = 0 (none), open = \"[\", close = \"]\", numbers = list of hits' numbers from which first … last are taken }.", NULL},
    {"hits:order", hits_order, "hits:order(side[, most]) -> numbers",
     "The hits' numbers sorted by the words at their \"left\" or \"right\".", NULL},
    {"hits:by_document", hits_by_document, "hits:by_document() -> table", "Hits by document number.", NULL},
    {"hits:__gc", hits_gc, NULL, NULL, NULL},
    {0},
};

int gb_open_query(lua_State *L) {
  gb_plan_class(L);
  gb_class(L, GB_CORPUS, "corpus", functions);
  gb_class(L, GB_HITS, "hits", functions);
  gb_class(L, GB_CORPUS, "corpus", gb_statistics);
  gb_class(L, GB_HITS, "hits", gb_statistics);
  gb_module(L, "gongbao.core.query", gb_statistics);
  lua_pop(L, 1);
  gb_module(L, "gongbao.core.query", functions);
  return 1;
}
