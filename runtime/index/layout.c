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

bool gb_layout_strip(const char *bytes, size_t size, gb_buffer *out, gb_buffer *gaps, gb_error *e) {
  const unsigned char *text = (const unsigned char *)bytes;
  uint16_t before = 0, units[2];
  uint32_t removed = 0;
  int count;
  for (size_t at = 0; at < size && !gb_failed(e);) {
    size_t n = (size_t)gb_units_next(text + at, size - at, units, &count);
    if (!gb_layout_space(units[0])) {
      gb_put(out, bytes + at, n, e);
      before = units[count - 1];
      at += n;
      continue;
    }
    size_t end = at;
    while (end < size && gb_layout_space(units[0])) {
      end += n;
      if (end < size) n = (size_t)gb_units_next(text + end, size - end, units, &count);
    }
    uint16_t after = end < size ? units[0] : 0x4E00;
    if (before && (chinese(before) || chinese(after))) {
      removed += (uint32_t)(end - at);
      gb_gap gap = {(uint32_t)out->size, removed};
      gb_put(gaps, &gap, sizeof gap, e);
    } else {
      gb_put(out, bytes + at, end - at, e);
    }
    at = end;
  }
  return !gb_failed(e);
}
