/* Any bytes: decoded to valid UTF-8 without NUL or CR, or refused with a place. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "text/decode.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  gb_buffer b = {0};
  gb_error e = GB_NO_ERROR;
  const char *encoding = gb_decode((const char *)data, size, &b, &e);
  if ((encoding == NULL) != gb_failed(&e)) abort();
  if (encoding && b.size) {
    if (gb_utf8_valid(b.data, b.size) != b.size) abort();
    if (memchr(b.data, 0, b.size) || memchr(b.data, '\r', b.size)) abort();
  }
  if (gb_failed(&e) && !*e.message) abort();
  gb_buffer_free(&b);
  return 0;
}
