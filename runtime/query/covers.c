#include "query/covers.h"

#include <string.h>

#include "base/utf8.h"
#include "query/walk.h"
#include "query/words.h"

static bool read_literal(gb_covers *l) {
  for (size_t at = 0; at < l->size; l->characters++) {
    if (l->characters == GB_LITERAL_MOST) return false;
    int n = gb_utf8_next(l->text + at, l->size - at, &l->code[l->characters]);
    if (!n) return false;
    l->at[l->characters] = (uint32_t)at;
    at += (size_t)n;
  }
  l->at[l->characters] = l->size;
  return l->characters > 0;
}

/* Adds a cover for each place in the word that agrees with the anchor. */
static void add_covers(const gb_index *x, const gb_covers *l, uint32_t anchor, uint32_t word, gb_buffer *out, gb_error *e) {
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
    gb_cover c = {.word = word, .start = start, .length = n};
    if (agrees) gb_put(out, &c, sizeof c, e);
  }
}

static uint64_t covers_of(const gb_index *x, const gb_covers *l, uint32_t anchor, gb_buffer *out, gb_error *e) {
  gb_char_words list;
  uint32_t word;
  out->size = 0;
  for (gb_char_words_open(x, l->code[anchor], &list); gb_char_words_next(&list, &word);)
    add_covers(x, l, anchor, word, out, e);
  uint64_t cost = 0;
  const gb_cover *covers = (const gb_cover *)(const void *)out->data;
  for (size_t i = 0; i < out->size / sizeof *covers; i++) cost += x->count[covers[i].word].tokens;
  return cost;
}

/* Chooses the anchor with the cheapest covers: shortest list of words first,
 * and no longer list is read than the best so far would be worth. */
static uint64_t choose(const gb_index *x, const gb_covers *l, gb_buffer *best, gb_error *e) {
  gb_buffer now = {0};
  uint64_t best_cost = UINT64_MAX;
  bool done[GB_LITERAL_MOST] = {false};
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

uint32_t gb_judge(const gb_index *x, uint32_t word, const char *text, size_t size, bool before) {
  uint32_t n;
  const char *bytes = gb_index_word(x, word, &n);
  size_t common = n < size ? n : size;
  if (!common) return GB_READS_ON;
  const char *a = before ? bytes + n - common : bytes, *b = before ? text + size - common : text;
  if (memcmp(a, b, common) != 0) return GB_MISFIT;
  if (n <= size) return n == size ? GB_FITS_WHOLE : GB_READS_ON;
  return GB_FITS_INSIDE + gb_characters_of(bytes, before ? n - size : size);
}

enum { MOST_NEIGHBOURS = 8 };

typedef struct neighbours {
  uint32_t word[MOST_NEIGHBOURS];
  int count; /* −1: too many */
  uint64_t tokens;
} neighbours;

static void consider(const gb_index *x, neighbours *n, uint32_t word, const char *text, size_t size, bool before) {
  if (n->count < 0 || !x->count[word].tokens || gb_judge(x, word, text, size, before) == GB_MISFIT) return;
  if (n->count == MOST_NEIGHBOURS) {
    n->count = -1;
    return;
  }
  n->word[n->count++] = word;
  n->tokens += x->count[word].tokens;
}

/* The words that fit before a cover (they hold the character there) or after it (they start with it). */
static neighbours fitting(const gb_covers *l, gb_cover c, bool before) {
  const gb_index *x = l->x;
  neighbours n = {.count = 0};
  uint32_t tail = gb_after_cover(l, c), word;
  if (before) {
    gb_char_words list;
    gb_char_words_open(x, l->code[c.start - 1], &list);
    while (gb_char_words_next(&list, &word)) consider(x, &n, word, l->text, gb_before_cover(l, c), true);
    return n;
  }
  const char *text = l->text + tail;
  uint32_t size, first = gb_bytes_of(text, l->size - tail, 1);
  for (word = gb_index_lower(x, text, first); word < x->h.words; word++) {
    const char *bytes = gb_index_word(x, word, &size);
    if (size < first || memcmp(bytes, text, first) != 0) break;
    consider(x, &n, word, text, l->size - tail, false);
  }
  return n;
}

/* A frequent cover beside which few words fit is split by these: their places
 * are joined with its own, and the stream is left alone. */
static bool split(const gb_covers *l, gb_cover c, gb_buffer *out, gb_error *e) {
  uint64_t tokens = l->x->count[c.word].tokens;
  bool before = false;
  neighbours best = {.count = -1};
  for (int side = 0; side < 2; side++) {
    if (side == 0 ? !gb_before_cover(l, c) : gb_after_cover(l, c) == l->size) continue;
    neighbours n = fitting(l, c, side == 0);
    if (n.count >= 0 && (best.count < 0 || n.tokens < best.tokens)) best = n, before = side == 0;
  }
  if (best.count < 0 || !gb_worth_joining(tokens, best.tokens + tokens * 2 * (uint64_t)best.count))
    return gb_put(out, &c, sizeof c, e);
  for (int i = 0; i < best.count; i++) {
    c.beside = best.word[i] + 1, c.before = before;
    if (!gb_put(out, &c, sizeof c, e)) return false;
  }
  return true;
}

static void split_all(gb_covers *l, gb_error *e) {
  gb_buffer out = {0};
  const gb_cover *list = (const gb_cover *)(const void *)l->list.data;
  for (size_t i = 0; i < l->list.size / sizeof *list; i++)
    if (!split(l, list[i], &out, e)) break;
  gb_buffer_free(&l->list);
  l->list = out;
}

bool gb_covers_open(gb_covers *l, const gb_index *x, const char *text, size_t size, gb_error *e) {
  *l = (gb_covers){.x = x, .text = text, .size = (uint32_t)size};
  if (gb_failed(e) || !size) return !gb_failed(e);
  if (!read_literal(l))
    return gb_fail(e, GB_USAGE, -1, "the text to find must be UTF-8 of at most %d characters", GB_LITERAL_MOST);
  l->cost = choose(x, l, &l->list, e);
  split_all(l, e);
  l->count = l->list.size / sizeof(gb_cover);
  return !gb_failed(e);
}

void gb_covers_close(gb_covers *l) { gb_buffer_free(&l->list); }
