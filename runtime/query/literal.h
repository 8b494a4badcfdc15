/* Any substring, found through the words. */
#ifndef GB_QUERY_LITERAL_H
#define GB_QUERY_LITERAL_H

#include "query/walk.h"

/* All occurrences. `out` is empty before. */
bool gb_find_literal(const gb_index *x, const char *text, size_t size, gb_found *out, gb_error *e);

#endif
