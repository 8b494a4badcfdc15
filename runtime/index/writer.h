/* Building segments from documents. The writer cuts each node's text into
 * words, folds them, and when its memory is used up writes a segment and goes
 * on with the next; a document is never split.
 *
 *     gb_writer *w = gb_writer_new(&options, &e);
 *     gb_writer_document(w, "1a2b-3", fields, 2, &e);
 *     gb_writer_node(w, &node, &e); gb_writer_span(w, …, &e); …
 *     gb_writer_finish(w, &e);  names = gb_writer_segments(w, &count);
 *     gb_writer_free(w);
 *
 * Segments are "FOLDER/GENERATION-NUMBER.seg", both in hexadecimal. Given the
 * same calls the bytes are the same. On failure the segments written so far
 * are removed. */
#ifndef GB_INDEX_WRITER_H
#define GB_INDEX_WRITER_H

#include "base/error.h"
#include "segment/lexicon.h"
#include "segment/model.h"

typedef struct gb_writer gb_writer;

typedef struct gb_writer_options {
  const char *folder;
  uint64_t generation;
  size_t memory;           /* bytes to stay below, the largest document aside */
  const gb_lexicon *user;  /* or NULL; must outlive the writer */
  const gb_model *model;   /* or NULL; likewise */
  uint64_t lexicon;        /* identity of what words were cut with: XXH3 of its text, or 0 */
} gb_writer_options;

gb_writer *gb_writer_new(const gb_writer_options *options, gb_error *e);

typedef struct gb_field {
  const char *name, *value;
} gb_field;

bool gb_writer_document(gb_writer *w, const char *id, const gb_field *fields, size_t count, gb_error *e);

typedef struct gb_writer_text {
  const char *text;  /* UTF-8; "\n" inside ends what a phrase may cross */
  size_t size;
  uint32_t seq, level;
  const char *kind;
} gb_writer_text;

bool gb_writer_node(gb_writer *w, const gb_writer_text *node, gb_error *e);

/* The rest speaks of the node added last; bytes are offsets into its text. */
bool gb_writer_line(gb_writer *w, uint32_t byte, uint32_t line, uint32_t page, gb_error *e);

/* A span of a layer: bytes [from, to), rounded outwards to whole tokens.
 * `number` may be NaN and `text` NULL. */
bool gb_writer_span(gb_writer *w, const char *layer, uint32_t from, uint32_t to, double number, const char *text,
                    gb_error *e);

/* A span over whole nodes of the current document: from the node numbered
 * `first` (0: the document's first call to gb_writer_node) to before `end`. */
bool gb_writer_nodes_span(gb_writer *w, const char *layer, uint32_t first, uint32_t end, gb_error *e);

bool gb_writer_finish(gb_writer *w, gb_error *e);

/* File names without the folder, in order; valid until the writer is freed. */
const char *const *gb_writer_segments(const gb_writer *w, size_t *count);
void gb_writer_free(gb_writer *w);

#endif
