#include "query/follow.h"

/* A part that has been placed: where it may start and stop, and whether it may be left out. */
typedef struct part { uint64_t first, last; bool empty; } part;

static bool place_one(gb_follow *f, gb_machine *m, const gb_plan *p, part *out);

static void link_up(gb_follow *f, uint64_t last, uint64_t first) {
  for (; last; last &= last - 1) f->after[__builtin_ctzll(last)] |= first;
}

static void append(gb_follow *f, part *whole, part next) {
  link_up(f, whole->last, next.first);
  if (whole->empty) whole->first |= next.first;
  whole->last = next.empty ? whole->last | next.last : next.last;
  whole->empty = whole->empty && next.empty;
}

static bool place_token(gb_follow *f, gb_machine *m, const gb_plan *p, part *out) {
  const gb_set *set = gb_machine_set(m, p->test);
  int i = 0;
  if (f->places == GB_MOST_PLACES) return false;
  while (i < f->set_count && f->sets[i] != set) i++;
  if (i == GB_MOST_SETS) return false;
  if (i == f->set_count) f->sets[f->set_count++] = set;
  uint64_t bit = 1ull << f->places++;
  f->takes[i] |= bit;
  *out = (part){bit, bit, false};
  return true;
}

static bool place_all(gb_follow *f, gb_machine *m, gb_plan *const *kids, int count, part *out) {
  *out = (part){0, 0, true};
  for (int i = 0; i < count; i++) {
    part next;
    if (!place_one(f, m, kids[f->backwards ? count - 1 - i : i], &next)) return false;
    append(f, out, next);
  }
  return true;
}

static bool place_repeat(gb_follow *f, gb_machine *m, const gb_plan *p, part *out) {
  part next;
  *out = (part){0, 0, true};
  for (int i = 0; i < p->least || i < p->most || (p->most < 0 && i == p->least); i++) {
    if (!place_one(f, m, p->kids[0], &next)) return false;
    if (i >= p->least) next.empty = true;
    if (p->most < 0 && i >= p->least) link_up(f, next.last, next.first);
    append(f, out, next);
  }
  return true;
}

static bool place_one(gb_follow *f, gb_machine *m, const gb_plan *p, part *out) {
  switch (p->kind) {
    case GB_PLAN_TOKEN: return place_token(f, m, p, out);
    case GB_PLAN_SEQ: return place_all(f, m, p->kids, p->count, out);
    case GB_PLAN_REPEAT: return place_repeat(f, m, p, out);
    case GB_PLAN_ALT:
      *out = (part){0, 0, false};
      for (int i = 0; i < p->count; i++) {
        part next;
        if (!place_one(f, m, p->kids[i], &next)) return false;
        out->first |= next.first, out->last |= next.last, out->empty |= next.empty;
      }
      return true;
    default: return false;
  }
}

/* Are the parts tokens and repetitions of one test alone? */
static bool are_alike(gb_follow *f, gb_plan *const *kids, int count) {
  for (int i = 0; i < count; i++) {
    const gb_plan *p = kids[i];
    bool repeats = p->kind == GB_PLAN_REPEAT && p->kids[0]->kind == GB_PLAN_TOKEN;
    if (!repeats && p->kind != GB_PLAN_TOKEN) return false;
    f->least += repeats ? p->least : 1;
    int most = repeats ? p->most : 1;
    f->most = most < 0 || f->most < 0 ? -1 : f->most + most;
  }
  return f->set_count == 1;
}

bool gb_follow_make(gb_follow *f, gb_machine *m, gb_plan *const *kids, int count, bool backwards) {
  *f = (gb_follow){.x = m->x, .backwards = backwards};
  part whole;
  if (!place_all(f, m, kids, count, &whole)) return false;
  f->end = 1ull << f->places;
  link_up(f, whole.last, f->end);
  f->first = whole.first | (whole.empty ? f->end : 0);
  f->alike = are_alike(f, kids, count);
  return true;
}

static uint64_t taken(const gb_follow *f, uint64_t open, uint32_t word) {
  uint64_t took = 0;
  for (int i = 0; i < f->set_count; i++)
    if (open & f->takes[i] && gb_set_has(f->x, f->sets[i], word)) took |= f->takes[i];
  return took & open;
}

static bool count_alike(const gb_follow *f, gb_position from, gb_position *to) {
  const gb_set *set = f->sets[0];
  uint32_t token = gb_token(from), end = f->backwards ? 0 : f->x->h.tokens;
  int n = 0;
  if (!gb_characters(from))
    for (; n != f->most && token != end && gb_set_has(f->x, set, gb_folded(f->x, f->backwards ? token - 1 : token)); n++)
      token = f->backwards ? token - 1 : token + 1;
  if (n < f->least) return false;
  *to = n ? gb_at(token, 0) : from;
  return true;
}

bool gb_follow_run(const gb_follow *f, gb_position from, gb_position *to) {
  if (f->alike) return count_alike(f, from, to);
  uint64_t open = f->first;
  bool found = open & f->end;
  uint32_t token = gb_token(from);
  if (found) *to = from;
  if (gb_characters(from)) return found;
  for (open &= ~f->end; open; open &= ~f->end) {
    if (f->backwards ? token == 0 : token >= f->x->h.tokens) break;
    uint64_t took = taken(f, open, gb_folded(f->x, f->backwards ? token - 1 : token));
    token = f->backwards ? token - 1 : token + 1;
    for (open = 0; took; took &= took - 1) open |= f->after[__builtin_ctzll(took)];
    if (open & f->end) *to = gb_at(token, 0), found = true;
  }
  return found;
}
