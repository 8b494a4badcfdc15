/* Merging segments into one that answers every query as they did together. */
#ifndef GB_INDEX_MERGE_H
#define GB_INDEX_MERGE_H

#include "base/error.h"

enum { GB_MERGE_MOST = 1000 };

/* Writes the segments, in their order, as one file. Memory: the words, the
 * positions of one word, and the spans of one layer of one segment at a time. */
bool gb_index_merge(const char *const *paths, uint32_t count, const char *to, uint64_t generation, gb_error *e);

#endif
