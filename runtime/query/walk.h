/* What a part of a query found in one segment, and reading it in order.
 *
 * The places of one word are not copied out of the index: `word` says whose
 * they are, and a walk decodes them block by block. All else is a list.
 *
 *     gb_walk w;
 *     for (gb_walk_open(&w, x, &found); gb_walk_more(&w); w.i++) use(w.run[w.i]);
 *
 * A walk borrows what it walks through, and itself owns nothing. */
#ifndef GB_QUERY_WALK_H
#define GB_QUERY_WALK_H

#include "query/spans.h"

typedef struct gb_found {
  uint32_t word; /* folded word + 1, or 0: then the list */
  gb_spans list;
} gb_found;

uint64_t gb_found_count(const gb_index *x, const gb_found *f);

/* Span number i, below the count; of a damaged segment perhaps a wrong one. */
gb_span gb_found_get(const gb_index *x, const gb_found *f, uint64_t i);

/* Turns the places of a word into a list. */
bool gb_found_list(const gb_index *x, gb_found *f, gb_error *e);
void gb_found_free(gb_found *f);

typedef struct gb_walk {
  const gb_span *run; /* the spans at hand: run[i] is the current one */
  size_t i, count;
  uint64_t before;    /* spans before run[0] */
  bool in_index;      /* read from the cursor, which has the rest */
  gb_cursor cursor;
  gb_span block[GB_BLOCK];
} gb_walk;

void gb_walk_open(gb_walk *w, const gb_index *x, const gb_found *f);
bool gb_walk_refill(gb_walk *w);

/* Goes to span number i, below the count. */
void gb_walk_go(gb_walk *w, uint64_t i);

/* Is there a current span? */
static inline bool gb_walk_more(gb_walk *w) { return w->i < w->count || gb_walk_refill(w); }

/* Goes on to the first span, from the current one, that starts at or after
 * `start`: mostly a few steps, else by leaps. */
bool gb_walk_leap(gb_walk *w, gb_position start);
static inline bool gb_walk_seek(gb_walk *w, gb_position start) {
  for (int step = 0; step < 4 && w->i < w->count; step++, w->i++)
    if (w->run[w->i].start >= start) return true;
  return gb_walk_leap(w, start);
}

/* Are `others` few enough beside `places` that reading both lists is quicker
 * than looking into the stream at each place? A look costs a line of memory,
 * the time of some twenty positions of a list. */
static inline bool gb_worth_joining(uint64_t places, uint64_t others) { return places > 16 && others < places * 12; }

/* How many spans lie behind. */
static inline uint64_t gb_walk_number(const gb_walk *w) { return w->before + w->i; }

/* To be said at each span of a run: calls for the stream some spans ahead, so
 * that memory brings several lines of it at once and reading it beside the
 * span need not wait. (gcc drops the call of a function that only prefetches,
 * unless it must inline it.) */
__attribute__((always_inline)) static inline void gb_call_ahead(const gb_index *x, const gb_span *run, size_t i, size_t count) {
  enum { AHEAD = 16 };
  for (size_t k = i ? AHEAD : 0; k <= AHEAD && i + k < count; k++) __builtin_prefetch(x->stream + (size_t)gb_token(run[i + k].start) * GB_ID_BYTES);
}

#endif
