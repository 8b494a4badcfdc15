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

/* Appends part of a word. Words are short: sixteen bytes are copied at once,
 * which the file has after any of them, and those too many are overwritten. */
static inline bool append(gb_buffer *into, const char *bytes, uint32_t n, gb_error *e) {
  if (n > 16 || into->capacity - into->size < 16) return gb_put(into, bytes, n, e);
  memcpy(into->data + into->size, bytes, 16);
  into->size += n;
  return true;
}

/* Appends a token's surface from byte `from` to `to`. */
static inline bool put(const gb_index *x, uint32_t token, uint32_t from, uint32_t to, gb_buffer *into, gb_error *e) {
  uint32_t size;
  const char *word = gb_index_word(x, gb_surface(x, token), &size);
  if (to > size) to = size;
  return from >= to || append(into, word + from, to - from, e);
}

/* Bytes of the surface at p that come before p. */
static uint32_t bytes_before(const gb_index *x, gb_position p, bool as_start) {
  uint32_t size, n = gb_characters(p);
  if (!n) return 0;
  const char *word = gb_index_word(x, gb_surface(x, gb_token(p)), &size);
  return surface_bytes(word, size, n, as_start);
}

/* Takes columns off the start of what was appended until it is at most `columns` wide. */
static uint32_t cut_left(gb_buffer *into, size_t start, uint32_t width, uint32_t columns) {
  size_t cut = start;
  while (width > columns && cut < into->size) {
    int one;
    cut += (size_t)gb_utf8_width(into->data + cut, into->size - cut, &one);
    width -= (uint32_t)one;
  }
  if (cut > start) memmove(into->data + start, into->data + cut, into->size - cut);
  into->size -= cut - start;
  return width;
}

/* Chinese takes three bytes for two columns: so many bytes are enough but for text
 * of many bytes and few columns. Measured is what was gathered, as a whole. */
static uint32_t bytes_for(uint32_t columns) { return columns + columns / 2 + 3; }

/* The first token of those before `end`, in its node, that are at least `want` bytes together, or of all. */
static uint32_t go_back(const gb_index *x, uint32_t end, uint32_t want) {
  uint32_t bytes = 0, size, id;
  for (; end > 0 && bytes < want && gb_folded_id(x, id = gb_surface(x, end - 1)) != x->boundary; bytes += size, end--)
    gb_index_word(x, id, &size);
  return end;
}

/* Appends up to `columns` columns of what precedes p in its node. *wide is its width. */
static bool left_of(const gb_index *x, gb_position p, uint32_t columns, gb_buffer *into, uint32_t *wide, gb_error *e) {
  uint32_t last = gb_token(p), part = bytes_before(x, p, true), want = columns ? bytes_for(columns) : 0;
  size_t start = into->size;
  for (uint32_t first, before = UINT32_MAX;; before = first, want += bytes_for(columns - *wide)) {
    first = go_back(x, last, want);
    if (first == before) return true; /* all that there is */
    into->size = start;
    for (uint32_t t = first; t < last; t++)
      if (!put(x, t, 0, UINT32_MAX, into, e)) return false;
    if (part && !put(x, last, 0, part, into, e)) return false;
    *wide = (uint32_t)gb_text_width(into->data + start, into->size - start);
    if (*wide >= columns) break;
  }
  *wide = cut_left(into, start, *wide, columns);
  return true;
}

/* Appends up to `columns` columns of what follows p in its node. */
static bool right_of(const gb_index *x, gb_position p, uint32_t columns, gb_buffer *into, gb_error *e) {
  uint32_t from = bytes_before(x, p, false), t = gb_token(p);
  size_t start = into->size, fit = 0, width = 0;
  while (width < columns && into->size == start + fit) {
    size_t want = into->size + bytes_for(columns - (uint32_t)width);
    for (; into->size < want && t < x->h.tokens && gb_folded(x, t) != x->boundary; t++, from = 0)
      if (!put(x, t, from, UINT32_MAX, into, e)) return false;
    if (into->size == start + fit) break;
    fit = gb_text_fit(into->data + start, into->size - start, columns, &width);
  }
  into->size = start + fit;
  return !gb_failed(e);
}

/* Takes off the layout spaces and line ends at the end of what was appended. */
static void trim(gb_buffer *into, size_t start) {
  while (into->size > start) {
    size_t at = into->size - 1;
    uint32_t n;
    while (at > start && ((unsigned char)into->data[at] & 0xC0) == 0x80) at--;
    if (!is_space(into->data + at, (uint32_t)(into->size - at), &n)) return;
    into->size = at;
  }
}

/* Appends the text of the span itself. */
static bool match_of(const gb_index *x, gb_span s, gb_buffer *into, gb_error *e) {
  size_t start = into->size;
  uint32_t from = bytes_before(x, s.start, true), last = gb_token(s.stop);
  for (uint32_t t = gb_token(s.start); t < last && t < x->h.tokens; t++, from = 0)
    if (!put(x, t, from, UINT32_MAX, into, e)) return false;
  if (gb_characters(s.stop)) return put(x, last, from, bytes_before(x, s.stop, false), into, e);
  trim(into, start);
  return true;
}

/* Moves what was appended to the right, behind spaces. */
static bool indent(gb_buffer *into, size_t start, uint32_t spaces, gb_error *e) {
  if (!gb_reserve(into, spaces, e)) return false;
  memmove(into->data + start + spaces, into->data + start, into->size - start);
  memset(into->data + start, ' ', spaces);
  into->size += spaces;
  return true;
}

bool gb_kwic_line(const gb_index *x, gb_span s, const gb_kwic_form *form, gb_buffer *into, gb_kwic *line, gb_error *e) {
  uint32_t columns = form->columns, wide = 0;
  if (!gb_reserve(into, bytes_for(columns), e)) return false; /* mostly enough, and a place for what may be nothing */
  line->left = into->size;
  if (!left_of(x, s.start, columns, into, &wide, e)) return false;
  if (form->aligned && wide < columns && !indent(into, line->left, columns - wide, e)) return false;
  line->left_end = into->size;
  gb_put(into, form->open, strlen(form->open), e);
  line->match = into->size;
  if (!match_of(x, s, into, e)) return false;
  line->match_end = into->size;
  gb_put(into, form->close, strlen(form->close), e);
  line->right = into->size;
  bool ended = gb_end_token(s) > gb_token(s.start) && gb_folded(x, gb_end_token(s) - 1) == x->boundary;
  if (!ended && !right_of(x, s.stop, columns, into, e)) return false;
  line->right_end = into->size;
  return !gb_failed(e);
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
    int order = gb_bytes_order(v, n, w, m);
    if (order) return order;
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
