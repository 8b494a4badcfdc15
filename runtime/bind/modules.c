/* The list of modules that C gives to Lua. A new one: a row here. */
#include "bind/modules.h"

static const struct { const char *name; lua_CFunction open; } modules[] = {
    {"gongbao.core.index", gb_open_index},
    {"gongbao.core.query", gb_open_query},
    {"gongbao.core.segment", gb_open_segment},
    {"gongbao.core.text", gb_open_text},
    {"gongbao.core.sqlite", gb_open_sqlite},
    {"gongbao.core.system", gb_open_system},
    {"gongbao.core.words", gb_open_words},
    {"gongbao.core.readline", gb_open_readline},
};

void gb_bind_all(lua_State *L) {
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
  for (size_t i = 0; i < sizeof modules / sizeof *modules; i++) {
    lua_pushcfunction(L, modules[i].open);
    lua_setfield(L, -2, modules[i].name);
  }
  lua_pop(L, 1);
}
