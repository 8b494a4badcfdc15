/* The coarse mode: dates and titles become one token. */
#include <string.h>

#include "segment/span.h"

typedef struct view {
  const gb_cutter *c;
  const unsigned char *text;
  const gb_tokens *t;
} view;

static uint32_t start_of(view v, size_t i) { return i ? v.t->ends[i - 1] : 0; }

static bool is(view v, size_t i, const char *word) {
  if (i >= v.t->count) return false;
  size_t size = strlen(word);
  return v.t->ends[i] - start_of(v, i) == size && memcmp(v.text + start_of(v, i), word, size) == 0;
}

static bool is_number(view v, size_t i) {
  return i < v.t->count && gb_tag_of(v.c, v.t->ids[i]) == GB_TAG_M && v.t->ids[i] >= GB_ID_OTHER;
}

/* The token after a date that starts at i, or i where none does:
 * number 年 [number 月 [number 日]] | number 月 [number 日]. */
static size_t date(view v, size_t i) {
  static const char *const marks[] = {"年", "月", "日"};
  size_t at = i;
  for (int part = 0; part < 3; part++) {
    if (is_number(v, at) && is(v, at + 1, marks[part])) at += 2;
    else if (at > i || part == 2) return at;
  }
  return at;
}

enum { TITLE_TOKENS = 60 };

/* The token after the 》 that closes the 《 at i, or i. */
static size_t title(view v, size_t i) {
  if (!is(v, i, "《")) return i;
  int depth = 0;
  for (size_t at = i; at < v.t->count && at < i + TITLE_TOKENS && !is(v, at, "\n"); at++) {
    if (is(v, at, "《")) depth++;
    if (is(v, at, "》") && --depth == 0) return at + 1;
  }
  return i;
}

void gb_join(gb_cutter *c, const unsigned char *text, gb_tokens *out) {
  gb_tokens whole = *out;
  view v = {c, text, &whole};
  size_t at = 0;
  for (size_t i = 0; i < whole.count;) {
    uint8_t tag = GB_TAG_T;
    size_t next = date(v, i);
    if (next == i) next = title(v, i), tag = GB_TAG_TITLE;
    uint32_t id = next == i ? whole.ids[i] : GB_ID_OTHER + (uint32_t)tag;
    if (next == i) next++;
    out->ends[at] = whole.ends[next - 1];
    out->ids[at++] = id;
    i = next;
  }
  out->count = at;
}
