/* A layer of annotations bound to a query: the spans whose value passes. */
#ifndef GB_QUERY_LAYERS_H
#define GB_QUERY_LAYERS_H

#include "query/plan.h"
#include "query/spans.h"

/* Compares a text that is not folded yet; `folded` is room to fold it in. */
bool gb_compare_original(const gb_compare *c, const char *text, gb_buffer *folded, gb_error *e);

/* Appends the spans of the plan's layer, sorted. A layer that the segment does
 * not have has none. */
bool gb_layer_spans(const gb_index *x, const gb_plan *plan, gb_spans *out, gb_error *e);

#endif
