/* The statistics of gongbao.core.query: ranks, words, neighbours, sequences. */
#include <string.h>

#include "bind/plan.h"
#include "query/statistics.h"

static gb_corpus *with_words(lua_State *L, const gb_hits *h) {
  gb_corpus *c = (gb_corpus *)(uintptr_t)h->corpus; /* the vocabulary is a cache of the corpus */
  gb_error e = GB_NO_ERROR;
  if (!gb_vocabulary_make(c, &e)) gb_raise(L, &e);
  return c;
}

static int hits_rank(lua_State *L) {
  gb_hits *h = gb_check_hits(L, 1);
  lua_Integer most = luaL_optinteger(L, 2, h->corpus->documents);
  luaL_argcheck(L, most >= 0, 2, "a number of documents");
  gb_ranked *list = lua_newuserdatauv(L, (h->corpus->documents + 1) * sizeof *list, 0);
  uint32_t count, shown = most < (lua_Integer)h->corpus->documents ? (uint32_t)most : h->corpus->documents;
  gb_error e = GB_NO_ERROR;
  if (!gb_hits_rank(h, shown, list, &count, &e)) return gb_raise(L, &e);
  if (shown > count) shown = count;
  lua_createtable(L, (int)shown, 0);
  for (uint32_t i = 0; i < shown; i++) {
    lua_createtable(L, 0, 3);
    lua_pushinteger(L, list[i].document + 1);
    lua_setfield(L, -2, "document");
    lua_pushinteger(L, list[i].hits);
    lua_setfield(L, -2, "hits");
    lua_pushnumber(L, list[i].score);
    lua_setfield(L, -2, "score");
    lua_seti(L, -2, i + 1);
  }
  lua_pushinteger(L, count);
  return 2;
}

static uint32_t *zeroed(lua_State *L, const gb_corpus *c) {
  size_t size = (c->words.count + 1) * sizeof(uint32_t);
  return memset(lua_newuserdatauv(L, size, 0), 0, size);
}

/* word number → count, and the sum */
static int push_counts(lua_State *L, const gb_corpus *c, const uint32_t *counts, uint64_t sum) {
  lua_newtable(L);
  for (uint32_t w = 0; w < c->words.count; w++) {
    if (!counts[w]) continue;
    lua_pushinteger(L, counts[w]);
    lua_rawseti(L, -2, (lua_Integer)w + 1);
  }
  lua_pushinteger(L, (lua_Integer)sum);
  return 2;
}

static int hits_words(lua_State *L) {
  gb_hits *h = gb_check_hits(L, 1);
  gb_corpus *c = with_words(L, h);
  uint32_t *counts = zeroed(L, c);
  return push_counts(L, c, counts, gb_hits_words(h, counts));
}

static int hits_beside(lua_State *L) {
  gb_hits *h = gb_check_hits(L, 1);
  lua_Integer left = luaL_checkinteger(L, 2), right = luaL_checkinteger(L, 3);
  luaL_argcheck(L, left >= 0 && left <= 1000, 2, "0 to 1000 tokens");
  luaL_argcheck(L, right >= 0 && right <= 1000, 3, "0 to 1000 tokens");
  gb_corpus *c = with_words(L, h);
  uint32_t *counts = zeroed(L, c);
  return push_counts(L, c, counts, gb_hits_beside(h, (uint32_t)left, (uint32_t)right, counts));
}

#define NGRAMS "gongbao.ngrams"

static int ngrams_gc(lua_State *L) {
  gb_ngrams_free(luaL_checkudata(L, 1, NGRAMS));
  return 0;
}

static int hits_ngrams(lua_State *L) {
  gb_hits *h = gb_check_hits(L, 1);
  lua_Integer n = luaL_checkinteger(L, 2), least = luaL_optinteger(L, 3, 1);
  luaL_argcheck(L, n >= 1 && n <= 16, 2, "1 to 16 words");
  with_words(L, h);
  gb_ngrams *g = lua_newuserdatauv(L, sizeof *g, 0);
  *g = (gb_ngrams){0};
  if (luaL_newmetatable(L, NGRAMS)) {
    lua_pushcfunction(L, ngrams_gc);
    lua_setfield(L, -2, "__gc");
  }
  lua_setmetatable(L, -2);
  gb_error e = GB_NO_ERROR;
  if (!gb_hits_ngrams(h, (uint32_t)n, least < 1 ? 1 : (uint32_t)least, g, &e)) return gb_raise(L, &e);
  lua_createtable(L, (int)g->count, 0);
  for (size_t i = 0; i < g->count; i++) {
    lua_createtable(L, (int)n + 1, 0);
    for (lua_Integer k = 0; k < n; k++) {
      lua_pushinteger(L, (lua_Integer)g->words[i * (size_t)n + (size_t)k] + 1);
      lua_rawseti(L, -2, k + 1);
    }
    lua_pushinteger(L, g->counts[i]);
    lua_rawseti(L, -2, n + 1);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

static int corpus_word(lua_State *L) {
  gb_corpus *c = gb_check_corpus(L, 1);
  gb_error e = GB_NO_ERROR;
  if (!gb_vocabulary_make(c, &e)) return gb_raise(L, &e);
  lua_Integer w = luaL_checkinteger(L, 2);
  luaL_argcheck(L, w >= 1 && w <= (lua_Integer)c->words.count, 2, "no such word");
  uint32_t size;
  const char *text = gb_word_text(c, (uint32_t)w - 1, &size);
  lua_pushlstring(L, text, size);
  lua_pushstring(L, gb_word_tag(c, (uint32_t)w - 1));
  lua_pushinteger(L, (lua_Integer)c->words.tokens[w - 1]);
  return 3;
}

const gb_function gb_statistics[] = {
    {"corpus:word", corpus_word, "corpus:word(number) -> text, tag, count",
     "A word of the corpus, folded, with its tag and how often it stands there; numbers come from hits:words.", NULL},
    {"hits:rank", hits_rank, "hits:rank([most]) -> list, documents",
     "The documents with hits (or the best `most`), best first by BM25: { document (number), hits, score }; and how many there are.", NULL},
    {"hits:words", hits_words, "hits:words() -> counts, sum",
     "How often each word (by number) stands inside the hits.", NULL},
    {"hits:beside", hits_beside, "hits:beside(left, right) -> counts, sum",
     "How often each word (by number) stands among the tokens before and after the hits, in the same node.", NULL},
    {"hits:ngrams", hits_ngrams, "hits:ngrams(n[, least]) -> list",
     "Sequences of n words inside the hits that occur `least` (1) times or more: { number, …, count }.", NULL},
    {0},
};
