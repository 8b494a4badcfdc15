/* Which of the dictionary's entries are words: for the build step only. */
#ifndef GB_SEGMENT_CHOOSE_H
#define GB_SEGMENT_CHOOSE_H

#include <stdbool.h>
#include <stddef.h>

typedef struct line {
  char *word;
  const char *tag;
  double count;
  bool kept;
} line;

/* Sets `kept` of each line. README.md says by what rules and what each is worth. */
bool choose_words(line *lines, size_t n);

size_t characters_of(const char *word);

#endif
