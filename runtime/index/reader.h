/* Reading a segment in place. A gb_index is const once opened and may be
 * shared by threads.
 *
 * Opening checks the header, its checksum, that every column lies inside the
 * file and has the size that its rows need, that there are zeros between them,
 * and the checksums of all columns up to GB_CHECK_AT_OPEN bytes; gb_index_verify() checks the rest. Whatever a
 * column holds, the functions here stay inside it: a damaged segment gives
 * wrong answers until it is verified, never a signal. */
#ifndef GB_INDEX_READER_H
#define GB_INDEX_READER_H

#include "base/file.h"
#include "index/format.h"
#include "index/pack.h"

enum { GB_CHECK_AT_OPEN = 4 << 20 };

typedef struct gb_index {
  gb_map map;
  gb_index_header h;
  const uint32_t *marks, *word_at, *variant, *sentences, *char_codes, *char_at;
  const unsigned char *stream; /* read with gb_stream_get() */
  const char *word_bytes, *strings;
  const uint8_t *tag;
  const gb_count_row *count;
  const unsigned char *postings, *char_lists;
  const gb_node_row *nodes;
  const gb_document_row *documents;
  const gb_line_row *lines;
  const gb_layer_row *layers;
  const gb_span_row *spans;
  uint32_t chars, boundary; /* distinct characters; the word "\n", or UINT32_MAX */
  const char *tag_names[256];
} gb_index;

bool gb_index_open(gb_index *x, const char *path, gb_error *e);

/* The same over bytes that the caller keeps; `check` as at opening. */
bool gb_index_view(gb_index *x, const void *bytes, size_t size, bool check, const char *name, gb_error *e);
void gb_index_close(gb_index *x);

/* Checks every column's checksum. */
bool gb_index_verify(const gb_index *x, const char *name, gb_error *e);

/* The id in the stream, made safe, and the folded word it counts as. */
static inline uint32_t gb_surface(const gb_index *x, uint32_t token) {
  uint32_t id = gb_stream_get(x->stream, token);
  return id < x->h.words + x->h.variants ? id : 0;
}
static inline uint32_t gb_folded_id(const gb_index *x, uint32_t id) {
  if (__builtin_expect(id < x->h.words, 1)) return id;
  id -= x->h.words;
  uint32_t folded = id < x->h.variants ? x->variant[id] : 0;
  return folded < x->h.words ? folded : 0;
}
static inline uint32_t gb_folded(const gb_index *x, uint32_t token) {
  return gb_folded_id(x, gb_stream_get(x->stream, token));
}

/* The bytes of a word (folded id or variant). */
static inline const char *gb_index_word(const gb_index *x, uint32_t id, uint32_t *size) {
  uint32_t from = x->word_at[id], to = x->word_at[id + 1];
  uint64_t all = x->h.columns[GB_WORD_BYTES].size;
  if (to < from || to > all) return *size = 0, x->word_bytes;
  *size = to - from;
  return x->word_bytes + from;
}

/* The folded word's id, or UINT32_MAX; and the first id not below the bytes. */
uint32_t gb_index_find(const gb_index *x, const char *word, size_t size);
uint32_t gb_index_lower(const gb_index *x, const char *word, size_t size);

/* The words that contain a character: calls `word` with ascending ids. */
typedef struct gb_char_words {
  const unsigned char *at, *end;
  uint32_t word, limit;
} gb_char_words;
void gb_char_words_open(const gb_index *x, uint32_t code, gb_char_words *list);
bool gb_char_words_next(gb_char_words *list, uint32_t *word);

void gb_index_postings(const gb_index *x, uint32_t word, gb_cursor *c);

/* The byte of the text where a token starts (token ≤ tokens), and its text. */
uint32_t gb_index_byte(const gb_index *x, uint32_t token);
bool gb_index_text(const gb_index *x, uint32_t first, uint32_t end, gb_buffer *into, gb_error *e);

/* The row that holds a token: rows are sorted by their first token. */
uint32_t gb_index_document(const gb_index *x, uint32_t token);
uint32_t gb_index_node(const gb_index *x, uint32_t token);

/* Raw line and page of a byte of the text; 0 where none was given. */
void gb_index_place(const gb_index *x, uint32_t byte, uint32_t *line, uint32_t *page);

/* A string of the pool, "" where the offset is off. */
const char *gb_index_string(const gb_index *x, uint32_t at);

/* The value of a document's field, or NULL; "id" is its id. */
const char *gb_index_field(const gb_index *x, uint32_t document, const char *name);

/* A layer by name, or NULL; its rows are safe to read. */
const gb_layer_row *gb_index_layer(const gb_index *x, const char *name);

#endif
