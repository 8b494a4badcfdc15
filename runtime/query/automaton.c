#include "query/automaton.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

struct gb_state {
  uint32_t count;
  bool accepts, accepts_at_stop, dead;
  gb_state **next; /* by class; NULL: not made yet */
  uint32_t ops[];  /* the SET instructions, ascending, of the closure; MATCH too */
};

static gb_op *ops(const gb_automaton *m) { return (gb_op *)(void *)m->ops.data; }
static uint32_t op_count(const gb_automaton *m) { return (uint32_t)(m->ops.size / sizeof(gb_op)); }
static const gb_range *ranges(const gb_automaton *m) { return (const gb_range *)(const void *)m->ranges.data; }

static uint32_t put_op(gb_automaton *m, gb_op op, gb_error *e) {
  if (op_count(m) >= GB_MOST_OPS) gb_fail(e, GB_USAGE, -1, "a regular expression too large");
  gb_put(&m->ops, &op, sizeof op, e);
  return gb_failed(e) ? 0 : op_count(m) - 1;
}

uint32_t gb_automaton_put(gb_automaton *m, int kind, uint32_t to, gb_error *e) {
  return put_op(m, (gb_op){.kind = (uint8_t)kind, .to = to}, e);
}

void gb_automaton_set(gb_automaton *m, const gb_range *list, int count, bool negated, gb_error *e) {
  uint32_t at = (uint32_t)(m->ranges.size / sizeof *list);
  gb_put(&m->ranges, list, (size_t)count * sizeof *list, e);
  put_op(m, (gb_op){.kind = GB_OP_SET, .negated = negated, .to = at, .count = (uint32_t)count}, e);
}

void gb_automaton_aim(gb_automaton *m, uint32_t op) {
  if (op < op_count(m)) ops(m)[op].to = op_count(m);
}

static int by_value(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return x < y ? -1 : x > y;
}

/* Characters between two cuts are alike to every set. */
static bool make_classes(gb_automaton *m, gb_error *e) {
  uint32_t n = (uint32_t)(m->ranges.size / sizeof(gb_range)), kept = 0;
  m->cuts = malloc((n * 2 + 1) * sizeof *m->cuts);
  if (!m->cuts) return gb_fail(e, GB_STORE, -1, "out of memory");
  uint32_t all = 0;
  m->cuts[all++] = 0;
  for (uint32_t i = 0; i < n; i++) m->cuts[all++] = ranges(m)[i].first, m->cuts[all++] = ranges(m)[i].last + 1;
  qsort(m->cuts, all, sizeof *m->cuts, by_value);
  for (uint32_t i = 0; i < all; i++)
    if (!kept || m->cuts[i] != m->cuts[kept - 1]) m->cuts[kept++] = m->cuts[i];
  m->classes = kept;
  return true;
}

static uint32_t class_search(const gb_automaton *m, uint32_t code) {
  uint32_t low = 0, high = m->classes;
  while (low + 1 < high) {
    uint32_t mid = (low + high) / 2;
    if (m->cuts[mid] <= code) low = mid;
    else high = mid;
  }
  return low;
}

static uint32_t class_of(const gb_automaton *m, uint32_t code) {
  return code < 128 && m->classes < 256 ? m->ascii[code] : class_search(m, code);
}

typedef struct closure { uint32_t *list, count; bool at_start, accepts, at_stop; } closure;

/* Follows jumps from `op`; collects SETs. STOP is passed in a second round. */
static void follow(gb_automaton *m, uint32_t op, closure *c, bool past_stop) {
  uint32_t depth = 0;
  m->stack[depth++] = op;
  while (depth) {
    uint32_t at = m->stack[--depth];
    if (at >= op_count(m) || m->mark[at] == m->stamp) continue;
    m->mark[at] = m->stamp;
    const gb_op *o = &ops(m)[at];
    if (o->kind == GB_OP_SET && c->list) c->list[c->count++] = at;
    else if (o->kind == GB_OP_MATCH) c->accepts = true;
    else if (o->kind == GB_OP_JUMP) m->stack[depth++] = o->to;
    else if (o->kind == GB_OP_SPLIT) m->stack[depth++] = o->to, m->stack[depth++] = at + 1;
    else if ((o->kind == GB_OP_START && c->at_start) || (o->kind == GB_OP_STOP && past_stop)) m->stack[depth++] = at + 1;
  }
}

static gb_state *keep(gb_automaton *m, const uint32_t *list, uint32_t count, bool accepts, bool at_stop) {
  for (uint32_t i = 0; i < m->state_count; i++) {
    gb_state *s = m->states[i];
    if (s->count == count && s->accepts == accepts && s->accepts_at_stop == at_stop &&
        memcmp(s->ops, list, count * sizeof *list) == 0)
      return s;
  }
  if (m->state_count == GB_MOST_STATES) return NULL;
  gb_state *s = calloc(1, sizeof *s + count * sizeof *list + 8);
  gb_state **next = s ? calloc(m->classes, sizeof *next) : NULL;
  if (!next) return free(s), NULL;
  s->next = next;
  s->count = count;
  s->accepts = accepts;
  s->accepts_at_stop = at_stop;
  s->dead = !count;
  memcpy(s->ops, list, count * sizeof *list);
  return m->states[m->state_count++] = s;
}

/* The state of the closure of targets[0…n). */
static gb_state *state_of(gb_automaton *m, const uint32_t *targets, uint32_t n, bool at_start) {
  uint32_t list[GB_MOST_OPS];
  closure c = {.list = list, .at_start = at_start};
  m->stamp++;
  for (uint32_t i = 0; i < n; i++) follow(m, targets[i], &c, false);
  qsort(list, c.count, sizeof *list, by_value);
  closure last = {.at_start = at_start};
  m->stamp++;
  for (uint32_t i = 0; i < n; i++) follow(m, targets[i], &last, true);
  return keep(m, list, c.count, c.accepts, last.accepts);
}

static bool set_has(const gb_automaton *m, const gb_op *o, uint32_t code) {
  bool in = false;
  for (uint32_t i = 0; i < o->count && !in; i++) {
    gb_range r = ranges(m)[o->to + i];
    in = code >= r.first && code <= r.last;
  }
  return in != o->negated;
}

static void forget(gb_automaton *m) {
  for (uint32_t i = 0; i < m->state_count; i++) free(m->states[i]->next), free(m->states[i]);
  m->state_count = 0;
  m->first[0] = m->first[1] = NULL;
}

static gb_state *step(gb_automaton *m, gb_state *s, uint32_t class) {
  uint32_t targets[GB_MOST_OPS], n = 0, code = m->cuts[class];
  for (uint32_t i = 0; i < s->count; i++)
    if (set_has(m, &ops(m)[s->ops[i]], code)) targets[n++] = s->ops[i] + 1;
  gb_state *next = state_of(m, targets, n, false);
  if (!next) { /* the cache is full: begin it again with this state */
    forget(m);
    return state_of(m, targets, n, false);
  }
  return s->next[class] = next;
}

bool gb_automaton_ready(gb_automaton *m, gb_error *e) {
  if (gb_failed(e) || !make_classes(m, e)) return false;
  m->states = calloc(GB_MOST_STATES, sizeof(gb_state *));
  m->stack = calloc(op_count(m) * 2 + 16, sizeof *m->stack);
  m->mark = calloc(op_count(m) + 1, sizeof *m->mark);
  if (!m->states || !m->stack || !m->mark) return gb_fail(e, GB_STORE, -1, "out of memory");
  if (m->classes < 256)
    for (uint32_t c = 0; c < 128; c++) m->ascii[c] = (uint8_t)class_search(m, c);
  return true;
}

void gb_automaton_free(gb_automaton *m) {
  if (m->states) forget(m);
  gb_buffer_free(&m->ops);
  gb_buffer_free(&m->ranges);
  free(m->cuts), free(m->states), free(m->stack), free(m->mark);
  *m = (gb_automaton){0};
}

bool gb_automaton_longest(gb_automaton *m, const char *text, size_t size, size_t from, size_t *stop) {
  uint32_t start = 0;
  bool at_start = from == 0, found = false;
  gb_state *s = m->first[at_start];
  if (!s) s = m->first[at_start] = state_of(m, &start, 1, at_start);
  for (size_t at = from; s; ) {
    if (s->accepts || (s->accepts_at_stop && at == size)) *stop = at, found = true;
    if (s->dead || at >= size) break;
    uint32_t code = 0xFFFD;
    int n = gb_utf8_next(text + at, size - at, &code);
    uint32_t class = class_of(m, code);
    gb_state *next = s->next[class];
    s = next ? next : step(m, s, class);
    at += n ? (size_t)n : 1;
  }
  return found;
}
