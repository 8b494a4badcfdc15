#include "host/state.h"

#include <lua-lpeg.h>
#include <lualib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "bind/bind.h"
#include "host/embedded.h"
#include "host/interrupt.h"

static int by_module(const void *key, const void *row) {
  return strcmp(key, ((const gb_embedded *)row)->module);
}

/* Pushes the loaded chunk of a file below $GONGBAO_LIB, or nothing. */
static int load_from_folder(lua_State *L, const char *module) {
  const char *folder = getenv("GONGBAO_LIB");
  if (!folder || !*folder) return 0;
  const char *relative = luaL_gsub(L, module, ".", "/");
  const char *forms[] = {"%s/%s.lua", "%s/%s/init.lua"};
  for (int i = 0; i < 2; i++) {
    const char *path = lua_pushfstring(L, forms[i], folder, relative);
    FILE *there = fopen(path, "r");
    if (!there) continue;
    fclose(there);
    if (luaL_loadfilex(L, path, "t") != LUA_OK) return lua_error(L);
    return 1;
  }
  return 0;
}

static int load_embedded(lua_State *L, const char *module) {
  const gb_embedded *found =
      bsearch(module, gb_embedded_files, gb_embedded_count, sizeof *found, by_module);
  if (!found) return 0;
  const char *chunk = lua_pushfstring(L, "@%s", found->file);
  if (luaL_loadbufferx(L, (const char *)found->code, found->code_size, chunk, "b") == LUA_OK) return 1;
  lua_pop(L, 1);
  if (luaL_loadbufferx(L, (const char *)found->text, found->size, chunk, "t") != LUA_OK)
    return lua_error(L);
  return 1;
}

static int search_lib(lua_State *L) {
  const char *module = luaL_checkstring(L, 1);
  if (load_from_folder(L, module) || load_embedded(L, module)) return 1;
  lua_pushfstring(L, "no module '%s' in lib/", module);
  return 1;
}

/* Puts search_lib second among package.searchers, after preload. */
static void add_searcher(lua_State *L) {
  lua_getglobal(L, "package");
  lua_getfield(L, -1, "searchers");
  for (lua_Integer i = luaL_len(L, -1); i >= 2; i--) {
    lua_geti(L, -1, i);
    lua_seti(L, -2, i + 1);
  }
  lua_pushcfunction(L, search_lib);
  lua_seti(L, -2, 2);
  lua_pop(L, 2);
}

/* docs() → { module = { name = { signature, doc, example } } } of every C function. */
static int docs(lua_State *L) {
  luaL_getsubtable(L, LUA_REGISTRYINDEX, "gongbao.docs");
  return 1;
}

/* source(file) → the text of an embedded Lua file, or of a file on disk. */
static int source(lua_State *L) {
  const char *file = luaL_checkstring(L, 1);
  for (const gb_embedded *e = gb_embedded_files; e->module; e++)
    if (strcmp(e->file, file) == 0) return lua_pushlstring(L, (const char *)e->text, e->size), 1;
  gb_buffer b = {0};
  gb_error e = GB_NO_ERROR;
  gb_file_read(file, &b, 1 << 20, &e);
  return gb_give(L, &b, &e);
}

/* gongbao.core.host: what only this layer can do. */
static int open_host(lua_State *L) {
  static const gb_function functions[] = {
      {"call", gb_interrupt_call, "call(f, …) -> true, results… | false, message, traceback",
       "Calls f under Ctrl-C: an interrupt ends f, whatever pcall it is in, and nothing after it.", NULL},
      {"docs", docs, "docs() -> table", "The rows of every C function: docs()[module][name].", NULL},
      {"source", source, "source(file) -> text | nil, message, code",
       "The text of a Lua file of the program, as error messages name it.", NULL},
      {0},
  };
  gb_module(L, "gongbao.core.host", functions);
  return 1;
}

static void add_host(lua_State *L) {
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
  lua_pushcfunction(L, open_host);
  lua_setfield(L, -2, "gongbao.core.host");
  lua_pop(L, 1);
}

static int open_all(lua_State *L) {
  luaL_openlibs(L);
  luaL_requiref(L, "lpeg", luaopen_lpeg, 0);
  lua_pop(L, 1);
  gb_bind_all(L);
  add_searcher(L);
  add_host(L);
  gb_interrupt_install(L);
  return 0;
}

lua_State *gb_state_new(void) {
  lua_State *L = luaL_newstate();
  if (!L) return NULL;
  lua_pushcfunction(L, open_all);
  if (lua_pcall(L, 0, 0, 0) == LUA_OK) return L;
  fprintf(stderr, "gongbao: %s\n", lua_tostring(L, -1));
  lua_close(L);
  return NULL;
}

/* What is said to the user has no place in the program's text; what has one may need the way there. */
static int with_traceback(lua_State *L) {
  const char *message = luaL_tolstring(L, 1, NULL);
  if (strstr(message, ".lua:")) luaL_traceback(L, L, message, 1);
  return 1;
}

static int run_command(lua_State *L) {
  lua_getglobal(L, "require");
  lua_pushliteral(L, "gongbao.command");
  lua_call(L, 1, 1);
  lua_getfield(L, -1, "main");
  lua_pushvalue(L, 1);
  lua_call(L, 1, 1);
  return 1;
}

int gb_state_main(lua_State *L, int argc, char **argv) {
  lua_pushcfunction(L, with_traceback);
  lua_pushcfunction(L, run_command);
  lua_createtable(L, argc, 0);
  for (int i = 0; i < argc; i++) {
    lua_pushstring(L, argv[i]);
    lua_seti(L, -2, i);
  }
  int code = 4; /* 1 would say that nothing was found */
  if (lua_pcall(L, 1, 1, -3) == LUA_OK) code = (int)lua_tointeger(L, -1);
  else fprintf(stderr, "gongbao: %s\n", lua_tostring(L, -1));
  lua_settop(L, 0);
  return code;
}
