/* The machine that runs a sequence forwards or backwards from a position. */
#ifndef GB_QUERY_MACHINE_H
#define GB_QUERY_MACHINE_H

#include "query/plan.h"
#include "query/tests.h"

typedef struct gb_bound_set { const gb_test *test; gb_set set; } gb_bound_set;

typedef struct gb_bound_layer {
  const gb_plan *plan;
  gb_spans spans;
  uint32_t longest; /* tokens of the longest span */
} gb_bound_layer;

typedef struct gb_instruction {
  enum { GB_TRY_SET, GB_TRY_TEXT, GB_TRY_LAYER, GB_FORK, GB_GO, GB_DONE } kind;
  uint32_t to;     /* FORK: the other way; GO */
  int label;       /* SET: label + 1 */
  const gb_set *set;
  const gb_bound_layer *layer;
  const char *text;
  size_t size;
} gb_instruction;

typedef struct gb_machine {
  const gb_index *x;
  gb_error *e;
  gb_arena arena;
  gb_bound_set *sets;
  gb_bound_layer *layers;
  int set_count, layer_count;
  bool has_text;
  gb_instruction *code;
  uint32_t code_count, code_room;
  struct gb_seen *seen;        /* states met in this run */
  struct gb_todo *todo;
  uint32_t todo_room, seen_room, stamp;
} gb_machine;

/* Binds every test and layer below `plan`. Close even after failure. */
bool gb_machine_open(gb_machine *m, const gb_index *x, const gb_plan *plan, gb_error *e);
void gb_machine_close(gb_machine *m);

const gb_set *gb_machine_set(gb_machine *m, const gb_test *test);
const gb_bound_layer *gb_machine_layer(gb_machine *m, const gb_plan *plan);
static inline bool gb_machine_has_text(const gb_machine *m) { return m->has_text; }

/* Compiles parts to a program and returns where it starts. */
uint32_t gb_machine_compile(gb_machine *m, gb_plan **kids, int count, bool backwards);

/* Runs a program from a position: *to is the farthest that it can reach. */
bool gb_machine_run(gb_machine *m, uint32_t program, gb_position from, gb_position *to);

/* Runs forwards under the label rules of `seq`: the farthest end that keeps them. */
bool gb_machine_run_rules(gb_machine *m, uint32_t program, gb_position from, const gb_plan *seq, gb_position *to);

/* Every start that `before` reaches backwards from `at`, and from each of them
 * the longest run of `whole` under the rules, added to `out`. */
bool gb_machine_starts(gb_machine *m, uint32_t before, gb_position at, uint32_t whole, const gb_plan *seq, gb_spans *out);

#endif
