/* Any text, in both modes: the tokens concatenate to the text, no one is empty,
 * and tags have names. */
#include <stdlib.h>
#include <string.h>

#include "segment/cut.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(unsigned flags, const char *text, size_t size) {
  static gb_cutter *cutters[4];
  if (!cutters[flags] && !(cutters[flags] = gb_cutter_new(NULL, flags))) abort();
  gb_tokens t = {0};
  gb_error e = GB_NO_ERROR;
  if (!gb_cut(cutters[flags], text, size, &t, &e)) abort();
  uint32_t end = 0;
  for (size_t i = 0; i < t.count; i++) {
    if (t.ends[i] <= end) abort();
    end = t.ends[i];
    if (!*gb_tag_name(cutters[flags], gb_tag_of(cutters[flags], t.ids[i]))) abort();
  }
  if (end != size) abort();
  gb_tokens_free(&t);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  char *text = malloc(size + !size); /* of exactly this size, so that reading past it is found */
  if (!text) abort();
  if (size) memcpy(text, data, size);
  for (unsigned flags = 0; flags < 4; flags++) check(flags, text, size);
  free(text);
  return 0;
}
