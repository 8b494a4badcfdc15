/* Several segments asked as one, and the hits of a query in them. Documents
 * and hits are numbered through all segments in their order; answers do not
 * depend on how documents were shared out among segments, nor on threads. */
#ifndef GB_QUERY_CORPUS_H
#define GB_QUERY_CORPUS_H

#include "query/eval.h"

/* The words of all segments as one list, sorted; made when first needed. */
typedef struct gb_vocabulary {
  uint32_t count;
  uint32_t **ids;      /* by segment, by local word; NULL where there is one segment */
  uint32_t *segment, *local; /* where a word of this number is found; NULL likewise */
  uint64_t *tokens;    /* in the whole corpus */
} gb_vocabulary;

typedef struct gb_corpus {
  gb_index *segments;
  uint32_t count, documents;
  uint32_t *document_base; /* by segment */
  uint64_t tokens;
  gb_vocabulary words;
} gb_corpus;

/* Opens the segments, or none of them. `generation`: refused where another. */
bool gb_corpus_open(gb_corpus *c, const char *const *paths, uint32_t count, const uint64_t *generation, gb_error *e);
void gb_corpus_close(gb_corpus *c);

typedef struct gb_hits {
  const gb_corpus *corpus;
  gb_found *found; /* by segment */
  uint64_t *base;  /* hits before each segment; base[count] is the total */
  uint32_t count;  /* segments */
} gb_hits;

/* Runs the plan in every segment, on `threads` threads with a plan each (the
 * plans are copies of one another). */
bool gb_search(const gb_corpus *c, gb_plan *const *plans, uint32_t threads, gb_hits *hits, gb_error *e);
void gb_hits_free(gb_hits *h);
size_t gb_hits_bytes(const gb_hits *h); /* of memory that the lists take */

/* The number of hits; from the dictionary alone where it knows. */
bool gb_search_count(const gb_corpus *c, gb_plan *const *plans, uint32_t threads, uint64_t *count, gb_error *e);

/* Segment and span of hit i (below the total). */
uint32_t gb_hit(const gb_hits *h, uint64_t i, gb_span *span);

/* Words of a document, by its number in the corpus; the ends of nodes are none. */
uint32_t gb_document_tokens(const gb_corpus *c, uint32_t document);

/* Segment of a document, by its number in the corpus, and its number there. */
uint32_t gb_document_segment(const gb_corpus *c, uint32_t document, uint32_t *local);

/* Hits of each document, by its number in the corpus. Room for `documents`. */
void gb_hits_by_document(const gb_hits *h, uint32_t *counts);

bool gb_vocabulary_make(gb_corpus *c, gb_error *e);
static inline uint32_t gb_word_id(const gb_corpus *c, uint32_t segment, uint32_t local) {
  return c->words.ids ? c->words.ids[segment][local] : local;
}
const char *gb_word_text(const gb_corpus *c, uint32_t id, uint32_t *size);
const char *gb_word_tag(const gb_corpus *c, uint32_t id);

#endif
