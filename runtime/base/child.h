/* Child processes under limits: work that must not hang or fill the machine.
 *
 * A child's output comes back through a pipe; what it prints to stderr goes to
 * ours. The caller owns gb_child and ends it with gb_child_wait. */
#ifndef GB_BASE_CHILD_H
#define GB_BASE_CHILD_H

#include <sys/types.h>

#include "base/buffer.h"

typedef struct gb_limits {
  unsigned seconds;   /* of CPU time, 0: none; wall time is bounded by ten times it */
  unsigned megabytes; /* of address space, 0: none */
} gb_limits;

typedef struct gb_child {
  pid_t pid;
  int output; /* read end of its output pipe */
} gb_child;

/* Starts argv[0] (found on PATH) with its arguments; stdin is empty. */
bool gb_child_start(gb_child *c, const char *const argv[], gb_limits limits, gb_error *e);

/* Forks. In the child returns 0 and stores where to write in *output; in the
 * parent returns 1. The child ends with _exit(). Returns -1 with the error. */
int gb_child_fork(gb_child *c, gb_limits limits, int *output, gb_error *e);

/* Reads n bytes of what the child writes; returns how many there were before it ended. */
size_t gb_child_read(gb_child *c, void *to, size_t n);

/* Reaps a child that has ended or is about to. An exit code that is not 0 and a signal are errors. */
bool gb_child_end(gb_child *c, const char *name, gb_error *e);

/* Ends a child whose output nobody wants. */
void gb_child_kill(gb_child *c);

/* Reads what the child writes until it ends (or up to `limit` bytes, then it is
 * killed) and reaps it, as gb_child_end does. */
bool gb_child_wait(gb_child *c, const char *name, gb_buffer *into, size_t limit, gb_error *e);

#endif
