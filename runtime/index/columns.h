/* The columns that the writer and the merge make alike, from sorted words. */
#ifndef GB_INDEX_COLUMNS_H
#define GB_INDEX_COLUMNS_H

#include "index/output.h"

typedef struct gb_piece {
  const char *bytes;
  uint32_t size;
} gb_piece;

/* WORD_AT and WORD_BYTES of all words, folded ones first. */
void gb_columns_words(gb_output *o, const gb_piece *words, uint32_t count);

/* CHARS, of the folded words. */
void gb_columns_chars(gb_output *o, const gb_piece *words, uint32_t folded);

/* The rows of all layers, as collected: not sorted, layers by string. */
typedef struct gb_layer_span {
  uint32_t layer; /* offset of its name among the strings */
  gb_span_row row;
} gb_layer_span;

/* LAYERS and SPANS; sorts `spans`. Returns the number of layers. */
uint32_t gb_columns_layers(gb_output *o, gb_layer_span *spans, size_t count, const char *strings);

#endif
