/* Stopping long work from outside: whoever handles Ctrl-C sets the flag, what
 * takes long looks at it now and then, and the handler's owner clears it once
 * the interrupt has been served. One flag a process, as there is one Ctrl-C. */
#ifndef GB_BASE_STOP_H
#define GB_BASE_STOP_H

#include <stdatomic.h>

#include "base/error.h"

extern atomic_bool gb_stop;

/* False, with the error "interrupted" set, where the work must end, or had failed before. */
static inline bool gb_may_go_on(gb_error *e) {
  if (atomic_load_explicit(&gb_stop, memory_order_relaxed)) return gb_fail(e, GB_USAGE, -1, "interrupted");
  return !gb_failed(e);
}

#endif
