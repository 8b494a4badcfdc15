/* Tests in C: CHECK(condition) inside TEST(name) { … }; see tests/c/utf8.c. */
#ifndef GB_TESTS_TAP_H
#define GB_TESTS_TAP_H

#include <stdio.h>

static int tap_failed_line;
static const char *tap_failed_text;

#define CHECK(condition) \
  do { if (!(condition) && !tap_failed_line) tap_failed_line = __LINE__, tap_failed_text = #condition; } while (0)

static void tap_run(const char *name, void (*test)(void)) {
  tap_failed_line = 0;
  test();
  if (!tap_failed_line) printf("ok %s\n", name);
  else printf("not ok %s\n  line %d: %s\n", name, tap_failed_line, tap_failed_text);
}

#endif
