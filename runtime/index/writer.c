#include "index/writer.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xxhash.h>

#include "index/batch.h"
#include "index/layout.h"

struct gb_writer {
  gb_writer_options options;
  char *folder;
  gb_cutter *cutter;
  gb_tokens tokens;
  gb_buffer stripped, gaps;  /* of the node being added */
  uint32_t *cache;           /* token id → word number + 1, this batch's */
  uint32_t cache_size;
  gb_batch batch;
  uint32_t node_token, document_node; /* where the last node, and the document's nodes, start */
  uint64_t node_byte;
  char **names;
  size_t name_count;
};

gb_writer *gb_writer_new(const gb_writer_options *options, gb_error *e) {
  if (gb_failed(e)) return NULL;
  gb_writer *w = calloc(1, sizeof *w);
  if (w) {
    w->options = *options;
    w->folder = strdup(options->folder);
    w->cutter = gb_cutter_new(options->user, 0);
  }
  if (w && w->folder && w->cutter) {
    gb_cutter_use(w->cutter, options->model);
    w->cache_size = gb_id_limit(w->cutter);
    w->cache = calloc(w->cache_size, sizeof *w->cache);
    if (w->cache && gb_batch_open(&w->batch, w->cutter, e)) return w;
  }
  gb_writer_free(w);
  return gb_fail(e, GB_STORE, -1, "out of memory"), NULL;
}

void gb_writer_free(gb_writer *w) {
  if (!w) return;
  gb_batch_close(&w->batch);
  gb_cutter_free(w->cutter);
  gb_tokens_free(&w->tokens);
  gb_buffer_free(&w->stripped);
  gb_buffer_free(&w->gaps);
  for (size_t i = 0; i < w->name_count; i++) free(w->names[i]);
  free(w->names), free(w->cache), free(w->folder), free(w);
}

static bool path_of(const gb_writer *w, const char *name, char path[4096], gb_error *e) {
  if ((size_t)snprintf(path, 4096, "%s/%s", w->folder, name) >= 4096)
    return gb_fail(e, GB_USAGE, -1, "the store's path is too long");
  return true;
}

static void remove_all(gb_writer *w) {
  gb_error ignored = GB_NO_ERROR;
  char path[4096];
  for (size_t i = 0; i < w->name_count; i++)
    if (path_of(w, w->names[i], path, &ignored)) unlink(path);
}

static bool flush(gb_writer *w, gb_error *e) {
  if (gb_failed(e) || !w->batch.documents) return !gb_failed(e);
  char name[64], path[4096];
  snprintf(name, sizeof name, "%08llx-%04zx.seg", (unsigned long long)w->options.generation, w->name_count);
  char **names = realloc(w->names, (w->name_count + 1) * sizeof *names);
  if (names) w->names = names;
  char *copy = names ? strdup(name) : NULL;
  if (!copy) return gb_fail(e, GB_STORE, -1, "out of memory");
  if (!path_of(w, name, path, e) || !gb_batch_write(&w->batch, path, w->options.generation, w->options.lexicon, e)) {
    free(copy);
    remove_all(w);
    return false;
  }
  w->names[w->name_count++] = copy;
  gb_batch_close(&w->batch);
  memset(w->cache, 0, w->cache_size * sizeof *w->cache);
  return gb_batch_open(&w->batch, w->cutter, e);
}

bool gb_writer_document(gb_writer *w, const char *id, const gb_field *fields, size_t count, gb_error *e) {
  bool full = gb_batch_memory(&w->batch) >= w->options.memory || w->batch.words.count > GB_MOST_WORDS / 2;
  if (full && !flush(w, e)) return false;
  w->document_node = w->batch.nodes;
  return gb_batch_document(&w->batch, id, fields, count, e);
}

/* The word of a token: by its id where the lexicon has it as it stands. */
static inline uint32_t number_of(gb_writer *w, uint32_t id, const char *bytes, uint32_t size, gb_error *e) {
  gb_words *words = &w->batch.words;
  if (id < w->cache_size && w->cache[id]) {
    const gb_word *word = &words->list[w->cache[id] - 1];
    if (word->size == size && memcmp(words->pool.data + word->at, bytes, size) == 0) return w->cache[id] - 1;
  }
  uint32_t number = gb_words_number(words, bytes, size, e);
  if (id < w->cache_size && number != UINT32_MAX) w->cache[id] = number + 1;
  return number;
}

static bool has_space(const char *text, size_t size) {
  if (memchr(text, ' ', size) || memchr(text, '\t', size)) return true;
  return memmem(text, size, "\xE3\x80\x80", 3) || memmem(text, size, "\xE2\x80", 2) || memmem(text, size, "\xC2\xA0", 2);
}

static bool add_tokens(gb_writer *w, const char *text, gb_error *e) {
  const gb_gap *gap = (const gb_gap *)(const void *)w->gaps.data;
  size_t gaps = w->gaps.size / sizeof *gap, g = 0;
  uint32_t start = 0, removed = 0;
  if (!gb_batch_reserve(&w->batch, w->tokens.count + 1, e)) return false;
  for (size_t i = 0; i < w->tokens.count; i++) {
    while (g < gaps && gap[g].at <= w->tokens.ends[i]) removed = gap[g++].removed;
    uint32_t end = w->tokens.ends[i] + removed;
    uint32_t number = number_of(w, w->tokens.ids[i], text + start, end - start, e);
    if (number == UINT32_MAX) return false;
    gb_batch_token(&w->batch, number);
    start = end;
  }
  return true;
}

bool gb_writer_node(gb_writer *w, const gb_writer_text *node, gb_error *e) {
  if (gb_failed(e)) return false;
  if (!w->batch.documents) return gb_fail(e, GB_USAGE, -1, "a node needs its document first");
  if (node->size > UINT32_MAX / 4 || w->batch.text_size + node->size > UINT32_MAX - 1024)
    return gb_fail(e, GB_BAD_INPUT, -1, "one document is too long for a segment");
  w->stripped.size = w->gaps.size = 0;
  const char *text = node->text;
  size_t size = node->size;
  if (has_space(text, size)) {
    if (!gb_layout_strip(text, size, &w->stripped, &w->gaps, e)) return false;
    text = w->stripped.data, size = w->stripped.size;
  }
  if (!gb_cut(w->cutter, text ? text : "", size, &w->tokens, e)) return false;
  w->node_token = w->batch.tokens;
  w->node_byte = w->batch.text_size;
  if (!gb_batch_node(&w->batch, node->seq, node->level, node->kind, e)) return false;
  if (!add_tokens(w, node->text, e)) return false;
  uint32_t mark = gb_words_number(&w->batch.words, "\n", 1, e);
  if (mark == UINT32_MAX) return false;
  gb_batch_token(&w->batch, mark);
  return gb_batch_sentences(&w->batch, w->node_token, e);
}

bool gb_writer_line(gb_writer *w, uint32_t byte, uint32_t line, uint32_t page, gb_error *e) {
  gb_line_row row = {(uint32_t)w->node_byte + byte, line, page};
  return gb_put(&w->batch.lines, &row, sizeof row, e);
}

/* The byte offset in the node at which its token i ends. */
static uint32_t end_of(const gb_writer *w, size_t i) {
  const gb_gap *gap = (const gb_gap *)(const void *)w->gaps.data;
  uint32_t end = w->tokens.ends[i], removed = 0;
  size_t low = 0, high = w->gaps.size / sizeof *gap;
  while (low < high) {
    size_t mid = (low + high) / 2;
    if (gap[mid].at <= end) removed = gap[mid].removed, low = mid + 1;
    else high = mid;
  }
  return end + removed;
}

/* The first token of the node that ends after `byte`. */
static uint32_t token_at(const gb_writer *w, uint32_t byte) {
  size_t low = 0, high = w->tokens.count;
  while (low < high) {
    size_t mid = (low + high) / 2;
    if (end_of(w, mid) > byte) high = mid;
    else low = mid + 1;
  }
  return (uint32_t)low;
}

bool gb_writer_span(gb_writer *w, const char *layer, uint32_t from, uint32_t to, double number, const char *text,
                    gb_error *e) {
  if (gb_failed(e) || from >= to) return !gb_failed(e);
  uint32_t first = token_at(w, from), end = token_at(w, to - 1) + 1;
  if (end > w->tokens.count) end = (uint32_t)w->tokens.count;
  if (first >= end) return true;
  gb_span_row row = {w->node_token + first, w->node_token + end, 0, 0, number};
  return gb_batch_span(&w->batch, layer, &row, text, e);
}

bool gb_writer_nodes_span(gb_writer *w, const char *layer, uint32_t first, uint32_t end, gb_error *e) {
  if (gb_failed(e)) return false;
  const gb_node_row *nodes = (const gb_node_row *)(const void *)w->batch.node_rows.data;
  uint32_t from = w->document_node + first, to = w->document_node + end;
  if (from >= to || to > w->batch.nodes) return gb_fail(e, GB_USAGE, -1, "a span of nodes that the document does not have");
  gb_span_row row = {nodes[from].first, to < w->batch.nodes ? nodes[to].first : w->batch.tokens, 0, 0, NAN};
  return gb_batch_span(&w->batch, layer, &row, NULL, e);
}

bool gb_writer_finish(gb_writer *w, gb_error *e) {
  if (gb_failed(e)) return remove_all(w), false;
  return flush(w, e);
}

const char *const *gb_writer_segments(const gb_writer *w, size_t *count) {
  *count = w->name_count;
  return (const char *const *)w->names;
}
