#include "bind/bind.h"

#include <string.h>

static const char docs_key[] = "gongbao.docs";

/* Pushes the table docs[module], made where it is missing. */
static void push_docs(lua_State *L, const char *module) {
  luaL_getsubtable(L, LUA_REGISTRYINDEX, docs_key);
  luaL_getsubtable(L, -1, module);
  lua_remove(L, -2);
}

static void set_text(lua_State *L, const char *field, const char *text) {
  if (!text) return;
  lua_pushstring(L, text);
  lua_setfield(L, -2, field);
}

static void note(lua_State *L, const gb_function *row) {
  lua_newtable(L);
  set_text(L, "name", row->name);
  set_text(L, "signature", row->signature);
  set_text(L, "doc", row->doc);
  set_text(L, "example", row->example);
  lua_setfield(L, -2, row->name);
}

void gb_module(lua_State *L, const char *module, const gb_function *rows) {
  lua_newtable(L);
  push_docs(L, module);
  for (const gb_function *row = rows; row->name; row++) {
    note(L, row);
    if (strchr(row->name, ':')) continue;
    lua_pushcfunction(L, row->call);
    lua_setfield(L, -3, row->name);
  }
  lua_pop(L, 1);
}

void gb_class(lua_State *L, const char *type, const char *prefix, const gb_function *rows) {
  luaL_newmetatable(L, type);
  if (lua_getfield(L, -1, "__index") != LUA_TTABLE) { /* else the rows join those of an earlier call */
    lua_pop(L, 1);
    lua_newtable(L);
  }
  size_t n = strlen(prefix);
  for (const gb_function *row = rows; row->name; row++) {
    if (strncmp(row->name, prefix, n) != 0 || row->name[n] != ':') continue;
    const char *method = row->name + n + 1;
    lua_pushcfunction(L, row->call);
    lua_setfield(L, strncmp(method, "__", 2) == 0 ? -3 : -2, method);
  }
  lua_setfield(L, -2, "__index");
  lua_pop(L, 1);
}

const char **gb_check_strings(lua_State *L, int arg, size_t least, size_t most, size_t *count) {
  luaL_checktype(L, arg, LUA_TTABLE);
  size_t n = lua_rawlen(L, arg);
  if (n < least || n > most)
    luaL_argerror(L, arg, lua_pushfstring(L, "%d to %d strings are taken", (int)least, (int)most));
  const char **list = lua_newuserdatauv(L, (n + 1) * sizeof *list, 0);
  for (size_t i = 0; i < n; i++) {
    if (lua_rawgeti(L, arg, (lua_Integer)i + 1) != LUA_TSTRING) luaL_argerror(L, arg, "a list of strings is wanted");
    list[i] = lua_tostring(L, -1);
    lua_pop(L, 1);
  }
  list[n] = NULL;
  *count = n;
  return list;
}

lua_Integer gb_integer_field(lua_State *L, int table, const char *name, lua_Integer otherwise) {
  lua_getfield(L, table, name);
  lua_Integer value = luaL_optinteger(L, -1, otherwise);
  lua_pop(L, 1);
  return value;
}

int gb_raise(lua_State *L, const gb_error *e) { return luaL_error(L, "%s", e->message); }

int gb_fail_return(lua_State *L, const gb_error *e) {
  lua_pushnil(L);
  lua_pushstring(L, e->message);
  lua_pushinteger(L, e->code);
  return 3;
}

int gb_give(lua_State *L, gb_buffer *b, const gb_error *e) {
  if (gb_failed(e)) {
    gb_buffer_free(b);
    return gb_fail_return(L, e);
  }
  luaL_Buffer out;
  char *to = luaL_buffinitsize(L, &out, b->size + 1);
  if (b->size) memcpy(to, b->data, b->size);
  size_t size = b->size;
  gb_buffer_free(b);
  luaL_pushresultsize(&out, size);
  return 1;
}
