#include "text/wordset.h"

#include <stdlib.h>
#include <string.h>

static bool goes_on(char c) { return ((unsigned char)c & 0xC0) == 0x80; }

/* The bytes of the character that starts at s. */
static size_t length_at(const char *s, size_t n) {
  size_t size = 1;
  while (size < n && size < 4 && goes_on(s[size])) size++;
  return size;
}

static size_t length_before(const char *text, size_t end) {
  size_t size = 1;
  while (size < end && size < 4 && goes_on(text[end - size])) size++;
  return size;
}

static uint32_t key_of(const char *s, size_t size) {
  uint32_t key = 0;
  for (size_t i = 0; i < size; i++) key = key << 8 | (unsigned char)s[i];
  return key;
}

static uint32_t place_of(uint32_t key, uint32_t mask) { return (key * 2654435761u >> 8) & mask; }

static int by_key(const void *a, const void *b) {
  const gb_listed *x = a, *y = b;
  if (x->key != y->key) return x->key < y->key ? -1 : 1;
  return x->size == y->size ? 0 : x->size > y->size ? -1 : 1;
}

static bool make_side(gb_listed_side *side, size_t count) {
  uint32_t slots = 4;
  while (slots < 2 * count) slots *= 2;
  side->slot = calloc(slots, sizeof *side->slot);
  if (!side->slot) return false;
  side->mask = slots - 1;
  qsort(side->word, count, sizeof *side->word, by_key);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t key = side->word[i].key, at = place_of(key, side->mask);
    while (side->slot[at].to && side->slot[at].key != key) at = (at + 1) & side->mask;
    if (!side->slot[at].to) side->slot[at] = (gb_listed_slot){.key = key, .from = i};
    side->slot[at].to = i + 1;
  }
  return true;
}

static const gb_listed_slot *slot_of(const gb_listed_side *side, uint32_t key) {
  uint32_t at = place_of(key, side->mask);
  while (side->slot[at].to && side->slot[at].key != key) at = (at + 1) & side->mask;
  return &side->slot[at];
}

static void copy_words(gb_wordset *w, const char *const words[]) {
  uint32_t at = 0;
  for (size_t i = 0; i < w->count; i++) {
    uint32_t size = (uint32_t)strlen(words[i]);
    char *to = memcpy(w->bytes + at, words[i], size);
    gb_listed word = {.at = at, .size = size, .id = (int)i};
    word.key = key_of(to, length_at(to, size));
    w->first.word[i] = word;
    size_t last = length_before(to, size);
    word.key = key_of(to + size - last, last);
    w->last.word[i] = word;
    w->starts[(unsigned char)*to] = true;
    at += size;
  }
}

bool gb_wordset_make(gb_wordset *w, const char *const words[], size_t count, gb_error *e) {
  *w = (gb_wordset){.count = count};
  size_t size = 0;
  for (size_t i = 0; i < count; i++) size += strlen(words[i]);
  w->bytes = malloc(size + 1);
  w->first.word = calloc(count + 1, sizeof *w->first.word);
  w->last.word = calloc(count + 1, sizeof *w->last.word);
  bool fine = w->bytes && w->first.word && w->last.word;
  if (fine) copy_words(w, words);
  if (fine && make_side(&w->first, count) && make_side(&w->last, count)) return true;
  gb_wordset_free(w);
  return gb_fail(e, GB_STORE, -1, "out of memory for %zu words", count);
}

void gb_wordset_free(gb_wordset *w) {
  free(w->bytes);
  free(w->first.word), free(w->first.slot);
  free(w->last.word), free(w->last.slot);
  *w = (gb_wordset){0};
}

int gb_wordset_at(const gb_wordset *w, const char *text, size_t n, size_t at) {
  if (at >= n || !w->starts[(unsigned char)text[at]]) return -1;
  const gb_listed_slot *slot = slot_of(&w->first, key_of(text + at, length_at(text + at, n - at)));
  for (uint32_t i = slot->from; i < slot->to; i++) {
    const gb_listed *word = &w->first.word[i];
    if (word->size <= n - at && memcmp(w->bytes + word->at, text + at, word->size) == 0) return word->id;
  }
  return -1;
}

int gb_wordset_before(const gb_wordset *w, const char *text, size_t end) {
  if (!end) return -1;
  size_t size = length_before(text, end);
  const gb_listed_slot *slot = slot_of(&w->last, key_of(text + end - size, size));
  for (uint32_t i = slot->from; i < slot->to; i++) {
    const gb_listed *word = &w->last.word[i];
    if (word->size <= end && memcmp(w->bytes + word->at, text + end - word->size, word->size) == 0) return word->id;
  }
  return -1;
}

int gb_wordset_find(const gb_wordset *w, const char *text, size_t n, size_t from, size_t *at) {
  for (*at = from; *at < n; *at += length_at(text + *at, n - *at)) {
    int id = gb_wordset_at(w, text, n, *at);
    if (id >= 0) return id;
  }
  return -1;
}
