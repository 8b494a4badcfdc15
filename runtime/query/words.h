/* Comparing text with the stream, character by character, in folded form. */
#ifndef GB_QUERY_WORDS_H
#define GB_QUERY_WORDS_H

#include "query/spans.h"

/* Does `text` stand at `from`? Then *to is where it ends. Never crosses the
 * end of a node. */
bool gb_text_follows(const gb_index *x, gb_position from, const char *text, size_t size, gb_position *to);

/* Does `text` end at `to`? Then *from is where it starts. */
bool gb_text_precedes(const gb_index *x, gb_position to, const char *text, size_t size, gb_position *from);

/* Bytes of the first n characters of a word; characters of its first n bytes. */
static inline uint32_t gb_bytes_of(const char *word, uint32_t size, uint32_t characters) {
  uint32_t at = 0;
  while (at < size && characters) {
    at++;
    while (at < size && ((unsigned char)word[at] & 0xC0) == 0x80) at++;
    characters--;
  }
  return at;
}
static inline uint32_t gb_characters_of(const char *word, size_t size) {
  uint32_t n = 0;
  for (size_t i = 0; i < size; i++) n += ((unsigned char)word[i] & 0xC0) != 0x80;
  return n;
}

#endif
