/* Errors: one value that says what went wrong, where, and how to mend it.
 *
 * Errors are sticky: every function that takes a gb_error* returns at once
 * when it already holds an error, so a caller may make ten calls and check
 * once. The first error wins. A gb_error owns no memory. */
#ifndef GB_BASE_ERROR_H
#define GB_BASE_ERROR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum gb_code {
  GB_OK = 0,
  GB_USAGE = 2,     /* the caller's words are off: exit code 2 */
  GB_BAD_INPUT = 3, /* a file or text is not what it should be: exit code 3 */
  GB_STORE = 4,     /* the store or the machine failed us: exit code 4 */
} gb_code;

typedef struct gb_error {
  gb_code code;
  int64_t position;   /* byte offset in the input, or -1 where there is none */
  char message[248];  /* UTF-8, one line, what and how to mend it */
} gb_error;

#define GB_NO_ERROR ((gb_error){.code = GB_OK, .position = -1})

/* Sets the error unless one is set. Returns false, so `return gb_fail(…)`. */
bool gb_fail(gb_error *e, gb_code code, int64_t position, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static inline bool gb_failed(const gb_error *e) { return e->code != GB_OK; }

#endif
