/* Sequences: texts, token tests and annotations one after another, with
 * alternatives and repetition. The rarest part that every match must have is
 * found through the index; from each place where it stands the parts before
 * it are matched backwards and those after it forwards, as far as they go.
 * Of matches inside each other the outermost counts. */
#include <stdlib.h>
#include <string.h>

#include "query/eval.h"
#include "query/follow.h"
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

static bool anchor_places(gb_machine *m, gb_plan *p, gb_found *out) {
  switch (p->kind) {
    case GB_PLAN_TEXT: return gb_find_literal(m->x, p->text, p->size, out, m->e);
    case GB_PLAN_TOKEN: return gb_set_find(m->x, gb_machine_set(m, p->test), out, m->e);
    case GB_PLAN_REPEAT: return anchor_places(m, p->kids[0], out);
    default: {
      const gb_spans *all = &gb_machine_layer(m, p)->spans;
      for (size_t i = 0; i < all->count; i++)
        if (!gb_spans_add(&out->list, all->list[i].start, all->list[i].stop, m->e)) return false;
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

/* Under label rules every start counts, so the machine runs the whole from each. */
static void run_with_rules(gb_machine *m, gb_plan *seq, anchor a, gb_walk *w, gb_spans *out, const atomic_bool *stop) {
  uint32_t before = gb_machine_compile(m, seq->kids, a.kid, true);
  uint32_t whole = gb_machine_compile(m, seq->kids, seq->count, false);
  for (; gb_walk_more(w) && !gb_failed(m->e); w->i++) {
    gb_machine_starts(m, before, w->run[w->i].start, whole, seq, out);
    if ((w->i & 1023) == 0) gb_check_stop(stop, m->e);
  }
}

/* One match for each place of the anchor, as long as it can be. */
static void run_beside(gb_machine *m, gb_plan *seq, anchor a, gb_walk *w, gb_spans *out, const atomic_bool *stop) {
  side before, after;
  make_side(m, &before, seq->kids, a.kid, true);
  make_side(m, &after, seq->kids + a.kid + 1, seq->count - a.kid - 1, false);
  for (; gb_walk_more(w) && !gb_failed(m->e); w->i++) {
    gb_walk_call_ahead(w, m->x);
    gb_span s = w->run[w->i];
    if (run_side(m, &before, s.start, &s.start) && run_side(m, &after, s.stop, &s.stop))
      gb_spans_add(out, s.start, s.stop, m->e);
    if ((w->i & 1023) == 0) gb_check_stop(stop, m->e);
  }
}

static void run_anchored(gb_machine *m, gb_plan *seq, anchor a, gb_spans *out, const atomic_bool *stop) {
  gb_found places = {0};
  gb_walk w;
  if (anchor_places(m, seq->kids[a.kid], &places)) {
    gb_walk_open(&w, m->x, &places);
    if (seq->rule_count) run_with_rules(m, seq, a, &w, out, stop);
    else run_beside(m, seq, a, &w, out, stop);
  }
  gb_found_free(&places);
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
    if ((t & 4095) == 0) gb_check_stop(stop, m->e);
  }
  return !gb_failed(m->e);
}

bool gb_eval_pattern(const gb_index *x, gb_plan *plan, gb_found *out, const atomic_bool *stop, gb_error *e) {
  if (plan->kind == GB_PLAN_TEXT) return gb_find_literal(x, plan->text, plan->size, out, e);
  gb_machine m;
  if (!gb_machine_open(&m, x, plan, e)) return gb_machine_close(&m), false;
  if (plan->kind == GB_PLAN_TOKEN || plan->kind == GB_PLAN_LAYER) {
    anchor_places(&m, plan, out);
  } else {
    gb_plan *seq = unroll(plan, &m.arena, e);
    anchor a = choose(&m, seq);
    if (gb_failed(e)) {
    } else if (a.kid >= 0) {
      if (a.cost) run_anchored(&m, seq, a, &out->list, stop);
    } else {
      run_everywhere(&m, seq, &out->list, stop);
    }
    if (gb_spans_sort(&out->list, e)) gb_spans_outermost(&out->list);
  }
  gb_machine_close(&m);
  return !gb_failed(e);
}
