/* Folding: the form of a character under which it is compared and indexed.
 * One character gives one character, so positions stay exact. Full-width and
 * half-width, upper and lower case, the variants of one punctuation mark, and
 * traditional forms with exactly one simplified form fold together.
 *
 * gb_fold_slow() is the definition; the build writes its values into the
 * lexicon image as a table, which is what everything else uses. */
#ifndef GB_SEGMENT_FOLD_H
#define GB_SEGMENT_FOLD_H

#include <stdint.h>

/* Pairs of UTF-8 characters, traditional then simplified, sorted. */
extern const char gb_traditional[];

/* Changes whenever a value of the table does: segments are tied to it. */
#define GB_FOLD_VERSION 1u

/* Fills table[code] for every code below 65536. */
void gb_fold_slow(uint16_t table[65536]);

/* What a character is to the segmenter. */
enum {
  GB_CLASS_OTHER = 0,   /* symbols: a token each */
  GB_CLASS_SPACE = 1,
  GB_CLASS_PUNCT = 2,
  GB_CLASS_DIGIT = 3,
  GB_CLASS_LETTER = 4,  /* Latin, Greek, Cyrillic, kana: runs are one token */
  GB_CLASS_HAN = 5,
  GB_CLASS_MASK = 7,
  GB_CLASS_NUMERAL = 8, /* a bit beside HAN: 一 … 九 十 百 千 万 亿 〇 两, and ○ for 〇 */
  GB_CLASS_SUFFIX = 16, /* a bit beside HAN: makes one word with the word before it */
};

uint8_t gb_class_slow(uint32_t code);

#endif
