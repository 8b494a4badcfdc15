/* What several fuzzers ask of cutting. */
#ifndef GB_FUZZ_CUT_H
#define GB_FUZZ_CUT_H

#include <stdlib.h>
#include <string.h>

#include "segment/cut.h"

/* A copy of exactly this size, so that reading past it is found. The caller frees it. */
static inline char *exactly(const uint8_t *data, size_t size) {
  char *bytes = malloc(size + !size);
  if (!bytes) abort();
  if (size) memcpy(bytes, data, size);
  return bytes;
}

/* Cuts a text: the tokens concatenate to it, no one is empty, and tags have names. */
static inline void cut_without_loss(gb_cutter *c, const char *text, size_t size) {
  gb_tokens t = {0};
  gb_error e = GB_NO_ERROR;
  if (!c || !gb_cut(c, text, size, &t, &e)) abort();
  uint32_t end = 0;
  for (size_t i = 0; i < t.count; i++) {
    if (t.ends[i] <= end) abort();
    end = t.ends[i];
    if (!*gb_tag_name(c, gb_tag_of(c, t.ids[i]))) abort();
  }
  if (end != size) abort();
  gb_tokens_free(&t);
}

#endif
