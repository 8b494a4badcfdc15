/* A damaged segment: with its checksums checked it is refused; without, every
 * reading function and every search stays inside the file. The input says what to damage: four
 * bytes of offset and one of value, again and again; a last odd byte cuts. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "index/writer.h"
#include "query/eval.h"
#include "query/kwic.h"

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
    for (int n = 0; n < (d ? 1 : 70); n++) /* often enough for postings in blocks */
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

static gb_test any = {.kind = GB_TEST_ANY}, numeral = {.kind = GB_TEST_TAG, .text = "m"};
static gb_test test_a = {.kind = GB_TEST_WORD, .text = "，", .size = 3}, test_b = {.kind = GB_TEST_WORD, .text = "整改", .size = 6};
static gb_plan a = {.kind = GB_PLAN_TOKEN, .test = &test_a}, b = {.kind = GB_PLAN_TOKEN, .test = &test_b};
static gb_plan text = {.kind = GB_PLAN_TEXT, .text = "真整", .size = 6}, money = {.kind = GB_PLAN_LAYER, .text = "money"};
static gb_plan number = {.kind = GB_PLAN_TOKEN, .test = &numeral}, each = {.kind = GB_PLAN_TOKEN, .test = &any};
static gb_test test_c = {.kind = GB_TEST_WORD, .text = "认真", .size = 6}, begins = {.kind = GB_TEST_WORD_REGEX};
static gb_plan c = {.kind = GB_PLAN_TOKEN, .test = &test_c};
static gb_plan *of_number[] = {&number}, *of_pair[] = {&b, &a}, *of_text[] = {&text, &each}, *of_two[] = {&text, &money}, *of_words[] = {&c, &b, &a}, *of_layer[] = {&money, &a};
static gb_plan numbers = {.kind = GB_PLAN_REPEAT, .kids = of_number, .count = 1, .least = 1, .most = -1};
static gb_plan *of_sum[] = {&numbers, &each, &a};
static bool neither[] = {false, false, false};
static gb_plan plans[] = {
    {.kind = GB_PLAN_SEQ, .kids = of_pair, .count = 2}, {.kind = GB_PLAN_SEQ, .kids = of_text, .count = 2},
    {.kind = GB_PLAN_SEQ, .kids = of_sum, .count = 3},
    {.kind = GB_PLAN_AND, .kids = of_pair, .count = 2, .unit = "sentence", .not = neither},
    {.kind = GB_PLAN_AND, .kids = of_two, .count = 2, .unit = "section", .not = neither},
    {.kind = GB_PLAN_NEAR, .kids = of_pair, .count = 2, .most = 9, .in_tokens = true},
    {.kind = GB_PLAN_NEAR, .kids = of_two, .count = 2, .most = 9},
    {.kind = GB_PLAN_SEQ, .kids = of_words, .count = 3}, {.kind = GB_PLAN_SEQ, .kids = of_layer, .count = 2},
    {.kind = GB_PLAN_TEXT, .text = "认真整改，投", .size = 18}, {.kind = GB_PLAN_TEXT, .text = "改，", .size = 6},
    {.kind = GB_PLAN_TOKEN, .test = &begins}, {.kind = GB_PLAN_REGEX},
};

/* The plans' expressions, made once. */
static void make_expressions(void) {
  gb_error e = GB_NO_ERROR;
  static const char prefix[] = "[整报三].*", around[] = "要.{0,3}(整改|报告).";
  begins.regex = gb_regex_new(prefix, sizeof prefix - 1, &e);
  plans[sizeof plans / sizeof *plans - 1].regex = gb_regex_new(around, sizeof around - 1, &e);
  if (gb_failed(&e)) abort();
}

/* Runs every kind of search, and shows some hits of each. */
static void search_all(const gb_index *x) {
  static const gb_kwic_form form = {20, true, "[", "]"};
  gb_buffer line = {0};
  for (size_t i = 0; i < sizeof plans / sizeof *plans; i++) {
    gb_error e = GB_NO_ERROR;
    gb_found found = {0};
    gb_kwic parts;
    gb_eval(x, &plans[i], &found, &e);
    uint64_t count = gb_found_count(x, &found);
    for (uint64_t k = 0; k < count && k < 3; k++) {
      line.size = 0;
      gb_kwic_line(x, gb_found_get(x, &found, k), &form, &line, &parts, &e);
    }
    gb_found_free(&found);
  }
  gb_buffer_free(&line);
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
  if (!whole) make(), make_expressions();
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
  if (gb_index_view(&x, copy, n, false, "fuzz", &e)) read_all(&x), search_all(&x);
  free(copy);
  return 0;
}
