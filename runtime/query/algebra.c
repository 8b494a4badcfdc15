#include "query/algebra.h"

/* Units that may lie inside each other: one sweep, with the farthest stop of
 * all units that have started. */
static void keep_nested(gb_spans *spans, const gb_units *u, bool negated) {
  size_t kept = 0;
  uint32_t next = 0;
  gb_position farthest = 0;
  for (size_t i = 0; i < spans->count; i++) {
    gb_span s = spans->list[i];
    for (; next < u->count && gb_unit(u, next).start <= s.start; next++) {
      gb_position stop = gb_unit(u, next).stop;
      if (stop > farthest) farthest = stop;
    }
    if ((s.stop <= farthest) != negated) spans->list[kept++] = s;
  }
  spans->count = kept;
}

void gb_keep_within(gb_spans *spans, const gb_units *u, bool negated) {
  if (u->nested) {
    keep_nested(spans, u, negated);
    return;
  }
  size_t kept = 0;
  uint32_t at = 0;
  gb_span unit = {0, 0}; /* the last one that starts before the span; many spans have the same */
  for (size_t i = 0; i < spans->count; i++) {
    gb_span s = spans->list[i];
    if (s.start >= unit.stop) {
      uint32_t found = gb_unit_before(u, at, s.start);
      if (found != UINT32_MAX) unit = gb_unit(u, at = found);
    }
    bool inside = s.start >= unit.start && s.stop <= unit.stop;
    if (inside != negated) spans->list[kept++] = s;
  }
  spans->count = kept;
}

bool gb_holding(const gb_units *u, const gb_spans *spans, bool negated, gb_spans *out, gb_error *e) {
  size_t from = 0;
  if (!negated && !u->nested && spans->count < u->count / 8) { /* few spans: go by them */
    uint32_t at = 0, last = UINT32_MAX;
    for (size_t i = 0; i < spans->count; i++) {
      uint32_t found = gb_unit_before(u, at, spans->list[i].start);
      if (found == UINT32_MAX) continue;
      at = found;
      gb_span unit = gb_unit(u, found);
      if (found == last || spans->list[i].stop > unit.stop) continue;
      if (!gb_spans_add(out, unit.start, unit.stop, e)) return false;
      last = found;
    }
    return true;
  }
  for (uint32_t i = 0; i < u->count; i++) {
    gb_span unit = gb_unit(u, i);
    if (gb_spans_inside(spans, &from, unit) != negated && !gb_spans_add(out, unit.start, unit.stop, e)) return false;
  }
  return gb_spans_sort(out, e);
}
