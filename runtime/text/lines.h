/* The lines of a text, as the print shows them.
 *
 * A line keeps where it stands and what of its shape is evidence for reflow:
 * how far it is indented, how wide it is set, which page it is on. Widths are
 * in half ems: a Chinese character is 2, a digit or Latin letter 1, and two
 * layout spaces (a quarter em each in these extractions) are 1.
 *
 * Page starts are found in this order:
 *   1. a form feed before the line (pdftotext's own);
 *   2. in a text whose lines are parted by blank ones, a line with one leading
 *      space or · and no blank line before it;
 *   3. a line that is only a page number, "- 69 -", where neither of the
 *      others stands beside it.
 * A text with none of these has no pages (page 0). */
#ifndef GB_TEXT_LINES_H
#define GB_TEXT_LINES_H

#include "base/buffer.h"

typedef struct gb_line {
  uint32_t start, size;  /* bytes in the text, without leading and trailing space */
  uint32_t page;         /* 1-based, 0 where the text has none */
  uint16_t indent;       /* leading spaces, in characters */
  uint16_t width;        /* half ems, without leading and trailing space */
  uint8_t first_on_page; /* 1: the page's first printed line */
  uint8_t furniture;     /* 1: a page number and nothing else */
  uint8_t dotted;        /* 1: · stands for a space in this line */
  uint8_t blank;
} gb_line;

typedef struct gb_lines {
  gb_line *line; /* owned; counted from 0 here, from 1 everywhere outside */
  size_t count;
  uint32_t pages;
} gb_lines;

bool gb_lines_make(gb_lines *out, const char *text, size_t n, gb_error *e);
void gb_lines_free(gb_lines *l);

/* Appends s[0…n) with layout spaces gone: a space beside a Chinese character
 * or full-width punctuation is dropped, between two Latin words one is kept.
 * Where `where` is not NULL, the offset in `s` that each byte written came
 * from is appended to it, as uint32_t. */
bool gb_squeeze(const char *s, size_t n, bool dotted, gb_buffer *into, gb_buffer *where, gb_error *e);

#endif
