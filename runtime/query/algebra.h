/* What spans are to units and to each other. Lists come and go sorted. */
#ifndef GB_QUERY_ALGEBRA_H
#define GB_QUERY_ALGEBRA_H

#include "query/units.h"
#include "query/walk.h"

/* Keeps the spans that lie inside a unit (or, negated, those that do not). */
void gb_keep_within(gb_spans *spans, const gb_units *units, bool negated);

/* Appends the units that contain a span (or, negated, those that do not). */
bool gb_holding(const gb_units *units, const gb_spans *spans, bool negated, gb_spans *out, gb_error *e);

/* Appends the spans of the positive operands in the units that contain one of
 * each of them and none of the negative ones. */
bool gb_conjunction(const gb_units *units, gb_found *operands, const bool *not, int count, gb_spans *out, gb_error *e);

/* At most `most` characters (or tokens) between; b after a where ordered. */
typedef struct gb_distance {
  uint32_t most;
  bool in_tokens, ordered;
} gb_distance;

/* Pairs of a and b in one node at that distance; of pairs inside each other the inner. */
bool gb_near(const gb_index *x, gb_found *a, gb_found *b, gb_distance d, gb_spans *out, gb_error *e);

#endif
