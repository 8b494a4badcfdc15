/* Regular expressions over folded text: . [a-z] [^a] ( ) | * + ? {m,n} ^ $ and
 * the classes \d digits, \h Chinese characters, \w letters, digits or Chinese
 * characters, \s space; in capitals their opposites; \ before any other mark
 * is that mark. Characters are code points, and the expression is folded as
 * the text is.
 *
 * An expression becomes a set automaton and, as text is read, a deterministic
 * one whose states are made when first met: matching never backtracks. A
 * compiled expression keeps that cache and so belongs to one thread. */
#ifndef GB_QUERY_REGEX_H
#define GB_QUERY_REGEX_H

#include "query/core.h"

typedef struct gb_regex gb_regex;

/* Positions in errors are bytes of `pattern`. */
gb_regex *gb_regex_new(const char *pattern, size_t size, gb_error *e);
void gb_regex_free(gb_regex *r);

/* Does it match the whole text? */
bool gb_regex_whole(gb_regex *r, const char *text, size_t size);

/* Finds the leftmost, then longest, non-empty match from byte `from` on. */
bool gb_regex_find(gb_regex *r, const char *text, size_t size, size_t from, size_t *start, size_t *stop);

/* What every match contains. */
const gb_core *gb_regex_core(const gb_regex *r);

#endif
