#include "index/pack.h"

#include <string.h>

static uint32_t load32(const unsigned char *at) {
  uint32_t v;
  memcpy(&v, at, 4);
  return v;
}

static void store32(unsigned char *at, uint32_t v) { memcpy(at, &v, 4); }

static unsigned char *pack_varints(const uint32_t *p, uint32_t n, uint32_t before, unsigned char *to) {
  for (uint32_t i = 0; i < n; i++) to = gb_varint_put(to, p[i] - before), before = p[i];
  return to;
}

static unsigned char *pack_block(const uint32_t *p, unsigned char *to) {
  uint32_t all = 0;
  for (int i = 1; i < GB_BLOCK; i++) all |= p[i] - p[i - 1];
  uint32_t width = all ? 32 - (uint32_t)__builtin_clz(all) : 1;
  *to++ = (unsigned char)width;
  uint64_t bits = 0;
  uint32_t held = 0;
  for (int i = 1; i < GB_BLOCK; i++) {
    bits |= (uint64_t)(p[i] - p[i - 1]) << held;
    held += width;
    while (held >= 8) *to++ = (unsigned char)bits, bits >>= 8, held -= 8;
  }
  if (held) *to++ = (unsigned char)bits;
  return to;
}

size_t gb_pack(const uint32_t *positions, uint32_t n, unsigned char *out) {
  if (n <= GB_BLOCK) return (size_t)(pack_varints(positions, n, 0, out) - out);
  uint32_t blocks = (n + GB_BLOCK - 1) / GB_BLOCK;
  unsigned char *data = out + (size_t)blocks * 8, *to = data;
  for (uint32_t b = 0; b < blocks; b++) {
    const uint32_t *p = positions + (size_t)b * GB_BLOCK;
    uint32_t left = n - b * GB_BLOCK;
    store32(out + (size_t)b * 8, p[0]);
    store32(out + (size_t)b * 8 + 4, (uint32_t)(to - data));
    to = left >= GB_BLOCK ? pack_block(p, to) : pack_varints(p + 1, left - 1, p[0], to);
  }
  return (size_t)(to - out);
}

void gb_cursor_open(gb_cursor *c, const unsigned char *data, const unsigned char *end, uint32_t count, uint32_t limit) {
  c->skips = NULL;
  c->data = data;
  c->end = end;
  c->count = count;
  c->limit = limit;
  c->block = c->size = c->i = 0;
  c->last = UINT32_MAX;
  c->blocks = (uint32_t)(((uint64_t)count + GB_BLOCK - 1) / GB_BLOCK);
  if (c->blocks < 2) return;
  if ((uint64_t)c->blocks * 8 > (uint64_t)(end - data)) {
    c->blocks = 0;
    return;
  }
  c->skips = data;
  c->data = data + (size_t)c->blocks * 8;
}

/* Both read n positions of a block, at[0] given where it is the first of several, and return the last as
 * a sum that cannot overflow: what is above the limit shows damage. */
static uint64_t unpack(const unsigned char *at, const unsigned char *end, gb_cursor *c) {
  uint64_t position = c->at[0];
  uint32_t width = at < end ? *at++ : 64, bit = 0;
  if (width > 32 || (uint64_t)(end - at) < (127u * width + 7) / 8) return UINT64_MAX;
  uint64_t mask = (1ull << width) - 1, word;
  for (uint32_t i = 1; i < GB_BLOCK; i++, bit += width) {
    memcpy(&word, at + (bit >> 3), 8);
    position += word >> (bit & 7) & mask;
    c->at[i] = (uint32_t)position;
  }
  return position;
}

static uint64_t unvarint(const unsigned char *at, const unsigned char *end, uint32_t from, uint32_t n, gb_cursor *c) {
  uint64_t position = from ? c->at[0] : 0;
  uint32_t delta;
  for (uint32_t i = from; i < n; i++) {
    at = gb_varint_get(at, end, &delta);
    position += delta;
    c->at[i] = (uint32_t)position;
  }
  return position;
}

bool gb_cursor_next(gb_cursor *c) {
  if (c->block >= c->blocks) return false;
  if (c->size) c->last = c->at[c->size - 1];
  uint32_t b = c->block++, left = c->count - b * GB_BLOCK;
  uint64_t most;
  c->i = 0;
  c->size = left < GB_BLOCK ? left : GB_BLOCK;
  if (!c->skips) {
    most = unvarint(c->data, c->end, 0, c->size, c);
  } else {
    c->at[0] = load32(c->skips + (size_t)b * 8);
    uint32_t offset = load32(c->skips + (size_t)b * 8 + 4);
    const unsigned char *at = offset < (uint64_t)(c->end - c->data) ? c->data + offset : c->end;
    most = left >= GB_BLOCK ? unpack(at, c->end, c) : unvarint(at, c->end, 1, left, c);
  }
  if (most >= c->limit) c->size = 0; /* a damaged column */
  for (uint32_t i = c->size; i % 8; i++) c->at[i] = UINT32_MAX;
  return c->size > 0;
}

bool gb_cursor_reach(gb_cursor *c, uint32_t target) {
  gb_cursor_skip(c, target);
  while (gb_cursor_next(c))
    if (c->at[c->size - 1] >= target) return true;
  if (c->size) c->last = c->at[c->size - 1];
  c->size = 0;
  return false;
}

enum { GB_WINDOW = 1 << 17 }; /* the bits of it fit the processor's nearest memory */

/* Makes bits of the positions from first to last; false where these are too far apart. The cursor stays
 * on the block that goes beyond. */
static bool mark(gb_cursor *c, uint32_t first, uint32_t last, uint64_t *bits) {
  if (last - first >= GB_WINDOW) return false;
  memset(bits, 0, ((last - first) / 64 + 1) * sizeof *bits);
  for (uint32_t i = gb_cursor_lower(c, first); i < c->size;) {
    bool whole = c->at[c->size - 1] <= last;
    for (; i < c->size && (whole || c->at[i] <= last); i++) bits[(c->at[i] - first) / 64] |= 1ull << ((c->at[i] - first) % 64);
    if (i < c->size) {
      c->i = i & ~7u;
      break;
    }
    if (gb_cursor_next(c)) i = 0;
  }
  return true;
}

/* Positions close together are looked up in bits, so that no step waits for the one before it. Of a damaged
 * segment they may not ascend: those beyond the last are none. */
static inline bool in_bits(const uint64_t *bits, uint32_t at, uint32_t last) {
  return (at <= last) & (bits[(at <= last ? at : last) / 64] >> (at % 64));
}

static inline bool has(gb_cursor *c, uint32_t position) {
  uint32_t k = gb_cursor_lower(c, position);
  return k < c->size && c->at[k] == position;
}

void gb_cursor_match(gb_cursor *c, const uint32_t *wanted, size_t n, uint8_t *stands) {
  uint64_t bits[GB_WINDOW / 64];
  if (n && mark(c, wanted[0], wanted[n - 1], bits))
    for (size_t i = 0; i < n; i++) stands[i] = in_bits(bits, wanted[i] - wanted[0], wanted[n - 1] - wanted[0]);
  else
    for (size_t i = 0; i < n; i++) stands[i] = has(c, wanted[i]);
}

uint32_t gb_cursor_meet(gb_cursor *c, uint32_t offset, uint32_t *places, uint32_t n) {
  uint64_t bits[GB_WINDOW / 64];
  if (!n) return 0;
  uint32_t kept = 0, first = places[0], last = places[n - 1] - first;
  bool marked = mark(c, first + offset, first + last + offset, bits);
  for (uint32_t i = 0; i < n; i++) {
    uint32_t place = places[i];
    places[kept] = place;
    kept += marked ? in_bits(bits, place - first, last) : has(c, place + offset);
  }
  return kept;
}

bool gb_cursor_skip(gb_cursor *c, uint32_t position) {
  if (!c->skips || c->block >= c->blocks || load32(c->skips + (size_t)c->block * 8) > position) return false;
  uint32_t low = c->block, step = 1;
  while (low + step < c->blocks && load32(c->skips + (size_t)(low + step) * 8) <= position) low += step, step *= 2;
  uint32_t high = low + step < c->blocks ? low + step : c->blocks;
  while (low + 1 < high) {
    uint32_t mid = low + (high - low) / 2;
    if (load32(c->skips + (size_t)mid * 8) <= position) low = mid;
    else high = mid;
  }
  c->block = low;
  return true;
}
