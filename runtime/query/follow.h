/* Patterns of tokens alone, as bits: each place of the pattern that takes a
 * token is a bit, and a word's bits say which places take it. The places that
 * may come next are one 64-bit number, so that a step is a look at the word's
 * tests and an OR for each place that took it (Glushkov's automaton).
 *
 *     a b+ c?      places a 0, b 1, c 2, end 3:   first = {0}; after 0: {1}; after 1: {1 2 end}; after 2: {end}
 */
#ifndef GB_QUERY_FOLLOW_H
#define GB_QUERY_FOLLOW_H

#include "query/machine.h"

enum { GB_MOST_PLACES = 63, GB_MOST_SETS = 16 };

typedef struct gb_follow {
  const gb_index *x;
  uint64_t first, end;                 /* what may come first; the bit that means a match */
  uint64_t after[GB_MOST_PLACES];
  uint64_t takes[GB_MOST_SETS];        /* places of each test */
  const gb_set *sets[GB_MOST_SETS];
  int places, set_count;
  bool backwards;
  bool alike;                          /* one test alone, from `least` to `most` times: counted, without the bits */
  int least, most;                     /* most −1: no limit */
} gb_follow;

/* Makes one of `count` parts; false where they are not tokens alone, or too many. */
bool gb_follow_make(gb_follow *f, gb_machine *m, gb_plan *const *kids, int count, bool backwards);

/* The farthest position that it reaches from `from`. */
bool gb_follow_run(const gb_follow *f, gb_position from, gb_position *to);

#endif
