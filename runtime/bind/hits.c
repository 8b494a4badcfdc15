/* hits(query) as an eponymous virtual table whose rows come from a Lua function.
 *
 *     SELECT h.line, q.value FROM hits('整改') AS h JOIN quantity AS q ON q.node = h.node
 *
 * xFilter calls find(query), which returns the number of hits and get(i, column);
 * a column's value is asked for when SQLite wants it. Lua is called protected:
 * no error passes through SQLite. */
#include "bind/hits.h"

#include <stdlib.h>
#include <string.h>

static const char schema[] = "CREATE TABLE hits (document TEXT, node TEXT, line INTEGER, \"left\" TEXT, "
                             "hit TEXT, \"right\" TEXT, first INTEGER, last INTEGER, query HIDDEN)";
static const char *const names[] = {"document", "node", "line", "left", "hit", "right", "first", "last"};
enum { QUERY = 8 };

static _Thread_local lua_State *running;

lua_State *gb_hits_table_use(lua_State *L) {
  lua_State *before = running;
  running = L;
  return before;
}

typedef struct table {
  sqlite3_vtab base;
  const void *key; /* of find in the registry */
} table;

typedef struct cursor {
  sqlite3_vtab_cursor base;
  int get; /* reference of get in the registry */
  sqlite3_int64 at, count;
  char *query;
} cursor;

static int connect(sqlite3 *db, void *key, int argc, const char *const *argv, sqlite3_vtab **out, char **message) {
  (void)argc, (void)argv, (void)message;
  int code = sqlite3_declare_vtab(db, schema);
  if (code != SQLITE_OK) return code;
  table *t = sqlite3_malloc(sizeof *t);
  if (!t) return SQLITE_NOMEM;
  *t = (table){.key = key};
  *out = &t->base;
  return SQLITE_OK;
}

static int disconnect(sqlite3_vtab *t) {
  sqlite3_free(t);
  return SQLITE_OK;
}

static int best_index(sqlite3_vtab *t, sqlite3_index_info *info) {
  (void)t;
  for (int i = 0; i < info->nConstraint; i++) {
    if (info->aConstraint[i].iColumn != QUERY || info->aConstraint[i].op != SQLITE_INDEX_CONSTRAINT_EQ) continue;
    if (!info->aConstraint[i].usable) return SQLITE_CONSTRAINT;
    info->aConstraintUsage[i].argvIndex = 1;
    info->aConstraintUsage[i].omit = 1;
    info->estimatedCost = 1000;
    info->estimatedRows = 100;
    info->idxNum = 1;
    return SQLITE_OK;
  }
  info->estimatedCost = 1e12; /* without a query: said when it runs */
  return SQLITE_OK;
}

static int open_cursor(sqlite3_vtab *t, sqlite3_vtab_cursor **out) {
  (void)t;
  cursor *c = sqlite3_malloc(sizeof *c);
  if (!c) return SQLITE_NOMEM;
  *c = (cursor){.get = LUA_NOREF};
  *out = &c->base;
  return SQLITE_OK;
}

static int close_cursor(sqlite3_vtab_cursor *base) {
  cursor *c = (cursor *)base;
  if (running) luaL_unref(running, LUA_REGISTRYINDEX, c->get);
  sqlite3_free(c->query);
  sqlite3_free(c);
  return SQLITE_OK;
}

static int complain(sqlite3_vtab *t, const char *message) {
  sqlite3_free(t->zErrMsg);
  t->zErrMsg = sqlite3_mprintf("%s", message ? message : "the query failed");
  return SQLITE_ERROR;
}

/* find, query → count, reference of get */
static int ask(lua_State *L) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, lua_touserdata(L, 1));
  lua_pushstring(L, lua_touserdata(L, 2));
  lua_call(L, 1, 2);
  if (!lua_isinteger(L, -2)) return lua_error(L); /* the message is on top */
  int get = luaL_ref(L, LUA_REGISTRYINDEX);
  lua_pushinteger(L, get);
  return 2;
}

static int filter(sqlite3_vtab_cursor *base, int plan, const char *text, int argc, sqlite3_value **argv) {
  (void)text;
  cursor *c = (cursor *)base;
  lua_State *L = running;
  if (plan != 1 || argc != 1) return complain(base->pVtab, "hits() takes a query: hits('整改')");
  if (!L || !lua_checkstack(L, 10)) return complain(base->pVtab, NULL);
  const char *query = (const char *)sqlite3_value_text(argv[0]);
  luaL_unref(L, LUA_REGISTRYINDEX, c->get);
  sqlite3_free(c->query);
  c->get = LUA_NOREF, c->at = c->count = 0;
  c->query = sqlite3_mprintf("%s", query ? query : "");
  if (!c->query) return SQLITE_NOMEM;
  lua_pushcfunction(L, ask);
  lua_pushlightuserdata(L, (void *)(uintptr_t)((table *)base->pVtab)->key);
  lua_pushlightuserdata(L, c->query);
  int code = SQLITE_OK;
  if (lua_pcall(L, 2, 2, 0) != LUA_OK) {
    code = complain(base->pVtab, lua_tostring(L, -1));
    lua_pop(L, 1);
  } else {
    c->count = lua_tointeger(L, -2), c->get = (int)lua_tointeger(L, -1);
    lua_pop(L, 2);
  }
  return code;
}

static int next(sqlite3_vtab_cursor *base) {
  ((cursor *)base)->at++;
  return SQLITE_OK;
}

static int at_end(sqlite3_vtab_cursor *base) {
  cursor *c = (cursor *)base;
  return c->at >= c->count;
}

/* get, i, name → value */
static int value_of(lua_State *L) {
  cursor *c = lua_touserdata(L, 1);
  lua_rawgeti(L, LUA_REGISTRYINDEX, c->get);
  lua_pushinteger(L, c->at + 1);
  lua_pushstring(L, names[lua_tointeger(L, 2)]);
  lua_call(L, 2, 1);
  return 1;
}

static int column(sqlite3_vtab_cursor *base, sqlite3_context *out, int i) {
  cursor *c = (cursor *)base;
  lua_State *L = running;
  if (i == QUERY) return sqlite3_result_text(out, c->query, -1, SQLITE_TRANSIENT), SQLITE_OK;
  if (!L || !lua_checkstack(L, 10)) return SQLITE_ERROR;
  lua_pushcfunction(L, value_of);
  lua_pushlightuserdata(L, c);
  lua_pushinteger(L, i);
  int code = SQLITE_OK;
  if (lua_pcall(L, 2, 1, 0) != LUA_OK) {
    code = complain(base->pVtab, lua_tostring(L, -1));
  } else if (lua_isinteger(L, -1)) {
    sqlite3_result_int64(out, lua_tointeger(L, -1));
  } else if (lua_type(L, -1) == LUA_TSTRING) {
    size_t n;
    const char *s = lua_tolstring(L, -1, &n);
    sqlite3_result_text64(out, s, n, SQLITE_TRANSIENT, SQLITE_UTF8);
  }
  lua_pop(L, 1);
  return code;
}

static int row_number(sqlite3_vtab_cursor *base, sqlite3_int64 *out) {
  *out = ((cursor *)base)->at + 1;
  return SQLITE_OK;
}

static const sqlite3_module module = {
    .xConnect = connect, .xBestIndex = best_index, .xDisconnect = disconnect, .xOpen = open_cursor,
    .xClose = close_cursor, .xFilter = filter, .xNext = next, .xEof = at_end, .xColumn = column, .xRowid = row_number,
};

int gb_hits_table(lua_State *L, sqlite3 *db) {
  lua_rawsetp(L, LUA_REGISTRYINDEX, db); /* a later connection at this address puts its own */
  return sqlite3_create_module_v2(db, "hits", &module, db, NULL);
}
