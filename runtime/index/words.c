#include "index/words.h"

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "index/format.h"
#include "index/layout.h"
#include "segment/units.h"

bool gb_words_open(gb_words *w, gb_cutter *cutter, gb_error *e) {
  *w = (gb_words){.slots = 1u << 16, .cutter = cutter};
  w->table = calloc(w->slots, sizeof *w->table);
  return w->table ? true : gb_fail(e, GB_STORE, -1, "out of memory");
}

void gb_words_close(gb_words *w) {
  free(w->list);
  free(w->table);
  gb_buffer_free(&w->pool);
  *w = (gb_words){0};
}

/* Folds a surface and drops the layout spaces inside it; a token of nothing
 * but spaces is one space. `out` has room for 3 × size + 1 bytes. */
static uint32_t fold(const char *bytes, uint32_t size, char *out) {
  const uint16_t *table = gb_lexicon_base()->fold;
  char *to = out;
  for (uint32_t at = 0; at < size;) {
    uint16_t units[2];
    int count, n = gb_units_next((const unsigned char *)bytes + at, size - at, units, &count);
    if (count == 2) memcpy(to, bytes + at, 4), to += 4;
    else if (!gb_layout_space(units[0])) to += gb_utf8_put(to, table[units[0]]);
    at += (uint32_t)n;
  }
  if (to == out) *to++ = ' ';
  return (uint32_t)(to - out);
}

static uint8_t marks_of(const char *folded, uint32_t size) {
  static const char *const ends[] = {"。", "!", "?"}, *const closes[] = {"\"", "'", ")", "》"};
  uint8_t marks = 0;
  for (int i = 0; i < 3; i++)
    if (strlen(ends[i]) == size && memcmp(ends[i], folded, size) == 0) marks |= GB_WORD_ENDS;
  for (int i = 0; i < 4; i++)
    if (strlen(closes[i]) == size && memcmp(closes[i], folded, size) == 0) marks |= GB_WORD_CLOSES;
  return marks;
}

static bool grow_table(gb_words *w, gb_error *e) {
  uint32_t slots = w->slots * 2, *table = calloc(slots, sizeof *table);
  if (!table) return gb_fail(e, GB_STORE, -1, "out of memory");
  for (uint32_t i = 0; i < w->count; i++) {
    uint64_t h = XXH3_64bits(w->pool.data + w->list[i].at, w->list[i].size);
    while (table[h & (slots - 1)]) h++;
    table[h & (slots - 1)] = i + 1;
  }
  free(w->table);
  w->table = table;
  w->slots = slots;
  return true;
}

static uint32_t add(gb_words *w, const char *bytes, uint32_t size, gb_error *e) {
  if (w->count == GB_MOST_WORDS) return gb_fail(e, GB_BAD_INPUT, -1, "one document has too many different words for a segment"), UINT32_MAX;
  if (w->count * 2 >= w->slots && !grow_table(w, e)) return UINT32_MAX;
  if (w->count == w->capacity) {
    uint32_t want = w->capacity * 2 + 4096;
    gb_word *list = realloc(w->list, want * sizeof *list);
    if (!list) return gb_fail(e, GB_STORE, -1, "out of memory"), UINT32_MAX;
    w->list = list;
    w->capacity = want;
  }
  uint32_t at = (uint32_t)w->pool.size;
  if (!gb_put(&w->pool, bytes, size, e)) return UINT32_MAX;
  w->list[w->count] = (gb_word){.at = at, .size = size, .folded = w->count};
  return w->count++;
}

/* The slot of a surface: its word, or where it would go. */
static uint32_t *slot_of(gb_words *w, const char *bytes, uint32_t size) {
  uint64_t h = XXH3_64bits(bytes, size);
  for (;; h++) {
    uint32_t *slot = &w->table[h & (w->slots - 1)];
    if (!*slot) return slot;
    const gb_word *found = &w->list[*slot - 1];
    if (found->size == size && memcmp(w->pool.data + found->at, bytes, size) == 0) return slot;
  }
}

uint32_t gb_words_number(gb_words *w, const char *bytes, uint32_t size, gb_error *e) {
  if (gb_failed(e)) return UINT32_MAX;
  uint32_t found = *slot_of(w, bytes, size);
  if (found) return found - 1;
  gb_buffer folded = {0};
  char *out = gb_reserve(&folded, (size_t)size * 3 + 1, e);
  uint32_t number = UINT32_MAX;
  if (out) {
    uint32_t n = fold(bytes, size, out);
    bool same = n == size && memcmp(out, bytes, n) == 0;
    uint32_t form = same ? 0 : gb_words_number(w, out, n, e);
    number = gb_failed(e) ? UINT32_MAX : add(w, bytes, size, e);
    if (number != UINT32_MAX) {
      gb_word *word = &w->list[number];
      *slot_of(w, bytes, size) = number + 1;
      if (!same) word->folded = form;
      word->tag = same ? gb_form_tag(w->cutter, out, n) : w->list[form].tag;
      word->marks = marks_of(out, n);
    }
  }
  gb_buffer_free(&folded);
  return number;
}

typedef struct key { uint64_t prefix; uint32_t number; bool variant; } key;

static int by_bytes(const void *a, const void *b, void *words) {
  const key *x = a, *y = b;
  const gb_words *sorting = words;
  if (x->variant != y->variant) return x->variant ? 1 : -1;
  if (x->prefix != y->prefix) return x->prefix < y->prefix ? -1 : 1;
  const gb_word *p = &sorting->list[x->number], *q = &sorting->list[y->number];
  return gb_bytes_order(sorting->pool.data + p->at, p->size, sorting->pool.data + q->at, q->size);
}

static uint64_t prefix_of(const char *bytes, uint32_t size) {
  uint64_t prefix = 0;
  for (uint32_t i = 0; i < 8; i++) prefix = prefix << 8 | (i < size ? (unsigned char)bytes[i] : 0);
  return prefix;
}

uint32_t gb_words_sort(gb_words *w, uint32_t **order, gb_error *e) {
  *order = malloc((w->count + 1) * sizeof **order);
  key *keys = malloc((w->count + 1) * sizeof *keys);
  uint32_t folded = 0;
  if (!*order || !keys) gb_fail(e, GB_STORE, -1, "out of memory");
  else {
    for (uint32_t i = 0; i < w->count; i++) {
      keys[i] = (key){prefix_of(gb_word_bytes(w, i), w->list[i].size), i, w->list[i].folded != i};
      folded += !keys[i].variant;
    }
    qsort_r(keys, w->count, sizeof *keys, by_bytes, w);
    for (uint32_t i = 0; i < w->count; i++) {
      (*order)[i] = keys[i].number;
      w->list[keys[i].number].final = i;
    }
  }
  free(keys);
  return folded;
}
