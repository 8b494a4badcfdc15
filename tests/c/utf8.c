#include "base/utf8.h"

#include <string.h>

#include "tap.h"

static void refuses_bad_bytes(void) {
  uint32_t code;
  CHECK(gb_utf8_next("\xC0\x80", 2, &code) == 0);
  CHECK(gb_utf8_next("\xED\xA0\x80", 3, &code) == 0);
  CHECK(gb_utf8_next("\xF4\x90\x80\x80", 4, &code) == 0);
  CHECK(gb_utf8_next("\xE5\x85", 2, &code) == 0);
  CHECK(gb_utf8_valid("公\xFF报", 7) == 3);
}

static void round_trip(void) {
  for (uint32_t want = 1; want < 0x110000; want++) {
    if (want >= 0xD800 && want < 0xE000) continue;
    char bytes[4];
    uint32_t got = 0;
    int n = gb_utf8_put(bytes, want);
    CHECK(gb_utf8_next(bytes, (size_t)n, &got) == n && got == want);
    CHECK(gb_text_width(bytes, (size_t)n) == (size_t)gb_width(want));
  }
}

static void widths(void) {
  CHECK(gb_text_width("公报", strlen("公报")) == 4);
  CHECK(gb_text_width("，a", 4) == 3);
  CHECK(gb_width(0x301) == 0);
}

int main(void) {
  tap_run("utf8 refuses bad bytes", refuses_bad_bytes);
  tap_run("utf8 round trip of every code point", round_trip);
  tap_run("display width", widths);
  return 0;
}
