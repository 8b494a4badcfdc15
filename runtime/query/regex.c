#include "query/regex.h"

#include <stdlib.h>

/* Emits the gb_expression so that it ends where the caller emits next. */
static void emit(gb_automaton *m, const gb_expression *n, gb_error *e) {
  uint32_t split, jump;
  if (!n || gb_failed(e)) return;
  switch (n->kind) {
    case GB_ONE_CHARACTER: gb_automaton_set(m, &(gb_range){n->code, n->code}, 1, false, e); break;
    case GB_ONE_OF: gb_automaton_set(m, n->ranges, n->range_count, n->negated, e); break;
    case GB_ANY_ONE: gb_automaton_set(m, &(gb_range){'\n', '\n'}, 1, true, e); break;
    case GB_AT_START: gb_automaton_put(m, GB_OP_START, 0, e); break;
    case GB_AT_STOP: gb_automaton_put(m, GB_OP_STOP, 0, e); break;
    case GB_BOTH: emit(m, n->a, e), emit(m, n->b, e); break;
    case GB_EITHER:
      split = gb_automaton_put(m, GB_OP_SPLIT, 0, e);
      emit(m, n->a, e);
      jump = gb_automaton_put(m, GB_OP_JUMP, 0, e);
      gb_automaton_aim(m, split);
      emit(m, n->b, e);
      gb_automaton_aim(m, jump);
      break;
    case GB_REPEATED:
      for (int i = 0; i < n->min; i++) emit(m, n->a, e);
      for (int i = n->min; i < n->max && !gb_failed(e); i++) { /* each: skip to the end of itself only */
        split = gb_automaton_put(m, GB_OP_SPLIT, 0, e);
        emit(m, n->a, e);
        gb_automaton_aim(m, split);
      }
      if (n->max < 0) {
        split = gb_automaton_put(m, GB_OP_SPLIT, 0, e);
        emit(m, n->a, e);
        gb_automaton_put(m, GB_OP_JUMP, split, e);
        gb_automaton_aim(m, split);
      }
      break;
    default: break;
  }
}

struct gb_regex {
  gb_automaton m;
  gb_arena arena; /* of the core */
  gb_core core;
};

gb_regex *gb_regex_new(const char *pattern, size_t size, gb_error *e) {
  if (gb_failed(e)) return NULL;
  gb_regex *r = calloc(1, sizeof *r);
  if (!r) return gb_fail(e, GB_STORE, -1, "out of memory"), NULL;
  const gb_expression *top = gb_expression_read(pattern, size, &r->arena, e);
  r->core = gb_core_of(top, &r->arena, e);
  emit(&r->m, top, e);
  gb_automaton_put(&r->m, GB_OP_MATCH, 0, e);
  if (!gb_failed(e)) gb_automaton_ready(&r->m, e);
  if (gb_failed(e)) gb_regex_free(r), r = NULL;
  return r;
}

void gb_regex_free(gb_regex *r) {
  if (!r) return;
  gb_automaton_free(&r->m);
  gb_arena_free(&r->arena);
  free(r);
}

bool gb_regex_whole(gb_regex *r, const char *text, size_t size) {
  size_t stop;
  return gb_automaton_longest(&r->m, text, size, 0, &stop) && stop == size;
}

bool gb_regex_find(gb_regex *r, const char *text, size_t size, size_t from, size_t *start, size_t *stop) {
  for (size_t at = from; at < size;) {
    if (gb_automaton_longest(&r->m, text, size, at, stop) && *stop > at) return *start = at, true;
    at++;
    while (at < size && ((unsigned char)text[at] & 0xC0) == 0x80) at++;
  }
  return false;
}

const gb_core *gb_regex_core(const gb_regex *r) { return &r->core; }
