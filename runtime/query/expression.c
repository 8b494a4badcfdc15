#include "query/expression.h"

#include <string.h>

#include "base/utf8.h"
#include "segment/lexicon.h"

enum { MOST_REPEAT = 200, MOST_DEPTH = 100 };

typedef struct parser {
  const char *pattern;
  size_t at, size;
  int depth;
  gb_arena *arena;
  gb_error *e;
} parser;

static gb_expression *make(parser *p, int kind, gb_expression *a, gb_expression *b) {
  gb_expression *n = gb_arena_get(p->arena, sizeof *n, p->e);
  if (n) n->kind = kind, n->a = a, n->b = b;
  return n;
}

static gb_expression *wrong(parser *p, const char *what) {
  gb_fail(p->e, GB_USAGE, (int64_t)p->at, "regular expression, byte %zu: %s", p->at + 1, what);
  return NULL;
}

static bool ends(const parser *p) { return p->at >= p->size; }
static char peek(const parser *p) { return ends(p) ? 0 : p->pattern[p->at]; }

static uint32_t read_code(parser *p) {
  uint32_t code = 0;
  int n = gb_utf8_next(p->pattern + p->at, p->size - p->at, &code);
  if (!n) return wrong(p, "bytes that are no UTF-8"), 0;
  p->at += (size_t)n;
  return code < 65536 ? gb_lexicon_base()->fold[code] : code;
}

static const gb_range digits[] = {{'0', '9'}}, chinese[] = {{0x3007, 0x3007}, {0x3400, 0x9FFF}, {0x20000, 0x3FFFF}},
                      word[] = {{'0', '9'}, {'a', 'z'}, {0xC0, 0x24F}, {0x370, 0x52F}, {0x3007, 0x3007}, {0x3400, 0x9FFF},
                                {0x20000, 0x3FFFF}},
                      space[] = {{' ', ' '}};

/* The ranges of \d, \h, \w, \s (any case), or NULL. */
static const gb_range *class_of(char c, int *count) {
  switch (c | 32) {
    case 'd': return *count = 1, digits;
    case 'h': return *count = 3, chinese;
    case 'w': return *count = 7, word;
    case 's': return *count = 1, space;
    default: return NULL;
  }
}

static bool add_range(parser *p, gb_expression *n, uint32_t first, uint32_t last) {
  if (n->range_count == 64) return wrong(p, "too many parts between [ and ]"), false;
  if (!n->ranges) n->ranges = gb_arena_get(p->arena, 64 * sizeof *n->ranges, p->e);
  if (!n->ranges) return false;
  n->ranges[n->range_count++] = (gb_range){first, last};
  return true;
}

static gb_expression *parse_class(parser *p, char c) {
  int count = 0;
  const gb_range *ranges = class_of(c, &count);
  gb_expression *n = make(p, GB_ONE_OF, NULL, NULL);
  for (int i = 0; n && i < count; i++) add_range(p, n, ranges[i].first, ranges[i].last);
  if (n) n->negated = c < 'a';
  return n;
}

static gb_expression *parse_set(parser *p) {
  gb_expression *n = make(p, GB_ONE_OF, NULL, NULL);
  if (peek(p) == '^') n->negated = true, p->at++;
  for (bool first = true; !gb_failed(p->e) && (peek(p) != ']' || first); first = false) {
    if (ends(p)) return wrong(p, "[ without ]");
    int count = 0;
    if (peek(p) == '\\' && p->at + 1 < p->size) {
      p->at++;
      const gb_range *ranges = peek(p) >= 'a' ? class_of(peek(p), &count) : NULL;
      for (int i = 0; ranges && i < count; i++) add_range(p, n, ranges[i].first, ranges[i].last);
      if (ranges) {
        p->at++;
        continue;
      }
    }
    uint32_t from = read_code(p), to = from;
    if (peek(p) == '-' && p->at + 1 < p->size && p->pattern[p->at + 1] != ']') p->at++, to = read_code(p);
    if (to < from) return wrong(p, "a range that runs backwards");
    add_range(p, n, from, to);
  }
  p->at++;
  return n;
}

static gb_expression *parse_alternatives(parser *p);

static gb_expression *parse_atom(parser *p) {
  char c = peek(p);
  if (c == '(') {
    p->at++;
    if (++p->depth > MOST_DEPTH) return wrong(p, "too many brackets inside each other");
    gb_expression *n = parse_alternatives(p);
    p->depth--;
    if (peek(p) != ')') return wrong(p, "( without )");
    p->at++;
    return n;
  }
  if (c == '[') return p->at++, parse_set(p);
  if (c == '.') return p->at++, make(p, GB_ANY_ONE, NULL, NULL);
  if (c == '^') return p->at++, make(p, GB_AT_START, NULL, NULL);
  if (c == '$') return p->at++, make(p, GB_AT_STOP, NULL, NULL);
  if (c == '*' || c == '+' || c == '?' || c == '{') return wrong(p, "nothing to repeat here");
  if (c == '\\') {
    p->at++;
    if (ends(p)) return wrong(p, "a lone \\ at the end");
    int count;
    if (class_of(peek(p), &count)) return parse_class(p, p->pattern[p->at++]);
  }
  gb_expression *n = make(p, GB_ONE_CHARACTER, NULL, NULL);
  if (n) n->code = read_code(p);
  return n;
}

static bool read_number(parser *p, int *value) {
  if (peek(p) < '0' || peek(p) > '9') return false;
  for (*value = 0; peek(p) >= '0' && peek(p) <= '9' && *value <= MOST_REPEAT; p->at++) *value = *value * 10 + peek(p) - '0';
  return *value <= MOST_REPEAT || (wrong(p, "a repetition of more than 200"), false);
}

static bool parse_bounds(parser *p, int *min, int *max) {
  switch (p->pattern[p->at++]) {
    case '*': return *min = 0, *max = -1, true;
    case '+': return *min = 1, *max = -1, true;
    case '?': return *min = 0, *max = 1, true;
  }
  *min = 0;
  bool low = read_number(p, min);
  *max = *min;
  if (peek(p) == ',') {
    p->at++;
    if (!read_number(p, max)) *max = -1;
  } else if (!low) {
    return wrong(p, "{ wants numbers, as in {1,3}"), false;
  }
  if (peek(p) != '}') return wrong(p, "{ without }"), false;
  p->at++;
  if (*max >= 0 && *max < *min) return wrong(p, "a repetition that runs backwards"), false;
  return !gb_failed(p->e);
}

static gb_expression *parse_sequence(parser *p) {
  gb_expression *all = NULL;
  while (!ends(p) && peek(p) != '|' && peek(p) != ')' && !gb_failed(p->e)) {
    gb_expression *n = parse_atom(p);
    while (n && !gb_failed(p->e) && strchr("*+?{", peek(p)) && !ends(p)) {
      int min, max;
      if (!parse_bounds(p, &min, &max)) return NULL;
      n = make(p, GB_REPEATED, n, NULL);
      if (n) n->min = min, n->max = max;
    }
    all = all ? make(p, GB_BOTH, all, n) : n;
  }
  return all ? all : make(p, GB_NOTHING, NULL, NULL);
}

static gb_expression *parse_alternatives(parser *p) {
  gb_expression *all = parse_sequence(p);
  while (peek(p) == '|' && !gb_failed(p->e)) {
    p->at++;
    all = make(p, GB_EITHER, all, parse_sequence(p));
  }
  return all;
}

gb_expression *gb_expression_read(const char *pattern, size_t size, gb_arena *arena, gb_error *e) {
  parser p = {.pattern = pattern, .size = size, .arena = arena, .e = e};
  gb_expression *top = parse_alternatives(&p);
  if (!gb_failed(e) && !ends(&p)) wrong(&p, ") without (");
  return gb_failed(e) ? NULL : top;
}
