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
  gb_spans *out, before; /* what is being merged from */
  gb_error *e;
} joint;

/* Does a span from the current one on lie inside the unit? Goes to the first that starts in it. */
static bool holds(gb_walk *w, gb_span unit) {
  if (!gb_walk_seek(w, unit.start)) return false;
  for (size_t i = w->i; i < w->count && w->run[i].start < unit.stop; i++)
    if (w->run[i].stop <= unit.stop) return true;
  return false;
}

/* Adds the spans of a walk that lie inside the unit. */
static bool add_inside(gb_walk *w, gb_span unit, gb_spans *out, gb_error *e) {
  while (gb_walk_more(w) && w->run[w->i].start < unit.stop) {
    size_t end = w->count - w->i < GB_BLOCK ? w->count : w->i + GB_BLOCK;
    if (!gb_spans_room(out, end - w->i, e)) return false;
    for (; w->i < end && w->run[w->i].start < unit.stop; w->i++) {
      out->list[out->count] = w->run[w->i];
      out->count += w->run[w->i].stop <= unit.stop;
    }
  }
  return true;
}

enum { FEW = 8 };

/* Merges out[first…mid) and out[mid…count), what both have once. The order in
 * which they stand is mostly the right one already, or the first run short. */
static bool merge(joint *j, size_t first, size_t mid) {
  gb_spans *out = j->out;
  size_t n = mid - first, m = out->count - mid;
  if (!n || !m || gb_span_before(out->list[mid - 1], out->list[mid])) return true;
  gb_span few[FEW], *copy = few;
  if (n > FEW) {
    j->before.count = 0;
    if (!gb_spans_room(&j->before, n, j->e)) return false;
    copy = j->before.list;
  }
  for (size_t i = 0; i < n; i++) copy[i] = out->list[first + i];
  const gb_span *a = copy, *a_end = a + n, *b = out->list + mid, *b_end = b + m;
  gb_span *to = out->list + first;
  while (a < a_end && b < b_end) {
    bool b_first = gb_span_before(*b, *a), both = a->start == b->start && a->stop == b->stop;
    *to++ = *(b_first ? b : a);
    a += !b_first;
    b += b_first | both;
  }
  while (a < a_end) *to++ = *a++;
  if (to < b)
    while (b < b_end) *to++ = *b++;
  else
    to += b_end - b;
  out->count = (size_t)(to - out->list);
  return true;
}

/* Adds the spans of the positive operands inside the unit, in order, each once. */
static bool take(joint *j, gb_span unit) {
  size_t first = j->out->count;
  for (int k = 0; k < j->count; k++) {
    if (j->operands[k].not) continue;
    size_t mid = j->out->count;
    if (!add_inside(&j->operands[k].walk, unit, j->out, j->e) || !merge(j, first, mid)) return false;
  }
  return true;
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
  joint j = {.operands = malloc((size_t)count * sizeof *j.operands), .count = count, .rarest = rarest, .out = out, .e = e};
  if (!j.operands) return gb_fail(e, GB_STORE, -1, "out of memory");
  for (int k = 0; k < count; k++) {
    j.operands[k].not = not[k];
    gb_walk_open(&j.operands[k].walk, u->x, &operands[k]);
  }
  sweep(&j, u);
  free(j.operands);
  gb_spans_free(&j.before);
  return !gb_failed(e);
}
