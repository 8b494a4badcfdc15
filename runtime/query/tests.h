/* A token test bound to a segment: the set of its words. */
#ifndef GB_QUERY_TESTS_H
#define GB_QUERY_TESTS_H

#include "query/plan.h"
#include "query/walk.h"

typedef struct gb_set {
  bool any;         /* every word but the end of a node */
  uint32_t one;     /* the only word, or UINT32_MAX where bits holds them */
  uint64_t *bits;   /* by folded word */
  uint64_t tokens;  /* how many tokens pass */
} gb_set;

bool gb_set_bind(const gb_index *x, gb_test *test, gb_set *set, gb_arena *arena, gb_error *e);

static inline bool gb_set_has(const gb_index *x, const gb_set *s, uint32_t word) {
  if (s->any) return word != x->boundary;
  if (s->one != UINT32_MAX) return word == s->one;
  return s->bits[word >> 6] >> (word & 63) & 1;
}

/* How many tokens pass, exactly. */
static inline uint64_t gb_set_count(const gb_index *x, const gb_set *s) {
  return s->any && x->boundary != UINT32_MAX ? s->tokens - x->count[x->boundary].tokens : s->tokens;
}

/* Are its words so few that their postings are cheaper to read than the stream? */
bool gb_set_few(const gb_index *x, const gb_set *s);

/* The next word of the set from *word on. */
bool gb_set_next(const gb_index *x, const gb_set *s, uint32_t *word);

/* All tokens that pass. `out` is empty before. */
bool gb_set_find(const gb_index *x, const gb_set *s, gb_found *out, gb_error *e);

#endif
