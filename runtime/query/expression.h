/* A regular expression as it was read: a tree. */
#ifndef GB_QUERY_EXPRESSION_H
#define GB_QUERY_EXPRESSION_H

#include "base/arena.h"
#include "query/automaton.h"

typedef struct gb_expression {
  enum { GB_ONE_CHARACTER, GB_ONE_OF, GB_ANY_ONE, GB_AT_START, GB_AT_STOP, GB_BOTH, GB_EITHER, GB_REPEATED, GB_NOTHING } kind;
  int min, max;     /* REPEATED; max −1: no limit */
  uint32_t code;    /* ONE_CHARACTER */
  gb_range *ranges; /* ONE_OF, or none of them */
  int range_count;
  bool negated;
  struct gb_expression *a, *b; /* BOTH: a, then b; EITHER; REPEATED: a */
} gb_expression;

/* The tree lives in the arena. Positions in errors are bytes of `pattern`. */
gb_expression *gb_expression_read(const char *pattern, size_t size, gb_arena *arena, gb_error *e);

#endif
