/* gongbao.core.sqlite: the catalogue's connection. */
#include <sqlite3.h>
#include <string.h>

#include "bind/hits.h"
#include "bind/modules.h"

#define DB "gongbao.sqlite"
#define STATEMENT "gongbao.statement"

typedef struct database { sqlite3 *db; } database;

/* Uservalue 1 is the database, so that it outlives its statements. */
typedef struct statement { sqlite3_stmt *at; } statement;

static int fail(lua_State *L, sqlite3 *db) {
  lua_pushnil(L);
  lua_pushfstring(L, "%s", db ? sqlite3_errmsg(db) : "out of memory");
  lua_pushinteger(L, GB_STORE);
  return 3;
}

static sqlite3 *check_db(lua_State *L) {
  database *d = luaL_checkudata(L, 1, DB);
  if (!d->db) luaL_error(L, "the store is closed");
  return d->db;
}

static int open_db(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  static const char *const modes[] = {"r", "rw", "rwc", NULL};
  static const int flags[] = {SQLITE_OPEN_READONLY, SQLITE_OPEN_READWRITE,
                              SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE};
  int mode = luaL_checkoption(L, 2, "r", modes);
  database *d = lua_newuserdatauv(L, sizeof *d, 0);
  d->db = NULL;
  luaL_setmetatable(L, DB);
  if (sqlite3_open_v2(path, &d->db, flags[mode] | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK) return fail(L, d->db);
  sqlite3_busy_timeout(d->db, 5000);
  sqlite3_db_config(d->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  return 1;
}

static int close_db(lua_State *L) {
  database *d = luaL_checkudata(L, 1, DB);
  sqlite3_close_v2(d->db);
  d->db = NULL;
  return 0;
}

static int exec(lua_State *L) {
  sqlite3 *db = check_db(L);
  if (sqlite3_exec(db, luaL_checkstring(L, 2), NULL, NULL, NULL) != SQLITE_OK) return fail(L, db);
  lua_pushboolean(L, 1);
  return 1;
}

static int bind_value(lua_State *L, sqlite3_stmt *at, int index, int arg) {
  switch (lua_type(L, arg)) {
    case LUA_TNIL: return sqlite3_bind_null(at, index);
    case LUA_TBOOLEAN: return sqlite3_bind_int(at, index, lua_toboolean(L, arg));
    case LUA_TNUMBER:
      if (lua_isinteger(L, arg)) return sqlite3_bind_int64(at, index, lua_tointeger(L, arg));
      return sqlite3_bind_double(at, index, lua_tonumber(L, arg));
    case LUA_TSTRING: {
      size_t n;
      const char *s = lua_tolstring(L, arg, &n);
      return sqlite3_bind_text64(at, index, s, n, SQLITE_TRANSIENT, SQLITE_UTF8);
    }
    default: return luaL_argerror(L, arg, "nil, a boolean, a number or a string");
  }
}

static int prepare(lua_State *L) {
  sqlite3 *db = check_db(L);
  size_t n;
  const char *sql = luaL_checklstring(L, 2, &n);
  statement *s = lua_newuserdatauv(L, sizeof *s, 1);
  s->at = NULL;
  luaL_setmetatable(L, STATEMENT);
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, -2, 1);
  const char *tail;
  if (sqlite3_prepare_v2(db, sql, (int)n + 1, &s->at, &tail) != SQLITE_OK) return fail(L, db);
  if (!s->at) {
    lua_pushnil(L);
    lua_pushliteral(L, "no statement was given");
    lua_pushinteger(L, GB_USAGE);
    return 3;
  }
  while (*tail == ' ' || *tail == '\n' || *tail == ';' || *tail == '\t') tail++;
  lua_pushinteger(L, *tail ? tail - sql + 1 : 0);
  return 2;
}

static sqlite3_stmt *check_statement(lua_State *L) {
  statement *s = luaL_checkudata(L, 1, STATEMENT);
  if (!s->at) luaL_error(L, "the statement is finished");
  return s->at;
}

static int bind(lua_State *L) {
  sqlite3_stmt *at = check_statement(L);
  lua_State *outer = gb_hits_table_use(L); /* rewinding closes its cursors */
  sqlite3_reset(at);
  gb_hits_table_use(outer);
  sqlite3_clear_bindings(at);
  int n = lua_gettop(L) - 1;
  luaL_argcheck(L, n <= sqlite3_bind_parameter_count(at), n + 1, "more values than the statement has places");
  for (int i = 1; i <= n; i++)
    if (bind_value(L, at, i, i + 1) != SQLITE_OK) return fail(L, sqlite3_db_handle(at));
  lua_settop(L, 1);
  return 1;
}

static void push_column(lua_State *L, sqlite3_stmt *at, int i) {
  switch (sqlite3_column_type(at, i)) {
    case SQLITE_INTEGER: lua_pushinteger(L, sqlite3_column_int64(at, i)); break;
    case SQLITE_FLOAT: lua_pushnumber(L, sqlite3_column_double(at, i)); break;
    case SQLITE_NULL: lua_pushnil(L); break;
    default: {
      const char *s = sqlite3_column_blob(at, i);
      lua_pushlstring(L, s ? s : "", (size_t)sqlite3_column_bytes(at, i));
    }
  }
}

/* The row as an array, or by the names in the list at 2. */
static void push_row(lua_State *L, sqlite3_stmt *at, bool by_name) {
  int n = sqlite3_column_count(at);
  lua_createtable(L, by_name ? 0 : n, by_name ? n : 0);
  for (int i = 0; i < n; i++) {
    if (by_name) lua_rawgeti(L, 2, i + 1);
    push_column(L, at, i);
    if (by_name) lua_rawset(L, -3);
    else lua_rawseti(L, -2, i + 1);
  }
}

static int step(lua_State *L) {
  sqlite3_stmt *at = check_statement(L);
  lua_State *outer = gb_hits_table_use(L);
  int result = sqlite3_step(at);
  gb_hits_table_use(outer);
  if (result == SQLITE_DONE) {
    sqlite3_reset(at);
    lua_pushboolean(L, 0);
    return 1;
  }
  if (result != SQLITE_ROW) {
    int pushed = fail(L, sqlite3_db_handle(at));
    sqlite3_reset(at);
    return pushed;
  }
  push_row(L, at, lua_istable(L, 2));
  return 1;
}

static int reset(lua_State *L) {
  sqlite3_reset(check_statement(L));
  return 0;
}

static int columns(lua_State *L) {
  sqlite3_stmt *at = check_statement(L);
  int n = sqlite3_column_count(at);
  lua_createtable(L, n, 0);
  for (int i = 0; i < n; i++) {
    lua_pushstring(L, sqlite3_column_name(at, i));
    lua_rawseti(L, -2, i + 1);
  }
  return 1;
}

static int finish(lua_State *L) {
  statement *s = luaL_checkudata(L, 1, STATEMENT);
  lua_State *outer = gb_hits_table_use(L);
  sqlite3_finalize(s->at);
  gb_hits_table_use(outer);
  s->at = NULL;
  return 0;
}

/* What users' SQL may do: read. Everything else is refused while preparing. */
static int authorize(void *unused, int action, const char *a, const char *b, const char *c, const char *d) {
  (void)unused, (void)c, (void)d;
  switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE: return SQLITE_OK;
    case SQLITE_FUNCTION: return b && strcmp(b, "load_extension") == 0 ? SQLITE_DENY : SQLITE_OK;
    case SQLITE_PRAGMA:
      return a && (strcmp(a, "table_info") == 0 || strcmp(a, "table_list") == 0) ? SQLITE_OK : SQLITE_DENY;
    default: return SQLITE_DENY;
  }
}

static int guard(lua_State *L) {
  sqlite3 *db = check_db(L);
  sqlite3_exec(db, "SELECT 1 FROM hits LIMIT 0", NULL, NULL, NULL); /* declares hits(), which is no reading */
  sqlite3_set_authorizer(db, authorize, NULL);
  sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit(db, SQLITE_LIMIT_EXPR_DEPTH, 200);
  return 0;
}

static int hits(lua_State *L) {
  sqlite3 *db = check_db(L);
  luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_settop(L, 2);
  if (gb_hits_table(L, db) != SQLITE_OK) return fail(L, db);
  lua_pushboolean(L, 1);
  return 1;
}

static const gb_function functions[] = {
    {"open", open_db, "open(path, mode) -> db | nil, message, code",
     "A connection; mode \"r\" reads, \"rw\" writes, \"rwc\" writes and creates.",
     "sqlite.open(':memory:', 'rwc'):prepare('select 1 + 1'):step()[1] --> 2"},
    {"db:exec", exec, "db:exec(sql) -> true | nil, message, code", "Runs statements that give no rows.", NULL},
    {"db:prepare", prepare, "db:prepare(sql) -> statement, rest | nil, message, code",
     "Compiles the first statement of sql; rest is where text after it begins, 0 where none does.", NULL},
    {"db:guard", guard, "db:guard()", "From now on the connection only reads: for SQL that a user wrote.", NULL},
    {"db:hits", hits, "db:hits(find) -> true | nil, message, code",
     "Makes the table-valued function hits(query) of SQL. find(query) returns the number of hits and a function "
     "get(i, column), or nil and a message; columns: document, node, line, left, hit, right, first, last.", NULL},
    {"db:close", close_db, "db:close()", "Closes the connection.", NULL},
    {"db:__gc", close_db, NULL, NULL, NULL},
    {"statement:bind", bind, "statement:bind(…) -> statement | nil, message, code",
     "Rewinds and gives the values for its places, in order.", NULL},
    {"statement:step", step, "statement:step(names) -> row | false | nil, message, code",
     "The next row as an array (null: nil), or by the names of a list as statement:columns() gives it; false after the "
     "last.", NULL},
    {"statement:reset", reset, "statement:reset()",
     "Ends the reading of rows that were not all taken: until then the store is held open for it.", NULL},
    {"statement:columns", columns, "statement:columns() -> names", "The names of its columns.", NULL},
    {"statement:finish", finish, "statement:finish()", "Frees it; needed only before its store is deleted.", NULL},
    {"statement:__gc", finish, NULL, NULL, NULL},
    {0},
};

int gb_open_sqlite(lua_State *L) {
  gb_class(L, DB, "db", functions);
  gb_class(L, STATEMENT, "statement", functions);
  gb_module(L, "gongbao.core.sqlite", functions);
  return 1;
}
