/* Running a plan over one segment. */
#ifndef GB_QUERY_EVAL_H
#define GB_QUERY_EVAL_H

#include <stdatomic.h>

#include "query/plan.h"
#include "query/spans.h"

/* Appends the sorted spans of `plan` to `out`. `stop`, where given, ends the
 * work with an error once it is set (an interrupt). */
bool gb_eval(const gb_index *x, gb_plan *plan, gb_spans *out, const atomic_bool *stop, gb_error *e);

/* The number of spans where the dictionary knows it, else −1. */
int64_t gb_eval_count(const gb_index *x, const gb_plan *plan);

/* Parts of it, for eval.c. */
bool gb_eval_pattern(const gb_index *x, gb_plan *plan, gb_spans *out, const atomic_bool *stop, gb_error *e);
bool gb_eval_regex(const gb_index *x, gb_plan *plan, gb_spans *out, const atomic_bool *stop, gb_error *e);

#endif
