/* How C reaches Lua. One file per Lua module; each lists its functions as
 * gb_function rows: the same rows give `?name`, completion, the manual's
 * script interface and the example tests, so nothing can be undocumented. */
#ifndef GB_BIND_BIND_H
#define GB_BIND_BIND_H

#include <lauxlib.h>
#include <lua.h>

#include "base/buffer.h"

typedef struct gb_function {
  const char *name;      /* "width", or "lexicon:cut" for a method */
  lua_CFunction call;
  const char *signature; /* "width(text) -> columns" */
  const char *doc;       /* what it does, units, errors */
  const char *example;   /* Lua that runs, with its result after "-->", or NULL */
} gb_function;

/* Leaves a table of the functions whose names have no ':' on the stack, and
 * notes every row under `module` in the registry table that gb_docs reads. */
void gb_module(lua_State *L, const char *module, const gb_function *rows);

/* Makes the metatable `type` with the methods "type:name" of `rows`, or of
 * any other prefix given; __index is the method table. Leaves nothing. */
void gb_class(lua_State *L, const char *type, const char *prefix, const gb_function *rows);

/* The list of strings at `arg`, from `least` to `most` of them, as an array that ends with NULL, in
 * Lua's memory, which is pushed; the list keeps the strings. Raises where it is no such list. */
const char **gb_check_strings(lua_State *L, int arg, size_t least, size_t most, size_t *count);

/* The integer that a table's field holds, `otherwise` where it holds nil. Raises where it is no integer. */
lua_Integer gb_integer_field(lua_State *L, int table, const char *name, lua_Integer otherwise);

/* The types of userdata that more than one module takes. */
#define GB_LEXICON "gongbao.lexicon"
#define GB_MODEL "gongbao.model"

/* Raises a Lua error from `e` as a string: message. For failures of the
 * environment use gb_fail_return: nil, message, code. */
int gb_raise(lua_State *L, const gb_error *e);
int gb_fail_return(lua_State *L, const gb_error *e);

/* Moves a buffer's bytes to the stack as a string and frees it; where `e` holds
 * an error, frees it and returns nil, message, code. */
int gb_give(lua_State *L, gb_buffer *b, const gb_error *e);

/* Every module of runtime/bind, as package.preload entries "gongbao.core.NAME". */
void gb_bind_all(lua_State *L);

#endif
