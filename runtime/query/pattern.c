/* Sequences: texts, token tests and annotations one after another, with
 * alternatives and repetition. The rarest part that every match must have is
 * found through the index; from each place where it stands the parts before
 * it are matched backwards and those after it forwards, as far as they go.
 * Of matches inside each other the outermost counts. */
#include <stdlib.h>
#include <string.h>

#include "query/covers.h"
#include "query/eval.h"
#include "query/follow.h"
#include "query/layers.h"
#include "query/literal.h"
#include "query/machine.h"
#include "query/phrase.h"
#include "query/tests.h"
#include "query/words.h"

typedef struct anchor { int kid; uint64_t cost; } anchor;

static uint64_t text_cost(gb_machine *m, const gb_plan *p) {
  gb_covers covers;
  uint64_t cost = gb_covers_open(&covers, m->x, p->text, p->size, m->e) ? covers.cost : 0;
  gb_covers_close(&covers);
  return cost;
}

/* What finding a part through the index would cost, or UINT64_MAX. */
static uint64_t cost_of(gb_machine *m, gb_plan *p) {
  switch (p->kind) {
    case GB_PLAN_TEXT: return text_cost(m, p);
    case GB_PLAN_TOKEN: return gb_machine_set(m, p->test)->tokens;
    case GB_PLAN_LAYER: return gb_machine_layer(m, p)->spans.count;
    case GB_PLAN_REPEAT: return p->least >= 1 && p->most == p->least && p->least == 1 ? cost_of(m, p->kids[0]) : UINT64_MAX;
    default: return UINT64_MAX;
  }
}

/* The cheapest part of a sequence that stands there exactly once; a repeated
 * token that must stand there is split off first by `unroll`. */
static anchor choose(gb_machine *m, gb_plan *seq) {
  anchor best = {-1, UINT64_MAX};
  for (int i = 0; i < seq->count && !gb_failed(m->e); i++) {
    uint64_t cost = cost_of(m, seq->kids[i]);
    if (cost < best.cost) best = (anchor){i, cost};
    if (!cost && best.kid == i) break;
  }
  return best;
}

/* x+ and x{2,5} become x x* and x x{1,4}: a part that must stand there once. */
static gb_plan *unroll(gb_plan *p, gb_arena *a, gb_error *e) {
  gb_plan *seq = gb_arena_get(a, sizeof *seq, e);
  gb_plan **kids = gb_arena_get(a, (size_t)(p->kind == GB_PLAN_SEQ ? p->count * 2 : 2) * sizeof *kids, e);
  if (gb_failed(e)) return p;
  *seq = *p;
  seq->kind = GB_PLAN_SEQ;
  seq->count = 0;
  seq->kids = kids;
  for (int i = 0; i < (p->kind == GB_PLAN_SEQ ? p->count : 1); i++) {
    gb_plan *kid = p->kind == GB_PLAN_SEQ ? p->kids[i] : p;
    if (kid->kind == GB_PLAN_REPEAT && kid->least >= 1 && kid->kids[0]->kind <= GB_PLAN_LAYER) {
      gb_plan *rest = gb_arena_get(a, sizeof *rest, e);
      if (!rest) return p;
      *rest = *kid;
      rest->least--;
      if (rest->most > 0) rest->most--;
      kids[seq->count++] = kid->kids[0];
      if (rest->most != 0) kids[seq->count++] = rest;
    } else {
      kids[seq->count++] = kid;
    }
  }
  return seq;
}

/* The parts on one side of the anchor: bits where they are tokens alone, else the machine. */
typedef struct side {
  bool bits;
  gb_follow follow;
  uint32_t program;
} side;

static void make_side(gb_machine *m, side *s, gb_plan **kids, int count, bool backwards) {
  s->bits = gb_follow_make(&s->follow, m, kids, count, backwards);
  if (!s->bits) s->program = gb_machine_compile(m, kids, count, backwards);
}

static inline bool run_side(gb_machine *m, const side *s, gb_position from, gb_position *to) {
  return s->bits ? gb_follow_run(&s->follow, from, to) : gb_machine_run(m, s->program, from, to);
}

static bool is_empty(const side *s) { return s->bits && s->follow.places == 0; }

typedef struct search {
  gb_machine *m;
  gb_plan *seq;
  side before, after;
  uint32_t word_before, word_after; /* words that must stand beside the anchor, + 1, or 0 */
  uint32_t before_code, whole;      /* under label rules */
  gb_spans *out;
} search;

/* The one word, + 1, that part `at` is and that is worth joining; else 0. Annotations
 * may lie inside each other, and then do not end in the order in which they start. */
static uint32_t joined_word(gb_machine *m, const gb_plan *seq, int at, anchor a) {
  const gb_plan *anchored = seq->kids[a.kid];
  while (anchored->kind == GB_PLAN_REPEAT) anchored = anchored->kids[0];
  if (anchored->kind == GB_PLAN_LAYER || at < 0 || at >= seq->count || seq->kids[at]->kind != GB_PLAN_TOKEN) return 0;
  const gb_set *set = gb_machine_set(m, seq->kids[at]->test);
  return set->one != UINT32_MAX && gb_worth_joining(a.cost, set->tokens) ? set->one + 1 : 0;
}

static void make_search(search *s, anchor a) {
  gb_plan *seq = s->seq;
  if (seq->rule_count) {
    s->before_code = gb_machine_compile(s->m, seq->kids, a.kid, true);
    s->whole = gb_machine_compile(s->m, seq->kids, seq->count, false);
    return;
  }
  s->word_before = joined_word(s->m, seq, a.kid - 1, a);
  s->word_after = joined_word(s->m, seq, a.kid + 1, a);
  int before = a.kid - (s->word_before != 0), after = a.kid + 1 + (s->word_after != 0);
  make_side(s->m, &s->before, seq->kids, before, true);
  make_side(s->m, &s->after, seq->kids + after, seq->count - after, false);
}

/* Of n spans, a block at most, keeps those that have the joined word at their side, with this. */
static size_t join(gb_cursor *word, bool before, gb_span *spans, size_t n) {
  uint32_t wanted[GB_BLOCK];
  uint8_t stands[GB_BLOCK];
  size_t kept = 0;
  wanted[0] = 0;
  for (size_t i = 0; i < n; i++) {
    gb_span s = spans[i];
    wanted[kept] = gb_token(before ? s.start : s.stop) - before;
    spans[kept] = s;
    kept += before ? s.start && !gb_characters(s.start) : !gb_characters(s.stop);
  }
  gb_cursor_match(word, wanted, n = kept, stands);
  kept = 0;
  for (size_t i = 0; i < n; i++) {
    gb_span s = spans[i];
    spans[kept] = before ? (gb_span){gb_at(wanted[i], 0), s.stop} : (gb_span){s.start, gb_at(wanted[i] + 1, 0)};
    kept += stands[i];
  }
  return kept;
}

/* One match for each place of the anchor, as long as it can be; under label
 * rules every start counts, so the machine runs the whole from each. */
static void run_beside(search *s, gb_walk *w) {
  gb_machine *m = s->m;
  gb_cursor before, after;
  gb_span part[GB_BLOCK];
  bool alone = !s->seq->rule_count && is_empty(&s->before) && is_empty(&s->after);
  if (s->word_before) gb_index_postings(m->x, s->word_before - 1, &before);
  if (s->word_after) gb_index_postings(m->x, s->word_after - 1, &after);
  while (gb_may_go_on(m->e) && gb_walk_more(w)) {
    size_t n = w->count - w->i < GB_BLOCK ? w->count - w->i : GB_BLOCK;
    memcpy(part, w->run + w->i, n * sizeof *part);
    w->i += n;
    if (s->word_before) n = join(&before, true, part, n);
    if (s->word_after) n = join(&after, false, part, n);
    if (alone) {
      gb_spans_append(s->out, part, n, m->e);
      continue;
    }
    for (size_t i = 0; i < n; i++) {
      gb_call_ahead(m->x, part, i, n);
      gb_position start = part[i].start, stop = part[i].stop;
      if (s->seq->rule_count) gb_machine_starts(m, s->before_code, start, s->whole, s->seq, s->out);
      else if (run_side(m, &s->before, start, &start) && run_side(m, &s->after, stop, &stop))
        gb_spans_add(s->out, start, stop, m->e);
    }
  }
}

static void run_found(search *s, const gb_found *found) {
  gb_walk w;
  gb_walk_open(&w, s->m->x, found);
  run_beside(s, &w);
}

static void run_text(search *s, const gb_plan *text) {
  gb_found found = {0};
  if (gb_find_literal(s->m->x, text->text, text->size, &found, s->m->e)) run_found(s, &found);
  gb_found_free(&found);
}

/* Words one after another: what is found is sorted anyway. */
static void run_set(search *s, const gb_set *set) {
  const gb_index *x = s->m->x;
  gb_found found = {0};
  if (gb_set_few(x, set)) {
    for (uint32_t word = 0; gb_set_next(x, set, &word); word++) run_found(s, &(gb_found){.word = word + 1});
    return;
  }
  if (gb_set_find(x, set, &found, s->m->e)) run_found(s, &found);
  gb_found_free(&found);
}

static void run_anchored(search *s, gb_plan *p) {
  switch (p->kind) {
    case GB_PLAN_TEXT: run_text(s, p); break;
    case GB_PLAN_TOKEN: run_set(s, gb_machine_set(s->m, p->test)); break;
    case GB_PLAN_REPEAT: run_anchored(s, p->kids[0]); break;
    default: run_found(s, &(gb_found){.list = gb_machine_layer(s->m, p)->spans}); break;
  }
}

/* Without one: tried at every token. */
static bool run_everywhere(gb_machine *m, gb_plan *seq, gb_spans *out) {
  uint32_t whole = gb_machine_compile(m, seq->kids, seq->count, false);
  for (uint32_t t = 0; t < m->x->h.tokens && !gb_failed(m->e); t++) {
    uint32_t size, characters = 1;
    if (gb_machine_has_text(m)) {
      const char *word = gb_index_word(m->x, gb_folded(m->x, t), &size);
      characters = gb_characters_of(word, size);
    }
    for (uint32_t k = 0; k < characters; k++) {
      gb_position from = gb_at(t, k), to;
      bool found = seq->rule_count ? gb_machine_run_rules(m, whole, from, seq, &to) : gb_machine_run(m, whole, from, &to);
      if (found && to > from) gb_spans_add(out, from, to, m->e);
    }
    if ((t & 4095) == 0) gb_may_go_on(m->e);
  }
  return !gb_failed(m->e);
}

static void find_parts(gb_machine *m, gb_plan *plan, gb_spans *out) {
  gb_plan *seq = unroll(plan, &m->arena, m->e);
  uint32_t words[GB_PHRASE_MOST];
  int phrase = gb_phrase_words(m, seq, words);
  if (phrase) {
    gb_phrase_find(m->x, words, phrase, out, m->e);
    return;
  }
  anchor a = choose(m, seq);
  if (gb_failed(m->e) || !a.cost) return;
  search s = {.m = m, .seq = seq, .out = out};
  if (a.kid < 0) {
    run_everywhere(m, seq, out);
  } else {
    make_search(&s, a);
    run_anchored(&s, seq->kids[a.kid]);
  }
  if (gb_spans_sort(out, m->e)) gb_spans_outermost(out);
}

/* One text, token or annotation is found as it is; a sequence by its anchor. */
bool gb_eval_pattern(const gb_index *x, gb_plan *plan, gb_found *out, gb_error *e) {
  if (plan->kind == GB_PLAN_TEXT) return gb_find_literal(x, plan->text, plan->size, out, e);
  gb_machine m;
  if (!gb_machine_open(&m, x, plan, e)) return gb_machine_close(&m), false;
  if (plan->kind == GB_PLAN_TOKEN) gb_set_find(x, gb_machine_set(&m, plan->test), out, e);
  else if (plan->kind == GB_PLAN_LAYER) gb_layer_spans(x, plan, &out->list, e);
  else find_parts(&m, plan, &out->list);
  gb_machine_close(&m);
  return !gb_failed(e);
}
