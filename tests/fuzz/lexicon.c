/* Any text as a user lexicon: refused, or a lexicon with which text is cut without loss. */
#include <stdlib.h>

#include "segment/cut.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  gb_lexicon lexicon = {0};
  gb_error e = GB_NO_ERROR;
  const char *text = (const char *)data;
  if (!gb_lexicon_user(&lexicon, text, size, &e)) {
    if (!gb_failed(&e) || !e.message[0]) abort();
    return 0;
  }
  gb_cutter *c = gb_cutter_new(&lexicon, GB_CUT_JOIN);
  if (!c) abort();
  gb_tokens t = {0};
  if (!gb_cut(c, text, size, &t, &e)) abort();
  if (size && t.ends[t.count - 1] != size) abort();
  for (size_t i = 0; i < t.count; i++) gb_tag_name(c, gb_tag_of(c, t.ids[i]));
  gb_tokens_free(&t);
  gb_cutter_free(c);
  gb_lexicon_free(&lexicon);
  return 0;
}
