/* A set of words, found in running text: at a byte, before a byte, from a byte on; the longest of
 * those that fit. A word is looked up by its first or its last character, so that most places cost
 * one look and no comparison.
 *
 * The set owns copies of its words; gb_wordset_free releases them. Texts and words are UTF-8. */
#ifndef GB_TEXT_WORDSET_H
#define GB_TEXT_WORDSET_H

#include "base/error.h"

typedef struct gb_listed {
  uint32_t key; /* the bytes of its first or last character */
  uint32_t at, size;
  int id; /* its place in the list that the set was made of */
} gb_listed;

/* Words of one key: side[from…to), the longest first. */
typedef struct gb_listed_slot {
  uint32_t key, from, to;
} gb_listed_slot;

typedef struct gb_listed_side {
  gb_listed *word;
  gb_listed_slot *slot; /* a hash table by key; free where from == to */
  uint32_t mask;
} gb_listed_side;

typedef struct gb_wordset {
  char *bytes;
  size_t count;
  gb_listed_side first, last;
  bool starts[256]; /* bytes that words start with */
} gb_wordset;

bool gb_wordset_make(gb_wordset *w, const char *const words[], size_t count, gb_error *e);
void gb_wordset_free(gb_wordset *w);

/* The longest word that starts at byte `at` of text[0…n), that ends right before byte `end`; -1: none. */
int gb_wordset_at(const gb_wordset *w, const char *text, size_t n, size_t at);
int gb_wordset_before(const gb_wordset *w, const char *text, size_t end);

/* The first word from a byte on, and where it starts; -1: none. */
int gb_wordset_find(const gb_wordset *w, const char *text, size_t n, size_t from, size_t *at);

#endif
