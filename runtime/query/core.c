/* The best texts are the longest, the shortest of alternatives counting: runs of single characters along the
 * top-level sequence, or one such run from each alternative at a place of it. */
#include "query/core.h"

#include <string.h>

#include "base/utf8.h"

static uint32_t limited(uint64_t n) { return n < GB_NO_LIMIT ? (uint32_t)n : GB_NO_LIMIT; }

/* The most characters that a part takes; no limit where it asks for the whole's start or end, which need not be near. */
static uint32_t most_of(const gb_expression *n) {
  uint32_t a, b;
  if (!n) return 0;
  switch (n->kind) {
    case GB_NOTHING: return 0;
    case GB_AT_START: case GB_AT_STOP: return GB_NO_LIMIT;
    case GB_BOTH: return limited((uint64_t)most_of(n->a) + most_of(n->b));
    case GB_EITHER: return (a = most_of(n->a)) > (b = most_of(n->b)) ? a : b;
    case GB_REPEATED: return n->max < 0 ? GB_NO_LIMIT : limited((uint64_t)most_of(n->a) * (uint32_t)n->max);
    default: return 1;
  }
}

typedef struct reading {
  gb_core best;
  size_t least;            /* bytes of the shortest text of the best */
  gb_buffer now;           /* the run being read */
  bool at_start;           /* nothing stands before it */
  uint32_t passed, before; /* the most characters before here, before `now` */
  gb_arena *arena;
  gb_error *e;
} reading;

static void end_run(reading *r) {
  if (r->now.size > r->least) {
    char *bytes = gb_arena_get(r->arena, r->now.size, r->e);
    if (!bytes) return;
    memcpy(bytes, r->now.data, r->now.size);
    r->best = (gb_core){.texts = {{bytes, r->now.size}}, .count = 1, .at_start = r->at_start, .before = r->before};
    r->least = r->now.size;
  }
  r->now.size = 0;
  r->at_start = false;
}

static void read_part(reading *r, const gb_expression *n);

/* Adds the best texts of each alternative; false where one has none, or all have too many. */
static bool add_alternatives(const reading *r, const gb_expression *n, gb_core *all, size_t *least) {
  if (n && n->kind == GB_EITHER) return add_alternatives(r, n->a, all, least) && add_alternatives(r, n->b, all, least);
  reading one = {.passed = r->passed, .arena = r->arena, .e = r->e};
  read_part(&one, n);
  end_run(&one);
  gb_buffer_free(&one.now);
  if (!one.least || all->count + one.best.count > GB_CORE_MOST) return false;
  memcpy(all->texts + all->count, one.best.texts, (size_t)one.best.count * sizeof *all->texts);
  all->count += one.best.count;
  if (one.best.before > all->before) all->before = one.best.before;
  if (one.least < *least) *least = one.least;
  return true;
}

static void read_part(reading *r, const gb_expression *n) {
  char bytes[4];
  if (!n || gb_failed(r->e)) return;
  uint32_t passed = r->passed;
  switch (n->kind) {
    case GB_BOTH:
      read_part(r, n->a);
      read_part(r, n->b);
      return;
    case GB_ONE_CHARACTER:
      if (!r->now.size) r->before = passed;
      gb_put(&r->now, bytes, (size_t)gb_utf8_put(bytes, n->code), r->e);
      break;
    case GB_REPEATED:
      end_run(r);
      if (n->min > 0) read_part(r, n->a); /* the first time */
      end_run(r);
      break;
    case GB_EITHER: {
      gb_core all = {0};
      size_t least = SIZE_MAX;
      end_run(r);
      if (add_alternatives(r, n, &all, &least) && least > r->least) r->best = all, r->least = least;
      break;
    }
    case GB_AT_START: case GB_NOTHING: break;
    default: end_run(r);
  }
  r->passed = limited((uint64_t)passed + most_of(n));
}

gb_core gb_core_of(const gb_expression *top, gb_arena *arena, gb_error *e) {
  reading r = {.at_start = true, .arena = arena, .e = e};
  read_part(&r, top);
  end_run(&r);
  gb_buffer_free(&r.now);
  r.best.reach = most_of(top);
  return r.best;
}
