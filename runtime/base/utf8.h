/* UTF-8: decoding one character at a time, validity, display width.
 * Nothing here allocates. */
#ifndef GB_BASE_UTF8_H
#define GB_BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* Decodes the character at s[0…n). Stores its code point and returns its
 * length in bytes (1–4), or 0 where n is 0 or the bytes are no valid UTF-8
 * (overlong forms, surrogates and values past U+10FFFF included). */
int gb_utf8_next(const char *s, size_t n, uint32_t *code);

/* Writes one code point to out[0…4) and returns its length in bytes. */
int gb_utf8_put(char *out, uint32_t code);

/* The offset of the first invalid byte, or n where all of it is valid. */
size_t gb_utf8_valid(const char *s, size_t n);

/* Terminal columns of a character: 0 combining and control, 2 East Asian wide
 * and full-width, else 1: also for the ambiguous ones (“ ” — …), as terminals
 * under a UTF-8 locale draw them. */
int gb_width(uint32_t code);

/* Bytes of the character at s[0…n), n > 0, and its columns; an invalid byte is one of each. */
int gb_utf8_width(const char *s, size_t n, int *columns);

/* Terminal columns of s[0…n); an invalid byte counts 1. */
size_t gb_text_width(const char *s, size_t n);

/* Bytes of the longest start of s[0…n) that is at most `columns` wide; *width is its width. */
size_t gb_text_fit(const char *s, size_t n, size_t columns, size_t *width);

#endif
