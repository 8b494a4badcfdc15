/* The words of a batch: each distinct surface once, with its folded form. */
#ifndef GB_INDEX_WORDS_H
#define GB_INDEX_WORDS_H

#include "base/buffer.h"
#include "segment/cut.h"

enum { GB_WORD_ENDS = 1, GB_WORD_CLOSES = 2 }; /* a sentence; a quotation or bracket */

typedef struct gb_word {
  uint32_t at, size;   /* its bytes in the pool */
  uint32_t folded;     /* number of its folded form; its own where it is folded */
  uint32_t final;      /* id in the segment, once sorted */
  uint8_t tag, marks;
} gb_word;

typedef struct gb_words {
  gb_word *list;
  uint32_t count, capacity, slots; /* slots: a power of two */
  uint32_t *table;                 /* number + 1, or 0 */
  gb_buffer pool;
  gb_cutter *cutter;
} gb_words;

bool gb_words_open(gb_words *w, gb_cutter *cutter, gb_error *e);
void gb_words_close(gb_words *w);

/* The number of a surface, made where it is new. UINT32_MAX on failure. */
uint32_t gb_words_number(gb_words *w, const char *bytes, uint32_t size, gb_error *e);

/* Sorts: gives every word its final id, folded words 0 … n−1 by bytes, then
 * the variants by bytes. `order` gets the numbers in that order; the caller
 * frees it. Returns the number of folded words. */
uint32_t gb_words_sort(gb_words *w, uint32_t **order, gb_error *e);

static inline const char *gb_word_bytes(const gb_words *w, uint32_t number) {
  return w->pool.data + w->list[number].at;
}

#endif
