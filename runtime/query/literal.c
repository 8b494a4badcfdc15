/* Any substring, found through the words: take the character of the text whose
 * possible covering words are rarest, read their postings, and compare the
 * neighbours in the stream. */
#include <stdlib.h>
#include <string.h>

#include "base/stop.h"
#include "base/utf8.h"
#include "query/literal.h"
#include "query/words.h"

static bool read_literal(gb_literal *l) {
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
static void add_covers(const gb_index *x, const gb_literal *l, uint32_t anchor, uint32_t word, gb_buffer *out, gb_error *e) {
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

static uint64_t covers_of(const gb_index *x, const gb_literal *l, uint32_t anchor, gb_buffer *out, gb_error *e) {
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
static uint64_t choose(const gb_index *x, const gb_literal *l, gb_buffer *best, gb_error *e) {
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

/* Verdicts: no, or that the text reaches beyond the neighbour, or where in it the text ends. */
enum { UNKNOWN = 0, NO, READ_ON, WHOLE, INSIDE /* + characters of the neighbour before that */ };

/* Does the text before (or after) a word fit the whole neighbour `word`? */
static uint32_t judge(const gb_index *x, uint32_t word, const char *text, size_t size, bool before) {
  uint32_t n;
  const char *bytes = gb_index_word(x, word, &n);
  size_t common = n < size ? n : size;
  if (!common) return READ_ON;
  const char *a = before ? bytes + n - common : bytes, *b = before ? text + size - common : text;
  if (memcmp(a, b, common) != 0) return NO;
  if (n <= size) return n == size ? WHOLE : READ_ON;
  return INSIDE + gb_characters_of(bytes, before ? n - size : size);
}

static uint32_t verdict_of(gb_verdicts *v, const gb_index *x, uint32_t word, const char *text, size_t size, bool before) {
  uint32_t slot = word % GB_VERDICTS;
  if (v->of[slot].verdict == UNKNOWN || v->of[slot].word != word) {
    v->of[slot].word = word;
    v->of[slot].verdict = judge(x, word, text, size, before);
  }
  return v->of[slot].verdict;
}

/* The text before (after) a cover that stands at token t, where the neighbour is `word` or, UINT32_MAX,
 * what the stream has: moves `p` over it. */
static bool fits_before(gb_literal *l, uint32_t t, uint32_t word, size_t head, gb_position *p) {
  if (!t) return false;
  if (word == UINT32_MAX) word = gb_folded(l->x, t - 1);
  uint32_t verdict = verdict_of(&l->before, l->x, word, l->text, head, true);
  if (verdict == NO) return false;
  if (verdict == READ_ON) return gb_text_precedes(l->x, *p, l->text, head, p);
  *p = gb_at(t - 1, verdict == WHOLE ? 0 : verdict - INSIDE);
  return true;
}

static bool fits_after(gb_literal *l, uint32_t t, uint32_t word, size_t tail, gb_position *p) {
  if (t + 1 >= l->x->h.tokens) return false;
  if (word == UINT32_MAX) word = gb_folded(l->x, t + 1);
  uint32_t verdict = verdict_of(&l->after, l->x, word, l->text + tail, l->size - tail, false);
  if (verdict == NO) return false;
  if (verdict == READ_ON) return gb_text_follows(l->x, *p, l->text + tail, l->size - tail, p);
  *p = verdict == WHOLE ? gb_at(t + 2, 0) : gb_at(t + 1, verdict - INSIDE);
  return true;
}

/* Bytes of the text before a cover, and where the text goes on after it. */
static uint32_t head_of(const gb_literal *l, gb_cover c) { return c.start > 0 ? l->at[c.start] : 0; }
static uint32_t tail_of(const gb_literal *l, gb_cover c) {
  int stop = c.start + c.length;
  return stop < (int)l->characters ? l->at[stop] : l->size;
}

/* Of the places of a cover those that have its `beside`. */
static size_t join(gb_literal *l, gb_span *block, size_t n) {
  uint32_t wanted[GB_BLOCK];
  uint8_t stands[GB_BLOCK];
  size_t kept = 0, first = l->now.before && n && !gb_token(block[0].start); /* nothing stands before token 0 */
  wanted[0] = 0;
  for (size_t i = first; i < n; i++) wanted[i - first] = l->now.before ? gb_token(block[i].start) - 1 : gb_token(block[i].stop);
  gb_cursor_match(&l->neighbour, wanted, n - first, stands);
  for (size_t i = first; i < n; i++) {
    block[kept] = block[i];
    kept += stands[i - first];
  }
  return kept;
}

/* Does the text end in the cover? */
static bool ends_inside(const gb_literal *l, gb_cover c) { return c.start + c.length > (int)l->characters; }

/* The start and the end of the text where the cover stands at token t and the text begins, or ends, in it. */
static gb_position own_start(gb_cover c, uint32_t t) { return gb_at(t, c.start < 0 ? (uint32_t)-c.start : 0); }
static gb_position own_end(const gb_literal *l, gb_cover c, uint32_t t) {
  return ends_inside(l, c) ? gb_at(t, (uint32_t)((int)l->characters - c.start)) : gb_at(t + 1, 0);
}

/* Is the text whole with the cover and its `beside`? Then all of it stands at the same distance from each place. */
static bool settle(gb_literal *l) {
  gb_cover c = l->now;
  uint32_t head = head_of(l, c), tail = tail_of(l, c), beside = c.beside - 1;
  l->stands = (gb_span){own_start(c, 1), own_end(l, c, 1)};
  if (head) {
    uint32_t verdict = c.beside && c.before ? verdict_of(&l->before, l->x, beside, l->text, head, true) : READ_ON;
    if (verdict == NO || verdict == READ_ON) return false;
    l->stands.start = gb_at(0, verdict == WHOLE ? 0 : verdict - INSIDE);
  }
  if (tail < l->size) {
    uint32_t verdict = c.beside && !c.before ? verdict_of(&l->after, l->x, beside, l->text + tail, l->size - tail, false) : READ_ON;
    if (verdict == NO || verdict == READ_ON) return false;
    l->stands.stop = verdict == WHOLE ? gb_at(3, 0) : gb_at(2, verdict - INSIDE);
  }
  return true;
}

/* Keeps of the places of a cover those where the whole text stands, as spans of the text. */
static size_t keep(void *literal, gb_span *block, size_t n) {
  gb_literal *l = literal;
  gb_cover c = l->now;
  if (c.beside) n = join(l, block, n);
  if (l->settled) {
    for (size_t i = 0; i < n; i++) {
      gb_position by = block[i].start - gb_at(1, 0); /* below 0 for token 0, and right again in the sum */
      block[i] = (gb_span){l->stands.start + by, l->stands.stop + by};
    }
    return n;
  }
  uint32_t head = head_of(l, c), tail = tail_of(l, c), given = c.beside ? c.beside - 1 : UINT32_MAX;
  size_t kept = 0;
  for (size_t i = 0; i < n; i++) {
    if (!c.beside) gb_call_ahead(l->x, block, i, n);
    uint32_t t = gb_token(block[i].start);
    gb_position start = own_start(c, t), end = own_end(l, c, t);
    if (head && !fits_before(l, t, c.before ? given : UINT32_MAX, head, &start)) continue;
    if (tail < l->size && !fits_after(l, t, c.before ? UINT32_MAX : given, tail, &end)) continue;
    block[kept++] = (gb_span){start, end};
  }
  return kept;
}

enum { MOST_NEIGHBOURS = 8 };

typedef struct neighbours {
  uint32_t word[MOST_NEIGHBOURS];
  int count; /* −1: too many */
  uint64_t tokens;
} neighbours;

static void consider(const gb_index *x, neighbours *n, uint32_t word, const char *text, size_t size, bool before) {
  if (n->count < 0 || !x->count[word].tokens || judge(x, word, text, size, before) == NO) return;
  if (n->count == MOST_NEIGHBOURS) {
    n->count = -1;
    return;
  }
  n->word[n->count++] = word;
  n->tokens += x->count[word].tokens;
}

/* The words that fit before a cover (they hold the character there) or after it (they start with it). */
static neighbours fitting(const gb_literal *l, gb_cover c, bool before) {
  const gb_index *x = l->x;
  neighbours n = {.count = 0};
  uint32_t tail = tail_of(l, c), word;
  if (before) {
    gb_char_words list;
    gb_char_words_open(x, l->code[c.start - 1], &list);
    while (gb_char_words_next(&list, &word)) consider(x, &n, word, l->text, head_of(l, c), true);
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
static bool split(const gb_literal *l, gb_cover c, gb_buffer *out, gb_error *e) {
  uint64_t tokens = l->x->count[c.word].tokens;
  bool before = false;
  neighbours best = {.count = -1};
  for (int side = 0; side < 2; side++) {
    if (side == 0 ? !head_of(l, c) : tail_of(l, c) == l->size) continue;
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

static void split_all(gb_literal *l, gb_error *e) {
  gb_buffer out = {0};
  const gb_cover *list = (const gb_cover *)(const void *)l->covers.data;
  for (size_t i = 0; i < l->covers.size / sizeof *list; i++)
    if (!split(l, list[i], &out, e)) break;
  gb_buffer_free(&l->covers);
  l->covers = out;
}

bool gb_literal_open(gb_literal *l, const gb_index *x, const char *text, size_t size, gb_error *e) {
  *l = (gb_literal){.x = x, .text = text, .size = (uint32_t)size};
  if (gb_failed(e) || !size) return !gb_failed(e);
  if (!read_literal(l))
    return gb_fail(e, GB_USAGE, -1, "the text to find must be UTF-8 of at most %d characters", GB_LITERAL_MOST);
  l->cost = choose(x, l, &l->covers, e);
  split_all(l, e);
  l->count = l->covers.size / sizeof(gb_cover);
  return !gb_failed(e);
}

void gb_literal_close(gb_literal *l) { gb_buffer_free(&l->covers); }

void gb_literal_walk(gb_literal *l, size_t i, gb_walk *w) {
  l->now = ((const gb_cover *)(const void *)l->covers.data)[i];
  memset(&l->before, 0, sizeof l->before);
  memset(&l->after, 0, sizeof l->after);
  if (l->now.beside) gb_index_postings(l->x, l->now.beside - 1, &l->neighbour);
  gb_walk_open(w, l->x, &(gb_found){.word = l->now.word + 1});
  l->settled = settle(l);
  w->keep = keep;
  w->state = l;
}

/* The word that is the text wherever it stands, or UINT32_MAX. */
static uint32_t one_word(const gb_literal *l) {
  const gb_cover *c = (const gb_cover *)(const void *)l->covers.data;
  return l->count == 1 && !c->start && c->length == (int)l->characters ? c->word : UINT32_MAX;
}

bool gb_find_literal(const gb_index *x, const char *text, size_t size, gb_found *out, gb_error *e) {
  gb_literal l;
  gb_walk w;
  if (gb_literal_open(&l, x, text, size, e)) {
    uint32_t word = one_word(&l);
    if (word != UINT32_MAX) out->word = word + 1;
    else
      for (size_t i = 0; i < l.count; i++)
        for (gb_literal_walk(&l, i, &w); gb_may_go_on(e) && gb_walk_more(&w); w.i = w.count)
          gb_spans_append(&out->list, w.run + w.i, w.count - w.i, e);
  }
  gb_literal_close(&l);
  return gb_spans_sort(&out->list, e);
}
