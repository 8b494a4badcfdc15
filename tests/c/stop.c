/* A search ends with an error once base/stop.h asks for it. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/stop.h"
#include "index/writer.h"
#include "query/corpus.h"
#include "tap.h"

static char folder[] = "/tmp/gongbao-stop-XXXXXX", path[256];

static bool make(gb_error *e) {
  gb_writer_options options = {.folder = folder, .generation = 1, .memory = 64 << 20};
  gb_writer *w = mkdtemp(folder) ? gb_writer_new(&options, e) : NULL;
  if (!w) return false;
  static const char text[] = "市政府要认真整改审议意见指出的问题，并在三个月内报告整改情况。";
  gb_writer_document(w, "a-1", NULL, 0, e);
  for (uint32_t i = 0; i < 50; i++) gb_writer_node(w, &(gb_writer_text){text, sizeof text - 1, i, 0, "paragraph"}, e);
  size_t count = 0;
  if (gb_writer_finish(w, e)) snprintf(path, sizeof path, "%s/%s", folder, gb_writer_segments(w, &count)[0]);
  gb_writer_free(w);
  return count == 1;
}

static gb_test any = {.kind = GB_TEST_ANY}, word = {.kind = GB_TEST_WORD, .text = "整改", .size = 6};
static gb_plan text = {.kind = GB_PLAN_TEXT, .text = "认真整改", .size = 12};
static gb_plan one = {.kind = GB_PLAN_TOKEN, .test = &word}, each = {.kind = GB_PLAN_TOKEN, .test = &any};
static gb_plan *pair[] = {&one, &each};
static bool positive[] = {false, false};
static gb_plan seq = {.kind = GB_PLAN_SEQ, .kids = pair, .count = 2};
static gb_plan both = {.kind = GB_PLAN_AND, .kids = pair, .count = 2, .unit = "sentence", .not = positive};
static gb_plan near = {.kind = GB_PLAN_NEAR, .kids = pair, .count = 2, .most = 3, .in_tokens = true};

static gb_corpus corpus;

static void stops(void) {
  gb_plan *plans[] = {&text, &each, &seq, &both, &near};
  for (size_t i = 0; i < sizeof plans / sizeof *plans; i++) {
    gb_error e = GB_NO_ERROR, stopped = GB_NO_ERROR;
    gb_hits hits;
    atomic_store(&gb_stop, true);
    CHECK(!gb_search(&corpus, &plans[i], 1, &hits, &stopped));
    CHECK(strcmp(stopped.message, "interrupted") == 0);
    atomic_store(&gb_stop, false);
    CHECK(gb_search(&corpus, &plans[i], 1, &hits, &e) && hits.base[1] >= 50);
    gb_hits_free(&hits);
  }
}

int main(void) {
  gb_error e = GB_NO_ERROR;
  const char *paths[] = {path};
  if (!make(&e) || !gb_corpus_open(&corpus, paths, 1, NULL, &e)) return printf("not ok a corpus is made: %s\n", e.message), 1;
  tap_run("a stop ends every kind of search, which then works again", stops);
  gb_corpus_close(&corpus);
  unlink(path);
  rmdir(folder);
  return 0;
}
