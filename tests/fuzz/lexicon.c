/* Any text as a user lexicon: refused, or a lexicon with which text is cut without loss. */
#include "cut.h"

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
  cut_without_loss(c, text, size);
  gb_cutter_free(c);
  gb_lexicon_free(&lexicon);
  return 0;
}
