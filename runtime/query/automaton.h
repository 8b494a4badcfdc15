/* The machine under a regular expression: instructions, and the deterministic
 * states made from sets of them as text is read. */
#ifndef GB_QUERY_AUTOMATON_H
#define GB_QUERY_AUTOMATON_H

#include "base/buffer.h"

typedef struct gb_range {
  uint32_t first, last;
} gb_range;

enum { GB_OP_SET, GB_OP_SPLIT, GB_OP_JUMP, GB_OP_START, GB_OP_STOP, GB_OP_MATCH, GB_MOST_STATES = 4096, GB_MOST_OPS = 4000 };

typedef struct gb_op {
  uint8_t kind;
  bool negated;
  uint32_t to;                 /* SPLIT and JUMP: where to; SET: its first range */
  uint32_t count;              /* SET: its ranges */
} gb_op;

typedef struct gb_state gb_state;

typedef struct gb_automaton {
  gb_buffer ops, ranges;
  uint32_t *cuts;          /* sorted code points at which the class of characters changes */
  uint32_t classes;
  uint8_t ascii[128];      /* class of each ASCII character */
  gb_state **states;
  uint32_t state_count;
  uint32_t *stack, *mark, stamp; /* scratch for the closure */
  gb_state *first[2];      /* at the start of the text, and elsewhere */
} gb_automaton;

/* Appends an instruction; returns its number. */
uint32_t gb_automaton_put(gb_automaton *m, int kind, uint32_t to, gb_error *e);
void gb_automaton_set(gb_automaton *m, const gb_range *ranges, int count, bool negated, gb_error *e);
void gb_automaton_aim(gb_automaton *m, uint32_t op); /* at the next instruction */

bool gb_automaton_ready(gb_automaton *m, gb_error *e);
void gb_automaton_free(gb_automaton *m);

/* The longest match that starts at `from`. */
bool gb_automaton_longest(gb_automaton *m, const char *text, size_t size, size_t from, size_t *stop);

#endif
