/* Phrases of plain words: joined from the words' lists of places alone. */
#ifndef GB_QUERY_PHRASE_H
#define GB_QUERY_PHRASE_H

#include "query/machine.h"

enum { GB_PHRASE_MOST = 16 /* words */ };

/* The words that the parts of `seq` are, one after another, in words[0…n).
 * Returns n, or 0 where it is no such phrase, or where looking into the stream
 * beside the rarest word is quicker. */
int gb_phrase_words(gb_machine *m, const gb_plan *seq, uint32_t words[GB_PHRASE_MOST]);

/* All places of the phrase. `out` is empty before. */
bool gb_phrase_find(const gb_index *x, const uint32_t *words, int n, gb_spans *out, gb_error *e);

#endif
