/* A growable byte buffer with sticky errors.
 *
 *     gb_buffer b = {0};
 *     gb_put(&b, "abc", 3, &e); … gb_buffer_free(&b);
 *
 * The buffer owns `data`; gb_buffer_free() releases it and zeroes the struct.
 * When memory runs out the error is set and the buffer keeps what it had. */
#ifndef GB_BASE_BUFFER_H
#define GB_BASE_BUFFER_H

#include <string.h>

#include "base/error.h"

typedef struct gb_buffer {
  char *data;
  size_t size, capacity;
} gb_buffer;

/* Makes room for `more` bytes after size; returns where to write them, or NULL. */
char *gb_reserve(gb_buffer *b, size_t more, gb_error *e);
bool gb_put(gb_buffer *b, const void *bytes, size_t n, gb_error *e);
void gb_buffer_free(gb_buffer *b);

/* < 0, 0 or > 0 as a[0…n) comes before, is, or comes after b[0…m), byte by byte. */
static inline int gb_bytes_order(const char *a, size_t n, const char *b, size_t m) {
  int order = memcmp(a, b, n < m ? n : m);
  return order ? order : n < m ? -1 : n > m;
}

#endif
