/* Regular expressions over the text of nodes. Where every match contains one
 * of certain texts, these are found through the index, and only so much around
 * them is read as a match can reach; else all nodes are. */
#include <string.h>

#include "query/covers.h"
#include "query/eval.h"
#include "query/literal.h"
#include "query/units.h"
#include "query/words.h"

typedef struct scan {
  const gb_index *x;
  gb_regex *regex;
  gb_spans *out;
  gb_buffer text;   /* folded text of what is searched: a node or a part of it */
  gb_buffer starts; /* u32 byte at which each of its tokens starts */
  gb_error *e;
} scan;

/* The position of a byte of the text, whose first token is `first`. */
static gb_position position(const scan *s, uint32_t first, size_t byte) {
  const uint32_t *starts = (const uint32_t *)(const void *)s->starts.data;
  size_t low = 0, high = s->starts.size / 4;
  while (low + 1 < high) {
    size_t mid = (low + high) / 2;
    if (starts[mid] <= byte) low = mid;
    else high = mid;
  }
  return gb_at(first + (uint32_t)low, gb_characters_of(s->text.data + starts[low], byte - starts[low]));
}

static bool read_tokens(scan *s, uint32_t first, uint32_t end) {
  s->text.size = s->starts.size = 0;
  for (uint32_t t = first; t < end; t++) {
    uint32_t size, at = (uint32_t)s->text.size;
    const char *bytes = gb_index_word(s->x, gb_folded(s->x, t), &size);
    gb_put(&s->starts, &at, 4, s->e);
    gb_put(&s->text, bytes, size, s->e);
  }
  uint32_t stop_at = (uint32_t)s->text.size;
  return gb_put(&s->starts, &stop_at, 4, s->e);
}

/* Finds all matches in tokens [first, end). */
static bool search(scan *s, uint32_t first, uint32_t end) {
  if (first >= end || !read_tokens(s, first, end)) return !gb_failed(s->e);
  size_t start, stop;
  for (size_t at = 0; gb_regex_find(s->regex, s->text.data, s->text.size, at, &start, &stop); at = stop)
    if (!gb_spans_add(s->out, position(s, first, start), position(s, first, stop), s->e)) return false;
  return true;
}

/* The tokens of a node but the one that ends it. */
static void tokens_of(const gb_units *nodes, uint32_t node, uint32_t *first, uint32_t *end) {
  gb_span s = gb_unit(nodes, node);
  *first = gb_token(s.start), *end = gb_token(s.stop);
  if (*end > *first && gb_folded(nodes->x, *end - 1) == nodes->x->boundary) --*end;
}

static uint32_t characters_of(const gb_index *x, uint32_t token) {
  uint32_t size;
  const char *bytes = gb_index_word(x, gb_folded(x, token), &size);
  return gb_characters_of(bytes, size);
}

/* The tokens of the node that hold what a match around the text at p can reach. */
static void around(const scan *s, const gb_core *core, gb_position p, uint32_t *first, uint32_t *end) {
  uint32_t t = gb_token(p), least = *first, most = *end, n = gb_characters(p);
  if (core->before < GB_NO_LIMIT)
    for (*first = t; *first > least && n < core->before; n += characters_of(s->x, *first)) --*first;
  if (core->reach < GB_NO_LIMIT)
    for (*end = t, n = 0; *end < most && n < core->reach + gb_characters(p); ++*end) n += characters_of(s->x, *end);
}

/* All places of the core's texts. */
static bool find_texts(const scan *s, const gb_core *core, gb_found *places) {
  for (int i = 0; i < core->count && !gb_failed(s->e); i++) {
    const gb_core_text *t = &core->texts[i];
    size_t size = gb_bytes_of(t->bytes, (uint32_t)t->size, GB_LITERAL_MOST);
    if (core->count == 1) return gb_find_literal(s->x, t->bytes, size, places, s->e);
    gb_found one = {0};
    if (gb_find_literal(s->x, t->bytes, size, &one, s->e) && gb_found_list(s->x, &one, s->e))
      gb_spans_append(&places->list, one.list.list, one.list.count, s->e);
    gb_found_free(&one);
  }
  return gb_spans_sort(&places->list, s->e);
}

/* A match lies in the reach of each place of the text that it contains. So reaches that overlap
 * are searched as one, and no match is lost, or found twice. */
static void search_reaches(scan *s, const gb_units *nodes, const gb_core *core) {
  gb_found places = {0};
  gb_walk w;
  uint32_t node = 0, from = 0, to = 0;
  find_texts(s, core, &places);
  for (gb_walk_open(&w, s->x, &places); gb_may_go_on(s->e) && gb_walk_more(&w); w.i++) {
    gb_call_ahead(s->x, w.run, w.i, w.count);
    gb_position p = w.run[w.i].start;
    uint32_t found = gb_unit_before(nodes, node, p), first, end;
    if (found == UINT32_MAX) continue;
    tokens_of(nodes, node = found, &first, &end);
    around(s, core, p, &first, &end);
    if (first >= to && !search(s, from, to)) break;
    if (first >= to) from = first;
    if (end > to) to = end;
  }
  if (!gb_failed(s->e)) search(s, from, to);
  gb_found_free(&places);
}

bool gb_eval_regex(const gb_index *x, gb_plan *plan, gb_spans *out, gb_error *e) {
  scan s = {.x = x, .regex = plan->regex, .out = out, .e = e};
  const gb_core *core = gb_regex_core(plan->regex);
  gb_units nodes;
  gb_units_open(&nodes, x, "paragraph");
  if (core->count) search_reaches(&s, &nodes, core);
  for (uint32_t node = 0; !core->count && node < nodes.count && gb_may_go_on(e); node++) {
    uint32_t first, end;
    tokens_of(&nodes, node, &first, &end);
    search(&s, first, end);
  }
  gb_buffer_free(&s.text);
  gb_buffer_free(&s.starts);
  return !gb_failed(e);
}
