/* gongbao.core.segment: words. A cutter cuts; what it returns is an array of
 * offsets in userdata, read by number or by iterator. */
#include <stdlib.h>
#include <string.h>

#include "bind/modules.h"
#include "segment/cut.h"

#define CUTTER "gongbao.cutter"
#define TOKENS "gongbao.tokens"

enum { COARSE, FINE, SEARCH, PLAIN };
static const char *const modes[] = {"coarse", "fine", "search", "plain", NULL};

/* How words that no lexicon has are found. */
enum { NONE, CHARACTERS };
static const char *const beyonds[] = {"none", "characters", NULL};

typedef struct cutter {
  gb_cutter *c;
  int mode;
  gb_tokens path;  /* of the last cut: the arrays are kept for the next */
  gb_tokens inner; /* the same with the words inside, of the modes fine and search */
  uint32_t *starts;
} cutter;

/* One block of Lua's memory, arrays included: a cut costs one allocation and
 * no finalizer, which is what makes cutting line by line cheap. */
typedef struct tokens {
  size_t count;
  const gb_cutter *c;
  uint32_t *ids, *starts; /* starts is NULL where each begins at the end of the one before */
  uint32_t ends[];        /* then ids, then starts */
} tokens;

static gb_lexicon *check_lexicon(lua_State *L, int i) { return luaL_checkudata(L, i, GB_LEXICON); }

static int lexicon(lua_State *L) {
  size_t size;
  const char *text = luaL_checklstring(L, 1, &size);
  gb_lexicon *l = lua_newuserdatauv(L, sizeof *l, 0);
  *l = (gb_lexicon){0};
  luaL_setmetatable(L, GB_LEXICON);
  gb_error e = GB_NO_ERROR;
  if (!gb_lexicon_user(l, text, size, &e)) return gb_fail_return(L, &e);
  return 1;
}

static int lexicon_gc(lua_State *L) {
  gb_lexicon_free(check_lexicon(L, 1));
  return 0;
}

static int lexicon_len(lua_State *L) {
  lua_pushinteger(L, check_lexicon(L, 1)->word_count);
  return 1;
}

static int new_cutter(lua_State *L) {
  int mode = luaL_checkoption(L, 1, "coarse", modes);
  gb_lexicon *user = luaL_opt(L, check_lexicon, 2, NULL);
  gb_model *m = luaL_testudata(L, 3, GB_MODEL);
  int beyond = m ? CHARACTERS : luaL_checkoption(L, 3, "characters", beyonds);
  unsigned flags = (mode == COARSE ? GB_CUT_JOIN : 0) | (beyond == NONE ? GB_CUT_NO_UNKNOWN : 0);
  lua_settop(L, 3);
  cutter *c = lua_newuserdatauv(L, sizeof *c, 2);
  *c = (cutter){.mode = mode};
  luaL_setmetatable(L, CUTTER);
  lua_pushvalue(L, 2);
  lua_setiuservalue(L, -2, 1); /* lexicon and model live as long as their cutter */
  lua_pushvalue(L, 3);
  lua_setiuservalue(L, -2, 2);
  c->c = gb_cutter_new(user, flags);
  if (!c->c) return luaL_error(L, "out of memory");
  gb_cutter_use(c->c, m);
  return 1;
}

static int model(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  gb_model *m = lua_newuserdatauv(L, sizeof *m, 0);
  *m = (gb_model){0};
  luaL_setmetatable(L, GB_MODEL);
  gb_error e = GB_NO_ERROR;
  if (!gb_model_open(m, path, &e)) return gb_fail_return(L, &e);
  return 1;
}

static int model_gc(lua_State *L) {
  gb_model_close(luaL_checkudata(L, 1, GB_MODEL));
  return 0;
}

static cutter *check_cutter(lua_State *L) { return luaL_checkudata(L, 1, CUTTER); }

static void drop_arrays(cutter *c) {
  gb_tokens_free(&c->path);
  gb_tokens_free(&c->inner);
  free(c->starts);
  c->starts = NULL;
}

static int cutter_gc(lua_State *L) {
  cutter *c = check_cutter(L);
  drop_arrays(c);
  gb_cutter_free(c->c);
  c->c = NULL;
  return 0;
}

typedef struct inner {
  cutter *c;
  uint32_t base, size, most; /* the token's start and size; the longest inner word wanted, bytes */
  gb_error *e;
} inner;

static bool put(inner *in, uint32_t start, uint32_t end, uint32_t id) {
  gb_tokens *t = &in->c->inner;
  if (t->count == t->capacity) {
    size_t want = t->capacity * 2 + 256;
    uint32_t *ends = realloc(t->ends, want * 4), *ids = ends ? realloc(t->ids, want * 4) : NULL;
    uint32_t *starts = ids ? realloc(in->c->starts, want * 4) : NULL;
    if (ends) t->ends = ends;
    if (ids) t->ids = ids;
    if (!starts) return gb_fail(in->e, GB_STORE, -1, "out of memory");
    in->c->starts = starts;
    t->capacity = want;
  }
  in->c->starts[t->count] = start;
  t->ends[t->count] = end;
  t->ids[t->count++] = id;
  return true;
}

static bool put_inner(void *to, uint32_t start, uint32_t end) {
  inner *in = to;
  if (end - start == in->size || end - start > in->most) return true;
  return put(in, in->base + start, in->base + end, GB_ID_OTHER + GB_TAG_X);
}

/* Adds the dictionary words inside each token, before the token itself. */
static bool add_inner(cutter *c, const char *text, gb_error *e) {
  inner in = {.c = c, .e = e};
  uint32_t start = 0;
  c->inner.count = 0;
  for (size_t i = 0; i < c->path.count && !gb_failed(e); i++) {
    uint32_t end = c->path.ends[i];
    in.base = start, in.size = end - start;
    in.most = c->mode == SEARCH ? 9 : in.size;
    if (in.size > 6) gb_words_inside(c->c, text + start, end - start, put_inner, &in);
    put(&in, start, end, c->path.ids[i]);
    start = end;
  }
  return !gb_failed(e);
}

enum { KEPT = 1 << 20 }; /* tokens whose arrays a cutter keeps for the next text */

static int cut(lua_State *L) {
  cutter *c = check_cutter(L);
  size_t size;
  const char *text = luaL_checklstring(L, 2, &size);
  gb_error e = GB_NO_ERROR;
  bool nested = c->mode == FINE || c->mode == SEARCH;
  gb_cut(c->c, text, size, &c->path, &e);
  if (nested && !gb_failed(&e)) add_inner(c, text, &e);
  if (gb_failed(&e)) return gb_fail_return(L, &e);
  const gb_tokens *from = nested ? &c->inner : &c->path;
  size_t n = from->count;
  tokens *t = lua_newuserdatauv(L, sizeof *t + n * 4 * (nested ? 3 : 2), 2);
  *t = (tokens){.count = n, .c = c->c, .ids = t->ends + n, .starts = nested ? t->ends + 2 * n : NULL};
  if (n) {
    memcpy(t->ends, from->ends, n * 4);
    memcpy(t->ids, from->ids, n * 4);
    if (nested) memcpy(t->starts, c->starts, n * 4);
  }
  if (n > KEPT) drop_arrays(c);
  luaL_setmetatable(L, TOKENS);
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, -2, 1);
  lua_pushvalue(L, 2);
  lua_setiuservalue(L, -2, 2);
  return 1;
}

static int has(lua_State *L) {
  const cutter *c = check_cutter(L);
  size_t size;
  const char *word = luaL_checklstring(L, 2, &size);
  lua_pushboolean(L, gb_has_word(c->c, word, size));
  return 1;
}

static tokens *check_tokens(lua_State *L, int i) { return luaL_checkudata(L, i, TOKENS); }

static int tokens_len(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)check_tokens(L, 1)->count);
  return 1;
}

static uint32_t start_of(const tokens *t, size_t i) {
  return t->starts ? t->starts[i] : i ? t->ends[i - 1] : 0;
}

static int push_token(lua_State *L, const tokens *t, size_t i) {
  lua_pushinteger(L, (lua_Integer)start_of(t, i) + 1);
  lua_pushinteger(L, (lua_Integer)t->ends[i]);
  lua_pushstring(L, gb_tag_name(t->c, gb_tag_of(t->c, t->ids[i])));
  return 3;
}

static int tokens_get(lua_State *L) {
  tokens *t = check_tokens(L, 1);
  lua_Integer i = luaL_checkinteger(L, 2);
  luaL_argcheck(L, i >= 1 && (size_t)i <= t->count, 2, "no such token");
  return push_token(L, t, (size_t)i - 1);
}

static int next_token(lua_State *L) {
  tokens *t = check_tokens(L, lua_upvalueindex(1));
  lua_Integer i = lua_tointeger(L, lua_upvalueindex(2));
  if ((size_t)i >= t->count) return 0;
  lua_pushinteger(L, i + 1);
  lua_replace(L, lua_upvalueindex(2));
  return push_token(L, t, (size_t)i);
}

static int tokens_each(lua_State *L) {
  check_tokens(L, 1);
  lua_settop(L, 1);
  lua_pushinteger(L, 0);
  lua_pushcclosure(L, next_token, 2);
  return 1;
}

static int tokens_words(lua_State *L) {
  tokens *t = check_tokens(L, 1);
  lua_getiuservalue(L, 1, 2);
  const char *text = lua_tostring(L, -1);
  lua_createtable(L, (int)t->count, 0);
  for (size_t i = 0; i < t->count; i++) {
    uint32_t start = start_of(t, i);
    lua_pushlstring(L, text + start, t->ends[i] - start);
    lua_seti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

static int fold(lua_State *L) {
  size_t size;
  const char *text = luaL_checklstring(L, 1, &size);
  luaL_Buffer out;
  char *to = luaL_buffinitsize(L, &out, size * 3 + 1);
  size_t n = gb_fold_bytes(text, size, to);
  luaL_pushresultsize(&out, n);
  return 1;
}

static const gb_function functions[] = {
    {"cutter", new_cutter, "cutter([mode[, lexicon[, beyond]]]) -> cutter",
     "Makes a cutter. Modes: \"coarse\" (the best path; dates and 《titles》 one token), \"plain\" (the best path), "
     "\"fine\" (all dictionary words inside its tokens too), \"search\" (the short ones only). `lexicon` is a user "
     "lexicon on top of the built-in one. `beyond` says how words in no lexicon are found: \"characters\" joins "
     "left-over characters by their habits, \"none\" leaves them single, and a model (segment.model) weighs every "
     "place between two characters.",
     "#segment.cutter('plain'):cut '审议意见' --> 2"},
    {"lexicon", lexicon, "lexicon(text) -> lexicon | nil, message, code",
     "Compiles a user lexicon: a line a word, \"word [count [tag]]\", # starts a comment; a word without a count is "
     "made cheap enough to stay whole. #lexicon is the number of its words.",
     "#segment.lexicon '执法检查 50 n\\n专题询问' --> 2"},
    {"model", model, "model(path) -> model | nil, message, code",
     "Opens a segmentation model, as scripts/segmentation holds one: a third argument for segment.cutter.", NULL},
    {"fold", fold, "fold(text) -> text",
     "The form under which text is compared: width, case, punctuation variants and traditional forms folded, one "
     "character for one.",
     "segment.fold '２０２３年，議案' --> 2023年,议案"},
    {"lexicon:__gc", lexicon_gc, "lexicon:__gc()", "Frees the lexicon.", NULL},
    {"lexicon:__len", lexicon_len, "#lexicon", "The number of words.", NULL},
    {"model:__gc", model_gc, "model:__gc()", "Closes the model's file.", NULL},
    {"cutter:cut", cut, "cutter:cut(text) -> tokens | nil, message, code",
     "Cuts a text into tokens, which are offsets into it: nothing is lost, so in the modes coarse and plain they "
     "concatenate to the text.",
     "table.concat(segment.cutter('plain'):cut('市人大常委会审议'):words(), ' ') --> 市 人大常委会 审议"},
    {"cutter:has", has, "cutter:has(word) -> boolean", "Is this a word of the cutter's lexicons?",
     "segment.cutter():has '审议' --> true"},
    {"cutter:__gc", cutter_gc, "cutter:__gc()", "Frees the cutter.", NULL},
    {"tokens:get", tokens_get, "tokens:get(i) -> first, last, tag",
     "The bytes of token i, as for string.sub, and its tag.", "segment.cutter():cut('2023年6月'):get(1) --> 1"},
    {"tokens:each", tokens_each, "tokens:each() -> iterator", "Iterates over first, last, tag.", NULL},
    {"tokens:words", tokens_words, "tokens:words() -> table", "The tokens as strings, when a table is really wanted.",
     NULL},
    {"tokens:__len", tokens_len, "#tokens", "The number of tokens.", NULL},
    {0},
};

int gb_open_segment(lua_State *L) {
  gb_class(L, GB_LEXICON, "lexicon", functions);
  gb_class(L, GB_MODEL, "model", functions);
  gb_class(L, CUTTER, "cutter", functions);
  gb_class(L, TOKENS, "tokens", functions);
  gb_module(L, "gongbao.core.segment", functions);
  return 1;
}
