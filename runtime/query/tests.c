#include "query/tests.h"

#include <string.h>

#include "base/stop.h"
#include "base/utf8.h"
#include "query/words.h"

static size_t words64(const gb_index *x) { return ((size_t)x->h.words + 63) / 64 + 1; }

static void set_bit(uint64_t *bits, uint32_t word) { bits[word >> 6] |= 1ull << (word & 63); }

static void try_word(const gb_index *x, gb_regex *r, uint32_t word, uint64_t *bits) {
  uint32_t n;
  const char *bytes = gb_index_word(x, word, &n);
  if (gb_regex_whole(r, bytes, n)) set_bit(bits, word);
}

/* Of the words that start with the text. */
static void match_from(const gb_index *x, gb_regex *r, gb_core_text t, uint64_t *bits) {
  for (uint32_t n, word = gb_index_lower(x, t.bytes, t.size); word < x->h.words; word++) {
    const char *bytes = gb_index_word(x, word, &n);
    if (n < t.size || memcmp(bytes, t.bytes, t.size) != 0) return;
    try_word(x, r, word, bits);
  }
}

/* Of the words that have the text's rarest character. */
static void match_holding(const gb_index *x, gb_regex *r, gb_core_text t, uint64_t *bits) {
  gb_char_words list, best = {0};
  size_t least = SIZE_MAX;
  for (size_t at = 0; at < t.size;) {
    uint32_t code = 0, step = (uint32_t)gb_utf8_next(t.bytes + at, t.size - at, &code);
    at += step ? step : 1;
    gb_char_words_open(x, code, &list);
    if ((size_t)(list.end - list.at) < least) least = (size_t)(list.end - list.at), best = list;
  }
  for (uint32_t word; gb_char_words_next(&best, &word);) try_word(x, r, word, bits);
}

/* The words that match a regular expression: by what they must contain, else all are tried. */
static void match_words(const gb_index *x, gb_regex *r, uint64_t *bits) {
  const gb_core *core = gb_regex_core(r);
  if (core->at_start) {
    match_from(x, r, core->texts[0], bits);
    return;
  }
  for (int i = 0; i < core->count; i++) match_holding(x, r, core->texts[i], bits);
  for (uint32_t word = 0; !core->count && word < x->h.words; word++) try_word(x, r, word, bits);
}

/* Tags are few: decide each once, then look every word's up. */
static void match_tags(const gb_index *x, gb_test *t, uint64_t *bits) {
  bool good[256];
  for (int tag = 0; tag < 256; tag++) {
    const char *name = x->tag_names[tag];
    good[tag] = t->kind == GB_TEST_TAG ? strcmp(name, t->text) == 0 : gb_regex_whole(t->regex, name, strlen(name));
  }
  for (uint32_t word = 0; word < x->h.words; word++)
    if (good[x->tag[word]]) set_bit(bits, word);
}

static uint64_t *bits_of(const gb_index *x, gb_test *t, gb_arena *arena, gb_error *e) {
  uint64_t *bits = gb_arena_get(arena, words64(x) * 8, e);
  if (!bits) return NULL;
  uint64_t *a = t->a ? bits_of(x, t->a, arena, e) : NULL, *b = t->b ? bits_of(x, t->b, arena, e) : NULL;
  if (gb_failed(e)) return NULL;
  uint32_t word;
  switch (t->kind) {
    case GB_TEST_ANY: memset(bits, 0xFF, words64(x) * 8); break;
    case GB_TEST_WORD:
      if ((word = gb_index_find(x, t->text, t->size)) != UINT32_MAX) set_bit(bits, word);
      break;
    case GB_TEST_WORD_REGEX: match_words(x, t->regex, bits); break;
    case GB_TEST_TAG: case GB_TEST_TAG_REGEX: match_tags(x, t, bits); break;
    case GB_TEST_AND: for (size_t i = 0; i < words64(x); i++) bits[i] = a[i] & b[i]; break;
    case GB_TEST_OR: for (size_t i = 0; i < words64(x); i++) bits[i] = a[i] | b[i]; break;
    case GB_TEST_NOT: for (size_t i = 0; i < words64(x); i++) bits[i] = ~a[i]; break;
  }
  return bits;
}

bool gb_set_bind(const gb_index *x, gb_test *t, gb_set *set, gb_arena *arena, gb_error *e) {
  *set = (gb_set){.one = UINT32_MAX};
  if (gb_failed(e)) return false;
  if (t->kind == GB_TEST_ANY) {
    set->any = true;
    set->tokens = x->h.tokens;
    return true;
  }
  if (t->kind == GB_TEST_WORD) {
    set->one = gb_index_find(x, t->text, t->size);
    if (set->one != UINT32_MAX) return set->tokens = x->count[set->one].tokens, true;
  }
  set->bits = bits_of(x, t, arena, e);
  if (!set->bits) return false;
  if (x->boundary != UINT32_MAX) set->bits[x->boundary >> 6] &= ~(1ull << (x->boundary & 63));
  for (size_t i = 0; i < words64(x); i++)
    for (uint64_t bits = set->bits[i]; bits; bits &= bits - 1) {
      uint32_t word = (uint32_t)(i * 64) + (uint32_t)__builtin_ctzll(bits);
      if (word < x->h.words) set->tokens += x->count[word].tokens;
    }
  return true;
}

static bool add_postings(const gb_index *x, uint32_t word, gb_spans *out, gb_error *e) {
  gb_cursor c;
  gb_index_postings(x, word, &c);
  while (gb_cursor_next(&c)) {
    if (!gb_spans_room(out, c.size, e)) return false;
    for (uint32_t i = 0; i < c.size; i++) out->list[out->count++] = (gb_span){gb_at(c.at[i], 0), gb_at(c.at[i] + 1, 0)};
  }
  return true;
}

bool gb_set_few(const gb_index *x, const gb_set *s) { return !s->any && s->tokens <= x->h.tokens / 16; }

bool gb_set_next(const gb_index *x, const gb_set *s, uint32_t *word) {
  if (s->one != UINT32_MAX) return *word <= s->one && (*word = s->one, true);
  for (size_t i = *word >> 6; i < words64(x); i++) {
    uint64_t bits = s->bits[i];
    if (i == *word >> 6) bits &= ~0ull << (*word & 63);
    if (!bits) continue;
    *word = (uint32_t)(i * 64) + (uint32_t)__builtin_ctzll(bits);
    return *word < x->h.words;
  }
  return false;
}

static uint32_t most_frequent(const gb_index *x, const gb_set *s) {
  uint32_t best = UINT32_MAX;
  for (uint32_t word = 0; gb_set_next(x, s, &word); word++)
    if (best == UINT32_MAX || x->count[word].tokens > x->count[best].tokens) best = word;
  return best;
}

/* Merges the places of a word, which are in no list yet, into sorted ones of other words. */
static bool merge_word(const gb_index *x, uint32_t word, gb_spans *list, gb_error *e) {
  if (!list->count) return add_postings(x, word, list, e);
  gb_spans all = {0};
  gb_cursor c;
  gb_index_postings(x, word, &c);
  if (!gb_spans_room(&all, list->count + c.count, e)) return false;
  const gb_span *from = list->list, *end = from + list->count;
  gb_span *to = all.list;
  while (gb_cursor_next(&c))
    for (uint32_t i = 0; i < c.size; i++) {
      gb_span now = {gb_at(c.at[i], 0), gb_at(c.at[i] + 1, 0)};
      while (from < end && from->start < now.start) *to++ = *from++;
      *to++ = now;
    }
  while (from < end) *to++ = *from++;
  all.count = (size_t)(to - all.list);
  gb_spans_free(list);
  *list = all;
  return true;
}

bool gb_set_find(const gb_index *x, const gb_set *s, gb_found *found, gb_error *e) {
  gb_spans *out = &found->list;
  if (gb_failed(e)) return false;
  if (s->one != UINT32_MAX) return found->word = s->one + 1, true;
  if (!gb_set_few(x, s)) { /* reading the stream is cheaper than merging */
    for (uint32_t t = 0; t < x->h.tokens && (t % 4096 || gb_may_go_on(e)); t++)
      if (gb_set_has(x, s, gb_folded(x, t)) && !gb_spans_add(out, gb_at(t, 0), gb_at(t + 1, 0), e)) return false;
    return !gb_failed(e);
  }
  uint32_t most = most_frequent(x, s); /* mostly far more than all the others: merged once, and last */
  if (most == UINT32_MAX) return true;
  for (uint32_t word = 0; gb_may_go_on(e) && gb_set_next(x, s, &word); word++)
    if (word != most && !add_postings(x, word, out, e)) return false;
  return gb_spans_sort(out, e) && merge_word(x, most, out, e);
}
