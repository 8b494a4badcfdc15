#include "base/arena.h"

#include <stdlib.h>

enum { BLOCK = 16384 };

typedef struct gb_arena_block {
  struct gb_arena_block *before;
  size_t used, size;
  _Alignas(16) char bytes[];
} block;

void *gb_arena_get(gb_arena *a, size_t size, gb_error *e) {
  if (gb_failed(e)) return NULL;
  size = (size + 15) & ~(size_t)15;
  if (!a->last || a->last->size - a->last->used < size) {
    size_t room = size > BLOCK ? size : BLOCK;
    block *b = calloc(1, sizeof *b + room);
    if (!b) return gb_fail(e, GB_STORE, -1, "out of memory: %zu bytes more were needed", room), NULL;
    b->size = room;
    b->before = a->last;
    a->last = b;
  }
  char *at = a->last->bytes + a->last->used;
  a->last->used += size;
  return at;
}

void gb_arena_free(gb_arena *a) {
  for (block *b = a->last, *before; b; b = before) {
    before = b->before;
    free(b);
  }
  a->last = NULL;
}
