/* Numbers about hits: how good the documents are that hold them, which words
 * stand in them or beside them, which sequences of words recur.
 *
 * Words are numbered as in corpus.h; gb_vocabulary_make() comes first. The
 * mark that ends a node ("\n") is never counted and ends every sequence. */
#ifndef GB_QUERY_STATISTICS_H
#define GB_QUERY_STATISTICS_H

#include "query/corpus.h"

typedef struct gb_ranked {
  uint32_t document, hits; /* its number in the corpus from 0 */
  double score;
} gb_ranked;

/* BM25 (k1 = 1.2, b = 0.75) of the query as one term; the best `most` first.
 * `list` has room for all documents; *count is how many hold hits. The length
 * of a document is its words, as in the mean: the ends of nodes are none. */
bool gb_hits_rank(const gb_hits *h, uint32_t most, gb_ranked *list, uint32_t *count, gb_error *e);

/* counts[word]: how often it stands inside the hits; a token that several hits
 * share counts once. Returns the sum. */
uint64_t gb_hits_words(const gb_hits *h, uint32_t *counts);

/* counts[word]: how often it stands among the `left` tokens before a hit or
 * the `right` ones after it, in the same node. Returns the sum. */
uint64_t gb_hits_beside(const gb_hits *h, uint32_t left, uint32_t right, uint32_t *counts);

/* Sequences of n words inside the hits that occur `least` times or more, in
 * the order of their words' numbers. */
typedef struct gb_ngrams {
  uint32_t n;
  size_t count;
  uint32_t *words;  /* count × n */
  uint32_t *counts;
} gb_ngrams;

bool gb_hits_ngrams(const gb_hits *h, uint32_t n, uint32_t least, gb_ngrams *out, gb_error *e);
void gb_ngrams_free(gb_ngrams *g);

#endif
