/* The opener of each module in runtime/bind. */
#ifndef GB_BIND_MODULES_H
#define GB_BIND_MODULES_H

#include "bind/bind.h"

int gb_open_index(lua_State *L);
int gb_open_query(lua_State *L);
int gb_open_segment(lua_State *L);
int gb_open_text(lua_State *L);
int gb_open_sqlite(lua_State *L);
int gb_open_system(lua_State *L);
int gb_open_words(lua_State *L);
int gb_open_readline(lua_State *L);

#endif
