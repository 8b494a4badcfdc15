#include "index/layout.h"

#include "segment/lexicon.h"
#include "segment/units.h"

bool gb_layout_space(uint16_t unit) {
  return unit != '\n' && (gb_unit_class(gb_lexicon_base()->units[unit]) & GB_CLASS_MASK) == GB_CLASS_SPACE;
}

/* Is it a character that takes no spaces around it? */
static bool chinese(uint16_t unit) {
  return unit >= 0x2E80 || (unit >= 0x2010 && unit <= 0x203B) || unit == 0xB7;
}

/* Bytes of the character at s when it is surely none: printing ASCII or U+4000 … U+9FFF, nearly all of a text. */
static inline size_t no_space(const unsigned char *s, size_t n) {
  if (s[0] > ' ' && s[0] < 0x7F) return 1;
  return n >= 3 && s[0] >= 0xE4 && s[0] <= 0xE9 && (s[1] & 0xC0) == 0x80 && (s[2] & 0xC0) == 0x80 ? 3 : 0;
}

/* The first space from `at` on, or size; *last is the last character before it, where there is one. */
static size_t next_space(const unsigned char *text, size_t at, size_t size, size_t *last) {
  uint16_t units[2];
  int count;
  for (size_t n; at < size; *last = at, at += n) {
    if ((n = no_space(text + at, size - at))) continue;
    n = (size_t)gb_units_next(text + at, size - at, units, &count);
    if (gb_layout_space(units[0])) return at;
  }
  return size;
}

bool gb_layout_strip(const char *bytes, size_t size, gb_buffer *out, gb_buffer *gaps, gb_error *e) {
  const unsigned char *text = (const unsigned char *)bytes;
  uint16_t units[2] = {0}, before = 0;
  uint32_t removed = 0;
  int count;
  for (size_t at = 0, last = 0; at < size && !gb_failed(e);) {
    size_t stop = next_space(text, at, size, &last), end = stop;
    gb_put(out, bytes + at, stop - at, e);
    if (stop == size) break;
    if (stop > at) {
      gb_units_next(text + last, size - last, units, &count);
      before = units[count - 1];
    }
    while (end < size) {
      size_t n = (size_t)gb_units_next(text + end, size - end, units, &count);
      if (!gb_layout_space(units[0])) break;
      end += n;
    }
    uint16_t after = end < size ? units[0] : 0x4E00;
    if (before && (chinese(before) || chinese(after))) {
      removed += (uint32_t)(end - stop);
      gb_gap gap = {(uint32_t)out->size, removed};
      gb_put(gaps, &gap, sizeof gap, e);
    } else {
      gb_put(out, bytes + stop, end - stop, e);
    }
    at = end;
  }
  return !gb_failed(e);
}
