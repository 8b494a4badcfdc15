#include "segment/span.h"

#include <string.h>

#include "segment/units.h"

static inline void push(gb_cutter *c, uint16_t unit, uint32_t at) {
  int i = c->size++;
  c->unit[i] = unit;
  c->entry[i] = c->base->units[unit];
  c->start[i] = at;
}

typedef struct peek { uint32_t class, size; uint16_t unit; } peek;

static inline peek look(const gb_cutter *c, const unsigned char *text, uint32_t size, uint32_t at) {
  uint16_t units[2];
  int count;
  if (at >= size) return (peek){GB_CLASS_OTHER, 0, 0};
  int n = gb_units_next(text + at, size - at, units, &count);
  if (count == 2) return (peek){GB_CLASS_HAN, (uint32_t)n, units[0]};
  return (peek){gb_unit_class(c->base->units[units[0]]), (uint32_t)n, c->base->fold[units[0]]};
}

static bool alnum(peek p) { return p.class == GB_CLASS_DIGIT || p.class == GB_CLASS_LETTER; }

/* Does the mark `m` at `at` join a string of digits (or, with `letters`, of
 * letters and digits) to what follows it? */
static bool joins(const gb_cutter *c, const unsigned char *text, uint32_t size, uint32_t at, peek m, bool letters) {
  peek next = look(c, text, size, at + m.size);
  bool comma = m.unit == ',' && text[at] == ',', dot = m.unit == '.' && next.class == GB_CLASS_DIGIT;
  if (comma) {
    uint32_t digits = 0, to = at + 1;
    while (look(c, text, size, to).class == GB_CLASS_DIGIT && digits < 4) digits++, to++;
    return !letters && digits == 3;
  }
  if (dot) return true;
  if (m.unit == ':' || m.unit == '/') return letters ? m.unit == '/' && next.class == GB_CLASS_LETTER
                                                     : text[at] < 0x80 && next.class == GB_CLASS_DIGIT;
  return letters && alnum(next) && (m.unit == '.' || m.unit == '-' || m.unit == '_' || m.unit == '&' || m.unit == '@' || m.unit == '\'');
}

static bool is_percent(peek p) { return p.unit == '%' || p.unit == 0x2030 || p.unit == 0x2103; }

/* Pushes a number or a string of letters and digits as one atom. */
static uint32_t read_atom(gb_cutter *c, const unsigned char *text, uint32_t size, uint32_t at, peek p) {
  int from = c->size;
  bool letters = false, colon = false;
  while (c->size - from < GB_ATOM - 2) {
    if (alnum(p)) letters |= p.class == GB_CLASS_LETTER;
    else if (p.size && p.class == GB_CLASS_PUNCT && joins(c, text, size, at, p, letters)) colon |= p.unit == ':';
    else break;
    push(c, p.unit, at);
    at += p.size;
    p = look(c, text, size, at);
  }
  if (!letters && is_percent(p)) push(c, p.unit, at), at += p.size;
  else if (letters && (p.unit == '+' || p.unit == '#')) {
    for (int i = 0; i < 2 && look(c, text, size, at).unit == p.unit; i++) push(c, p.unit, at), at += p.size;
  }
  c->atom_size[from] = (uint8_t)(c->size - from);
  c->atom_tag[from] = letters ? GB_TAG_ENG : colon ? GB_TAG_T : GB_TAG_M;
  c->atoms = true;
  return at;
}

/* Reads a run of Han characters of three bytes, the common case. What the lattice will look at first, the
 * node of each two characters, is on its way to the cache meanwhile. */
static uint32_t read_han(gb_cutter *c, const unsigned char *text, uint32_t size, uint32_t at) {
  const uint64_t *entries = c->base->units;
  const uint64_t *nodes = c->base->nodes;
  int i = c->size;
  uint32_t before = 0;
  while (i < GB_SPAN && size - at >= 3 && (uint8_t)(text[at] - 0xE3) <= 6) {
    if ((text[at + 1] & 0xC0) != 0x80 || (text[at + 2] & 0xC0) != 0x80) break;
    uint32_t unit = (text[at] & 0xFu) << 12 | (text[at + 1] & 0x3Fu) << 6 | (text[at + 2] & 0x3Fu);
    uint64_t entry = entries[unit];
    if ((gb_unit_class(entry) & GB_CLASS_MASK) != GB_CLASS_HAN) break;
    __builtin_prefetch(&nodes[before + gb_entry_code(entry)]);
    before = gb_unit_base(entry);
    c->entry[i] = entry;
    c->unit[i] = (uint16_t)unit;
    c->start[i++] = at;
    at += 3;
  }
  c->size = i;
  return at;
}

/* Pushes what stands at `at` if it is part of a word; returns its length or 0. */
static uint32_t read_other(gb_cutter *c, const unsigned char *text, uint32_t size, uint32_t at) {
  peek p = look(c, text, size, at);
  if (p.class == GB_CLASS_DIGIT || p.class == GB_CLASS_LETTER) return read_atom(c, text, size, at, p) - at;
  if ((p.class & GB_CLASS_MASK) != GB_CLASS_HAN) return 0;
  push(c, p.unit, at);
  if (p.size < 4) return p.size;
  push(c, 0xDC00, at); /* beyond the 16-bit plane: one atom of two units */
  c->atom_size[c->size - 2] = 2;
  c->atom_tag[c->size - 2] = GB_TAG_X;
  c->atoms = true;
  return 4;
}

uint32_t gb_span_read(gb_cutter *c, const unsigned char *text, uint32_t size, uint32_t at) {
  if (c->atoms) memset(c->atom_size, 0, c->size > 0 ? (size_t)c->size : sizeof c->atom_size);
  c->size = 0;
  c->atoms = false;
  for (uint32_t n = 1; n && c->size < GB_SPAN;) {
    at = read_han(c, text, size, at);
    n = at < size && c->size < GB_SPAN ? read_other(c, text, size, at) : 0;
    at += n;
  }
  c->start[c->size] = at;
  return at;
}
