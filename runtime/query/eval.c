#include "query/eval.h"

#include <stdlib.h>
#include <string.h>

#include "query/algebra.h"
#include "query/layers.h"
#include "query/tests.h"
#include "query/words.h"
#include "segment/lexicon.h"

typedef struct run {
  const gb_index *x;
  const atomic_bool *stop;
  gb_error *e;
} run;

static bool eval(run *r, gb_plan *p, gb_spans *out);

/* Documents whose field passes, as spans. */
static bool fields(run *r, const gb_plan *p, gb_spans *out) {
  gb_buffer folded = {0};
  gb_units documents;
  gb_units_open(&documents, r->x, "document");
  for (uint32_t d = 0; d < r->x->h.documents && !gb_failed(r->e); d++) {
    const char *value = strcmp(p->text, "id") == 0 ? gb_index_string(r->x, r->x->documents[d].id)
                                                   : gb_index_field(r->x, d, p->text);
    if (!value) continue;
    size_t size = strlen(value);
    folded.size = 0;
    char *to = gb_reserve(&folded, size * 3 + 1, r->e);
    if (!to) break;
    to[gb_fold_bytes(value, size, to)] = 0;
    gb_span s = gb_unit(&documents, d);
    if (gb_compare_text(&p->compare, to) && s.start < s.stop) gb_spans_add(out, s.start, s.stop, r->e);
  }
  gb_buffer_free(&folded);
  return !gb_failed(r->e);
}

/* `in:KIND`: the layer of that name, else the nodes of that kind. */
static bool kinds(run *r, const gb_plan *p, gb_spans *out) {
  gb_units u;
  gb_units_open(&u, r->x, p->text);
  for (uint32_t i = 0; i < u.count; i++) {
    gb_span s = gb_unit(&u, i);
    if (!gb_spans_add(out, s.start, s.stop, r->e)) return false;
  }
  if (u.kind != GB_SPANS_ARE || u.rows) return gb_spans_sort(out, r->e);
  gb_units_open(&u, r->x, "paragraph");
  for (uint32_t i = 0; i < u.count; i++) {
    if (strcmp(gb_index_string(r->x, r->x->nodes[i].kind), p->text) != 0) continue;
    gb_span s = gb_unit(&u, i);
    if (!gb_spans_add(out, s.start, s.stop, r->e)) return false;
  }
  return true;
}

static bool conjunction(run *r, gb_plan *p, gb_spans *out) {
  gb_spans *operands = calloc((size_t)p->count, sizeof *operands);
  if (!operands) return gb_fail(r->e, GB_STORE, -1, "out of memory");
  for (int i = 0; i < p->count && !gb_failed(r->e); i++) eval(r, p->kids[i], &operands[i]);
  gb_units units;
  gb_units_open(&units, r->x, p->unit);
  if (!gb_failed(r->e)) gb_conjunction(&units, operands, p->not, p->count, out, r->e);
  for (int i = 0; i < p->count; i++) gb_spans_free(&operands[i]);
  free(operands);
  return !gb_failed(r->e);
}

static bool either(run *r, gb_plan *p, gb_spans *out) {
  for (int i = 0; i < p->count; i++)
    if (!eval(r, p->kids[i], out)) return false;
  return gb_spans_sort(out, r->e);
}

static bool within(run *r, gb_plan *p, gb_spans *out) {
  gb_spans outer = {0};
  gb_units u;
  if (!eval(r, p->kids[0], out)) return false;
  if (p->kids[1]->kind == GB_PLAN_UNIT) {
    gb_units_open(&u, r->x, p->kids[1]->unit);
  } else {
    eval(r, p->kids[1], &outer);
    gb_units_of_spans(&u, r->x, &outer);
  }
  if (!gb_failed(r->e)) gb_keep_within(out, &u, p->negated);
  gb_spans_free(&outer);
  return !gb_failed(r->e);
}

static bool holding(run *r, gb_plan *p, gb_spans *out) {
  gb_spans outer = {0}, inner = {0};
  gb_units u;
  if (p->kids[0]->kind == GB_PLAN_UNIT) {
    gb_units_open(&u, r->x, p->kids[0]->unit);
  } else {
    eval(r, p->kids[0], &outer);
    gb_units_of_spans(&u, r->x, &outer);
  }
  eval(r, p->kids[1], &inner);
  if (!gb_failed(r->e)) gb_holding(&u, &inner, p->negated, out, r->e);
  gb_spans_free(&outer);
  gb_spans_free(&inner);
  return !gb_failed(r->e);
}

static bool near(run *r, gb_plan *p, gb_spans *out) {
  gb_spans a = {0}, b = {0};
  if (eval(r, p->kids[0], &a) && eval(r, p->kids[1], &b))
    gb_near(r->x, &a, &b, (uint32_t)p->most, p->in_tokens, p->ordered, out, r->e);
  gb_spans_free(&a);
  gb_spans_free(&b);
  return !gb_failed(r->e);
}

static bool units(run *r, const gb_plan *p, gb_spans *out) {
  gb_units u;
  gb_units_open(&u, r->x, p->unit);
  for (uint32_t i = 0; i < u.count; i++) {
    gb_span s = gb_unit(&u, i);
    if (!gb_spans_add(out, s.start, s.stop, r->e)) return false;
  }
  return gb_spans_sort(out, r->e);
}

/* Appends to `out`, which may hold spans already (for OR): each case below
 * works on a list of its own. */
static bool eval(run *r, gb_plan *p, gb_spans *out) {
  if (gb_failed(r->e)) return false;
  if (r->stop && atomic_load(r->stop)) return gb_fail(r->e, GB_USAGE, -1, "interrupted");
  gb_spans own = {0}, *to = out->count ? &own : out;
  switch (p->kind) {
    case GB_PLAN_TEXT: case GB_PLAN_TOKEN: case GB_PLAN_LAYER: case GB_PLAN_SEQ: case GB_PLAN_ALT: case GB_PLAN_REPEAT:
      gb_eval_pattern(r->x, p, to, r->stop, r->e);
      break;
    case GB_PLAN_REGEX: gb_eval_regex(r->x, p, to, r->stop, r->e); break;
    case GB_PLAN_UNIT: units(r, p, to); break;
    case GB_PLAN_AND: conjunction(r, p, to); break;
    case GB_PLAN_OR: either(r, p, to); break;
    case GB_PLAN_NEAR: near(r, p, to); break;
    case GB_PLAN_WITHIN: within(r, p, to); break;
    case GB_PLAN_HOLDING: holding(r, p, to); break;
    case GB_PLAN_FIELD: fields(r, p, to); break;
    case GB_PLAN_KIND: kinds(r, p, to); break;
  }
  if (to == &own && gb_spans_room(out, own.count, r->e)) {
    if (own.count) memcpy(out->list + out->count, own.list, own.count * sizeof *own.list);
    out->count += own.count;
  }
  gb_spans_free(&own);
  return !gb_failed(r->e);
}

bool gb_eval(const gb_index *x, gb_plan *plan, gb_spans *out, const atomic_bool *stop, gb_error *e) {
  run r = {x, stop, e};
  return eval(&r, plan, out);
}

int64_t gb_eval_count(const gb_index *x, const gb_plan *p) {
  if (p->kind != GB_PLAN_TOKEN || p->test->kind != GB_TEST_WORD) return -1;
  uint32_t word = gb_index_find(x, p->test->text, p->test->size);
  return word == UINT32_MAX ? 0 : x->count[word].tokens;
}
