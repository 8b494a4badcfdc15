#include "text/decode.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "base/utf8.h"

static const char *guess(const char *s, size_t n, size_t *mark) {
  const unsigned char *u = (const unsigned char *)s;
  *mark = 0;
  if (n >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0) return *mark = 3, "UTF-8";
  if (n >= 2 && u[0] == 0xFF && u[1] == 0xFE) return *mark = 2, "UTF-16LE";
  if (n >= 2 && u[0] == 0xFE && u[1] == 0xFF) return *mark = 2, "UTF-16BE";
  if (gb_utf8_valid(s, n) == n && (n == 0 || !memchr(s, 0, n))) return "UTF-8";
  /* Without a mark UTF-16 shows in its line ends: 00 0A or 0A 00. */
  for (size_t i = 0; n % 2 == 0 && i + 1 < n && i < 4096; i += 2) {
    if (u[i] == 0 && (u[i + 1] == '\n' || u[i + 1] == ' ')) return "UTF-16BE";
    if (u[i + 1] == 0 && (u[i] == '\n' || u[i] == ' ')) return "UTF-16LE";
  }
  return "GB18030";
}

static void convert(const char *from, const char *s, size_t n, size_t mark, gb_buffer *into, gb_error *e) {
  iconv_t cd = iconv_open("UTF-8", from);
  if (cd == (iconv_t)-1) {
    gb_fail(e, GB_STORE, -1, "this system's iconv cannot read %s", from);
    return;
  }
  char *in = (char *)(uintptr_t)(s + mark);
  size_t left = n - mark;
  while (left && !gb_failed(e)) {
    char *to = gb_reserve(into, 65536, e);
    if (!to) break;
    char *out = to;
    size_t room = 65536;
    size_t result = iconv(cd, &in, &left, &out, &room);
    into->size += (size_t)(out - to);
    if (result == (size_t)-1 && errno != E2BIG)
      gb_fail(e, GB_BAD_INPUT, in - s,
              "byte %td is no text in UTF-8, UTF-16 or GB18030; convert the file to UTF-8 first", in - s);
  }
  iconv_close(cd);
}

/* CRLF and lone CR become LF, in place, from `start` on. */
static void plain_line_ends(gb_buffer *b, size_t start) {
  if (b->size == start) return;
  char *to = memchr(b->data + start, '\r', b->size - start);
  if (!to) return;
  const char *end = b->data + b->size;
  for (const char *at = to; at < end; at++) {
    if (*at != '\r') *to++ = *at;
    else if (at + 1 == end || at[1] != '\n') *to++ = '\n';
  }
  b->size = (size_t)(to - b->data);
}

const char *gb_decode(const char *bytes, size_t n, gb_buffer *into, gb_error *e) {
  if (gb_failed(e)) return NULL;
  size_t mark, start = into->size;
  const char *encoding = guess(bytes, n, &mark);
  if (strcmp(encoding, "UTF-8") != 0) {
    convert(encoding, bytes, n, mark, into, e);
  } else {
    size_t bad = mark + gb_utf8_valid(bytes + mark, n - mark);
    if (bad != n)
      gb_fail(e, GB_BAD_INPUT, (int64_t)bad, "byte %zu is not UTF-8 although the file begins with its mark", bad);
    gb_put(into, bytes + mark, n - mark, e);
  }
  const char *nul = into->size > start ? memchr(into->data + start, 0, into->size - start) : NULL;
  if (nul) gb_fail(e, GB_BAD_INPUT, nul - into->data, "a NUL byte: this is no text (a PDF's name must end in .pdf)");
  if (gb_failed(e)) return NULL;
  plain_line_ends(into, start);
  return encoding;
}
