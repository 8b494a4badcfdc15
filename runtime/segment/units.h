/* UTF-8 to UTF-16 units, inline: the segmenter's innermost loop. */
#ifndef GB_SEGMENT_UNITS_H
#define GB_SEGMENT_UNITS_H

#include "base/utf8.h"

/* Decodes the character at s[0…n), n > 0, to one or two units. Returns its
 * length in bytes. An invalid byte becomes U+FFFD with length 1. */
static inline int gb_units_next(const unsigned char *s, size_t n, uint16_t units[2], int *count) {
  *count = 1;
  if (s[0] < 0x80) return units[0] = s[0], 1;
  if (n >= 3 && s[0] > 0xE0 && s[0] < 0xF0 && s[0] != 0xED && (s[1] & 0xC0) == 0x80 && (s[2] & 0xC0) == 0x80) {
    units[0] = (uint16_t)((s[0] & 0xF) << 12 | (s[1] & 0x3F) << 6 | (s[2] & 0x3F));
    return 3;
  }
  uint32_t code;
  int size = gb_utf8_next((const char *)s, n, &code);
  if (!size) return units[0] = 0xFFFD, 1;
  if (code < 0x10000) return units[0] = (uint16_t)code, size;
  units[0] = (uint16_t)(0xD800 + ((code - 0x10000) >> 10));
  units[1] = (uint16_t)(0xDC00 + ((code - 0x10000) & 0x3FF));
  *count = 2;
  return size;
}

#endif
