/* A segment being gathered in memory, and written. */
#ifndef GB_INDEX_BATCH_H
#define GB_INDEX_BATCH_H

#include "index/format.h"
#include "index/words.h"
#include "index/writer.h"

typedef struct gb_batch {
  gb_words words;
  gb_buffer stream, sentences, node_rows, document_rows, lines, spans, strings;
  uint32_t tokens, nodes, documents;
  uint64_t text_size;
  uint32_t last_kind; /* string of the kind of the node before: mostly the same */
} gb_batch;

bool gb_batch_open(gb_batch *b, gb_cutter *cutter, gb_error *e);
void gb_batch_close(gb_batch *b);
size_t gb_batch_memory(const gb_batch *b);

bool gb_batch_document(gb_batch *b, const char *id, const gb_field *fields, size_t count, gb_error *e);
bool gb_batch_node(gb_batch *b, uint32_t seq, uint32_t level, const char *kind, gb_error *e);
bool gb_batch_span(gb_batch *b, const char *layer, const gb_span_row *row, const char *text, gb_error *e);

/* Makes room for tokens; then gb_batch_token() adds one word number each. */
bool gb_batch_reserve(gb_batch *b, size_t tokens, gb_error *e);

static inline void gb_batch_token(gb_batch *b, uint32_t number) {
  ((uint32_t *)(void *)b->stream.data)[b->tokens++] = number;
  b->stream.size += 4;
  b->text_size += b->words.list[number].size;
}

/* Notes the sentences of the node whose tokens start at `from`. */
bool gb_batch_sentences(gb_batch *b, uint32_t from, gb_error *e);

bool gb_batch_write(gb_batch *b, const char *path, uint64_t generation, uint64_t lexicon, gb_error *e);

#endif
