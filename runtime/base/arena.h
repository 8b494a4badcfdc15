/* Memory that is freed all at once: for what lives as long as one query.
 *
 *     gb_arena a = {0};
 *     uint32_t *list = gb_arena_get(&a, n * sizeof *list, &e); … gb_arena_free(&a);
 *
 * What it gives is zeroed and aligned for any type; NULL where memory is out. */
#ifndef GB_BASE_ARENA_H
#define GB_BASE_ARENA_H

#include "base/error.h"

typedef struct gb_arena {
  struct gb_arena_block *last;
} gb_arena;

void *gb_arena_get(gb_arena *a, size_t size, gb_error *e);
void gb_arena_free(gb_arena *a);

#endif
