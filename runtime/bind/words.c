/* gongbao.core.words: sets of words, found in text. */
#include "bind/modules.h"
#include "text/wordset.h"

#define WORDS "gongbao.words"

enum { MOST_WORDS = 1 << 20 };

/* Uservalue 1 is the list of the words: a word found is one of its strings, not a new one. */
static int new_words(lua_State *L) {
  lua_settop(L, 1);
  size_t count;
  const char **words = gb_check_strings(L, 1, 0, MOST_WORDS, &count);
  gb_wordset *w = lua_newuserdatauv(L, sizeof *w, 1);
  *w = (gb_wordset){0};
  luaL_setmetatable(L, WORDS);
  gb_error e = GB_NO_ERROR;
  if (!gb_wordset_make(w, words, count, &e)) return gb_raise(L, &e);
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    lua_pushstring(L, words[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_setiuservalue(L, -2, 1);
  return 1;
}

static const gb_wordset *check_words(lua_State *L) { return luaL_checkudata(L, 1, WORDS); }

static int words_gc(lua_State *L) {
  gb_wordset_free(luaL_checkudata(L, 1, WORDS));
  return 0;
}

static int push_word(lua_State *L, int id) {
  if (id < 0) return lua_pushnil(L), 1;
  lua_getiuservalue(L, 1, 1);
  lua_rawgeti(L, -1, id + 1);
  return 1;
}

static int words_at(lua_State *L) {
  const gb_wordset *w = check_words(L);
  size_t n;
  const char *text = luaL_checklstring(L, 2, &n);
  lua_Integer at = luaL_optinteger(L, 3, 1);
  return push_word(L, at < 1 ? -1 : gb_wordset_at(w, text, n, (size_t)at - 1));
}

static int words_before(lua_State *L) {
  const gb_wordset *w = check_words(L);
  size_t n;
  const char *text = luaL_checklstring(L, 2, &n);
  lua_Integer last = luaL_optinteger(L, 3, (lua_Integer)n);
  return push_word(L, last < 1 || (size_t)last > n ? -1 : gb_wordset_before(w, text, (size_t)last));
}

static int words_find(lua_State *L) {
  const gb_wordset *w = check_words(L);
  size_t n, at = 0;
  const char *text = luaL_checklstring(L, 2, &n);
  lua_Integer from = luaL_optinteger(L, 3, 1);
  int id = gb_wordset_find(w, text, n, from < 1 ? 0 : (size_t)from - 1, &at);
  if (id < 0) return lua_pushnil(L), 1;
  lua_pushinteger(L, (lua_Integer)at + 1);
  push_word(L, id);
  lua_remove(L, -2);
  return 2;
}

static const gb_function functions[] = {
    {"set", new_words, "set(list) -> words", "A set of words to be found in text.",
     "words.set{'增长', '年均增长'}:before '产量年均增长' --> 年均增长"},
    {"words:at", words_at, "words:at(text, at) -> word | nil", "The longest word that starts at byte `at` (else 1).",
     NULL},
    {"words:before", words_before, "words:before(text, last) -> word | nil",
     "The longest word that ends the text, or ends at byte `last`.", NULL},
    {"words:find", words_find, "words:find(text, from) -> at, word | nil",
     "The first place from byte `from` (else 1) on where a word starts, and the longest that does.", NULL},
    {"words:__gc", words_gc, NULL, NULL, NULL},
    {0},
};

int gb_open_words(lua_State *L) {
  gb_class(L, WORDS, "words", functions);
  gb_module(L, "gongbao.core.words", functions);
  return 1;
}
