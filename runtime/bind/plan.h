/* Query plans from Lua tables, and the corpus userdata; shared by the files of
 * gongbao.core.query. */
#ifndef GB_BIND_PLAN_H
#define GB_BIND_PLAN_H

#include "bind/bind.h"
#include "query/corpus.h"

#define GB_CORPUS "gongbao.corpus"
#define GB_HITS "gongbao.hits"

typedef struct gb_plan_holder {
  gb_arena arena;
  gb_plan *root;
} gb_plan_holder;

/* Pushes a userdata that owns the plan made from the table at `index`. Raises
 * for a malformed table; returns NULL with the error set for what the query's
 * author got wrong. */
gb_plan_holder *gb_plan_push(lua_State *L, int index, gb_error *e);
void gb_plan_class(lua_State *L);

gb_corpus *gb_check_corpus(lua_State *L, int index);

typedef struct gb_hits_holder {
  gb_hits hits;
  size_t bytes; /* that its lists hold */
  bool open;
} gb_hits_holder;
gb_hits *gb_check_hits(lua_State *L, int index);

/* A new hits userdata, which keeps the corpus at `corpus` alive. */
gb_hits_holder *gb_push_hits(lua_State *L, int corpus);

/* The statistics functions, for gb_open_query. */
extern const gb_function gb_statistics[];

#endif
