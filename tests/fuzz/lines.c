/* Any text: every line inside it, pages ascending, and each squeezed byte from its line. */
#include <stdlib.h>

#include "text/lines.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_squeeze(const char *s, const gb_line *line) {
  gb_buffer text = {0}, where = {0};
  gb_error e = GB_NO_ERROR;
  gb_squeeze(s + line->start, line->size, line->dotted, &text, &where, &e);
  if (where.size != text.size * sizeof(uint32_t)) abort();
  const uint32_t *from = (const uint32_t *)(const void *)where.data;
  for (size_t i = 0; i < text.size; i++) {
    if (from[i] >= line->size) abort();
    if (text.data[i] != ' ' && text.data[i] != s[line->start + from[i]]) abort();
  }
  gb_buffer_free(&text);
  gb_buffer_free(&where);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  gb_lines lines;
  gb_error e = GB_NO_ERROR;
  const char *s = (const char *)data;
  if (!gb_lines_make(&lines, s, size, &e)) abort();
  uint32_t page = 0;
  for (size_t i = 0; i < lines.count; i++) {
    const gb_line *line = &lines.line[i];
    if ((size_t)line->start + line->size > size) abort();
    if (line->page < page || line->page > lines.pages) abort();
    page = line->page;
    check_squeeze(s, line);
  }
  gb_lines_free(&lines);
  return 0;
}
