#include "query/eval.h"

#include <stdlib.h>
#include <string.h>

#include "query/algebra.h"
#include "query/layers.h"
#include "query/tests.h"
#include "query/words.h"

typedef struct run {
  const gb_index *x;
  gb_error *e;
} run;

static bool find(run *r, gb_plan *p, gb_found *out);
static bool eval(run *r, gb_plan *p, gb_spans *out); /* the same as a list; `out` is empty before */

/* Documents whose field passes, as spans. */
static bool fields(run *r, const gb_plan *p, gb_spans *out) {
  gb_buffer folded = {0};
  gb_units documents;
  gb_units_open(&documents, r->x, "document");
  for (uint32_t d = 0; d < r->x->h.documents && !gb_failed(r->e); d++) {
    const char *value = gb_index_field(r->x, d, p->text);
    if (!value || !gb_compare_original(&p->compare, value, &folded, r->e)) continue;
    gb_span s = gb_unit(&documents, d);
    if (s.start < s.stop) gb_spans_add(out, s.start, s.stop, r->e);
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
  gb_found *operands = calloc((size_t)p->count, sizeof *operands);
  if (!operands) return gb_fail(r->e, GB_STORE, -1, "out of memory");
  for (int i = 0; i < p->count && !gb_failed(r->e); i++) find(r, p->kids[i], &operands[i]);
  gb_units units;
  gb_units_open(&units, r->x, p->unit);
  if (!gb_failed(r->e)) gb_conjunction(&units, operands, p->not, p->count, out, r->e);
  for (int i = 0; i < p->count; i++) gb_found_free(&operands[i]);
  free(operands);
  return !gb_failed(r->e);
}

static bool either(run *r, gb_plan *p, gb_spans *out) {
  for (int i = 0; i < p->count; i++) {
    gb_spans one = {0};
    if (eval(r, p->kids[i], &one)) gb_spans_append(out, one.list, one.count, r->e);
    gb_spans_free(&one);
  }
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
  gb_found a = {0}, b = {0};
  gb_distance d = {(uint32_t)p->most, p->in_tokens, p->ordered};
  if (find(r, p->kids[0], &a) && find(r, p->kids[1], &b)) gb_near(r->x, &a, &b, d, out, r->e);
  gb_found_free(&a);
  gb_found_free(&b);
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

/* What does not need to be a list stays as it is: see walk.h. */
static bool find(run *r, gb_plan *p, gb_found *out) {
  if (!gb_may_go_on(r->e)) return false;
  gb_spans *list = &out->list;
  switch (p->kind) {
    case GB_PLAN_TEXT: case GB_PLAN_TOKEN: case GB_PLAN_LAYER: case GB_PLAN_SEQ: case GB_PLAN_ALT: case GB_PLAN_REPEAT:
      return gb_eval_pattern(r->x, p, out, r->e);
    case GB_PLAN_REGEX: return gb_eval_regex(r->x, p, list, r->e);
    case GB_PLAN_UNIT: return units(r, p, list);
    case GB_PLAN_AND: return conjunction(r, p, list);
    case GB_PLAN_OR: return either(r, p, list);
    case GB_PLAN_NEAR: return near(r, p, list);
    case GB_PLAN_WITHIN: return within(r, p, list);
    case GB_PLAN_HOLDING: return holding(r, p, list);
    case GB_PLAN_FIELD: return fields(r, p, list);
    case GB_PLAN_KIND: return kinds(r, p, list);
  }
  return false;
}

static bool eval(run *r, gb_plan *p, gb_spans *out) {
  gb_found found = {0};
  if (find(r, p, &found)) gb_found_list(r->x, &found, r->e);
  *out = found.list;
  return !gb_failed(r->e);
}

bool gb_eval(const gb_index *x, gb_plan *plan, gb_found *out, gb_error *e) {
  run r = {x, e};
  return find(&r, plan, out);
}

bool gb_eval_count(const gb_index *x, gb_plan *plan, uint64_t *count, gb_error *e) {
  gb_arena arena = {0};
  gb_set set;
  gb_found found = {0};
  *count = 0;
  if (plan->kind == GB_PLAN_TOKEN) {
    if (gb_set_bind(x, plan->test, &set, &arena, e)) *count = gb_set_count(x, &set);
  } else if (gb_eval(x, plan, &found, e)) {
    *count = gb_found_count(x, &found);
  }
  gb_arena_free(&arena);
  gb_found_free(&found);
  return !gb_failed(e);
}
