/* Build step: writes the base lexicon image from jieba's dictionary and tables.
 * usage: compile DICT.txt PROB_EMIT.py OUT */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "segment/lexicon.h"
#include "segment/tool/choose.h"

/* The pronoun that the dictionary lacks, with a count that makes it cheaper than its parts. */
static const char lacking[] = "\n有的 30000 r\n";

static const char *tags[GB_MAX_TAGS] = {GB_FIXED_TAG_NAMES};
static uint32_t tag_count = GB_FIXED_TAGS;
static uint16_t hmm[65536][4];

static uint8_t tag_number(const char *name) {
  for (uint32_t i = 0; i < tag_count; i++)
    if (strcmp(tags[i], name) == 0) return (uint8_t)i;
  tags[tag_count] = name;
  return (uint8_t)tag_count++;
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
    l->tag = *tag ? tag : "x";
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

static size_t keep(const line *lines, size_t n, gb_entry *entries, double *total) {
  size_t count = 0;
  for (size_t i = 0; i < n; i++)
    if (lines[i].kept) *total += lines[i].count;
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
  gb_put(&dict, lacking, sizeof lacking, &e);
  gb_put(&emit, "", 1, &e);
  if (gb_failed(&e)) return fprintf(stderr, "compile: %s\n", e.message), 3;
  line *lines = calloc(dict.size / 4 + 1, sizeof *lines);
  gb_entry *entries = calloc(dict.size / 4 + 1, sizeof *entries);
  if (!lines || !entries) return fputs("compile: out of memory\n", stderr), 4;
  size_t n = read_lines(dict.data, lines);
  if (!choose_words(lines, n)) return fputs("compile: out of memory\n", stderr), 4;
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
