/* Plans: a query as a tree, the same for every segment. Built by whoever reads
 * the query language (runtime/bind/plan.c makes it from a Lua table and checks
 * it), run by eval.h. All memory is the arena's, regular expressions aside,
 * which gb_plan_free() releases. */
#ifndef GB_QUERY_PLAN_H
#define GB_QUERY_PLAN_H

#include "base/arena.h"
#include "query/regex.h"

typedef enum gb_plan_kind {
  /* What stands in sequences and by itself */
  GB_PLAN_TEXT,    /* text, folded */
  GB_PLAN_TOKEN,   /* test */
  GB_PLAN_LAYER,   /* text: the layer's name; compare */
  GB_PLAN_SEQ,     /* kids, one after another */
  GB_PLAN_ALT,     /* kids, any of them */
  GB_PLAN_REPEAT,  /* kids[0], least … most times (most −1: no limit) */
  /* What stands above sequences */
  GB_PLAN_REGEX,   /* regex over the text of nodes */
  GB_PLAN_UNIT,    /* unit */
  GB_PLAN_AND,     /* kids, in one unit of `unit`; not[i]: that kid must be absent */
  GB_PLAN_OR,      /* kids */
  GB_PLAN_NEAR,    /* kids[0], kids[1], at most `most` apart; in_tokens, ordered */
  GB_PLAN_WITHIN,  /* kids[0] inside kids[1]; negated */
  GB_PLAN_HOLDING, /* kids[0] that contain kids[1]; negated */
  GB_PLAN_FIELD,   /* documents by field: name, compare */
  GB_PLAN_KIND,    /* nodes of kind `text` */
} gb_plan_kind;

typedef enum gb_compare_kind {
  GB_ANY_VALUE,     /* there is one */
  GB_EQUAL, GB_UNEQUAL, GB_LESS, GB_AT_MOST, GB_MORE, GB_AT_LEAST, /* with number, or with text where is_text */
  GB_BETWEEN,       /* text: low ≤ value ≤ high, a prefix of high included (dates) */
  GB_CONTAINS,      /* folded text */
} gb_compare_kind;

typedef struct gb_compare {
  gb_compare_kind kind;
  bool is_text;
  double number;
  const char *text, *high; /* folded for EQUAL, UNEQUAL and CONTAINS */
} gb_compare;

typedef enum gb_test_kind {
  GB_TEST_ANY, GB_TEST_WORD, GB_TEST_WORD_REGEX, GB_TEST_TAG, GB_TEST_TAG_REGEX, GB_TEST_AND, GB_TEST_OR, GB_TEST_NOT
} gb_test_kind;

typedef struct gb_test {
  gb_test_kind kind;
  const char *text;  /* the folded word, or the tag */
  size_t size;
  gb_regex *regex;
  struct gb_test *a, *b;
} gb_test;

/* a.word = b.word, a.tag != b.tag: between labelled tokens of one sequence */
typedef struct gb_label_rule {
  int a, b;
  bool tags, unequal;
} gb_label_rule;

enum { GB_MOST_LABELS = 8, GB_MOST_KIDS = 64 };

typedef struct gb_plan {
  gb_plan_kind kind;
  struct gb_plan **kids;
  int count;
  bool negated, ordered, in_tokens;
  bool *not;           /* AND */
  int least, most;     /* REPEAT; NEAR: most */
  int label;           /* TOKEN: its label + 1, or 0 */
  const char *text;
  size_t size;
  const char *unit;    /* AND, UNIT: sentence paragraph article section document or a layer */
  gb_regex *regex;
  gb_test *test;
  gb_compare compare;
  gb_label_rule *rules; /* SEQ at the top */
  int rule_count;
} gb_plan;

/* Releases the regular expressions; the arena holds the rest. */
void gb_plan_free(gb_plan *plan);

/* Is it a part of sequences (TEXT … REPEAT)? */
static inline bool gb_plan_sequential(const gb_plan *p) { return p->kind <= GB_PLAN_REPEAT; }

/* Does a folded value satisfy the comparison? */
bool gb_compare_text(const gb_compare *c, const char *value);
bool gb_compare_number(const gb_compare *c, double value);

#endif
