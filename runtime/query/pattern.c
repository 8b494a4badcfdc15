/* Sequences: texts, token tests and annotations one after another, with
 * alternatives and repetition. The rarest part that every match must have is
 * found through the index; from each place where it stands the parts before
 * it are matched backwards and those after it forwards, as far as they go.
 * Of matches inside each other the outermost counts. */
#include <stdlib.h>
#include <string.h>

#include "query/eval.h"
#include "query/layers.h"
#include "query/machine.h"
#include "query/tests.h"
#include "query/words.h"

typedef struct anchor { int kid; uint64_t cost; } anchor;

/* What finding a part through the index would cost, or UINT64_MAX. */
static uint64_t cost_of(gb_machine *m, gb_plan *p) {
  switch (p->kind) {
    case GB_PLAN_TEXT: return gb_literal_cost(m->x, p->text, p->size);
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

static bool anchor_spans(gb_machine *m, gb_plan *p, gb_spans *out) {
  switch (p->kind) {
    case GB_PLAN_TEXT: return gb_find_literal(m->x, p->text, p->size, out, m->e);
    case GB_PLAN_TOKEN: return gb_set_spans(m->x, gb_machine_set(m, p->test), out, m->e);
    case GB_PLAN_REPEAT: return anchor_spans(m, p->kids[0], out);
    default: {
      const gb_spans *all = &gb_machine_layer(m, p)->spans;
      for (size_t i = 0; i < all->count; i++)
        if (!gb_spans_add(out, all->list[i].start, all->list[i].stop, m->e)) return false;
      return true;
    }
  }
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

/* With an anchor: one match for each place, as long as it can be. */
static bool run_anchored(gb_machine *m, gb_plan *seq, anchor a, gb_spans *out, const atomic_bool *stop) {
  gb_spans places = {0};
  if (!anchor_spans(m, seq->kids[a.kid], &places)) return gb_spans_free(&places), false;
  uint32_t before = gb_machine_compile(m, seq->kids, a.kid, true);
  uint32_t after = gb_machine_compile(m, seq->kids + a.kid + 1, seq->count - a.kid - 1, false);
  uint32_t whole = seq->rule_count ? gb_machine_compile(m, seq->kids, seq->count, false) : 0;
  for (size_t i = 0; i < places.count && !gb_failed(m->e); i++) {
    gb_span s = places.list[i];
    if (seq->rule_count) {
      gb_machine_starts(m, before, s.start, whole, seq, out);
    } else if (gb_machine_run(m, before, s.start, &s.start) && gb_machine_run(m, after, s.stop, &s.stop)) {
      gb_spans_add(out, s.start, s.stop, m->e);
    }
    if (stop && (i & 1023) == 0 && atomic_load(stop)) gb_fail(m->e, GB_USAGE, -1, "interrupted");
  }
  gb_spans_free(&places);
  return !gb_failed(m->e);
}

/* Without one: tried at every token. */
static bool run_everywhere(gb_machine *m, gb_plan *seq, gb_spans *out, const atomic_bool *stop) {
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
    if (stop && (t & 4095) == 0 && atomic_load(stop)) gb_fail(m->e, GB_USAGE, -1, "interrupted");
  }
  return !gb_failed(m->e);
}

bool gb_eval_pattern(const gb_index *x, gb_plan *plan, gb_spans *out, const atomic_bool *stop, gb_error *e) {
  if (plan->kind == GB_PLAN_TEXT) return gb_find_literal(x, plan->text, plan->size, out, e);
  gb_machine m;
  if (!gb_machine_open(&m, x, plan, e)) return gb_machine_close(&m), false;
  if (plan->kind == GB_PLAN_TOKEN) {
    gb_set_spans(x, gb_machine_set(&m, plan->test), out, e);
  } else if (plan->kind == GB_PLAN_LAYER) {
    anchor_spans(&m, plan, out);
  } else {
    gb_plan *seq = unroll(plan, &m.arena, e);
    anchor a = choose(&m, seq);
    if (gb_failed(e)) {
    } else if (a.kid >= 0) {
      if (a.cost) run_anchored(&m, seq, a, out, stop);
    } else {
      run_everywhere(&m, seq, out, stop);
    }
    if (gb_spans_sort(out, e)) gb_spans_outermost(out);
  }
  gb_machine_close(&m);
  return !gb_failed(e);
}
