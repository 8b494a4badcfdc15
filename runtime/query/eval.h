/* Running a plan over one segment. */
#ifndef GB_QUERY_EVAL_H
#define GB_QUERY_EVAL_H

#include <stdatomic.h>

#include "query/plan.h"
#include "query/walk.h"

/* What `plan` finds; `out` is empty before. `stop`, where given, ends the work
 * with an error once it is set (an interrupt). */
bool gb_eval(const gb_index *x, gb_plan *plan, gb_found *out, const atomic_bool *stop, gb_error *e);

static inline void gb_check_stop(const atomic_bool *stop, gb_error *e) {
  if (stop && atomic_load_explicit(stop, memory_order_relaxed)) gb_fail(e, GB_USAGE, -1, "interrupted");
}

/* Parts of it, for eval.c. */
bool gb_eval_pattern(const gb_index *x, gb_plan *plan, gb_found *out, const atomic_bool *stop, gb_error *e);
bool gb_eval_regex(const gb_index *x, gb_plan *plan, gb_spans *out, const atomic_bool *stop, gb_error *e);

#endif
