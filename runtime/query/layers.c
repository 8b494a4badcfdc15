#include "query/layers.h"

#include <stdlib.h>
#include <string.h>

#include "segment/lexicon.h"

bool gb_compare_original(const gb_compare *c, const char *text, gb_buffer *folded, gb_error *e) {
  size_t size = strlen(text);
  folded->size = 0;
  char *to = gb_reserve(folded, size * 3 + 1, e);
  if (!to) return false;
  to[gb_fold_bytes(text, size, to)] = 0;
  return gb_compare_text(c, to);
}

bool gb_layer_spans(const gb_index *x, const gb_plan *plan, gb_spans *out, gb_error *e) {
  const gb_layer_row *layer = gb_index_layer(x, plan->text);
  gb_buffer folded = {0};
  for (uint32_t i = 0; layer && i < layer->count && !gb_failed(e); i++) {
    const gb_span_row *row = &x->spans[layer->at + i];
    const gb_compare *c = &plan->compare;
    bool passes = c->is_text ? gb_compare_original(c, gb_index_string(x, row->text), &folded, e)
                             : gb_compare_number(c, row->number);
    if (passes) gb_spans_add(out, gb_at(row->first, 0), gb_at(row->end, 0), e);
  }
  gb_buffer_free(&folded);
  return gb_spans_sort(out, e);
}
