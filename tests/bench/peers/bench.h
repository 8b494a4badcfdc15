/* What the drivers of other tools share: the text as lines, and the CPU time of the best of three rounds.
 * A driver prints one number, megabytes of text for each second. Its tool's code is linked, not copied. */
#ifndef GB_BENCH_H
#define GB_BENCH_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct text {
  char *bytes, **lines;
  size_t size, count;
} text;

static text read_text(const char *path) {
  text t = {0};
  FILE *f = fopen(path, "rb");
  if (!f) exit(3);
  fseek(f, 0, SEEK_END);
  t.size = (size_t)ftell(f);
  rewind(f);
  t.bytes = (char *)calloc(t.size + 1, 1);
  t.lines = (char **)calloc(t.size + 1, sizeof *t.lines);
  if (!t.bytes || !t.lines || fread(t.bytes, 1, t.size, f) != t.size) exit(3);
  fclose(f);
  for (char *line = strtok(t.bytes, "\n"); line; line = strtok(NULL, "\n")) t.lines[t.count++] = line;
  return t;
}

/* `cut` cuts one line and returns the number of its words. */
static int measure(const char *path, size_t (*cut)(char *line)) {
  text t = read_text(path);
  double best = 1e9;
  size_t words = 0;
  for (int round = 0; round < 3; round++) {
    clock_t start = clock();
    words = 0;
    for (size_t i = 0; i < t.count; i++) words += cut(t.lines[i]);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    if (seconds < best) best = seconds;
  }
  if (words < t.count) return 3;
  printf("%.3f\n", (double)t.size / 1e6 / best);
  return 0;
}

#endif
