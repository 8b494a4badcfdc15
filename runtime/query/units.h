/* The units of a segment: documents, paragraphs (nodes), sentences, and the
 * spans of a layer (section, article, heading, …), as one kind of list. */
#ifndef GB_QUERY_UNITS_H
#define GB_QUERY_UNITS_H

#include "query/spans.h"

typedef struct gb_units {
  const gb_index *x;
  enum { GB_DOCUMENTS_ARE, GB_NODES_ARE, GB_SENTENCES_ARE, GB_SPANS_ARE } kind;
  const gb_span_row *rows; /* SPANS_ARE */
  const gb_spans *list;    /* SPANS_ARE, where rows is NULL */
  uint32_t count;
  bool nested;
} gb_units;

/* The units of a name; a layer that the segment does not have has none. */
void gb_units_open(gb_units *u, const gb_index *x, const char *name);
void gb_units_of_spans(gb_units *u, const gb_index *x, const gb_spans *spans);

static inline gb_span gb_unit(const gb_units *u, uint32_t i) {
  const gb_index *x = u->x;
  uint32_t end = x->h.tokens;
  switch (u->kind) {
    case GB_DOCUMENTS_ARE:
      return (gb_span){gb_at(x->documents[i].first, 0), gb_at(i + 1 < u->count ? x->documents[i + 1].first : end, 0)};
    case GB_NODES_ARE:
      return (gb_span){gb_at(x->nodes[i].first, 0), gb_at(i + 1 < u->count ? x->nodes[i + 1].first : end, 0)};
    case GB_SENTENCES_ARE:
      return (gb_span){gb_at(x->sentences[i], 0), gb_at(i + 1 < u->count ? x->sentences[i + 1] : end, 0)};
    case GB_SPANS_ARE:
      if (!u->rows) return u->list->list[i];
      return (gb_span){gb_at(u->rows[i].first, 0), gb_at(u->rows[i].end, 0)};
  }
  return (gb_span){0, 0};
}

/* The last unit from `from` on that starts at or before p, or UINT32_MAX.
 * `from` is a unit known to start at or before p, or 0. */
uint32_t gb_unit_before(const gb_units *u, uint32_t from, gb_position p);

#endif
