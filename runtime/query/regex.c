#include "query/regex.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "query/automaton.h"
#include "segment/lexicon.h"
#include "segment/units.h"

enum { CHAR, SET, ANY, START, STOP, CAT, ALT, REPEAT, EMPTY, MOST_REPEAT = 200, MOST_DEPTH = 100 };

typedef struct node {
  int kind, min, max; /* max −1: no limit */
  uint32_t code;
  gb_range *ranges;
  int range_count;
  bool negated;
  struct node *a, *b;
} node;

typedef struct parser {
  const char *pattern;
  size_t at, size;
  int depth;
  gb_arena arena;
  gb_error *e;
} parser;

static node *make(parser *p, int kind, node *a, node *b) {
  node *n = gb_arena_get(&p->arena, sizeof *n, p->e);
  if (n) n->kind = kind, n->a = a, n->b = b;
  return n;
}

static node *wrong(parser *p, const char *what) {
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

static bool add_range(parser *p, node *n, uint32_t first, uint32_t last) {
  if (n->range_count == 64) return wrong(p, "too many parts between [ and ]"), false;
  if (!n->ranges) n->ranges = gb_arena_get(&p->arena, 64 * sizeof *n->ranges, p->e);
  if (!n->ranges) return false;
  n->ranges[n->range_count++] = (gb_range){first, last};
  return true;
}

static node *parse_class(parser *p, char c) {
  int count = 0;
  const gb_range *ranges = class_of(c, &count);
  node *n = make(p, SET, NULL, NULL);
  for (int i = 0; n && i < count; i++) add_range(p, n, ranges[i].first, ranges[i].last);
  if (n) n->negated = c < 'a';
  return n;
}

static node *parse_set(parser *p) {
  node *n = make(p, SET, NULL, NULL);
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

static node *parse_alternatives(parser *p);

static node *parse_atom(parser *p) {
  char c = peek(p);
  if (c == '(') {
    p->at++;
    if (++p->depth > MOST_DEPTH) return wrong(p, "too many brackets inside each other");
    node *n = parse_alternatives(p);
    p->depth--;
    if (peek(p) != ')') return wrong(p, "( without )");
    p->at++;
    return n;
  }
  if (c == '[') return p->at++, parse_set(p);
  if (c == '.') return p->at++, make(p, ANY, NULL, NULL);
  if (c == '^') return p->at++, make(p, START, NULL, NULL);
  if (c == '$') return p->at++, make(p, STOP, NULL, NULL);
  if (c == '*' || c == '+' || c == '?' || c == '{') return wrong(p, "nothing to repeat here");
  if (c == '\\') {
    p->at++;
    if (ends(p)) return wrong(p, "a lone \\ at the end");
    int count;
    if (class_of(peek(p), &count)) return parse_class(p, p->pattern[p->at++]);
  }
  node *n = make(p, CHAR, NULL, NULL);
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

static node *parse_sequence(parser *p) {
  node *all = NULL;
  while (!ends(p) && peek(p) != '|' && peek(p) != ')' && !gb_failed(p->e)) {
    node *n = parse_atom(p);
    while (n && !gb_failed(p->e) && strchr("*+?{", peek(p)) && !ends(p)) {
      int min, max;
      if (!parse_bounds(p, &min, &max)) return NULL;
      n = make(p, REPEAT, n, NULL);
      if (n) n->min = min, n->max = max;
    }
    all = all ? make(p, CAT, all, n) : n;
  }
  return all ? all : make(p, EMPTY, NULL, NULL);
}

static node *parse_alternatives(parser *p) {
  node *all = parse_sequence(p);
  while (peek(p) == '|' && !gb_failed(p->e)) {
    p->at++;
    all = make(p, ALT, all, parse_sequence(p));
  }
  return all;
}

/* Emits the node so that it ends where the caller emits next. */
static void emit(gb_automaton *m, const node *n, gb_error *e) {
  uint32_t split, jump;
  if (!n || gb_failed(e)) return;
  switch (n->kind) {
    case CHAR: gb_automaton_set(m, &(gb_range){n->code, n->code}, 1, false, e); break;
    case SET: gb_automaton_set(m, n->ranges, n->range_count, n->negated, e); break;
    case ANY: gb_automaton_set(m, &(gb_range){'\n', '\n'}, 1, true, e); break;
    case START: gb_automaton_put(m, GB_OP_START, 0, e); break;
    case STOP: gb_automaton_put(m, GB_OP_STOP, 0, e); break;
    case CAT: emit(m, n->a, e), emit(m, n->b, e); break;
    case ALT:
      split = gb_automaton_put(m, GB_OP_SPLIT, 0, e);
      emit(m, n->a, e);
      jump = gb_automaton_put(m, GB_OP_JUMP, 0, e);
      gb_automaton_aim(m, split);
      emit(m, n->b, e);
      gb_automaton_aim(m, jump);
      break;
    case REPEAT:
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

static uint32_t limited(uint64_t n) { return n < GB_NO_LIMIT ? (uint32_t)n : GB_NO_LIMIT; }

/* The most characters that a node takes; no limit where it asks for the text's start or end, which are not beside it. */
static uint32_t most_of(const node *n) {
  uint32_t a, b;
  if (!n || n->kind == EMPTY) return 0;
  switch (n->kind) {
    case START: case STOP: return GB_NO_LIMIT;
    case CAT: return limited((uint64_t)most_of(n->a) + most_of(n->b));
    case ALT: return (a = most_of(n->a)) > (b = most_of(n->b)) ? a : b;
    case REPEAT: return n->max < 0 ? GB_NO_LIMIT : limited((uint64_t)most_of(n->a) * (uint32_t)n->max);
    default: return 1;
  }
}

/* Collects the longest run of single characters along the top-level sequence. */
typedef struct run {
  gb_buffer now, best;
  bool at_start, best_at_start;
  uint32_t passed, before, best_before; /* the most characters before here, before `now`, before `best` */
  gb_error *e;
} run;

static void end_run(run *r) {
  if (r->now.size > r->best.size) {
    r->best.size = 0;
    gb_put(&r->best, r->now.data, r->now.size, r->e);
    r->best_at_start = r->at_start;
    r->best_before = r->before;
  }
  r->now.size = 0;
  r->at_start = false;
}

static void find_runs(run *r, const node *n) {
  char bytes[4];
  if (!n) return;
  uint32_t passed = r->passed;
  if (n->kind == CAT) {
    find_runs(r, n->a);
    find_runs(r, n->b);
    return;
  }
  if (n->kind == CHAR) {
    if (!r->now.size) r->before = passed;
    gb_put(&r->now, bytes, (size_t)gb_utf8_put(bytes, n->code), r->e);
  } else if (n->kind == REPEAT && n->min > 0) { /* the first time */
    end_run(r);
    find_runs(r, n->a);
    end_run(r);
  } else if (n->kind != START && n->kind != EMPTY) {
    end_run(r);
  }
  r->passed = limited((uint64_t)passed + most_of(n));
}

struct gb_regex {
  gb_automaton m;
  char *literal;
  gb_regex_core core;
};

gb_regex *gb_regex_new(const char *pattern, size_t size, gb_error *e) {
  if (gb_failed(e)) return NULL;
  parser p = {.pattern = pattern, .size = size, .e = e};
  node *top = parse_alternatives(&p);
  if (!gb_failed(e) && !ends(&p)) wrong(&p, ") without (");
  gb_regex *r = gb_failed(e) ? NULL : calloc(1, sizeof *r);
  if (r) {
    run runs = {.at_start = true, .e = e};
    find_runs(&runs, top);
    end_run(&runs);
    bool at_start = runs.best_at_start && runs.best.size;
    r->literal = runs.best.data;
    r->core = (gb_regex_core){r->literal ? r->literal : "", runs.best.size, at_start, runs.best_before, most_of(top)};
    gb_buffer_free(&runs.now);
    emit(&r->m, top, e);
    gb_automaton_put(&r->m, GB_OP_MATCH, 0, e);
    gb_automaton_ready(&r->m, e);
    if (gb_failed(e)) gb_regex_free(r), r = NULL;
  } else if (!gb_failed(e)) {
    gb_fail(e, GB_STORE, -1, "out of memory");
  }
  gb_arena_free(&p.arena);
  return r;
}

void gb_regex_free(gb_regex *r) {
  if (!r) return;
  gb_automaton_free(&r->m);
  free(r->literal);
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

gb_regex_core gb_regex_core_of(const gb_regex *r) { return r->core; }
