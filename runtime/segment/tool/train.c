/* Trains the optional segmentation model (segment/model.h) from segmented text.
 * usage: train GOLD.seg OUT.model
 *
 * Each sentence is cut by the lattice with the pulls as they are; where the path and
 * the gold differ, the weights of the features there move a step (a structured
 * perceptron), and the mean over all sentences is what is kept. The word costs of the
 * lexicon stay as they are, so the model learns only what the lexicon gets wrong, and
 * says next to nothing of text it has not seen. All is in whole numbers: the same
 * text and lexicon give the same bytes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "segment/span.h"
#include "segment/units.h"

/* Chosen on an eighth of the treebank's training part that was held out for it. */
enum {
  BITS = 20,      /* 2^20 weights */
  ROUNDS = 12,
  STEP = 1024,    /* half a nat */
  MARGIN = 32768, /* how much better than its neighbours the gold path must be, a place */
  SCALE = 256,    /* of a weight while training … */
  BLEND = 128,    /* … and in the file: the model has half a say beside the lexicon, */
  HOLD = 26112,   /* and splits its words the less willingly the more frequent they are (below 12.75 nats) */
};

typedef struct trainer {
  gb_cutter *cutter;
  int32_t *weights;  /* in cost units */
  int64_t *weighted; /* each step times the sentences seen before it */
  int64_t seen;
  long wrong;
} trainer;

typedef struct sentence {
  char *text;
  bool *ends; /* of each byte: does a gold word end before it? */
  uint32_t size;
} sentence;

static void features_of(const gb_cutter *c, uint32_t (*features)[GB_FEATURES]) {
  static gb_places places;
  uint16_t units[GB_SPAN + GB_ATOM + 2 * GB_CONTEXT];
  gb_model_units(c, units);
  gb_model_words(c, &places);
  for (int i = 1; i < c->size; i++) gb_features(units + GB_CONTEXT + i, places.words[i], BITS, features[i]);
}

static void learn_span(trainer *t, const sentence *s) {
  static uint32_t features[GB_SPAN + GB_ATOM][GB_FEATURES];
  static bool found[GB_SPAN + GB_ATOM + 1];
  gb_cutter *c = t->cutter;
  features_of(c, features);
  for (int i = 1; i < c->size; i++) {
    int32_t sum = 0;
    for (int k = 0; k < GB_FEATURES; k++) sum += t->weights[features[i][k]];
    c->pull[i] = -sum + (s->ends[c->start[i]] ? MARGIN : -MARGIN);
  }
  gb_lattice(c);
  memset(found, 0, sizeof found);
  for (int i = c->size; i > 0; i -= 255 - (int)(c->best[i] >> 24 & 0xFF)) found[i] = true;
  for (int i = 1; i < c->size; i++) {
    bool gold = s->ends[c->start[i]];
    if (gold == found[i]) continue;
    t->wrong++;
    for (int k = 0; k < GB_FEATURES; k++) {
      t->weights[features[i][k]] += gold ? STEP : -STEP;
      t->weighted[features[i][k]] += (gold ? STEP : -STEP) * t->seen;
    }
  }
}

static void learn(trainer *t, const sentence *s) {
  const unsigned char *text = (const unsigned char *)s->text;
  t->seen++;
  for (uint32_t at = 0; at < s->size;) {
    uint32_t end = gb_span_read(t->cutter, text, s->size, at);
    if (end > at) learn_span(t, s);
    uint16_t units[2];
    int count;
    at = end < s->size ? end + (uint32_t)gb_units_next(text + end, s->size - end, units, &count) : end;
  }
}

/* Takes the spaces out of a line, marking where they were. */
static sentence read_line(char *line) {
  sentence s = {.text = line, .ends = calloc(strlen(line) + 1, 1)};
  if (!s.ends) abort();
  for (char *from = line; *from; from++) {
    if (*from == ' ' || *from == '\r') s.ends[s.size] = true;
    else line[s.size++] = *from;
  }
  s.ends[s.size] = true;
  return s;
}

/* The order of a round, shuffled by a generator of its own. */
static void shuffle(sentence *list, size_t n, uint64_t *state) {
  for (size_t i = n; i > 1; i--) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    size_t k = (size_t)((*state >> 33) % i);
    sentence keep = list[i - 1];
    list[i - 1] = list[k];
    list[k] = keep;
  }
}

static bool write_model(const trainer *t, const char *path, gb_error *e) {
  size_t n = (size_t)1 << BITS;
  gb_buffer image = {0};
  int8_t *weights = malloc(n);
  if (!weights) return gb_fail(e, GB_STORE, -1, "out of memory");
  long used = 0, clipped = 0;
  for (size_t i = 0; i < n; i++) {
    int64_t mean = t->weights[i] - t->weighted[i] / t->seen;
    int64_t w = (mean >= 0 ? mean + SCALE / 2 : mean - SCALE / 2) / SCALE;
    used += w != 0;
    clipped += w > 127 || w < -127;
    weights[i] = (int8_t)(w > 127 ? 127 : w < -127 ? -127 : w);
  }
  gb_model model = {.weights = weights, .bits = BITS, .scale = BLEND, .hold = HOLD};
  gb_model_write(&model, &image, e);
  gb_file_replace(path, image.data, image.size, e);
  free(weights);
  gb_buffer_free(&image);
  printf("%ld weights in %zu places, %ld at the limit\n", used, n, clipped);
  return !gb_failed(e);
}

int main(int argc, char **argv) {
  gb_error e = GB_NO_ERROR;
  gb_buffer gold = {0};
  if (argc != 3) return fputs("usage: train GOLD.seg OUT.model\n", stderr), 2;
  gb_file_read(argv[1], &gold, 1 << 28, &e);
  gb_put(&gold, "", 1, &e);
  gb_model any = {0};
  trainer t = {.cutter = gb_cutter_new(NULL, 0)};
  t.weights = calloc((size_t)1 << BITS, sizeof *t.weights);
  t.weighted = calloc((size_t)1 << BITS, sizeof *t.weighted);
  sentence *list = calloc(gold.size / 2 + 1, sizeof *list);
  if (gb_failed(&e)) return fprintf(stderr, "train: %s\n", e.message), e.code;
  if (!t.cutter || !t.weights || !t.weighted || !list) return fputs("train: out of memory\n", stderr), 4;
  gb_cutter_use(t.cutter, &any);
  size_t n = 0;
  for (char *line = strtok(gold.data, "\n"); line; line = strtok(NULL, "\n")) list[n++] = read_line(line);
  uint64_t state = 1;
  for (int round = 1; round <= ROUNDS; round++) {
    t.wrong = 0;
    shuffle(list, n, &state);
    for (size_t i = 0; i < n; i++) learn(&t, &list[i]);
    printf("round %d: %ld places wrong\n", round, t.wrong);
  }
  if (!write_model(&t, argv[2], &e)) return fprintf(stderr, "train: %s\n", e.message), e.code;
  return 0;
}
