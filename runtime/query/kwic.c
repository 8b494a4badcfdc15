#include "query/kwic.h"

#include <stdlib.h>
#include <string.h>

#include "query/words.h"
#include "segment/lexicon.h"
#include "segment/units.h"

static bool is_space(const char *bytes, uint32_t size, uint32_t *n) {
  uint16_t units[2];
  int count;
  *n = (uint32_t)gb_units_next((const unsigned char *)bytes, size, units, &count);
  return (gb_unit_class(gb_lexicon_base()->units[units[0]]) & GB_CLASS_MASK) == GB_CLASS_SPACE;
}

/* Bytes of a surface up to its first n characters that are no layout space. */
static uint32_t surface_bytes(const char *bytes, uint32_t size, uint32_t n, bool then_spaces) {
  uint32_t at = 0, step;
  while (at < size) {
    bool space = is_space(bytes + at, size - at, &step);
    if (!space && !n) break;
    if (space && !n && !then_spaces) break;
    if (!space) n--;
    at += step;
  }
  return at;
}

static uint32_t byte_of(const gb_index *x, gb_position p, bool as_start) {
  uint32_t byte = gb_index_byte(x, gb_token(p)), n = gb_characters(p), size;
  if (!n) return byte;
  const char *word = gb_index_word(x, gb_surface(x, gb_token(p)), &size);
  return byte + surface_bytes(word, size, n, as_start);
}

void gb_span_bytes(const gb_index *x, gb_span s, uint32_t *from, uint32_t *to) {
  *from = byte_of(x, s.start, true);
  *to = byte_of(x, s.stop, false);
  for (uint32_t t = gb_end_token(s); t-- > gb_token(s.start) && !gb_characters(s.stop);) {
    uint32_t size, step, end = 0;
    const char *word = gb_index_word(x, gb_surface(x, t), &size);
    for (uint32_t at = 0; at < size; at += step)
      if (!is_space(word + at, size - at, &step)) end = at + step;
    *to -= size - end;
    if (end) break;
  }
  if (*to < *from) *to = *from;
}

/* The token that holds a byte of the text. */
static uint32_t token_of(const gb_index *x, uint32_t byte) {
  uint32_t low = 0, high = (x->h.tokens + GB_MARK_TOKENS - 1) / GB_MARK_TOKENS;
  while (low + 1 < high) {
    uint32_t mid = low + (high - low) / 2;
    if (x->marks[mid] <= byte) low = mid;
    else high = mid;
  }
  uint32_t t = low * GB_MARK_TOKENS, at = high ? x->marks[low] : 0;
  for (; t < x->h.tokens; t++) {
    uint32_t size;
    gb_index_word(x, gb_surface(x, t), &size);
    if (at + size > byte) break;
    at += size;
  }
  return t;
}

bool gb_text_bytes(const gb_index *x, uint32_t from, uint32_t to, gb_buffer *into, gb_error *e) {
  uint32_t t = token_of(x, from), at = t < x->h.tokens ? gb_index_byte(x, t) : to;
  for (; t < x->h.tokens && at < to; t++) {
    uint32_t size;
    const char *word = gb_index_word(x, gb_surface(x, t), &size);
    uint32_t skip = at < from ? from - at : 0, end = at + size > to ? to - at : size;
    if (end > skip && !gb_put(into, word + skip, end - skip, e)) return false;
    at += size;
  }
  return !gb_failed(e);
}

/* Appends up to `columns` columns of what precedes p in its node: tokens back
 * to front are gathered first, then the surplus at their start is cut off. */
static bool left_of(const gb_index *x, gb_position p, uint32_t columns, gb_buffer *into, gb_error *e) {
  uint32_t first = gb_token(p), size, width = 0;
  const char *word;
  if (gb_characters(p)) {
    word = gb_index_word(x, gb_surface(x, first), &size);
    width = (uint32_t)gb_text_width(word, surface_bytes(word, size, gb_characters(p), true));
  }
  while (first > 0 && width < columns && gb_folded(x, first - 1) != x->boundary) {
    word = gb_index_word(x, gb_surface(x, --first), &size);
    width += (uint32_t)gb_text_width(word, size);
  }
  size_t start = into->size;
  if (!gb_index_text(x, first, gb_token(p), into, e)) return false;
  if (gb_characters(p)) {
    word = gb_index_word(x, gb_surface(x, gb_token(p)), &size);
    if (!gb_put(into, word, surface_bytes(word, size, gb_characters(p), true), e)) return false;
  }
  size_t cut = start;
  while (width > columns && cut < into->size) {
    uint32_t code = 0;
    int n = gb_utf8_next(into->data + cut, into->size - cut, &code);
    width -= n ? (uint32_t)gb_width(code) : 1;
    cut += n ? (size_t)n : 1;
  }
  if (cut > start) memmove(into->data + start, into->data + cut, into->size - cut);
  into->size -= cut - start;
  return true;
}

/* Appends up to `columns` columns of what follows p in its node. */
static bool right_of(const gb_index *x, gb_position p, uint32_t columns, gb_buffer *into, gb_error *e) {
  uint32_t width = 0, skip = gb_characters(p);
  for (uint32_t t = gb_token(p); t < x->h.tokens && width < columns; t++) {
    uint32_t size;
    if (gb_folded(x, t) == x->boundary) return true;
    const char *word = gb_index_word(x, gb_surface(x, t), &size);
    for (uint32_t at = skip ? surface_bytes(word, size, skip, false) : 0; at < size;) {
      uint32_t code = 0;
      int n = gb_utf8_next(word + at, size - at, &code);
      uint32_t one = n ? (uint32_t)gb_width(code) : 1;
      if (width + one > columns) return true;
      if (!gb_put(into, word + at, n ? (size_t)n : 1, e)) return false;
      width += one;
      at += n ? (uint32_t)n : 1;
    }
    skip = 0;
  }
  return !gb_failed(e);
}

bool gb_kwic_line(const gb_index *x, gb_span s, uint32_t columns, gb_buffer *into, gb_kwic *line, gb_error *e) {
  uint32_t from, to;
  line->left = into->size;
  if (!left_of(x, s.start, columns, into, e)) return false;
  line->match = into->size;
  gb_span_bytes(x, s, &from, &to);
  if (!gb_text_bytes(x, from, to, into, e)) return false;
  line->right = into->size;
  bool ended = gb_end_token(s) > gb_token(s.start) && gb_folded(x, gb_end_token(s) - 1) == x->boundary;
  if (!ended && !right_of(x, s.stop, columns, into, e)) return false;
  line->end = into->size;
  return true;
}

enum { DEPTH = 8 };

/* Words before or after hit i, compared one by one. */
static int by_context(const void *a, const void *b, void *hits_and_side) {
  const gb_hits *h = *(const gb_hits *const *)hits_and_side;
  bool left = ((const gb_hits *const *)hits_and_side)[1] != NULL;
  uint64_t i = *(const uint64_t *)a, j = *(const uint64_t *)b;
  gb_span s, t;
  const gb_index *x = &h->corpus->segments[gb_hit(h, i, &s)], *y = &h->corpus->segments[gb_hit(h, j, &t)];
  for (uint32_t k = 0; k < DEPTH; k++) {
    uint32_t n = 0, m = 0, p = left ? gb_token(s.start) - 1 - k : gb_end_token(s) + k;
    uint32_t q = left ? gb_token(t.start) - 1 - k : gb_end_token(t) + k;
    const char *v = p < x->h.tokens ? gb_index_word(x, gb_folded(x, p), &n) : "";
    const char *w = q < y->h.tokens ? gb_index_word(y, gb_folded(y, q), &m) : "";
    int order = memcmp(v, w, n < m ? n : m);
    if (order) return order;
    if (n != m) return n < m ? -1 : 1;
    if (!n || (n == 1 && *v == '\n')) break;
  }
  return i < j ? -1 : i > j;
}

bool gb_hits_order(gb_hits *h, bool by_left, uint64_t *order, gb_error *e) {
  for (uint32_t s = 0; s < h->count; s++) /* so that a comparison finds its hits at once */
    if (!gb_found_list(&h->corpus->segments[s], &h->found[s], e)) return false;
  uint64_t n = h->base[h->corpus->count];
  const gb_hits *arguments[2] = {h, by_left ? h : NULL};
  for (uint64_t i = 0; i < n; i++) order[i] = i;
  qsort_r(order, n, sizeof *order, by_context, arguments);
  return true;
}
