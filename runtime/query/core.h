/* What every match of a regular expression contains: texts to look for before it is tried. */
#ifndef GB_QUERY_CORE_H
#define GB_QUERY_CORE_H

#include "query/expression.h"

enum { GB_CORE_MOST = 16 /* texts */, GB_NO_LIMIT = 1 << 30 };

typedef struct gb_core_text { const char *bytes; size_t size; } gb_core_text; /* folded, not empty */

typedef struct gb_core {
  gb_core_text texts[GB_CORE_MOST];
  int count;              /* every match contains one of these; 0: nothing is sure */
  bool at_start;          /* of one text: every match starts with it */
  uint32_t before, reach; /* a match starts at most so many characters before its text, and ends so many after
                             the text's start; GB_NO_LIMIT: anywhere, or it asks where the whole starts or ends */
} gb_core;

/* The texts live in the arena. */
gb_core gb_core_of(const gb_expression *top, gb_arena *arena, gb_error *e);

#endif
