/* AND: the operands' spans in the units that have one of each. Units that do
 * not overlap are met in one sweep: from the rarest operand's next span to its
 * unit, and to that unit in the others, so that what is frequent is leapt over
 * and the hits come out in order. */
#include <stdlib.h>

#include "base/stop.h"
#include "query/algebra.h"

typedef struct operand { gb_walk walk; bool not; } operand;

typedef struct joint {
  operand *operands;
  int count, rarest;
  gb_spans *out;
  gb_error *e;
} joint;

/* Does a span from the current one on lie inside the unit? Goes to the first that starts in it. */
static bool holds(gb_walk *w, gb_span unit) {
  if (!gb_walk_seek(w, unit.start)) return false;
  for (size_t i = w->i; i < w->count && w->run[i].start < unit.stop; i++)
    if (w->run[i].stop <= unit.stop) return true;
  return false;
}

/* The next span of a walk that lies inside the unit, or NULL. */
static const gb_span *next_inside(gb_walk *w, gb_span unit) {
  for (; gb_walk_more(w) && w->run[w->i].start < unit.stop; w->i++)
    if (w->run[w->i].stop <= unit.stop) return &w->run[w->i];
  return NULL;
}

/* Adds the spans of the positive operands inside the unit, in order, each once. */
static bool take(joint *j, gb_span unit) {
  size_t first = j->out->count;
  for (;;) {
    const gb_span *best = NULL;
    gb_walk *from = NULL;
    for (int k = 0; k < j->count; k++) {
      if (j->operands[k].not) continue;
      const gb_span *s = next_inside(&j->operands[k].walk, unit);
      if (s && (!best || gb_span_before(*s, *best))) best = s, from = &j->operands[k].walk;
    }
    if (!best) return true;
    const gb_span *last = j->out->count > first ? &j->out->list[j->out->count - 1] : NULL;
    bool again = last && last->start == best->start && last->stop == best->stop;
    if (!again && !gb_spans_add(j->out, best->start, best->stop, j->e)) return false;
    from->i++;
  }
}

static void sweep(joint *j, const gb_units *u) {
  gb_walk *rarest = &j->operands[j->rarest].walk;
  uint32_t at = 0;
  while (gb_may_go_on(j->e) && gb_walk_more(rarest)) {
    uint32_t found = gb_unit_before(u, at, rarest->run[rarest->i].start);
    gb_span unit = found == UINT32_MAX ? (gb_span){0, 0} : gb_unit(u, found);
    if (rarest->run[rarest->i].stop > unit.stop) {
      rarest->i++;
      continue;
    }
    at = found;
    bool good = true;
    for (int k = 0; k < j->count && good; k++)
      if (k != j->rarest) good = holds(&j->operands[k].walk, unit) != j->operands[k].not;
    if (good) take(j, unit);
    if (!gb_walk_seek(rarest, unit.stop)) break;
  }
}

/* Overlapping units: each is looked at, and a span may be taken by several. */
static bool each_unit(const gb_units *u, const gb_found *operands, const bool *not, int count, gb_spans *out, gb_error *e) {
  size_t *from = calloc((size_t)count, sizeof *from);
  if (!from) return gb_fail(e, GB_STORE, -1, "out of memory");
  for (uint32_t i = 0; i < u->count && gb_may_go_on(e); i++) {
    gb_span unit = gb_unit(u, i);
    bool good = true;
    for (int k = 0; k < count && good; k++) good = gb_spans_inside(&operands[k].list, &from[k], unit) != not[k];
    for (int k = 0; k < count && good; k++) {
      const gb_spans *s = &operands[k].list;
      for (size_t n = from[k]; !not[k] && n < s->count && s->list[n].start < unit.stop; n++)
        if (s->list[n].stop <= unit.stop) gb_spans_add(out, s->list[n].start, s->list[n].stop, e);
    }
  }
  free(from);
  return gb_spans_sort(out, e);
}

bool gb_conjunction(const gb_units *u, gb_found *operands, const bool *not, int count, gb_spans *out, gb_error *e) {
  int rarest = -1;
  for (int k = 0; k < count; k++)
    if (!not[k] && (rarest < 0 || gb_found_count(u->x, &operands[k]) < gb_found_count(u->x, &operands[rarest]))) rarest = k;
  if (rarest < 0 || gb_failed(e)) return !gb_failed(e);
  if (u->nested) {
    for (int k = 0; k < count; k++) gb_found_list(u->x, &operands[k], e);
    return !gb_failed(e) && each_unit(u, operands, not, count, out, e);
  }
  joint j = {malloc((size_t)count * sizeof *j.operands), count, rarest, out, e};
  if (!j.operands) return gb_fail(e, GB_STORE, -1, "out of memory");
  for (int k = 0; k < count; k++) {
    j.operands[k].not = not[k];
    gb_walk_open(&j.operands[k].walk, u->x, &operands[k]);
  }
  sweep(&j, u);
  free(j.operands);
  return !gb_failed(e);
}
