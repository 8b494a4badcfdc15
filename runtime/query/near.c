/* NEAR: pairs at a distance in one node. */
#include "base/stop.h"
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
  for (size_t i = 0; i < a->count && gb_may_go_on(e); i++) {
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
  return !gb_failed(e);
}

/* Pairs of tokens that are close enough, before the stream is looked at: it is
 * called for when they are noted, and read when some have come together. */
enum { MOST_WAITING = 32 };

typedef struct waiting {
  const gb_index *x;
  gb_distance d;
  gb_spans *out;
  gb_error *e;
  int count;
  uint32_t pair[MOST_WAITING][2];
} waiting;

static void settle(waiting *w) {
  for (int i = 0; i < w->count; i++) {
    uint32_t p = w->pair[i][0], q = w->pair[i][1];
    gb_span a = {gb_at(p, 0), gb_at(p + 1, 0)}, b = {gb_at(q, 0), gb_at(q + 1, 0)};
    if (near_enough(w->x, a, b, w->d)) gb_spans_add(w->out, a.start, b.stop, w->e);
  }
  w->count = 0;
}

static void note(waiting *w, uint32_t p, uint32_t q) {
  __builtin_prefetch(w->x->stream + (size_t)p * GB_ID_BYTES);
  w->pair[w->count][0] = p, w->pair[w->count][1] = q;
  if (++w->count == MOST_WAITING) settle(w);
}

/* Two different words: the inner pairs are the neighbours in their common
 * order. So for each place of the rarer word the nearest places of the other
 * on both sides are looked up, and count unless one of the rarer stands
 * nearer. `rare_first`, `frequent_first`: which order is wanted. */
static void pairs_of_words(waiting *w, uint32_t rare, uint32_t frequent, bool rare_first, bool frequent_first) {
  gb_cursor p, q;
  uint32_t last = UINT32_MAX, follows = UINT32_MAX, most = w->d.most; /* the rare place before, and what follows that */
  gb_index_postings(w->x, rare, &p);
  gb_index_postings(w->x, frequent, &q);
  while (gb_may_go_on(w->e) && gb_cursor_next(&p))
    for (uint32_t i = 0; i < p.size; i++) {
      uint32_t at = p.at[i], k = gb_cursor_lower(&q, at);
      bool more = k < q.size;
      uint32_t before = more && k ? q.at[k - 1] : q.last;
      if (follows - last - 1 <= most && follows < at && rare_first) note(w, last, follows);
      if (at - before - 1 <= most && before != UINT32_MAX && (last == UINT32_MAX || before > last) && frequent_first)
        note(w, before, at);
      follows = more ? q.at[k] : UINT32_MAX;
      last = at;
    }
  if (follows - last - 1 <= most && follows != UINT32_MAX && rare_first) note(w, last, follows);
  settle(w);
}

bool gb_near(const gb_index *x, gb_found *a, gb_found *b, gb_distance d, gb_spans *out, gb_error *e) {
  if (gb_failed(e)) return false;
  if (a->word && b->word && a->word != b->word) {
    waiting w = {.x = x, .d = d, .out = out, .e = e};
    if (gb_found_count(x, a) <= gb_found_count(x, b)) pairs_of_words(&w, a->word - 1, b->word - 1, true, !d.ordered);
    else pairs_of_words(&w, b->word - 1, a->word - 1, !d.ordered, true);
    return !gb_failed(e);
  }
  if (!gb_found_list(x, a, e) || !gb_found_list(x, b, e)) return false;
  if (!pairs(x, &a->list, &b->list, d, out, e)) return false;
  if (!d.ordered && !pairs(x, &b->list, &a->list, d, out, e)) return false;
  if (!gb_spans_sort(out, e)) return false;
  gb_spans_innermost(out);
  return true;
}
