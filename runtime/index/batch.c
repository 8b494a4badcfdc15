#include "index/batch.h"

#include <stdlib.h>
#include <string.h>

#include "index/columns.h"
#include "index/pack.h"
#include "index/stream.h"

bool gb_batch_open(gb_batch *b, gb_cutter *cutter, gb_error *e) {
  *b = (gb_batch){0};
  gb_put(&b->strings, "", 1, e);
  return gb_words_open(&b->words, cutter, e);
}

void gb_batch_close(gb_batch *b) {
  gb_buffer *all[] = {&b->stream, &b->sentences, &b->node_rows, &b->document_rows, &b->lines, &b->spans, &b->strings};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) gb_buffer_free(all[i]);
  gb_words_close(&b->words);
}

size_t gb_batch_memory(const gb_batch *b) {
  size_t words = b->words.capacity * sizeof(gb_word) + b->words.slots * 4 + b->words.pool.capacity;
  size_t sorting = b->words.count * 48ull + b->stream.size;
  return words + sorting + b->stream.capacity + b->sentences.capacity + b->node_rows.capacity + b->lines.capacity +
         b->spans.capacity * 2 + b->strings.capacity + b->document_rows.capacity;
}

static uint32_t string(gb_batch *b, const char *text, gb_error *e) {
  if (!text || !*text) return 0;
  uint32_t at = (uint32_t)b->strings.size;
  gb_put(&b->strings, text, strlen(text) + 1, e);
  return at;
}

bool gb_batch_document(gb_batch *b, const char *id, const gb_field *fields, size_t count, gb_error *e) {
  gb_document_row row = {.first = b->tokens, .node = b->nodes, .id = string(b, id, e)};
  row.fields = (uint32_t)b->strings.size;
  for (size_t i = 0; i < count; i++) {
    gb_put(&b->strings, fields[i].name, strlen(fields[i].name) + 1, e);
    gb_put(&b->strings, fields[i].value, strlen(fields[i].value) + 1, e);
  }
  gb_put(&b->strings, "", 1, e);
  b->documents++;
  return gb_put(&b->document_rows, &row, sizeof row, e);
}

bool gb_batch_node(gb_batch *b, uint32_t seq, uint32_t level, const char *kind, gb_error *e) {
  if (!b->last_kind || strcmp(b->strings.data + b->last_kind, kind) != 0) b->last_kind = string(b, kind, e);
  gb_node_row row = {b->tokens, b->documents - 1, seq, b->last_kind, level};
  b->nodes++;
  return gb_put(&b->node_rows, &row, sizeof row, e);
}

bool gb_batch_span(gb_batch *b, const char *layer, const gb_span_row *row, const char *text, gb_error *e) {
  const gb_layer_span *last =
      b->spans.size ? (const gb_layer_span *)(const void *)(b->spans.data + b->spans.size - sizeof *last) : NULL;
  gb_layer_span span = {.row = *row};
  span.layer = last && strcmp(b->strings.data + last->layer, layer) == 0 ? last->layer : string(b, layer, e);
  span.row.text = string(b, text, e);
  return gb_put(&b->spans, &span, sizeof span, e);
}

bool gb_batch_reserve(gb_batch *b, size_t tokens, gb_error *e) {
  if (b->tokens + tokens >= (1u << 31)) return gb_fail(e, GB_BAD_INPUT, -1, "one document is too long for a segment");
  return gb_reserve(&b->stream, tokens * 4, e) != NULL;
}

bool gb_batch_sentences(gb_batch *b, uint32_t from, gb_error *e) {
  const uint32_t *stream = (const uint32_t *)(const void *)b->stream.data;
  gb_put(&b->sentences, &from, 4, e);
  for (uint32_t t = from; t + 1 < b->tokens; t++) {
    if (!(b->words.list[stream[t]].marks & GB_WORD_ENDS)) continue;
    while (t + 2 < b->tokens && b->words.list[stream[t + 1]].marks & (GB_WORD_CLOSES | GB_WORD_ENDS)) t++;
    uint32_t next = t + 1;
    if (next + 1 < b->tokens) gb_put(&b->sentences, &next, 4, e);
  }
  return !gb_failed(e);
}

/* What counting the stream gives, by final id of the folded word. */
typedef struct counted { uint32_t tokens, documents, last, fill; } counted;

typedef struct plan {
  gb_batch *b;
  uint32_t *order, folded;
  counted *counts;
  uint32_t *grouped; /* positions, grouped by word */
  gb_count_row *rows;
} plan;

static const uint32_t *stream_of(const gb_batch *b) { return (const uint32_t *)(const void *)b->stream.data; }

static uint32_t folded_id(const gb_words *w, uint32_t number) { return w->list[w->list[number].folded].final; }

/* Counts tokens and documents of each word. */
static void count(plan *p) {
  const gb_batch *b = p->b;
  const gb_document_row *rows = (const gb_document_row *)(const void *)b->document_rows.data;
  for (uint32_t d = 0; d < b->documents; d++) {
    uint32_t end = d + 1 < b->documents ? rows[d + 1].first : b->tokens;
    for (uint32_t t = rows[d].first; t < end; t++) {
      counted *c = &p->counts[folded_id(&b->words, stream_of(b)[t])];
      c->tokens++;
      if (c->last != d + 1) c->last = d + 1, c->documents++;
    }
  }
}

static void group(plan *p) {
  uint32_t at = 0;
  for (uint32_t i = 0; i < p->folded; i++) p->counts[i].fill = at, at += p->counts[i].tokens;
  for (uint32_t t = 0; t < p->b->tokens; t++)
    p->grouped[p->counts[folded_id(&p->b->words, stream_of(p->b)[t])].fill++] = t;
}

static void write_postings(plan *p, gb_output *o) {
  gb_buffer packed = {0};
  uint64_t at = 0;
  const uint32_t *positions = p->grouped;
  gb_output_column(o, GB_POSTINGS);
  for (uint32_t i = 0; i < p->folded && !gb_failed(o->e); i++) {
    uint32_t n = p->counts[i].tokens;
    packed.size = 0;
    char *to = gb_reserve(&packed, gb_pack_room(n), o->e);
    if (!to) break;
    size_t size = gb_pack(positions, n, (unsigned char *)to);
    gb_output_put(o, to, size);
    p->rows[i] = (gb_count_row){n, p->counts[i].documents, at};
    positions += n;
    at += size;
  }
  gb_buffer_free(&packed);
  gb_output_column(o, GB_COUNT);
  gb_output_put(o, p->rows, p->folded * sizeof *p->rows);
}

static void write_stream(plan *p, gb_output *o) {
  const uint32_t *stream = stream_of(p->b);
  gb_stream to;
  gb_stream_begin(&to, o);
  for (uint32_t t = 0; t < p->b->tokens; t++) {
    const gb_word *word = &p->b->words.list[stream[t]];
    gb_stream_put(&to, word->final, word->size);
  }
  gb_stream_end(&to);
}

static void write_words(plan *p, gb_output *o) {
  const gb_words *w = &p->b->words;
  gb_piece *pieces = malloc((w->count + 1) * sizeof *pieces);
  if (!pieces) {
    gb_fail(o->e, GB_STORE, -1, "out of memory");
    return;
  }
  for (uint32_t i = 0; i < w->count; i++)
    pieces[i] = (gb_piece){gb_word_bytes(w, p->order[i]), w->list[p->order[i]].size};
  gb_columns_words(o, pieces, w->count);
  gb_columns_chars(o, pieces, p->folded);
  free(pieces);
  gb_output_column(o, GB_VARIANT);
  for (uint32_t i = p->folded; i < w->count; i++) {
    uint32_t id = folded_id(w, p->order[i]);
    gb_output_put(o, &id, 4);
  }
  gb_output_column(o, GB_TAG);
  for (uint32_t i = 0; i < p->folded; i++) gb_output_put(o, &w->list[p->order[i]].tag, 1);
}

static void write_buffer(gb_output *o, int column, const gb_buffer *b) {
  gb_output_column(o, column);
  gb_output_put(o, b->data, b->size);
}

static void write_rest(plan *p, gb_output *o, gb_index_header *h) {
  gb_batch *b = p->b;
  write_buffer(o, GB_SENTENCES, &b->sentences);
  write_buffer(o, GB_NODES, &b->node_rows);
  write_buffer(o, GB_DOCUMENTS, &b->document_rows);
  write_buffer(o, GB_LINES, &b->lines);
  gb_layer_span *spans = (gb_layer_span *)(void *)b->spans.data;
  h->layers = gb_columns_layers(o, spans, b->spans.size / sizeof *spans, b->strings.data);
  write_buffer(o, GB_STRINGS, &b->strings);
  gb_output_column(o, GB_TAGNAMES);
  for (int tag = 0; tag < GB_MAX_TAGS; tag++) {
    const char *name = gb_tag_name(b->words.cutter, (uint8_t)tag);
    gb_output_put(o, name, strlen(name) + 1);
  }
}

bool gb_batch_write(gb_batch *b, const char *path, uint64_t generation, uint64_t lexicon, gb_error *e) {
  if (gb_failed(e)) return false;
  plan p = {.b = b};
  p.folded = gb_words_sort(&b->words, &p.order, e);
  p.counts = calloc(p.folded + 1, sizeof *p.counts);
  p.grouped = malloc((b->tokens + 1ull) * 4);
  p.rows = calloc(p.folded + 1, sizeof *p.rows);
  if (!p.counts || !p.grouped || !p.rows) gb_fail(e, GB_STORE, -1, "out of memory");
  gb_output o;
  if (gb_output_open(&o, path, e)) {
    gb_index_header h = {.generation = generation, .lexicon = lexicon, .tokens = b->tokens, .words = p.folded,
                         .variants = b->words.count - p.folded, .documents = b->documents, .nodes = b->nodes,
                         .sentences = (uint32_t)(b->sentences.size / 4), .text_size = b->text_size,
                         .lines = (uint32_t)(b->lines.size / sizeof(gb_line_row))};
    count(&p);
    group(&p);
    write_stream(&p, &o);
    write_words(&p, &o);
    write_postings(&p, &o);
    write_rest(&p, &o, &h);
    gb_output_close(&o, &h);
  } else {
    gb_output_drop(&o);
  }
  free(p.order), free(p.counts), free(p.grouped), free(p.rows);
  return !gb_failed(e);
}
