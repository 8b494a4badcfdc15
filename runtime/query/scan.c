/* Regular expressions over the text of nodes: nodes that contain the text
 * which the expression must contain are read, else all of them. */
#include <string.h>

#include "query/eval.h"
#include "query/literal.h"
#include "query/units.h"
#include "query/words.h"

typedef struct scan {
  const gb_index *x;
  gb_regex *regex;
  gb_spans *out;
  gb_buffer text;   /* folded text of the node */
  gb_buffer starts; /* u32 byte at which each of its tokens starts */
  gb_error *e;
} scan;

/* The position of a byte of the node's folded text. */
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

static bool read_node(scan *s, uint32_t first, uint32_t end) {
  s->text.size = s->starts.size = 0;
  for (uint32_t t = first; t < end; t++) {
    uint32_t size, at = (uint32_t)s->text.size;
    const char *bytes = gb_index_word(s->x, gb_folded(s->x, t), &size);
    gb_put(&s->starts, &at, 4, s->e);
    gb_put(&s->text, bytes, size, s->e);
  }
  return !gb_failed(s->e);
}

static bool search_node(scan *s, uint32_t node) {
  const gb_index *x = s->x;
  uint32_t first = x->nodes[node].first, end = node + 1 < x->h.nodes ? x->nodes[node + 1].first : x->h.tokens;
  if (end > first && gb_folded(x, end - 1) == x->boundary) end--;
  if (!read_node(s, first, end)) return false;
  uint32_t stop_at = (uint32_t)s->text.size;
  gb_put(&s->starts, &stop_at, 4, s->e);
  size_t start, stop;
  for (size_t at = 0; gb_regex_find(s->regex, s->text.data, s->text.size, at, &start, &stop); at = stop)
    if (!gb_spans_add(s->out, position(s, first, start), position(s, first, stop), s->e)) return false;
  return true;
}

bool gb_eval_regex(const gb_index *x, gb_plan *plan, gb_spans *out, gb_error *e) {
  scan s = {.x = x, .regex = plan->regex, .out = out, .e = e};
  gb_units nodes;
  gb_units_open(&nodes, x, "paragraph");
  size_t size;
  bool at_start;
  const char *literal = gb_regex_literal(plan->regex, &size, &at_start);
  gb_found places = {0};
  gb_walk w;
  if (size) gb_find_literal(x, literal, gb_bytes_of(literal, (uint32_t)size, GB_LITERAL_MOST), &places, e);
  if (size) {
    uint32_t last = UINT32_MAX;
    for (gb_walk_open(&w, x, &places); gb_may_go_on(e) && gb_walk_more(&w); w.i++) {
      uint32_t node = gb_unit_before(&nodes, last == UINT32_MAX ? 0 : last, w.run[w.i].start);
      if (node != last && node != UINT32_MAX) search_node(&s, last = node);
    }
  } else {
    for (uint32_t node = 0; node < nodes.count && gb_may_go_on(e); node++) {
      search_node(&s, node);
    }
  }
  gb_found_free(&places);
  gb_buffer_free(&s.text);
  gb_buffer_free(&s.starts);
  return !gb_failed(e);
}
