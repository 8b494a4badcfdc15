/* Running a plan over one segment. */
#ifndef GB_QUERY_EVAL_H
#define GB_QUERY_EVAL_H

#include "base/stop.h"
#include "query/plan.h"
#include "query/walk.h"

/* What `plan` finds; `out` is empty before. It ends with an error where
 * base/stop.h asks for that. */
bool gb_eval(const gb_index *x, gb_plan *plan, gb_found *out, gb_error *e);

/* How many spans that are: of one test of tokens by the dictionary, without finding them. */
bool gb_eval_count(const gb_index *x, gb_plan *plan, uint64_t *count, gb_error *e);

/* Parts of it, for eval.c. */
bool gb_eval_pattern(const gb_index *x, gb_plan *plan, gb_found *out, gb_error *e);
bool gb_eval_regex(const gb_index *x, gb_plan *plan, gb_spans *out, gb_error *e);

#endif
