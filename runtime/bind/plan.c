/* The Lua form of a plan is one table a node: op names the kind, kids are the
 * array part. lib/gongbao/query/parse.lua makes them; the kinds and fields are
 * those of query/plan.h. */
#include "bind/plan.h"

#include <string.h>

#include "index/layout.h"
#include "segment/lexicon.h"

#define HOLDER "gongbao.plan"

typedef struct maker {
  lua_State *L;
  gb_arena *arena;
  gb_error *e;
  int depth;
} maker;

static void *get(maker *m, size_t size) {
  gb_error e = GB_NO_ERROR; /* not m->e, which may hold what the query's author got wrong */
  void *p = gb_arena_get(m->arena, size, &e);
  if (!p) luaL_error(m->L, "%s", e.message);
  return p;
}

/* A copy of a string field, or NULL where it is nil. */
static const char *text(maker *m, int table, const char *field, size_t *size) {
  lua_State *L = m->L;
  size_t n = 0;
  char *copy = NULL;
  if (lua_getfield(L, table, field) != LUA_TNIL) {
    const char *s = luaL_checklstring(L, -1, &n);
    copy = get(m, n + 1);
    memcpy(copy, s, n);
  }
  lua_pop(L, 1);
  if (size) *size = n;
  return copy;
}

static const char *folded(maker *m, const char *s, size_t n, size_t *size) {
  char *copy = get(m, n * 3 + 1);
  n = gb_fold_bytes(s, n, copy);
  copy[n] = 0;
  if (size) *size = n;
  return copy;
}

/* Text as the index knows it: without layout spaces, folded. */
static const char *literal(maker *m, int table, const char *field, size_t *size) {
  size_t n;
  const char *s = text(m, table, field, &n);
  if (!s) luaL_error(m->L, "a plan's %s is missing", field);
  gb_buffer stripped = {0}, gaps = {0};
  gb_error e = GB_NO_ERROR;
  gb_layout_strip(s, n, &stripped, &gaps, &e);
  const char *result = NULL;
  if (!gb_failed(&e)) {
    char *copy = gb_arena_get(m->arena, stripped.size * 3 + 1, &e);
    if (copy) copy[*size = gb_fold_bytes(stripped.data ? stripped.data : "", stripped.size, copy)] = 0, result = copy;
  }
  gb_buffer_free(&stripped);
  gb_buffer_free(&gaps);
  if (!result) luaL_error(m->L, "%s", e.message);
  return result;
}

static lua_Integer integer(maker *m, int table, const char *field, lua_Integer otherwise) {
  lua_getfield(m->L, table, field);
  lua_Integer value = luaL_optinteger(m->L, -1, otherwise);
  lua_pop(m->L, 1);
  return value;
}

static bool flag(maker *m, int table, const char *field) {
  lua_getfield(m->L, table, field);
  bool value = lua_toboolean(m->L, -1);
  lua_pop(m->L, 1);
  return value;
}

static int option(maker *m, int table, const char *field, const char *const *names) {
  lua_getfield(m->L, table, field);
  const char *name = luaL_checkstring(m->L, -1);
  int i = 0;
  while (names[i] && strcmp(names[i], name) != 0) i++;
  if (!names[i]) luaL_error(m->L, "a plan's %s cannot be '%s'", field, name);
  lua_pop(m->L, 1);
  return i;
}

static gb_test *make_test(maker *m, int table, gb_test **slot) {
  static const char *const kinds[] = {"any", "word", "word_regex", "tag", "tag_regex", "and", "or", "not", NULL};
  gb_test *t = get(m, sizeof *t);
  *slot = t;
  luaL_checktype(m->L, table, LUA_TTABLE);
  luaL_checkstack(m->L, 10, "a plan too deep");
  if (++m->depth > 200) luaL_error(m->L, "a plan too deep");
  t->kind = (gb_test_kind)option(m, table, "op", kinds);
  if (t->kind == GB_TEST_WORD) t->text = literal(m, table, "text", &t->size);
  if (t->kind == GB_TEST_TAG) t->text = text(m, table, "text", &t->size);
  if (t->kind == GB_TEST_WORD_REGEX || t->kind == GB_TEST_TAG_REGEX) {
    size_t n;
    const char *pattern = text(m, table, "text", &n);
    t->regex = gb_regex_new(pattern ? pattern : "", n, m->e);
  }
  for (int k = 0; k < (t->kind == GB_TEST_NOT ? 1 : t->kind >= GB_TEST_AND ? 2 : 0); k++) {
    lua_geti(m->L, table, k + 1);
    make_test(m, lua_gettop(m->L), k ? &t->b : &t->a);
    lua_pop(m->L, 1);
  }
  m->depth--;
  return t;
}

static void make_compare(maker *m, int table, gb_compare *c) {
  static const char *const kinds[] = {"any", "=", "!=", "<", "<=", ">", ">=", "between", "contains", NULL};
  c->kind = (gb_compare_kind)option(m, table, "op", kinds);
  size_t n;
  const char *s = text(m, table, "text", &n);
  if (s) {
    c->is_text = true;
    c->text = folded(m, s, n, NULL);
    const char *high = text(m, table, "high", &n);
    c->high = high ? folded(m, high, n, NULL) : "";
  } else if (c->kind != GB_ANY_VALUE) {
    lua_getfield(m->L, table, "number");
    c->number = luaL_checknumber(m->L, -1);
    lua_pop(m->L, 1);
  }
}

static void make_rules(maker *m, int table, gb_plan *p) {
  static const char *const attributes[] = {"word", "tag", NULL}, *const signs[] = {"=", "!=", NULL};
  if (lua_getfield(m->L, table, "rules") == LUA_TTABLE) {
    int rules = lua_gettop(m->L);
    p->rule_count = (int)luaL_len(m->L, rules);
    p->rules = get(m, (size_t)(p->rule_count + 1) * sizeof *p->rules);
    for (int i = 0; i < p->rule_count; i++) {
      lua_geti(m->L, rules, i + 1);
      int row = lua_gettop(m->L);
      gb_label_rule *r = &p->rules[i];
      r->a = (int)integer(m, row, "a", 1) - 1, r->b = (int)integer(m, row, "b", 1) - 1;
      r->tags = option(m, row, "attribute", attributes) == 1;
      r->unequal = option(m, row, "sign", signs) == 1;
      if (r->a < 0 || r->a >= GB_MOST_LABELS || r->b < 0 || r->b >= GB_MOST_LABELS) luaL_error(m->L, "too many labels");
      lua_pop(m->L, 1);
    }
  }
  lua_pop(m->L, 1);
}

static void make(maker *m, int table, gb_plan **slot);

static void make_kids(maker *m, int table, gb_plan *p) {
  lua_Integer n = luaL_len(m->L, table);
  if (n > GB_MOST_KIDS) {
    gb_fail(m->e, GB_USAGE, -1, "the query has more than %d parts side by side", GB_MOST_KIDS);
    return;
  }
  p->kids = get(m, (size_t)(n + 1) * sizeof *p->kids);
  p->not = get(m, (size_t)(n + 1) * sizeof *p->not);
  for (lua_Integer i = 0; i < n && !gb_failed(m->e); i++) {
    lua_geti(m->L, table, i + 1);
    int kid = lua_gettop(m->L);
    luaL_checktype(m->L, kid, LUA_TTABLE);
    p->not[i] = flag(m, kid, "excluded");
    p->count = (int)i + 1; /* before the kid is made: whoever frees the plan finds what there is of it */
    make(m, kid, &p->kids[i]);
    lua_pop(m->L, 1);
  }
}

/* The kinds that want a number of kids: others take any. */
static void check_kids(maker *m, const gb_plan *p) {
  int want = p->kind == GB_PLAN_NEAR || p->kind == GB_PLAN_WITHIN || p->kind == GB_PLAN_HOLDING ? 2
             : p->kind == GB_PLAN_REPEAT                                                        ? 1
                                                                                                : 0;
  bool many = p->kind == GB_PLAN_SEQ || p->kind == GB_PLAN_ALT || p->kind == GB_PLAN_AND || p->kind == GB_PLAN_OR;
  if ((want && p->count != want) || (many && !p->count)) luaL_error(m->L, "a plan with the wrong number of parts");
  if (p->kind == GB_PLAN_SEQ || p->kind == GB_PLAN_ALT || p->kind == GB_PLAN_REPEAT)
    for (int i = 0; i < p->count; i++)
      if (!gb_plan_sequential(p->kids[i])) luaL_error(m->L, "a plan whose sequence holds what cannot stand in one");
}

static void make(maker *m, int table, gb_plan **slot) {
  static const char *const kinds[] = {"text", "token", "layer", "seq", "alt", "repeat", "regex", "unit", "and", "or",
                                      "near", "within", "containing", "field", "kind", NULL};
  gb_plan *p = get(m, sizeof *p);
  *slot = p;
  luaL_checkstack(m->L, 10, "a plan too deep");
  if (++m->depth > 200) luaL_error(m->L, "a plan too deep");
  p->kind = (gb_plan_kind)option(m, table, "op", kinds);
  p->negated = flag(m, table, "negated");
  p->ordered = flag(m, table, "ordered");
  p->in_tokens = flag(m, table, "tokens");
  p->least = (int)integer(m, table, "least", 0);
  p->most = (int)integer(m, table, "most", -1);
  p->label = (int)integer(m, table, "label", 0);
  if (p->least < 0 || p->least > 1000 || p->most > 1000000 || p->label > GB_MOST_LABELS) luaL_error(m->L, "a plan out of bounds");
  if (p->kind == GB_PLAN_REPEAT && p->most > 1000) luaL_error(m->L, "a plan out of bounds");
  if (p->kind == GB_PLAN_NEAR && p->most < 0) luaL_error(m->L, "a plan out of bounds");
  const char *unit = text(m, table, "unit", NULL);
  p->unit = unit ? unit : "document";
  if (p->kind == GB_PLAN_TEXT) p->text = literal(m, table, "text", &p->size);
  else p->text = text(m, table, "text", &p->size);
  if ((p->kind == GB_PLAN_LAYER || p->kind == GB_PLAN_FIELD || p->kind == GB_PLAN_KIND || p->kind == GB_PLAN_REGEX) && !p->text)
    luaL_error(m->L, "a plan's text is missing");
  if (p->kind == GB_PLAN_REGEX) p->regex = gb_regex_new(p->text, p->size, m->e);
  if (p->kind == GB_PLAN_LAYER || p->kind == GB_PLAN_FIELD) {
    lua_getfield(m->L, table, "compare");
    if (lua_istable(m->L, -1)) make_compare(m, lua_gettop(m->L), &p->compare);
    lua_pop(m->L, 1);
  }
  if (p->kind == GB_PLAN_FIELD && p->compare.kind != GB_ANY_VALUE && !p->compare.is_text)
    luaL_error(m->L, "a field is compared with text");
  if (p->kind == GB_PLAN_TOKEN) {
    lua_getfield(m->L, table, "test");
    make_test(m, lua_gettop(m->L), &p->test);
    lua_pop(m->L, 1);
  }
  if (p->kind == GB_PLAN_SEQ) make_rules(m, table, p);
  make_kids(m, table, p);
  if (!gb_failed(m->e)) check_kids(m, p);
  m->depth--;
}

static int free_plan(lua_State *L) {
  gb_plan_holder *h = luaL_checkudata(L, 1, HOLDER);
  gb_plan_free(h->root);
  gb_arena_free(&h->arena);
  h->root = NULL;
  return 0;
}

void gb_plan_class(lua_State *L) {
  static const gb_function rows[] = {{"plan:__gc", free_plan, NULL, NULL, NULL}, {0}};
  gb_class(L, HOLDER, "plan", rows);
}

gb_plan_holder *gb_plan_push(lua_State *L, int index, gb_error *e) {
  index = lua_absindex(L, index);
  luaL_checktype(L, index, LUA_TTABLE);
  gb_plan_holder *h = lua_newuserdatauv(L, sizeof *h, 0);
  *h = (gb_plan_holder){0};
  luaL_setmetatable(L, HOLDER);
  maker m = {L, &h->arena, e, 0};
  make(&m, index, &h->root);
  return gb_failed(e) ? NULL : h;
}
