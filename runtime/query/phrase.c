#include "query/phrase.h"

#include "base/stop.h"

static int rarest(const gb_index *x, const uint32_t *words, int n) {
  int best = 0;
  for (int k = 1; k < n; k++)
    if (x->count[words[k]].tokens < x->count[words[best]].tokens) best = k;
  return best;
}

int gb_phrase_words(gb_machine *m, const gb_plan *seq, uint32_t words[GB_PHRASE_MOST]) {
  const gb_index *x = m->x;
  if (seq->kind != GB_PLAN_SEQ || seq->rule_count || seq->count < 2 || seq->count > GB_PHRASE_MOST) return 0;
  for (int k = 0; k < seq->count; k++) {
    const gb_plan *part = seq->kids[k];
    uint32_t one = part->kind == GB_PLAN_TOKEN ? gb_machine_set(m, part->test)->one : UINT32_MAX;
    if (one == UINT32_MAX) return 0;
    words[k] = one;
  }
  uint64_t least = x->count[words[rarest(x, words, seq->count)]].tokens;
  for (int k = 0; k < seq->count; k++)
    if (!gb_worth_joining(least, x->count[words[k]].tokens)) return 0;
  return seq->count;
}

/* Block by block of the rarest word's places, from which those that start too early for the phrase are left out. */
bool gb_phrase_find(const gb_index *x, const uint32_t *words, int n, gb_spans *out, gb_error *e) {
  gb_cursor cursors[GB_PHRASE_MOST];
  uint32_t starts[GB_BLOCK], r = (uint32_t)rarest(x, words, n);
  for (int k = 0; k < n; k++) gb_index_postings(x, words[k], &cursors[k]);
  while (gb_may_go_on(e) && gb_cursor_next(&cursors[r])) {
    const gb_cursor *c = &cursors[r];
    uint32_t count = 0;
    for (uint32_t i = 0; i < c->size; i++)
      if (c->at[i] >= r) starts[count++] = c->at[i] - r;
    for (uint32_t k = 0; k < (uint32_t)n; k++)
      if (k != r) count = gb_cursor_meet(&cursors[k], k, starts, count);
    if (!count) continue;
    if (!gb_spans_room(out, count, e)) return false;
    gb_span *to = out->list + out->count;
    for (uint32_t i = 0; i < count; i++) to[i] = (gb_span){gb_at(starts[i], 0), gb_at(starts[i] + (uint32_t)n, 0)};
    out->count += count;
  }
  return !gb_failed(e);
}
