#include "base/utf8.h"

#include <stdbool.h>

static int continuation(const unsigned char *s, int n, uint32_t *code) {
  for (int i = 1; i < n; i++) {
    if ((s[i] & 0xC0) != 0x80) return 0;
    *code = *code << 6 | (s[i] & 0x3F);
  }
  return n;
}

int gb_utf8_next(const char *text, size_t n, uint32_t *code) {
  const unsigned char *s = (const unsigned char *)text;
  if (n == 0) return 0;
  if (s[0] < 0x80) return *code = s[0], 1;
  if (s[0] >= 0xC2 && s[0] < 0xE0 && n >= 2) {
    *code = s[0] & 0x1F;
    return continuation(s, 2, code);
  }
  if (s[0] >= 0xE0 && s[0] < 0xF0 && n >= 3) {
    *code = s[0] & 0x0F;
    if (!continuation(s, 3, code)) return 0;
    return *code >= 0x800 && (*code < 0xD800 || *code > 0xDFFF) ? 3 : 0;
  }
  if (s[0] >= 0xF0 && s[0] < 0xF5 && n >= 4) {
    *code = s[0] & 0x07;
    if (!continuation(s, 4, code)) return 0;
    return *code >= 0x10000 && *code <= 0x10FFFF ? 4 : 0;
  }
  return 0;
}

int gb_utf8_put(char *out, uint32_t c) {
  if (c < 0x80) return out[0] = (char)c, 1;
  if (c < 0x800) {
    out[0] = (char)(0xC0 | c >> 6);
    out[1] = (char)(0x80 | (c & 0x3F));
    return 2;
  }
  if (c < 0x10000) {
    out[0] = (char)(0xE0 | c >> 12);
    out[1] = (char)(0x80 | (c >> 6 & 0x3F));
    out[2] = (char)(0x80 | (c & 0x3F));
    return 3;
  }
  out[0] = (char)(0xF0 | c >> 18);
  out[1] = (char)(0x80 | (c >> 12 & 0x3F));
  out[2] = (char)(0x80 | (c >> 6 & 0x3F));
  out[3] = (char)(0x80 | (c & 0x3F));
  return 4;
}

size_t gb_utf8_valid(const char *s, size_t n) {
  size_t at = 0;
  uint32_t code;
  while (at < n) {
    int len = gb_utf8_next(s + at, n - at, &code);
    if (!len) return at;
    at += (size_t)len;
  }
  return n;
}

/* Nearly all of a Chinese text is U+4E00 … U+9FFF, 、。《》 and the like (U+3000 … U+303E) and
 * ，：（） and the like (U+FF01 … U+FF3F), all wide: no need to decode them. */
static inline bool surely_wide(const unsigned char *s, size_t n) {
  if (n < 3 || s[0] < 0xE3 || (s[1] & 0xC0) != 0x80 || (s[2] & 0xC0) != 0x80) return false;
  unsigned two = (unsigned)s[0] << 8 | s[1];
  return (two >= 0xE4B8 && two <= 0xE9BF) || (two == 0xE380 && s[2] < 0xBF) || (two == 0xEFBC && s[2] > 0x80);
}

static inline int width_of(const char *s, size_t n, int *columns) {
  uint32_t code;
  if (surely_wide((const unsigned char *)s, n)) return *columns = 2, 3;
  if (s[0] >= ' ' && s[0] < 0x7F) return *columns = 1;
  int size = gb_utf8_next(s, n, &code);
  *columns = size ? gb_width(code) : 1;
  return size ? size : 1;
}

int gb_utf8_width(const char *s, size_t n, int *columns) { return width_of(s, n, columns); }

size_t gb_text_width(const char *s, size_t n) {
  size_t columns = 0;
  int one;
  for (size_t at = 0; at < n; columns += (size_t)one) at += (size_t)width_of(s + at, n - at, &one);
  return columns;
}

size_t gb_text_fit(const char *s, size_t n, size_t columns, size_t *width) {
  size_t at = 0;
  int one;
  for (*width = 0; at < n; *width += (size_t)one) {
    size_t size = (size_t)width_of(s + at, n - at, &one);
    if (*width + (size_t)one > columns) break;
    at += size;
  }
  return at;
}
