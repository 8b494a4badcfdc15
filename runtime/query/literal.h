/* A text being searched for: the words that may cover its rarest character, and
 * the occurrences that each of them leads to.
 *
 *     gb_literal l; gb_walk w;
 *     if (gb_literal_open(&l, x, text, size, e))
 *       for (size_t i = 0; i < l.count; i++)
 *         for (gb_literal_walk(&l, i, &w); gb_walk_more(&w); w.i++) use(w.run[w.i]);
 *     gb_literal_close(&l);
 *
 * The occurrences of one cover come in order, each once; those of two covers
 * are different. It borrows the text. */
#ifndef GB_QUERY_LITERAL_H
#define GB_QUERY_LITERAL_H

#include "query/walk.h"

enum { GB_LITERAL_MOST = 256, /* characters */ GB_VERDICTS = 256 };

/* A word that may cover the anchor, and where the text starts relative to its
 * first character: `start` < 0 means inside the word. */
typedef struct gb_cover {
  uint32_t word;
  int start, length; /* in characters; length of the word */
  uint32_t beside;   /* a word, + 1, that must stand before or after it; or 0: any that fits */
  bool before;
} gb_cover;

/* What stands beside a cover repeats, so what a whole neighbour means for the
 * text is kept by its word. */
typedef struct gb_verdicts {
  struct { uint32_t word, verdict; } of[GB_VERDICTS];
} gb_verdicts;

typedef struct gb_literal {
  const gb_index *x;
  const char *text;
  uint32_t size, characters;
  uint32_t code[GB_LITERAL_MOST];
  uint32_t at[GB_LITERAL_MOST + 1]; /* byte offsets */
  gb_buffer covers;                 /* gb_cover[count] */
  size_t count;
  uint64_t cost;                    /* tokens that must be looked at */
  gb_cover now;                     /* the one walked through */
  bool settled;                     /* wherever its words stand, the text does, */
  gb_span stands;                   /* from here to there where the cover is token 1 */
  gb_verdicts before, after;
  gb_cursor neighbour;              /* of its `beside` */
} gb_literal;

bool gb_literal_open(gb_literal *l, const gb_index *x, const char *text, size_t size, gb_error *e);
void gb_literal_close(gb_literal *l);

/* Walks through the occurrences by cover i. One walk at a time. */
void gb_literal_walk(gb_literal *l, size_t i, gb_walk *w);

/* All occurrences. `out` is empty before. */
bool gb_find_literal(const gb_index *x, const char *text, size_t size, gb_found *out, gb_error *e);

#endif
