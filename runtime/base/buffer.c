#include "base/buffer.h"

#include <stdlib.h>
#include <string.h>

char *gb_reserve(gb_buffer *b, size_t more, gb_error *e) {
  if (gb_failed(e)) return NULL;
  if (!b->data || more > b->capacity - b->size) {
    if (more > SIZE_MAX / 2 - b->size) {
      gb_fail(e, GB_STORE, -1, "a buffer cannot grow by %zu bytes", more);
      return NULL;
    }
    size_t want = b->capacity ? b->capacity : 256;
    while (want < b->size + more) want *= 2;
    char *grown = realloc(b->data, want);
    if (!grown) {
      gb_fail(e, GB_STORE, -1, "out of memory: %zu bytes more were needed", more);
      return NULL;
    }
    b->data = grown;
    b->capacity = want;
  }
  return b->data + b->size;
}

bool gb_put(gb_buffer *b, const void *bytes, size_t n, gb_error *e) {
  char *to = gb_reserve(b, n, e);
  if (!to) return false;
  if (n) memcpy(to, bytes, n);
  b->size += n;
  return true;
}

void gb_buffer_free(gb_buffer *b) {
  free(b->data);
  *b = (gb_buffer){0};
}
