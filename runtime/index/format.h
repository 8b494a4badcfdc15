/* The segment file: an immutable, checksummed set of columns, read in place.
 *
 *      0  "GBINDEX1"                         magic
 *      8  u32 version    u32 fold version
 *     16  u64 generation                     ties the segment to its catalogue
 *     24  u64 lexicon                        XXH3 of the user lexicon's text it was cut with, or 0
 *     32  u64 size                           of the whole file
 *     40  u32 tokens     u32 words           positions; distinct folded words
 *     48  u32 variants   u32 documents       surface forms that differ from their folded form
 *     56  u32 nodes      u32 sentences
 *     64  u32 layers     u32 lines
 *     72  u64 text size                      bytes of original text
 *     80  { u64 offset, u64 size, u64 XXH3 } for each of GB_COLUMNS columns
 *      …  u64 XXH3 of all bytes before it
 *
 * Columns, each starting at a multiple of 64, zeros between them and 64 zeros
 * after the last:
 *
 *     STREAM     u24 word[tokens]            the text itself, as word ids ; tokens of layout alone are spaces
 *     MARKS      u32 byte[⌈tokens/64⌉ + 1]   offset in the text of every 64th token, and the text's size
 *     WORD_AT    u32 at[words + variants + 1], WORD_BYTES: the strings; folded words
 *                0 … words−1 sorted by bytes, then the variants
 *     VARIANT    u32 folded[variants]        what a variant counts as
 *     TAG        u8 tag[words]               of the folded word (a word has one tag, so tags cost
 *                                            nothing a token)
 *     COUNT      { u32 tokens, u32 documents, u64 postings offset }[words]
 *     POSTINGS   see pack.h
 *     CHARS      u32 code[n], u32 at[n + 1], then lists of word ids, varint deltas: the words that
 *                contain each character (n first, as u32)
 *     SENTENCES  u32 first token[sentences]
 *     NODES      { u32 first token, document, sequence number, kind (string), level }[nodes]
 *     DOCUMENTS  { u32 first token, first node, fields (string list), id (string) }[documents]
 *     LINES      { u32 byte, u32 line, u32 page }[lines]: where raw lines start in the text
 *     LAYERS     { u32 name, count, kind, at }[layers]: spans and values, see gb_layer_row
 *     SPANS      { u32 first, end token; u32 text (string or 0); u32 zero; f64 number }[…]
 *     STRINGS    zero-terminated; offset 0 is the empty string
 *     TAGNAMES   zero-terminated names of the tags, by number
 *
 * Every node ends in a token "\n": nothing that is adjacent in the stream
 * crosses a node, and original text = the tokens' strings one after another.
 * A segment has at most 2^31 tokens, 2^24 words and 4 GiB of text. */
#ifndef GB_INDEX_FORMAT_H
#define GB_INDEX_FORMAT_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define GB_INDEX_MAGIC "GBINDEX1"
#define GB_INDEX_VERSION 2u

enum gb_column {
  GB_STREAM, GB_MARKS, GB_WORD_AT, GB_WORD_BYTES, GB_VARIANT, GB_TAG, GB_COUNT, GB_POSTINGS, GB_CHARS,
  GB_SENTENCES, GB_NODES, GB_DOCUMENTS, GB_LINES, GB_LAYERS, GB_SPANS, GB_STRINGS, GB_TAGNAMES,
  GB_COLUMNS
};

typedef struct gb_column_place {
  uint64_t offset, size, checksum;
} gb_column_place;

typedef struct gb_index_header {
  char magic[8];
  uint32_t version, fold_version;
  uint64_t generation, lexicon, size;
  uint32_t tokens, words, variants, documents, nodes, sentences, layers, lines;
  uint64_t text_size;
  gb_column_place columns[GB_COLUMNS];
  uint64_t checksum;
} gb_index_header;

typedef struct gb_count_row {
  uint32_t tokens, documents;
  uint64_t postings;
} gb_count_row;

typedef struct gb_node_row {
  uint32_t first, document, seq, kind, level;
} gb_node_row;

typedef struct gb_document_row {
  uint32_t first, node, fields, id; /* fields: "name\0value\0…\0" among the strings */
} gb_document_row;

typedef struct gb_line_row {
  uint32_t byte, line, page;
} gb_line_row;

/* A layer's spans are SPANS[at … at + count), sorted by first, then by end
 * downwards; layers are sorted by name. */
typedef struct gb_layer_row {
  uint32_t name, count, at, nested; /* nested: some span lies inside another */
} gb_layer_row;

typedef struct gb_span_row {
  uint32_t first, end; /* tokens, end exclusive */
  uint32_t text, zero;
  double number; /* NaN: none */
} gb_span_row;

enum { GB_MARK_TOKENS = 64 };

/* An id of the stream, the low byte first. A quarter of the stream goes with a
 * fourth byte, and no segment has words enough to need it. */
enum { GB_ID_BYTES = 3, GB_MOST_WORDS = 1 << 24 /* of a segment, with its variants */ };

/* Reads one byte past the token's three: another's, or the column's padding. */
static inline uint32_t gb_stream_get(const unsigned char *stream, uint32_t token) {
  uint32_t id;
  memcpy(&id, stream + (size_t)token * GB_ID_BYTES, sizeof id);
  return id & (GB_MOST_WORDS - 1);
}

#endif
