#include "query/algebra.h"

#include <stdlib.h>
#include <string.h>

#include "query/words.h"

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
  for (size_t i = 0; i < spans->count; i++) {
    gb_span s = spans->list[i];
    uint32_t found = gb_unit_before(u, at, s.start);
    bool inside = found != UINT32_MAX && s.stop <= gb_unit(u, found).stop;
    if (found != UINT32_MAX) at = found;
    if (inside != negated) spans->list[kept++] = s;
  }
  spans->count = kept;
}

/* Does a span from spans[*from] on lie inside the unit? Moves *from to the
 * first span that starts in or after it. */
static bool holds(const gb_spans *spans, size_t *from, gb_span unit) {
  *from = gb_spans_seek(spans, *from, unit.start);
  for (size_t i = *from; i < spans->count && spans->list[i].start < unit.stop; i++)
    if (spans->list[i].stop <= unit.stop) return true;
  return false;
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
    if (holds(spans, &from, unit) != negated && !gb_spans_add(out, unit.start, unit.stop, e)) return false;
  }
  return gb_spans_sort(out, e);
}

/* Adds the spans of each positive operand that lie inside the unit. */
static bool take(const gb_spans *operands, const bool *not, int count, const size_t *from, gb_span unit, gb_spans *out,
                 gb_error *e) {
  for (int k = 0; k < count; k++) {
    if (not[k]) continue;
    const gb_spans *s = &operands[k];
    for (size_t i = from[k]; i < s->count && s->list[i].start < unit.stop; i++)
      if (s->list[i].stop <= unit.stop && !gb_spans_add(out, s->list[i].start, s->list[i].stop, e)) return false;
  }
  return true;
}

bool gb_conjunction(const gb_units *u, gb_spans *operands, const bool *not, int count, gb_spans *out, gb_error *e) {
  size_t *from = calloc((size_t)count, sizeof *from);
  if (!from) return gb_fail(e, GB_STORE, -1, "out of memory");
  int rarest = -1;
  for (int k = 0; k < count; k++)
    if (!not[k] && (rarest < 0 || operands[k].count < operands[rarest].count)) rarest = k;
  uint32_t unit_at = 0;
  for (uint32_t i = 0; i < u->count && !gb_failed(e) && rarest >= 0; i++) {
    if (!u->nested) { /* straight to the unit of the rarest operand's next span */
      gb_spans *r = &operands[rarest];
      from[rarest] = gb_spans_seek(r, from[rarest], gb_unit(u, i).start);
      if (from[rarest] == r->count) break;
      unit_at = gb_unit_before(u, i, r->list[from[rarest]].start);
      if (unit_at == UINT32_MAX) continue;
      i = unit_at;
    }
    gb_span unit = gb_unit(u, i);
    bool good = holds(&operands[rarest], &from[rarest], unit);
    for (int k = 0; k < count && good; k++)
      if (k != rarest) good = holds(&operands[k], &from[k], unit) != not[k];
    if (good) take(operands, not, count, from, unit, out, e);
  }
  free(from);
  return gb_spans_sort(out, e);
}

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

static bool near_enough(const gb_index *x, gb_span a, gb_span b, uint32_t most, bool in_tokens) {
  if (b.start < a.stop) return false;
  uint32_t gap = in_tokens ? tokens_between(x, a.stop, b.start, most) : characters_between(x, a.stop, b.start, most);
  return gap != UINT32_MAX;
}

/* For each span of a, the pair that ends first. Gaps only grow along b, so the
 * search ends at the first that is too wide. */
static bool pairs(const gb_index *x, const gb_spans *a, const gb_spans *b, uint32_t most, bool in_tokens, gb_spans *out,
                  gb_error *e) {
  size_t from = 0;
  for (size_t i = 0; i < a->count; i++) {
    gb_span s = a->list[i];
    gb_position best = UINT64_MAX;
    from = gb_spans_seek(b, from, s.start);
    for (size_t j = gb_spans_seek(b, from, s.stop); j < b->count && b->list[j].start < best; j++) {
      if (gb_token(b->list[j].start) > (uint64_t)gb_end_token(s) + most) break;
      if (!near_enough(x, s, b->list[j], most, in_tokens)) break;
      if (b->list[j].stop < best) best = b->list[j].stop;
    }
    if (best != UINT64_MAX && !gb_spans_add(out, s.start, best, e)) return false;
  }
  return true;
}

bool gb_near(const gb_index *x, const gb_spans *a, const gb_spans *b, uint32_t most, bool in_tokens, bool ordered,
             gb_spans *out, gb_error *e) {
  if (gb_failed(e) || !pairs(x, a, b, most, in_tokens, out, e)) return false;
  if (!ordered && !pairs(x, b, a, most, in_tokens, out, e)) return false;
  if (!gb_spans_sort(out, e)) return false;
  gb_spans_innermost(out);
  return true;
}
