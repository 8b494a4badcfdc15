/* The units of a segment: documents, paragraphs (nodes), sentences, and the
 * spans of a layer (section, article, heading, …), as one kind of list. */
#ifndef GB_QUERY_UNITS_H
#define GB_QUERY_UNITS_H

#include "query/spans.h"

typedef struct gb_units {
  const gb_index *x;
  enum { GB_DOCUMENTS_ARE, GB_NODES_ARE, GB_SENTENCES_ARE, GB_SPANS_ARE } kind;
  const void *rows;        /* each begins with its first token, a u32; or NULL: then the list has them */
  uint32_t row_size;
  const gb_spans *list;    /* SPANS_ARE, where rows is NULL */
  uint32_t count;
  bool nested;
} gb_units;

/* The units of a name; a layer that the segment does not have has none. */
void gb_units_open(gb_units *u, const gb_index *x, const char *name);
void gb_units_of_spans(gb_units *u, const gb_index *x, const gb_spans *spans);

/* The first token of a unit, which is one of rows. */
static inline uint32_t gb_unit_first(const gb_units *u, uint32_t i) {
  return *(const uint32_t *)((const char *)u->rows + (size_t)i * u->row_size);
}

static inline gb_span gb_unit(const gb_units *u, uint32_t i) {
  if (!u->rows) return u->list->list[i];
  uint32_t end = u->kind == GB_SPANS_ARE ? ((const gb_span_row *)u->rows)[i].end
                 : i + 1 < u->count      ? gb_unit_first(u, i + 1)
                                         : u->x->h.tokens;
  return (gb_span){gb_at(gb_unit_first(u, i), 0), gb_at(end, 0)};
}

/* The last unit from `from` on that starts at or before p, or UINT32_MAX.
 * `from` is a unit known to start at or before p, or 0. */
uint32_t gb_unit_before(const gb_units *u, uint32_t from, gb_position p);

#endif
