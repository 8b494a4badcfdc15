#include "segment/fold.h"

#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"

/* Each row: the form that stands for all, then its variants. */
static const char *const same[] = {
    ",，﹐、︑", ":：︰", ";；﹔", "?？﹖", "!！﹗", "(（﹙〔［[【", ")）﹚〕］]】",
    "\"“”„‟「」『』＂", "'‘’‚‛＇", "《〈«", "》〉»", "-－—–―‐‑−─", "~～〜∼", "·•・‧∙⋅", "。｡", "/／", NULL,
};

static uint16_t next_of(const char **at) {
  uint32_t code = 0;
  int n = gb_utf8_next(*at, strlen(*at), &code);
  *at += n;
  return n ? (uint16_t)code : 0;
}

static void fold_row(uint16_t table[65536], const char *row) {
  uint16_t first = next_of(&row), variant;
  while ((variant = next_of(&row)) != 0) table[variant] = first;
}

void gb_fold_slow(uint16_t table[65536]) {
  for (uint32_t c = 0; c < 65536; c++) table[c] = (uint16_t)c;
  for (uint32_t c = 0xFF01; c <= 0xFF5E; c++) table[c] = (uint16_t)(c - 0xFEE0);
  for (uint32_t c = 'A'; c <= 'Z'; c++) table[c] = table[c + 0xFEE0] = (uint16_t)(c + 32);
  table[0x3000] = table[0xA0] = ' ';
  for (uint32_t c = 0x2000; c <= 0x200A; c++) table[c] = ' ';
  for (int i = 0; same[i]; i++) fold_row(table, same[i]);
  const char *at = gb_traditional;
  for (uint16_t from; (from = next_of(&at)) != 0;) table[from] = next_of(&at);
}

static bool one_of(uint32_t c, const char *characters) {
  char bytes[5] = {0};
  gb_utf8_put(bytes, c);
  return strstr(characters, bytes) != NULL;
}

static bool is_numeral(uint32_t c) { return one_of(c, "一二三四五六七八九十百千万亿零〇○两壹贰叁肆伍陆柒捌玖拾佰仟廿卅"); }

/* What makes nouns of other words and hardly stands alone. */
static bool is_suffix(uint32_t c) { return one_of(c, "率性者员式型化界额度量感费组局厅"); }

static bool in(uint32_t c, uint32_t first, uint32_t last) { return c >= first && c <= last; }

uint8_t gb_class_slow(uint32_t c) {
  if (c == ' ' || in(c, 9, 13) || c == 0xA0 || c == 0x3000 || in(c, 0x2000, 0x200B) || c == 0x2028 || c == 0xFEFF)
    return GB_CLASS_SPACE;
  if (in(c, '0', '9') || in(c, 0xFF10, 0xFF19)) return GB_CLASS_DIGIT;
  if (in(c, 'a', 'z') || in(c, 'A', 'Z') || in(c, 0xFF21, 0xFF3A) || in(c, 0xFF41, 0xFF5A)) return GB_CLASS_LETTER;
  if (c != 0xD7 && c != 0xF7 && in(c, 0xC0, 0x24F)) return GB_CLASS_LETTER;
  if (in(c, 0x370, 0x52F) || in(c, 0x1E00, 0x1FFF) || in(c, 0x3041, 0x30FA) || in(c, 0x30FC, 0x30FE) ||
      in(c, 0xAC00, 0xD7A3))
    return GB_CLASS_LETTER;
  if (c == 0x3005 || c == 0x3007 || c == 0x25CB || in(c, 0x3400, 0x4DBF) || in(c, 0x4E00, 0x9FFF) || in(c, 0xF900, 0xFAFF) ||
      in(c, 0xD800, 0xDFFF))
    return (uint8_t)(GB_CLASS_HAN | (is_numeral(c) ? GB_CLASS_NUMERAL : 0) | (is_suffix(c) ? GB_CLASS_SUFFIX : 0));
  if (in(c, 0x21, 0x2F) || in(c, 0x3A, 0x40) || in(c, 0x5B, 0x60) || in(c, 0x7B, 0x7E) || in(c, 0x2010, 0x2027) ||
      in(c, 0x2030, 0x205E) || in(c, 0x3001, 0x3003) || in(c, 0x3008, 0x301F) || in(c, 0xFF01, 0xFF0F) ||
      in(c, 0xFF1A, 0xFF20) || in(c, 0xFF3B, 0xFF40) || in(c, 0xFF5B, 0xFF65) || c == 0xB7 || c == 0x30FB ||
      in(c, 0xFE30, 0xFE6B))
    return GB_CLASS_PUNCT;
  return GB_CLASS_OTHER;
}
