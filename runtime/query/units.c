#include "query/units.h"

#include <string.h>

static void of_rows(gb_units *u, int kind, const void *rows, size_t row_size, uint32_t count) {
  u->kind = kind, u->rows = rows, u->row_size = (uint32_t)row_size, u->count = count;
}

void gb_units_open(gb_units *u, const gb_index *x, const char *name) {
  *u = (gb_units){.x = x};
  if (strcmp(name, "document") == 0) of_rows(u, GB_DOCUMENTS_ARE, x->documents, sizeof *x->documents, x->h.documents);
  else if (strcmp(name, "paragraph") == 0) of_rows(u, GB_NODES_ARE, x->nodes, sizeof *x->nodes, x->h.nodes);
  else if (strcmp(name, "sentence") == 0) of_rows(u, GB_SENTENCES_ARE, x->sentences, sizeof *x->sentences, x->h.sentences);
  else {
    const gb_layer_row *layer = gb_index_layer(x, name);
    u->kind = GB_SPANS_ARE;
    if (!layer) return;
    of_rows(u, GB_SPANS_ARE, x->spans + layer->at, sizeof *x->spans, layer->count);
    u->nested = layer->nested;
  }
}

void gb_units_of_spans(gb_units *u, const gb_index *x, const gb_spans *spans) {
  *u = (gb_units){.x = x, .kind = GB_SPANS_ARE, .list = spans, .count = (uint32_t)spans->count, .nested = true};
}

static inline bool starts_by(const gb_units *u, uint32_t i, gb_position p) {
  return u->rows ? gb_unit_first(u, i) <= gb_token(p) : u->list->list[i].start <= p;
}

uint32_t gb_unit_before(const gb_units *u, uint32_t from, gb_position p) {
  if (from >= u->count || !starts_by(u, from, p)) return UINT32_MAX;
  uint32_t low = from, step = 1;
  while (u->count - low > step && starts_by(u, low + step, p)) low += step, step *= 2;
  uint32_t high = u->count - low > step ? low + step : u->count;
  while (low + 1 < high) {
    uint32_t mid = low + (high - low) / 2;
    bool by = starts_by(u, mid, p);
    low = by ? mid : low;
    high = by ? high : mid;
  }
  return low;
}
