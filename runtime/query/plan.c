#include "query/plan.h"

#include <math.h>
#include <string.h>

static void free_test(gb_test *t) {
  if (!t) return;
  gb_regex_free(t->regex);
  t->regex = NULL;
  free_test(t->a);
  free_test(t->b);
}

void gb_plan_free(gb_plan *p) {
  if (!p) return;
  gb_regex_free(p->regex);
  p->regex = NULL;
  free_test(p->test);
  for (int i = 0; i < p->count; i++) gb_plan_free(p->kids[i]);
}

bool gb_compare_text(const gb_compare *c, const char *value) {
  int order = c->text ? strcmp(value, c->text) : 0;
  switch (c->kind) {
    case GB_ANY_VALUE: return true;
    case GB_EQUAL: return order == 0;
    case GB_UNEQUAL: return order != 0;
    case GB_LESS: return order < 0;
    case GB_AT_MOST: return order <= 0 || strncmp(value, c->text, strlen(c->text)) == 0;
    case GB_MORE: return order > 0 && strncmp(value, c->text, strlen(c->text)) != 0;
    case GB_AT_LEAST: return order >= 0;
    case GB_BETWEEN:
      return order >= 0 && (!*c->high || strcmp(value, c->high) <= 0 || strncmp(value, c->high, strlen(c->high)) == 0);
    case GB_CONTAINS: return strstr(value, c->text) != NULL;
  }
  return false;
}

bool gb_compare_number(const gb_compare *c, double value) {
  if (c->kind == GB_ANY_VALUE) return true;
  if (isnan(value)) return false;
  switch (c->kind) {
    case GB_EQUAL: return value == c->number;
    case GB_UNEQUAL: return value != c->number;
    case GB_LESS: return value < c->number;
    case GB_AT_MOST: return value <= c->number;
    case GB_MORE: return value > c->number;
    case GB_AT_LEAST: return value >= c->number;
    default: return false;
  }
}
