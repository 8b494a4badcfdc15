/* Build step: writes the base lexicon image from jieba's dictionary and tables.
 * usage: compile DICT.txt PROB_EMIT.py OUT */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "segment/lexicon.h"
#include "segment/units.h"

enum { LEAST_COUNT = 4 }; /* rarer entries do more harm than good (README.md) */

static const char *tags[GB_MAX_TAGS] = {GB_FIXED_TAG_NAMES};
static uint32_t tag_count = GB_FIXED_TAGS;
static uint16_t hmm[65536][4];

static uint8_t tag_number(const char *name) {
  for (uint32_t i = 0; i < tag_count; i++)
    if (strcmp(tags[i], name) == 0) return (uint8_t)i;
  tags[tag_count] = name;
  return (uint8_t)tag_count++;
}

typedef struct line { char *word, *tag; double count; bool kept; } line;

static bool wordlike(const char *word) {
  for (size_t at = 0, n = strlen(word); at < n;) {
    uint32_t code;
    int size = gb_utf8_next(word + at, n - at, &code);
    uint32_t class = gb_class_slow(code) & GB_CLASS_MASK;
    if (!size || (class != GB_CLASS_HAN && class != GB_CLASS_LETTER && class != GB_CLASS_DIGIT)) return false;
    at += (size_t)size;
  }
  return true;
}

static size_t characters(const char *word) {
  size_t n = 0;
  for (; *word; word++) n += ((unsigned char)*word & 0xC0) != 0x80;
  return n;
}

/* A numeral with a measure word (一个, 三次): two words by every standard. */
static bool numeral_and_measure(const line *l) {
  uint32_t first;
  if (strcmp(l->tag, "m") != 0 || characters(l->word) != 2) return false;
  int n = gb_utf8_next(l->word, strlen(l->word), &first);
  uint32_t second;
  gb_utf8_next(l->word + n, strlen(l->word + n), &second);
  return gb_class_slow(first) & GB_CLASS_NUMERAL && !(gb_class_slow(second) & GB_CLASS_NUMERAL) &&
         !strstr("些点样下定起边面旦致般共直切半", l->word + n);
}

/* An ordinal with a measure word (第三条, 第一次): two words by every standard. */
static bool ordinal_and_measure(const line *l) {
  size_t n = strlen("第"), size = strlen(l->word), numerals = 0;
  if (strncmp(l->word, "第", n) != 0) return false;
  uint32_t code;
  for (int step; n < size && (step = gb_utf8_next(l->word + n, size - n, &code)) > 0; n += (size_t)step, numerals++)
    if (!(gb_class_slow(code) & GB_CLASS_NUMERAL)) break;
  return numerals && n < size && characters(l->word + n) == 1 && strstr("条款项次届位名个章节期批年月日轮场卷册集类级组步", l->word + n);
}

static size_t read_lines(char *text, line *lines) {
  size_t n = 0;
  for (char *at = strtok(text, "\n"); at; at = strtok(NULL, "\n")) {
    line *l = &lines[n];
    l->word = at;
    char *space = strchr(at, ' ');
    if (!space) continue;
    *space = 0;
    char *tag = NULL;
    l->count = strtod(space + 1, &tag);
    while (*tag == ' ') tag++;
    l->tag = *tag ? tag : (char *)"x";
    n++;
  }
  return n;
}

/* Lines "'\u4e00': -3.65," below "{'B': {", "'E': {", … */
static void read_hmm(char *text) {
  static const char states[] = "BMES";
  for (int c = 0; c < 65536; c++)
    for (int s = 0; s < 4; s++) hmm[c][s] = 20 * GB_COST_SCALE;
  const char *state = states;
  for (char *at = text; (at = strchr(at, '\'')) != NULL; at++) {
    const char *found = at[1] && at[2] == '\'' ? strchr(states, at[1]) : NULL;
    if (found) state = found, at += 2;
    if (at[1] != '\\' || at[2] != 'u') continue;
    unsigned long code = strtoul(at + 3, &at, 16);
    double value = strtod(at + 2, &at);
    double cost = -value * GB_COST_SCALE;
    if (code < 65536) hmm[code][state - states] = (uint16_t)(cost < 65000 ? cost : 65000);
  }
}

static size_t keep(line *lines, size_t n, gb_entry *entries, double *total) {
  size_t count = 0;
  for (size_t i = 0; i < n; i++) {
    line *l = &lines[i];
    l->kept = wordlike(l->word) && (l->count >= LEAST_COUNT || characters(l->word) == 1) && !numeral_and_measure(l) &&
              !ordinal_and_measure(l);
    if (l->kept) *total += l->count;
  }
  for (size_t i = 0; i < n; i++) {
    if (!lines[i].kept) continue;
    double cost = -log((lines[i].count > 0 ? lines[i].count : 1) / *total) * GB_COST_SCALE;
    entries[count++] = (gb_entry){lines[i].word, (uint32_t)strlen(lines[i].word), (uint32_t)lround(cost), tag_number(lines[i].tag)};
  }
  return count;
}

int main(int argc, char **argv) {
  gb_error e = GB_NO_ERROR;
  gb_buffer dict = {0}, emit = {0}, image = {0};
  if (argc != 4) return fputs("usage: compile DICT PROB_EMIT OUT\n", stderr), 2;
  gb_file_read(argv[1], &dict, 1 << 28, &e);
  gb_file_read(argv[2], &emit, 1 << 28, &e);
  gb_put(&dict, "", 1, &e);
  gb_put(&emit, "", 1, &e);
  if (gb_failed(&e)) return fprintf(stderr, "compile: %s\n", e.message), 3;
  line *lines = calloc(dict.size / 4 + 1, sizeof *lines);
  gb_entry *entries = calloc(dict.size / 4 + 1, sizeof *entries);
  if (!lines || !entries) return fputs("compile: out of memory\n", stderr), 4;
  size_t n = read_lines(dict.data, lines);
  read_hmm(emit.data);
  double total = 0;
  size_t count = keep(lines, n, entries, &total);
  gb_lexicon_source source = {entries, count, (uint64_t)total, tags, tag_count, hmm};
  gb_lexicon_compile(&source, &image, &e);
  gb_file_replace(argv[3], image.data, image.size, &e);
  free(lines), free(entries), gb_buffer_free(&dict), gb_buffer_free(&emit);
  if (gb_failed(&e)) return fprintf(stderr, "compile: %s\n", e.message), e.code;
  printf("%zu words, image %zu bytes\n", count, image.size);
  gb_buffer_free(&image);
  return 0;
}
