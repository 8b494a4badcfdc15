/* The table-valued function hits(query) of SQL. */
#ifndef GB_BIND_HITS_H
#define GB_BIND_HITS_H

#include <sqlite3.h>

#include "bind/bind.h"

/* Registers it with the connection; takes the function find(query) at the top
 * of the stack. Returns SQLite's code. */
int gb_hits_table(lua_State *L, sqlite3 *db);

/* The state in which find is called from now on; returns the one before. To be
 * set around sqlite3_step. */
lua_State *gb_hits_table_use(lua_State *L);

#endif
