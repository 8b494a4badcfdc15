/* Showing hits: the original text of a span and what stands around it. */
#ifndef GB_QUERY_KWIC_H
#define GB_QUERY_KWIC_H

#include "base/buffer.h"
#include "query/corpus.h"

/* Bytes [*from, *to) of the segment's text that a span covers, without the
 * layout spaces and line ends at its ends. */
void gb_span_bytes(const gb_index *x, gb_span s, uint32_t *from, uint32_t *to);

/* The parts of one line: `columns` terminal columns to each side at most, cut
 * at the node's ends. Offsets into the buffer that was appended to. */
typedef struct gb_kwic {
  size_t left, match, right, end; /* where each part starts */
  uint32_t left_width;
} gb_kwic;

bool gb_kwic_line(const gb_index *x, gb_span s, uint32_t columns, gb_buffer *into, gb_kwic *line, gb_error *e);

/* The numbers of hits in the order of what follows them (or precedes them):
 * word by word, eight words deep, then as they stand. */
bool gb_hits_order(gb_hits *h, bool by_left, uint64_t *order, gb_error *e);

#endif
