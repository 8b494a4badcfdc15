#include "query/spans.h"

#include <stdlib.h>
#include <string.h>

bool gb_spans_room(gb_spans *s, size_t more, gb_error *e) {
  if (gb_failed(e)) return false;
  if (s->capacity - s->count >= more) return true;
  size_t want = s->capacity * 2 + more + 64;
  gb_span *list = realloc(s->list, want * sizeof *list);
  if (!list) return gb_fail(e, GB_STORE, -1, "out of memory: too many hits");
  s->list = list;
  s->capacity = want;
  return true;
}

bool gb_spans_append(gb_spans *s, const gb_span *list, size_t count, gb_error *e) {
  if (!count) return !gb_failed(e);
  if (!gb_spans_room(s, count, e)) return false;
  memcpy(s->list + s->count, list, count * sizeof *list);
  s->count += count;
  return true;
}

void gb_spans_free(gb_spans *s) {
  free(s->list);
  *s = (gb_spans){0};
}

static inline bool same(gb_span a, gb_span b) { return a.start == b.start && a.stop == b.stop; }

static void drop_duplicates(gb_spans *s) {
  size_t kept = 0;
  for (size_t i = 0; i < s->count; i++)
    if (!kept || !same(s->list[i], s->list[kept - 1])) s->list[kept++] = s->list[i];
  s->count = kept;
}

/* Merges a[0…n) and b[0…m) into to. */
static void merge(const gb_span *a, size_t n, const gb_span *b, size_t m, gb_span *to) {
  while (n && m) {
    if (gb_span_before(*b, *a)) *to++ = *b++, m--;
    else *to++ = *a++, n--;
  }
  if (n) memcpy(to, a, n * sizeof *a);
  if (m) memcpy(to, b, m * sizeof *b);
}

/* One pass over the runs that starts[0…runs] bound: merges them in pairs. */
static size_t merge_pairs(const gb_span *from, gb_span *to, size_t *starts, size_t runs) {
  size_t out = 0;
  for (size_t r = 0; r < runs; r += 2) {
    size_t a = starts[r], b = starts[r + 1], c = r + 2 <= runs ? starts[r + 2] : b;
    merge(from + a, b - a, from + b, c - b, to + a);
    starts[out++] = a;
  }
  starts[out] = starts[runs];
  return out;
}

bool gb_spans_sort(gb_spans *s, gb_error *e) {
  if (gb_failed(e)) return false;
  size_t runs = s->count ? 1 : 0;
  for (size_t i = 1; i < s->count; i++) runs += gb_span_before(s->list[i], s->list[i - 1]);
  if (runs > 1) {
    size_t *starts = malloc((runs + 2) * sizeof *starts);
    gb_span *other = malloc(s->count * sizeof *other);
    if (!starts || !other) {
      free(starts), free(other);
      return gb_fail(e, GB_STORE, -1, "out of memory: too many hits");
    }
    size_t r = 0;
    starts[r++] = 0;
    for (size_t i = 1; i < s->count; i++)
      if (gb_span_before(s->list[i], s->list[i - 1])) starts[r++] = i;
    starts[r] = s->count;
    while (runs > 1) {
      runs = merge_pairs(s->list, other, starts, runs);
      gb_span *swap = s->list;
      s->list = other;
      other = swap;
    }
    free(starts), free(other);
    s->capacity = s->count;
  }
  drop_duplicates(s);
  return true;
}

void gb_spans_outermost(gb_spans *s) {
  size_t kept = 0;
  for (size_t i = 0; i < s->count; i++) {
    gb_span *last = kept ? &s->list[kept - 1] : NULL;
    if (last && last->start == s->list[i].start) last->stop = s->list[i].stop; /* same start: the longer comes later */
    else if (!last || s->list[i].stop > last->stop) s->list[kept++] = s->list[i];
  }
  s->count = kept;
}

void gb_spans_innermost(gb_spans *s) {
  if (!s->count) return; /* an empty set may have no list, which memmove must not be given */
  size_t kept = s->count;
  for (size_t i = s->count; i-- > 0;) {
    gb_span now = s->list[i];
    if (kept < s->count && now.start == s->list[kept].start) s->list[kept] = now;
    else if (kept == s->count || now.stop < s->list[kept].stop) s->list[--kept] = now;
  }
  memmove(s->list, s->list + kept, (s->count - kept) * sizeof *s->list);
  s->count -= kept;
}

bool gb_spans_inside(const gb_spans *s, size_t *from, gb_span unit) {
  *from = gb_spans_seek(s, *from, unit.start);
  for (size_t i = *from; i < s->count && s->list[i].start < unit.stop; i++)
    if (s->list[i].stop <= unit.stop) return true;
  return false;
}

size_t gb_run_seek(const gb_span *run, size_t count, size_t from, gb_position start) {
  size_t step = 1, low = from;
  while (low + step < count && run[low + step].start < start) low += step, step *= 2;
  size_t high = low + step < count ? low + step : count;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (run[mid].start < start) low = mid + 1;
    else high = mid;
  }
  return low;
}
