#include "query/units.h"

#include <string.h>

void gb_units_open(gb_units *u, const gb_index *x, const char *name) {
  *u = (gb_units){.x = x};
  if (strcmp(name, "document") == 0) u->kind = GB_DOCUMENTS_ARE, u->count = x->h.documents;
  else if (strcmp(name, "paragraph") == 0) u->kind = GB_NODES_ARE, u->count = x->h.nodes;
  else if (strcmp(name, "sentence") == 0) u->kind = GB_SENTENCES_ARE, u->count = x->h.sentences;
  else {
    const gb_layer_row *layer = gb_index_layer(x, name);
    u->kind = GB_SPANS_ARE;
    if (!layer) return;
    u->rows = x->spans + layer->at;
    u->count = layer->count;
    u->nested = layer->nested;
  }
}

void gb_units_of_spans(gb_units *u, const gb_index *x, const gb_spans *spans) {
  *u = (gb_units){.x = x, .kind = GB_SPANS_ARE, .list = spans, .count = (uint32_t)spans->count, .nested = true};
}

uint32_t gb_unit_before(const gb_units *u, uint32_t from, gb_position p) {
  if (from >= u->count || gb_unit(u, from).start > p) return UINT32_MAX;
  uint32_t low = from, step = 1;
  while (u->count - low > step && gb_unit(u, low + step).start <= p) low += step, step *= 2;
  uint32_t high = u->count - low > step ? low + step : u->count;
  while (low + 1 < high) {
    uint32_t mid = low + (high - low) / 2;
    if (gb_unit(u, mid).start <= p) low = mid;
    else high = mid;
  }
  return low;
}
