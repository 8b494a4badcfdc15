/* Spans: what a query finds. A position is token << 16 | characters of that
 * (folded) token before it, normalised so that the characters are fewer than
 * the token has; a span is [start, stop). Lists are sorted by start, then by
 * stop, without duplicates. */
#ifndef GB_QUERY_SPANS_H
#define GB_QUERY_SPANS_H

#include "index/reader.h"

typedef uint64_t gb_position;

typedef struct gb_span {
  gb_position start, stop;
} gb_span;

typedef struct gb_spans {
  gb_span *list;
  size_t count, capacity;
} gb_spans;

/* The order of a list. */
static inline bool gb_span_before(gb_span a, gb_span b) {
  return a.start != b.start ? a.start < b.start : a.stop < b.stop;
}

static inline gb_position gb_at(uint32_t token, uint32_t characters) { return (uint64_t)token << 16 | characters; }
static inline uint32_t gb_token(gb_position p) { return (uint32_t)(p >> 16); }
static inline uint32_t gb_characters(gb_position p) { return (uint32_t)(p & 0xFFFF); }
static inline uint32_t gb_end_token(gb_span s) { return gb_token(s.stop - 1) + 1; } /* past the last token touched */

bool gb_spans_room(gb_spans *s, size_t more, gb_error *e);
static inline bool gb_spans_add(gb_spans *s, gb_position start, gb_position stop, gb_error *e) {
  if (s->count == s->capacity && !gb_spans_room(s, 1, e)) return false;
  s->list[s->count++] = (gb_span){start, stop};
  return true;
}
bool gb_spans_append(gb_spans *s, const gb_span *list, size_t count, gb_error *e);
void gb_spans_free(gb_spans *s);

/* Sorts and removes duplicates. Fast where the list is made of a few sorted runs. */
bool gb_spans_sort(gb_spans *s, gb_error *e);

/* Of spans that lie within each other keeps the outer ones, or the inner ones. */
void gb_spans_outermost(gb_spans *s);
void gb_spans_innermost(gb_spans *s);

/* The index of the first of run[from…count) that starts at or after `start`: by leaps, then by halves. */
size_t gb_run_seek(const gb_span *run, size_t count, size_t from, gb_position start);
static inline size_t gb_spans_seek(const gb_spans *s, size_t from, gb_position start) {
  return gb_run_seek(s->list, s->count, from, start);
}

/* Does a span from number *from on lie inside the unit? Moves *from to the
 * first span that starts in or after it. */
bool gb_spans_inside(const gb_spans *s, size_t *from, gb_span unit);

#endif
