/* A Lua state as the program wants it: standard libraries, LPeg, the modules
 * of runtime/bind, and a searcher for lib/gongbao.
 *
 * lib/gongbao is found first in the folder that $GONGBAO_LIB names (for
 * development), else among the files embedded in the binary. */
#ifndef GB_HOST_STATE_H
#define GB_HOST_STATE_H

#include <lauxlib.h>
#include <lua.h>

/* A new state, or NULL where memory is out. The caller closes it. */
lua_State *gb_state_new(void);

/* Runs require("gongbao.command").main(arguments); returns the exit code. */
int gb_state_main(lua_State *L, int argc, char **argv);

#endif
