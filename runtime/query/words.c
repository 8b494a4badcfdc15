#include "query/words.h"

#include <string.h>

bool gb_text_follows(const gb_index *x, gb_position from, const char *text, size_t size, gb_position *to) {
  uint32_t t = gb_token(from), skip = gb_characters(from);
  while (size) {
    if (t >= x->h.tokens) return false;
    uint32_t n;
    const char *word = gb_index_word(x, gb_folded(x, t), &n);
    uint32_t off = skip ? gb_bytes_of(word, n, skip) : 0, left = n - off;
    uint32_t common = left < size ? left : (uint32_t)size;
    if (!common || memcmp(word + off, text, common) != 0) return false;
    if (common < left) {
      *to = gb_at(t, skip + gb_characters_of(text, common));
      return true;
    }
    text += common;
    size -= common;
    skip = 0;
    t++;
  }
  *to = gb_at(t, skip);
  return true;
}

bool gb_text_precedes(const gb_index *x, gb_position to, const char *text, size_t size, gb_position *from) {
  uint32_t t = gb_token(to), part = gb_characters(to), n;
  if (!part && !t) return false;
  while (size) {
    if (!part && t-- == 0) return false;
    const char *word = gb_index_word(x, gb_folded(x, t), &n);
    uint32_t end = part ? gb_bytes_of(word, n, part) : n, common = end < size ? end : (uint32_t)size;
    if (!common || memcmp(word + end - common, text + size - common, common) != 0) return false;
    size -= common;
    if (common < end) {
      *from = gb_at(t, gb_characters_of(word, end - common));
      return true;
    }
    part = 0;
  }
  *from = gb_at(t, 0);
  return true;
}
