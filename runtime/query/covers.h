/* The words that may cover the rarest character of a text, one of which stands
 * wherever the text does: their postings are all that must be looked at. */
#ifndef GB_QUERY_COVERS_H
#define GB_QUERY_COVERS_H

#include "index/reader.h"

enum { GB_LITERAL_MOST = 256 /* characters */ };

/* A word that may cover it, and where the text starts relative to its first
 * character: `start` < 0 means inside the word. */
typedef struct gb_cover {
  uint32_t word;
  int start, length; /* in characters; length of the word */
  uint32_t beside;   /* a word, + 1, that must stand before or after it; or 0: any that fits */
  bool before;
} gb_cover;

typedef struct gb_covers {
  const gb_index *x;
  const char *text;
  uint32_t size, characters;
  uint32_t code[GB_LITERAL_MOST];
  uint32_t at[GB_LITERAL_MOST + 1]; /* byte offsets */
  gb_buffer list;                   /* gb_cover[count] */
  size_t count;
  uint64_t cost;                    /* tokens that must be looked at */
} gb_covers;

/* Borrows the text. Close even after failure. */
bool gb_covers_open(gb_covers *l, const gb_index *x, const char *text, size_t size, gb_error *e);
void gb_covers_close(gb_covers *l);

/* Bytes of the text before a cover, and where the text goes on after it. */
static inline uint32_t gb_before_cover(const gb_covers *l, gb_cover c) { return c.start > 0 ? l->at[c.start] : 0; }
static inline uint32_t gb_after_cover(const gb_covers *l, gb_cover c) {
  int stop = c.start + c.length;
  return stop < (int)l->characters ? l->at[stop] : l->size;
}

/* Does the text before (or after) a word fit the whole neighbour `word`? No; or it reaches beyond that; or
 * where in it the text ends. */
enum { GB_MISFIT = 1, GB_READS_ON, GB_FITS_WHOLE, GB_FITS_INSIDE /* + characters of the neighbour before that */ };
uint32_t gb_judge(const gb_index *x, uint32_t word, const char *text, size_t size, bool before);

#endif
