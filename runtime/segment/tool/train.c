/* Trains the optional segmentation model (segment/model.h) from segmented text.
 * usage: train GOLD.seg OUT.model [TEXT…]
 *
 * TEXT is plain text of the kind that the model is for. It is cut by the dictionary alone and
 * learned as if it were gold: there its words are to be believed, whatever GOLD's convention.
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
  COMMON = 20480, /* the cost of a character that is believed to be a word in plain text: 10 nats */
  HOLD = 26624,   /* and splits its words the less willingly the more frequent and longer they are (below 13 nats) */
};

typedef struct trainer {
  gb_cutter *cutter;
  int32_t *weights;  /* in cost units */
  int64_t *weighted; /* each step times the sentences seen before it */
  int64_t seen;
  long wrong;
} trainer;

/* What is known of a place: no word ends there, one does, or neither. */
enum { INSIDE, END, OPEN };

typedef struct sentence {
  char *text;
  uint8_t *ends; /* of each byte: what is known of the place before it */
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
    int gold = s->ends[c->start[i]];
    c->pull[i] = -sum + (gold == END ? MARGIN : gold == INSIDE ? -MARGIN : 0);
  }
  gb_lattice(c);
  memset(found, 0, sizeof found);
  for (int i = c->size; i > 0; i -= 255 - (int)(c->best[i] >> 24 & 0xFF)) found[i] = true;
  for (int i = 1; i < c->size; i++) {
    int gold = s->ends[c->start[i]];
    if (gold == OPEN || gold == found[i]) continue;
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
    if (*from == ' ' || *from == '\r') s.ends[s.size] = END;
    else line[s.size++] = *from;
  }
  s.ends[s.size] = END;
  return s;
}

/* Is this a character that is often a word by itself? */
static bool common(const gb_cutter *cutter, const char *word, size_t size) {
  uint16_t units[2];
  int count;
  if (gb_units_next((const unsigned char *)word, size, units, &count) != (int)size || count == 2) return false;
  return gb_entry_score(cutter->base->units[units[0]]) < COMMON;
}

/* A line of plain text, without its spaces too, cut by the dictionary. It says nothing of
 * characters that it leaves standing alone side by side and that hardly do so elsewhere: they
 * may be a name (云|汀|市). */
static sentence cut_line(gb_cutter *cutter, char *line, gb_error *e) {
  gb_tokens tokens = {0};
  sentence s = read_line(line);
  memset(s.ends, INSIDE, s.size + 1);
  gb_cut(cutter, line, s.size, &tokens, e);
  bool single = false, rare = false;
  for (size_t i = 0; i < tokens.count; i++) {
    uint32_t start = i ? tokens.ends[i - 1] : 0, size = tokens.ends[i] - start;
    bool was_single = single, was_rare = rare;
    single = size <= 3;
    rare = single && !common(cutter, line + start, size);
    s.ends[start] = single && was_single && (rare || was_rare) ? OPEN : END;
  }
  gb_tokens_free(&tokens);
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

typedef struct text {
  sentence *list;
  size_t count;
} text;

/* Adds the lines of a file; with a cutter, of plain text. */
static void read_file(text *t, const char *path, gb_cutter *cutter, gb_error *e) {
  gb_buffer file = {0}; /* never freed: the sentences are views of it */
  gb_file_read(path, &file, 1 << 28, e);
  gb_put(&file, "", 1, e);
  if (gb_failed(e)) return;
  size_t lines = 1;
  for (const char *at = file.data; *at; at++) lines += *at == '\n';
  t->list = realloc(t->list, (t->count + lines) * sizeof *t->list);
  if (!t->list) abort();
  for (char *line = strtok(file.data, "\n"); line; line = strtok(NULL, "\n"))
    t->list[t->count++] = cutter ? cut_line(cutter, line, e) : read_line(line);
}

static void learn_all(trainer *t, text *all) {
  uint64_t state = 1;
  for (int round = 1; round <= ROUNDS; round++) {
    t->wrong = 0;
    shuffle(all->list, all->count, &state);
    for (size_t i = 0; i < all->count; i++) learn(t, &all->list[i]);
    printf("round %d: %ld places wrong\n", round, t->wrong);
  }
}

int main(int argc, char **argv) {
  gb_error e = GB_NO_ERROR;
  if (argc < 3) return fputs("usage: train GOLD.seg OUT.model [TEXT…]\n", stderr), 2;
  gb_model any = {0};
  gb_cutter *dictionary = gb_cutter_new(NULL, GB_CUT_NO_UNKNOWN);
  trainer t = {.cutter = gb_cutter_new(NULL, 0)};
  t.weights = calloc((size_t)1 << BITS, sizeof *t.weights);
  t.weighted = calloc((size_t)1 << BITS, sizeof *t.weighted);
  if (!t.cutter || !dictionary || !t.weights || !t.weighted) return fputs("train: out of memory\n", stderr), 4;
  gb_cutter_use(t.cutter, &any);
  text all = {0};
  read_file(&all, argv[1], NULL, &e);
  for (int i = 3; i < argc; i++) read_file(&all, argv[i], dictionary, &e);
  if (!gb_failed(&e)) learn_all(&t, &all), write_model(&t, argv[2], &e);
  if (gb_failed(&e)) return fprintf(stderr, "train: %s\n", e.message), e.code;
  return 0;
}
