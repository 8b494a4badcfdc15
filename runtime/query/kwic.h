/* Showing hits: the original text of a span and what stands around it. */
#ifndef GB_QUERY_KWIC_H
#define GB_QUERY_KWIC_H

#include "base/buffer.h"
#include "query/corpus.h"

/* Bytes [*from, *to) of the segment's text that a span covers, without the
 * layout spaces and line ends at its ends. */
void gb_span_bytes(const gb_index *x, gb_span s, uint32_t *from, uint32_t *to);

typedef struct gb_kwic_form {
  uint32_t columns;         /* terminal columns to each side, at most */
  bool aligned;             /* spaces stand before a left part that is not so wide */
  const char *open, *close; /* what stands before and after the match */
} gb_kwic_form;

/* Where the parts of one line are in the buffer that was appended to. */
typedef struct gb_kwic {
  size_t left, left_end, match, match_end, right, right_end;
} gb_kwic;

/* Appends the line of a span, cut at the ends of its node. */
bool gb_kwic_line(const gb_index *x, gb_span s, const gb_kwic_form *form, gb_buffer *into, gb_kwic *line, gb_error *e);

/* The numbers of hits in the order of what follows them (or precedes them):
 * word by word, eight words deep, then as they stand. */
bool gb_hits_order(gb_hits *h, bool by_left, uint64_t *order, gb_error *e);

#endif
