/* Layout spaces: white space beside a Chinese character or mark is how a line
 * was set, not what it says. Words are cut from the text without it; the
 * notes lead token ends back to the original. */
#ifndef GB_INDEX_LAYOUT_H
#define GB_INDEX_LAYOUT_H

#include "base/buffer.h"

/* Is it white space, other than a line's end? */
bool gb_layout_space(uint16_t unit);

typedef struct gb_gap {
  uint32_t at, removed; /* before byte `at` of the result, `removed` bytes in all are gone */
} gb_gap;

/* Appends text[0…size) without layout spaces to `out`, and the gaps, as gb_gap
 * records in ascending order, to `gaps`. White space at the start stays. */
bool gb_layout_strip(const char *text, size_t size, gb_buffer *out, gb_buffer *gaps, gb_error *e);

#endif
