/* Any substring, found through the words: take the character of the text whose
 * possible covering words are rarest, read their postings, and compare the
 * neighbours in the stream. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "query/words.h"

bool gb_text_follows(const gb_index *x, gb_position from, const char *text, size_t size, gb_position *to) {
  uint32_t t = gb_token(from), skip = gb_characters(from);
  while (size) {
    if (t >= x->h.tokens) return false;
    uint32_t n;
    const char *word = gb_index_word(x, gb_folded(x, t), &n);
    uint32_t off = skip ? gb_bytes_of(word, n, skip) : 0, left = n - off;
    uint32_t common = left < size ? left : (uint32_t)size;
    if (!common || memcmp(word + off, text, common) != 0) return false;
    if (common < left) {
      *to = gb_at(t, skip + gb_characters_of(text, common));
      return true;
    }
    text += common;
    size -= common;
    skip = 0;
    t++;
  }
  *to = gb_at(t, skip);
  return true;
}

bool gb_text_precedes(const gb_index *x, gb_position to, const char *text, size_t size, gb_position *from) {
  uint32_t t = gb_token(to), part = gb_characters(to), n;
  if (!part && !t) return false;
  while (size) {
    if (!part && t-- == 0) return false;
    const char *word = gb_index_word(x, gb_folded(x, t), &n);
    uint32_t end = part ? gb_bytes_of(word, n, part) : n, common = end < size ? end : (uint32_t)size;
    if (!common || memcmp(word + end - common, text + size - common, common) != 0) return false;
    size -= common;
    if (common < end) {
      *from = gb_at(t, gb_characters_of(word, end - common));
      return true;
    }
    part = 0;
  }
  *from = gb_at(t, 0);
  return true;
}

enum { MOST_CHARACTERS = 256 };

typedef struct literal {
  const char *text;
  uint32_t size, characters;
  uint32_t code[MOST_CHARACTERS];
  uint32_t at[MOST_CHARACTERS + 1]; /* byte offsets */
} literal;

/* A word that may cover the anchor, and where the text starts relative to its
 * first character: `start` < 0 means inside the word. */
typedef struct cover {
  uint32_t word;
  int start, length; /* in characters; length of the word */
} cover;

static bool read_literal(literal *l, const char *text, size_t size) {
  *l = (literal){.text = text, .size = (uint32_t)size};
  for (size_t at = 0; at < size; l->characters++) {
    if (l->characters == MOST_CHARACTERS) return false;
    int n = gb_utf8_next(text + at, size - at, &l->code[l->characters]);
    if (!n) return false;
    l->at[l->characters] = (uint32_t)at;
    at += (size_t)n;
  }
  l->at[l->characters] = (uint32_t)size;
  return l->characters > 0;
}

/* Adds a cover for each place in the word that agrees with the anchor. */
static void add_covers(const gb_index *x, const literal *l, uint32_t anchor, uint32_t word, gb_buffer *out, gb_error *e) {
  uint32_t size, codes[128];
  const char *bytes = gb_index_word(x, word, &size);
  int n = 0;
  for (uint32_t at = 0; at < size && n < 128; n++) {
    int step = gb_utf8_next(bytes + at, size - at, &codes[n]);
    if (!step) return;
    at += (uint32_t)step;
  }
  for (int o = 0; o < n; o++) {
    if (codes[o] != l->code[anchor]) continue;
    int start = (int)anchor - o;
    bool agrees = true;
    for (int j = 0; j < n && agrees; j++)
      if (start + j >= 0 && start + j < (int)l->characters) agrees = codes[j] == l->code[start + j];
    cover c = {word, start, n};
    if (agrees) gb_put(out, &c, sizeof c, e);
  }
}

static uint64_t covers_of(const gb_index *x, const literal *l, uint32_t anchor, gb_buffer *out, gb_error *e) {
  gb_char_words list;
  uint32_t word;
  out->size = 0;
  for (gb_char_words_open(x, l->code[anchor], &list); gb_char_words_next(&list, &word);)
    add_covers(x, l, anchor, word, out, e);
  uint64_t cost = 0;
  const cover *covers = (const cover *)(const void *)out->data;
  for (size_t i = 0; i < out->size / sizeof *covers; i++) cost += x->count[covers[i].word].tokens;
  return cost;
}

/* Chooses the anchor with the cheapest covers: shortest list of words first,
 * and no longer list is read than the best so far would be worth. */
static uint64_t choose(const gb_index *x, const literal *l, gb_buffer *best, gb_error *e) {
  gb_buffer now = {0};
  uint64_t best_cost = UINT64_MAX;
  bool done[MOST_CHARACTERS] = {false};
  for (uint32_t round = 0; round < l->characters && !gb_failed(e); round++) {
    uint32_t anchor = UINT32_MAX;
    size_t least = SIZE_MAX;
    for (uint32_t k = 0; k < l->characters; k++) {
      gb_char_words list;
      if (done[k]) continue;
      gb_char_words_open(x, l->code[k], &list);
      size_t size = (size_t)(list.end - list.at);
      if (size < least) least = size, anchor = k;
    }
    if (anchor == UINT32_MAX || least * 6 > best_cost) break;
    done[anchor] = true;
    uint64_t cost = covers_of(x, l, anchor, &now, e);
    if (cost < best_cost) {
      gb_buffer swap = *best;
      *best = now, now = swap;
      best_cost = cost;
    }
    if (!best_cost) break;
  }
  gb_buffer_free(&now);
  return best_cost == UINT64_MAX ? 0 : best_cost;
}

uint64_t gb_literal_cost(const gb_index *x, const char *text, size_t size) {
  literal l;
  gb_error e = GB_NO_ERROR;
  gb_buffer best = {0};
  if (!read_literal(&l, text, size)) return 0;
  uint64_t cost = choose(x, &l, &best, &e);
  gb_buffer_free(&best);
  return cost;
}

static bool search_cover(const gb_index *x, const literal *l, cover c, gb_spans *out, gb_error *e) {
  gb_cursor cursor;
  gb_index_postings(x, c.word, &cursor);
  uint32_t head = c.start > 0 ? l->at[c.start] : 0; /* bytes of the text before the word */
  int stop = c.start + c.length;
  uint32_t tail = stop < (int)l->characters ? l->at[stop] : l->size; /* where the text goes on after it */
  while (gb_cursor_next(&cursor)) {
    if (!gb_spans_room(out, cursor.size, e)) return false;
    for (uint32_t i = 0; i < cursor.size; i++) {
      uint32_t t = cursor.at[i];
      gb_position start = gb_at(t, c.start < 0 ? (uint32_t)-c.start : 0), end = gb_at(t + 1, 0);
      if (head && !gb_text_precedes(x, start, l->text, head, &start)) continue;
      if (stop > (int)l->characters) end = gb_at(t, (uint32_t)((int)l->characters - c.start));
      else if (tail < l->size && !gb_text_follows(x, end, l->text + tail, l->size - tail, &end)) continue;
      out->list[out->count++] = (gb_span){start, end};
    }
  }
  return true;
}

bool gb_find_literal(const gb_index *x, const char *text, size_t size, gb_spans *out, gb_error *e) {
  literal l;
  if (gb_failed(e)) return false;
  if (!size) return true;
  if (!read_literal(&l, text, size))
    return gb_fail(e, GB_USAGE, -1, "the text to find must be UTF-8 of at most %d characters", MOST_CHARACTERS);
  gb_buffer covers = {0};
  choose(x, &l, &covers, e);
  const cover *list = (const cover *)(const void *)covers.data;
  for (size_t i = 0; i < covers.size / sizeof *list; i++)
    if (!search_cover(x, &l, list[i], out, e)) break;
  gb_buffer_free(&covers);
  return gb_spans_sort(out, e);
}
