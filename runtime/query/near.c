/* NEAR: pairs at a distance in one node. */
#include "query/algebra.h"
#include "query/words.h"

/* Characters of tokens [first, end), or of part of them; stops above `most`
 * or at the end of a node, with UINT32_MAX. */
static uint32_t characters_between(const gb_index *x, gb_position from, gb_position to, uint32_t most) {
  uint64_t n = 0;
  uint32_t t = gb_token(from), end = gb_token(to);
  for (; t < end; t++) {
    uint32_t size, word = gb_folded(x, t);
    if (word == x->boundary) return UINT32_MAX;
    const char *bytes = gb_index_word(x, word, &size);
    n += gb_characters_of(bytes, size);
    if (n > (uint64_t)most + gb_characters(from)) return UINT32_MAX;
  }
  n = n + gb_characters(to) - gb_characters(from);
  return n > most ? UINT32_MAX : (uint32_t)n;
}

/* Tokens that lie wholly or partly between; no node may end there. */
static uint32_t tokens_between(const gb_index *x, gb_position from, gb_position to, uint32_t most) {
  uint32_t first = gb_token(from), end = gb_token(to - 1) + 1;
  if (from == to) return 0;
  if (end - first > most) return UINT32_MAX;
  for (uint32_t t = first; t < end; t++)
    if (gb_folded(x, t) == x->boundary) return UINT32_MAX;
  return end - first;
}

static bool near_enough(const gb_index *x, gb_span a, gb_span b, gb_distance d) {
  if (b.start < a.stop) return false;
  uint32_t gap = d.in_tokens ? tokens_between(x, a.stop, b.start, d.most) : characters_between(x, a.stop, b.start, d.most);
  return gap != UINT32_MAX;
}

/* For each span of a, the pair that ends first. Gaps only grow along b, so the
 * search ends at the first that is too wide. */
static bool pairs(const gb_index *x, const gb_spans *a, const gb_spans *b, gb_distance d, gb_spans *out, gb_error *e) {
  size_t from = 0;
  for (size_t i = 0; i < a->count; i++) {
    gb_span s = a->list[i];
    gb_position best = UINT64_MAX;
    from = gb_spans_seek(b, from, s.start);
    for (size_t j = gb_spans_seek(b, from, s.stop); j < b->count && b->list[j].start < best; j++) {
      if (gb_token(b->list[j].start) > (uint64_t)gb_end_token(s) + d.most) break;
      if (!near_enough(x, s, b->list[j], d)) break;
      if (b->list[j].stop < best) best = b->list[j].stop;
    }
    if (best != UINT64_MAX && !gb_spans_add(out, s.start, best, e)) return false;
  }
  return true;
}

/* Pairs whose tokens are close enough, before the stream is looked at: it is
 * called for when they are noted, and read when some have come together. */
enum { MOST_WAITING = 32 };

typedef struct waiting {
  int count;
  gb_span pair[MOST_WAITING][2];
} waiting;

static bool settle(waiting *w, const gb_index *x, gb_distance d, gb_spans *out, gb_error *e) {
  for (int i = 0; i < w->count; i++)
    if (near_enough(x, w->pair[i][0], w->pair[i][1], d) && !gb_spans_add(out, w->pair[i][0].start, w->pair[i][1].stop, e))
      return false;
  w->count = 0;
  return true;
}

static bool note(waiting *w, gb_span a, gb_span b, const gb_index *x, gb_distance d, gb_spans *out, gb_error *e) {
  if (b.start - a.stop > (uint64_t)d.most << 16) return true;
  __builtin_prefetch(x->stream + gb_token(a.stop));
  w->pair[w->count][0] = a, w->pair[w->count][1] = b;
  return ++w->count < MOST_WAITING || settle(w, x, d, out, e);
}

/* Two different words: the inner pairs are the neighbours in their common order. */
static bool pairs_of_words(const gb_index *x, const gb_found *a, const gb_found *b, gb_distance d, gb_spans *out, gb_error *e) {
  gb_walk p, q;
  waiting w = {.count = 0};
  gb_walk_open(&p, x, a);
  gb_walk_open(&q, x, b);
  while (gb_walk_more(&p) && gb_walk_more(&q) && !gb_failed(e)) {
    gb_span s = p.run[p.i], t = q.run[q.i];
    if (s.start < t.start) {
      gb_walk_seek(&p, t.start);
      note(&w, gb_walk_last(&p), t, x, d, out, e);
    } else {
      gb_walk_seek(&q, s.start);
      if (!d.ordered) note(&w, gb_walk_last(&q), s, x, d, out, e);
    }
  }
  return settle(&w, x, d, out, e);
}

bool gb_near(const gb_index *x, gb_found *a, gb_found *b, gb_distance d, gb_spans *out, gb_error *e) {
  if (gb_failed(e)) return false;
  if (a->word && b->word && a->word != b->word) return pairs_of_words(x, a, b, d, out, e);
  if (!gb_found_list(x, a, e) || !gb_found_list(x, b, e)) return false;
  if (!pairs(x, &a->list, &b->list, d, out, e)) return false;
  if (!d.ordered && !pairs(x, &b->list, &a->list, d, out, e)) return false;
  if (!gb_spans_sort(out, e)) return false;
  gb_spans_innermost(out);
  return true;
}
