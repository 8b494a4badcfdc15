/* Hits as lines of text, aligned at the hit:
 *
 *     12:345        左边的文字[命中]右边的文字
 *
 * the document's number, the raw line where it is known, `columns` columns on
 * each side. All lines are one text: a string for each part of each line
 * would cost more than finding them. */
#ifndef GB_QUERY_CONCORDANCE_H
#define GB_QUERY_CONCORDANCE_H

#include "query/kwic.h"

typedef struct gb_line_form {
  gb_kwic_form kwic;
  uint32_t place_width; /* terminal columns; 0: no place */
} gb_line_form;

/* Appends the lines of hits first … first + count − 1, or of numbers[0…count)
 * where given (from 0; all below the total). */
bool gb_concordance(const gb_hits *h, uint64_t first, const uint64_t *numbers, uint64_t count, const gb_line_form *f,
                    gb_buffer *into, gb_error *e);

#endif
