#include "index/columns.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "index/pack.h"

void gb_columns_words(gb_output *o, const gb_piece *words, uint32_t count) {
  uint32_t at = 0;
  gb_output_column(o, GB_WORD_AT);
  gb_output_put(o, &at, 4);
  for (uint32_t i = 0; i < count; i++) {
    at += words[i].size;
    gb_output_put(o, &at, 4);
  }
  gb_output_column(o, GB_WORD_BYTES);
  for (uint32_t i = 0; i < count; i++) gb_output_put(o, words[i].bytes, words[i].size);
}

typedef struct pair { uint32_t code, word; } pair;

/* Appends a pair for each distinct character of a word. */
static bool add_pairs(gb_buffer *pairs, gb_piece word, uint32_t id, gb_error *e) {
  size_t from = pairs->size;
  for (size_t at = 0; at < word.size;) {
    uint32_t code = 0xFFFD;
    int n = gb_utf8_next(word.bytes + at, word.size - at, &code);
    at += n ? (size_t)n : 1;
    bool seen = false;
    for (size_t i = from; i < pairs->size; i += sizeof(pair)) seen |= ((pair *)(void *)(pairs->data + i))->code == code;
    pair p = {code, id};
    if (!seen && !gb_put(pairs, &p, sizeof p, e)) return false;
  }
  return true;
}

/* Sorts by code; the pairs come with ascending words, and stay so. */
static pair *by_code(const pair *pairs, size_t n, gb_error *e) {
  enum { CODES = 0x110000 };
  uint32_t *starts = calloc(CODES + 1, sizeof *starts);
  pair *sorted = malloc((n + 1) * sizeof *sorted);
  if (!starts || !sorted) gb_fail(e, GB_STORE, -1, "out of memory");
  else {
    for (size_t i = 0; i < n; i++) starts[pairs[i].code + 1]++;
    for (uint32_t c = 0; c < CODES; c++) starts[c + 1] += starts[c];
    for (size_t i = 0; i < n; i++) sorted[starts[pairs[i].code]++] = pairs[i];
  }
  free(starts);
  if (!gb_failed(e)) return sorted;
  free(sorted);
  return NULL;
}

void gb_columns_chars(gb_output *o, const gb_piece *words, uint32_t folded) {
  gb_buffer pairs = {0}, codes = {0}, starts = {0}, lists = {0};
  gb_error *e = o->e;
  for (uint32_t i = 0; i < folded; i++)
    if (!add_pairs(&pairs, words[i], i, e)) break;
  size_t n = pairs.size / sizeof(pair);
  pair *sorted = gb_failed(e) ? NULL : by_code((const pair *)(const void *)pairs.data, n, e);
  gb_buffer_free(&pairs);
  uint32_t before = 0, distinct = 0;
  for (size_t i = 0; sorted && i < n; i++) {
    if (!i || sorted[i].code != sorted[i - 1].code) {
      uint32_t at = (uint32_t)lists.size;
      gb_put(&codes, &sorted[i].code, 4, e);
      gb_put(&starts, &at, 4, e);
      before = 0;
      distinct++;
    }
    unsigned char bytes[5];
    gb_put(&lists, bytes, (size_t)(gb_varint_put(bytes, sorted[i].word - before) - bytes), e);
    before = sorted[i].word;
  }
  uint32_t end = (uint32_t)lists.size;
  gb_put(&starts, &end, 4, e);
  gb_output_column(o, GB_CHARS);
  gb_output_put(o, &distinct, 4);
  gb_output_put(o, codes.data, codes.size);
  gb_output_put(o, starts.data, starts.size);
  gb_output_put(o, lists.data, lists.size);
  free(sorted), gb_buffer_free(&codes), gb_buffer_free(&starts), gb_buffer_free(&lists);
}

static int by_layer(const void *a, const void *b, void *strings) {
  const gb_layer_span *x = a, *y = b;
  if (x->layer != y->layer) {
    int order = strcmp((const char *)strings + x->layer, (const char *)strings + y->layer);
    if (order) return order;
  }
  if (x->row.first != y->row.first) return x->row.first < y->row.first ? -1 : 1;
  if (x->row.end != y->row.end) return x->row.end > y->row.end ? -1 : 1;
  int text = strcmp((const char *)strings + x->row.text, (const char *)strings + y->row.text);
  if (text) return text;
  return memcmp(&x->row.number, &y->row.number, sizeof x->row.number);
}

uint32_t gb_columns_layers(gb_output *o, gb_layer_span *spans, size_t count, const char *strings) {
  if (count) qsort_r(spans, count, sizeof *spans, by_layer, (void *)(uintptr_t)strings);
  gb_layer_row row = {0};
  uint32_t layers = 0, end = 0;
  gb_output_column(o, GB_LAYERS);
  for (size_t i = 0; i < count; i++) {
    bool new = i == 0 || strcmp(strings + spans[i].layer, strings + spans[i - 1].layer) != 0;
    if (new) {
      if (i) gb_output_put(o, &row, sizeof row);
      row = (gb_layer_row){spans[i].layer, 0, (uint32_t)i, 0};
      layers++;
      end = 0;
    }
    row.count++;
    row.nested |= spans[i].row.first < end;
    end = spans[i].row.end > end ? spans[i].row.end : end;
  }
  if (count) gb_output_put(o, &row, sizeof row);
  gb_output_column(o, GB_SPANS);
  for (size_t i = 0; i < count; i++) gb_output_put(o, &spans[i].row, sizeof spans[i].row);
  return layers;
}
