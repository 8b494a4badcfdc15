#include "text/lines.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum { LATIN_END = 0x250, MIDDLE_DOT = 0xB7 };

static bool is_space(uint32_t c) {
  return c == ' ' || c == '\t' || c == '\f' || c == '\v' || c == 0xA0 || c == 0x3000 ||
         (c >= 0x2000 && c <= 0x200B) || c == 0x202F || c == 0xFEFF;
}

static bool is_digit(uint32_t c) { return c >= '0' && c <= '9'; }

/* A middle dot stands for a space where it leads the line or joins a number to
 * its measure or month: 2022·年, 共·15·个. Between two Chinese characters it is
 * punctuation, and between two digits (3·15) part of a name. */
static bool has_space_dots(const char *s, size_t n) {
  uint32_t before = 0, code;
  for (size_t at = 0; at < n;) {
    int len = gb_utf8_next(s + at, n - at, &code);
    if (!len) return false;
    at += (size_t)len;
    if (code == MIDDLE_DOT) {
      uint32_t after = 0;
      gb_utf8_next(s + at, n - at, &after);
      if (before == 0) return true;
      if (is_digit(before) != is_digit(after) && (before >= 0x4E00 || after >= 0x4E00)) return true;
    }
    before = code;
  }
  return false;
}

static bool is_dash(uint32_t c) { return c == '-' || c == 0x2013 || c == 0x2014 || c == 0xFF0D || c == 0x2500; }

static bool is_dot(uint32_t c) { return c == MIDDLE_DOT || c == 0x2022 || c == 0x30FB; }

/* "- 69 -", "—69—", "·69·": marks around a number and nothing else. A line's first middle
 * dot counts as space (measure), so one dot behind the number is enough. */
static bool is_page_number(const char *s, size_t n) {
  int digits = 0, dashes = 0, dots = 0;
  uint32_t code;
  for (size_t at = 0; at < n;) {
    int len = gb_utf8_next(s + at, n - at, &code);
    if (!len) return false;
    at += (size_t)len;
    if (is_digit(code)) digits++;
    else if (is_dash(code)) dashes++;
    else if (is_dot(code)) dots++;
    else if (!is_space(code)) return false;
  }
  bool marked = dots == 0 ? dashes >= 2 && dashes <= 4 : dashes == 0 && dots <= 2;
  return digits >= 1 && digits <= 4 && marked;
}

/* The value of a line that is one to four digits and nothing else, else -1. */
static int bare_number(const char *s, size_t n) {
  if (n < 1 || n > 4) return -1;
  int value = 0;
  for (size_t i = 0; i < n; i++) {
    if (s[i] < '0' || s[i] > '9') return -1;
    value = value * 10 + (s[i] - '0');
  }
  return value;
}

/* Fills indent, width, start and size from the raw line s[0…n). */
static void measure(gb_line *line, const char *s, size_t n) {
  size_t first = n, end = 0, spaces = 0, width = 0;
  uint32_t code;
  for (size_t at = 0; at < n;) {
    int len = gb_utf8_next(s + at, n - at, &code);
    if (!len) len = 1, code = 0xFFFD;
    if (is_space(code) || (first == n && code == MIDDLE_DOT)) {
      if (first == n) line->indent++;
      else spaces++;
    } else {
      if (first == n) first = at;
      width += spaces / 2 + (code < LATIN_END ? 1 : 2);
      spaces = 0;
      end = at + (size_t)len;
    }
    at += (size_t)len;
  }
  line->blank = first == n;
  line->start += (uint32_t)first;
  line->size = line->blank ? 0 : (uint32_t)(end - first);
  line->width = (uint16_t)(width > UINT16_MAX ? UINT16_MAX : width);
}

static size_t count_lines(const char *text, size_t n) {
  size_t count = 0;
  for (size_t at = 0; at < n; count++) {
    const char *newline = memchr(text + at, '\n', n - at);
    at = newline ? (size_t)(newline - text) + 1 : n;
  }
  return count;
}

static bool split(gb_lines *l, const char *text, size_t n, gb_error *e) {
  l->count = count_lines(text, n);
  l->line = calloc(l->count ? l->count : 1, sizeof *l->line);
  if (!l->line) return gb_fail(e, GB_STORE, -1, "out of memory for %zu lines", l->count);
  size_t at = 0;
  for (size_t i = 0; i < l->count; i++) {
    const char *newline = memchr(text + at, '\n', n - at);
    size_t size = (newline ? (size_t)(newline - text) : n) - at;
    gb_line *line = &l->line[i];
    line->start = (uint32_t)at;
    line->first_on_page = size > 0 && text[at] == '\f';
    line->dotted = size > 0 && memchr(text + at, MIDDLE_DOT, size) && has_space_dots(text + at, size);
    measure(line, text + at, size);
    line->furniture = !line->blank && is_page_number(text + line->start, line->size);
    at += size + 1;
  }
  return true;
}

/* Marks page starts of the second kind in a text set with blank lines. */
static void starts_by_space(gb_lines *l) {
  size_t parted = 0, printed = 0;
  for (size_t i = 0; i + 1 < l->count; i++)
    if (!l->line[i].blank) printed++, parted += l->line[i + 1].blank;
  if (printed < 4 || parted * 10 < printed * 7) return;
  for (size_t i = 1; i < l->count; i++) {
    gb_line *line = &l->line[i];
    if (line->indent == 1 && !line->blank && !l->line[i - 1].blank) line->first_on_page = 1;
  }
}

/* The nearest printed line after i (step 1) or before it (step -1), or NULL. */
static const gb_line *neighbour(const gb_lines *l, size_t i, int step) {
  for (i += (size_t)step; i < l->count; i += (size_t)step)
    if (!l->line[i].blank) return &l->line[i];
  return NULL;
}

/* Page numbers without marks. A lone number is no proof: it is one where the next bare
 * number is its successor and a page's text stands between them. Once two are found, the
 * next in number is one however short the page, and others are text. */
enum { LEAST_PAGE = 240, MOST_SKIPPED = 3 }; /* bytes; numbers, for pages printed without one */

static bool succeeds(int number, int value, bool proved, size_t between) {
  if (number == value + 1) return proved || between >= LEAST_PAGE;
  return proved && number > value && number <= value + MOST_SKIPPED && between >= LEAST_PAGE;
}

static void bare_page_numbers(gb_lines *l, const char *text) {
  gb_line *before = NULL;
  int value = -1;
  size_t between = 0; /* bytes of text since the number before */
  for (size_t i = 0; i < l->count; i++) {
    gb_line *line = &l->line[i];
    if (line->blank) continue;
    int number = bare_number(text + line->start, line->size);
    bool proved = before && before->furniture, next = before && succeeds(number, value, proved, between);
    if (number < 0 || (!next && (proved || number == value + 1))) {
      between += line->size;
      continue;
    }
    if (next) before->furniture = line->furniture = 1;
    before = line, value = number, between = 0;
  }
}

/* A page number starts a page unless another mark beside it already does. */
static void starts_by_number(gb_lines *l) {
  for (size_t i = 0; i < l->count; i++) {
    gb_line *line = &l->line[i];
    if (!line->furniture || line->first_on_page) continue;
    const gb_line *after = neighbour(l, i, 1), *before = neighbour(l, i, -1);
    bool marked = (after && after->first_on_page) || (before && before->first_on_page && before->furniture);
    line->first_on_page = !marked;
  }
}

/* pdftotext ends each page with a form feed, the last one too: what comes after the last
 * printed line starts nothing. */
static void forget_last_feed(gb_lines *l) {
  for (size_t i = l->count; i > 0 && l->line[i - 1].blank; i--) l->line[i - 1].first_on_page = 0;
}

static void number_pages(gb_lines *l) {
  bool any = false;
  for (size_t i = 0; i < l->count; i++) any |= l->line[i].first_on_page;
  if (!any) return;
  for (size_t i = 0; i < l->count; i++) {
    gb_line *line = &l->line[i];
    if (line->first_on_page || (l->pages == 0 && !line->blank)) l->pages++, line->first_on_page = 1;
    line->page = l->pages ? l->pages : 1;
  }
}

bool gb_lines_make(gb_lines *out, const char *text, size_t n, gb_error *e) {
  *out = (gb_lines){0};
  if (gb_failed(e)) return false;
  if (n > UINT32_MAX / 2) return gb_fail(e, GB_BAD_INPUT, -1, "a text of %zu bytes is too long; split it", n);
  if (!split(out, text, n, e)) return false;
  bare_page_numbers(out, text);
  starts_by_space(out);
  starts_by_number(out);
  forget_last_feed(out);
  number_pages(out);
  return true;
}

void gb_lines_free(gb_lines *l) {
  free(l->line);
  *l = (gb_lines){0};
}

/* Appends bytes that stand at s[at…), noting where each came from. */
static void put_mapped(gb_buffer *into, gb_buffer *where, const char *bytes, size_t len, size_t at, gb_error *e) {
  gb_put(into, bytes, len, e);
  for (size_t i = 0; where && i < len; i++) {
    uint32_t offset = (uint32_t)(at + i);
    gb_put(where, &offset, sizeof offset, e);
  }
}

static bool is_latin(uint32_t c) { return c != 0 && c < LATIN_END; }

/* Latin words are parted by a space; marks and brackets cling to their word. */
static bool keeps_space(uint32_t before, uint32_t after) {
  if (!is_latin(before) || !is_latin(after) || before == '(') return false;
  return !(after < 0x80 && strchr(",.;:!?%)", (int)after));
}

bool gb_squeeze(const char *s, size_t n, bool dotted, gb_buffer *into, gb_buffer *where, gb_error *e) {
  uint32_t before = 0, code;
  size_t space = SIZE_MAX; /* where the space began that is held back */
  for (size_t at = 0; at < n && !gb_failed(e);) {
    int len = gb_utf8_next(s + at, n - at, &code);
    if (!len) len = 1, code = 0xFFFD;
    size_t next = at + (size_t)len;
    uint32_t after = 0;
    if (dotted && code == MIDDLE_DOT) gb_utf8_next(s + next, n - next, &after);
    if (is_space(code) || (dotted && code == MIDDLE_DOT && (is_digit(before) != is_digit(after) || !before))) {
      if (space == SIZE_MAX) space = at;
    } else {
      if (space != SIZE_MAX && keeps_space(before, code)) put_mapped(into, where, " ", 1, space, e);
      space = SIZE_MAX;
      put_mapped(into, where, s + at, (size_t)len, at, e);
      before = code;
    }
    at = next;
  }
  return !gb_failed(e);
}
