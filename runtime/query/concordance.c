#include "query/concordance.h"

#include <stdio.h>
#include <string.h>

#include "query/units.h"

typedef struct writer {
  const gb_hits *hits;
  const gb_line_form *form;
  gb_buffer *into;
  uint32_t segment, node; /* where the last hit was: the next one is near */
  gb_error *e;
} writer;

static bool spaces(writer *w, size_t n) {
  char *to = gb_reserve(w->into, n, w->e);
  if (!to) return false;
  memset(to, ' ', n);
  w->into->size += n;
  return true;
}

static void put_place(writer *w, const gb_index *x, gb_span s) {
  gb_units nodes;
  gb_units_open(&nodes, x, "paragraph");
  uint32_t from, to, line, page, node = gb_unit_before(&nodes, w->node, s.start);
  if (node == UINT32_MAX) node = gb_unit_before(&nodes, 0, s.start);
  w->node = node == UINT32_MAX ? 0 : node;
  gb_span_bytes(x, s, &from, &to);
  gb_index_place(x, from, &line, &page);
  char place[32];
  int n = snprintf(place, sizeof place, "%u:", w->hits->corpus->document_base[w->segment] + x->nodes[w->node].document + 1);
  if (line) n += snprintf(place + n, sizeof place - (size_t)n, "%u", line);
  gb_put(w->into, place, (size_t)n, w->e);
  spaces(w, (uint32_t)n < w->form->place_width ? w->form->place_width - (uint32_t)n : 1);
}

static bool put_line(writer *w, gb_span s) {
  const gb_index *x = &w->hits->corpus->segments[w->segment];
  gb_kwic parts;
  if (w->form->place_width) put_place(w, x, s);
  if (!gb_kwic_line(x, s, &w->form->kwic, w->into, &parts, w->e)) return false;
  return gb_put(w->into, "\n", 1, w->e);
}

/* Hits in their order are walked through, segment after segment. */
static void in_order(writer *w, uint64_t first, uint64_t count) {
  const gb_hits *h = w->hits;
  gb_walk walk;
  for (uint32_t s = 0; s < h->count && count && !gb_failed(w->e); s++) {
    if (first >= h->base[s + 1]) continue;
    w->segment = s, w->node = 0;
    gb_walk_open(&walk, &h->corpus->segments[s], &h->found[s]);
    gb_walk_go(&walk, first > h->base[s] ? first - h->base[s] : 0);
    for (; count && gb_walk_more(&walk); walk.i++, first++, count--) {
      gb_call_ahead(&h->corpus->segments[s], walk.run, walk.i, walk.count);
      if (!put_line(w, walk.run[walk.i])) break;
    }
  }
}

bool gb_concordance(const gb_hits *h, uint64_t first, const uint64_t *numbers, uint64_t count, const gb_line_form *f,
                    gb_buffer *into, gb_error *e) {
  writer w = {.hits = h, .form = f, .into = into, .e = e};
  if (!numbers) in_order(&w, first, count);
  for (uint64_t i = 0; numbers && i < count && !gb_failed(e); i++) {
    gb_span s;
    uint32_t segment = gb_hit(h, numbers[i], &s);
    if (segment != w.segment) w.segment = segment, w.node = 0;
    put_line(&w, s);
  }
  return !gb_failed(e);
}
