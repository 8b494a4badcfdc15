/* A damaged segment: with its checksums checked it is refused; without, every
 * reading function stays inside the file. The input says what to damage: four
 * bytes of offset and one of value, again and again; a last odd byte cuts. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "index/reader.h"
#include "index/writer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char *whole;
static size_t whole_size;

/* A segment of two documents as bytes, made once. */
static void make(void) {
  static const char text[] = "市政府要认真整改，投入１．２亿元，並在三个月内报告。\n“一网通办”办件 97.4 万件。";
  char folder[] = "build/fuzz/segment-XXXXXX", path[4096];
  gb_error e = GB_NO_ERROR;
  if (!mkdtemp(folder)) abort();
  gb_writer_options options = {.folder = folder, .generation = 1, .memory = 64 << 20};
  gb_writer *w = gb_writer_new(&options, &e);
  for (int d = 0; d < 2; d++) {
    gb_writer_document(w, d ? "a-2" : "a-1", &(gb_field){"title", "报告"}, 1, &e);
    gb_writer_node(w, &(gb_writer_text){text, sizeof text - 1, 1, 0, "paragraph"}, &e);
    gb_writer_line(w, 0, 7, 3, &e);
    gb_writer_span(w, "money", 30, 42, 1.2e8, "x", &e);
    gb_writer_nodes_span(w, "section", 0, 1, &e);
  }
  size_t count;
  if (!gb_writer_finish(w, &e) || !*gb_writer_segments(w, &count) || count != 1) abort();
  snprintf(path, sizeof path, "%s/%s", folder, gb_writer_segments(w, &count)[0]);
  FILE *f = fopen(path, "rb");
  whole = malloc(1 << 20);
  if (!f || !whole || !(whole_size = fread(whole, 1, 1 << 20, f))) abort();
  fclose(f);
  gb_writer_free(w);
  unlink(path);
  rmdir(folder);
}

static void read_all(const gb_index *x) {
  gb_error e = GB_NO_ERROR;
  gb_buffer text = {0};
  volatile uint32_t sum = 0;
  for (uint32_t t = 0; t < x->h.tokens; t++) {
    uint32_t size, line = 0, page = 0;
    gb_index_word(x, gb_folded(x, t), &size);
    gb_index_word(x, gb_surface(x, t), &size);
    gb_index_place(x, gb_index_byte(x, t), &line, &page);
    sum += size + line + gb_index_node(x, t) + gb_index_document(x, t);
  }
  for (uint32_t w = 0; w < x->h.words; w++) {
    gb_cursor c;
    gb_index_postings(x, w, &c);
  }
  for (uint32_t d = 0; d < x->h.documents; d++) gb_index_field(x, d, "title");
  gb_index_layer(x, "money");
  gb_index_find(x, "整改", 6);
  gb_index_text(x, 0, x->h.tokens, &text, &e);
  gb_buffer_free(&text);
  (void)sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (!whole) make();
  char *copy = aligned_alloc(64, (whole_size + 63) / 64 * 64);
  if (!copy) abort();
  memcpy(copy, whole, whole_size);
  size_t n = whole_size;
  for (size_t i = 0; i + 5 <= size; i += 5) {
    uint32_t at;
    memcpy(&at, data + i, 4);
    copy[at % whole_size] = (char)data[i + 4];
  }
  if (size % 5 == 1) n = n * data[size - 1] / 256;
  bool same = n == whole_size && memcmp(copy, whole, n) == 0;
  gb_index x;
  gb_error e = GB_NO_ERROR;
  if (gb_index_view(&x, copy, n, true, "fuzz", &e) != same) abort();
  if (gb_failed(&e) == same) abort();
  e = GB_NO_ERROR;
  if (gb_index_view(&x, copy, n, false, "fuzz", &e)) read_all(&x);
  free(copy);
  return 0;
}
