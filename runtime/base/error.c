#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

bool gb_fail(gb_error *e, gb_code code, int64_t position, const char *format, ...) {
  if (gb_failed(e)) return false;
  va_list args;
  va_start(args, format);
  vsnprintf(e->message, sizeof e->message, format, args);
  va_end(args);
  e->code = code;
  e->position = position;
  return false;
}
