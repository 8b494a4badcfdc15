/* The model's part in cutting: a pull for each place of the span. */
#include <string.h>

#include "segment/span.h"

void gb_model_units(const gb_cutter *c, uint16_t *to) {
  memset(to, 0, GB_CONTEXT * sizeof *to);
  to += GB_CONTEXT;
  for (int i = 0; i < c->size; i++) {
    uint32_t class = gb_unit_class(c->entry[i]);
    to[i] = class == GB_CLASS_DIGIT ? '0' : class == GB_CLASS_LETTER ? 'a' : c->base->fold[c->unit[i]];
  }
  memset(to + c->size, 0, GB_CONTEXT * sizeof *to);
}

enum { END = 0, BEGIN = 3, ACROSS = 6, LEFT = 9, FIELD = 7 };

static inline void raise(uint16_t *to, int field, int value) {
  if (value > FIELD) value = FIELD;
  if ((*to >> field & FIELD) < value) *to = (uint16_t)((*to & ~(FIELD << field)) | value << field);
}

static inline void word_at(gb_places *to, int from, int end, uint32_t cost) {
  int size = end - from;
  uint16_t *words = to->words;
  raise(&words[from], BEGIN, size);
  raise(&words[end], END, size);
  for (int i = from + 1; i < end; i++) {
    if (cost < to->cost[i]) to->cost[i] = (uint16_t)cost, to->size[i] = (uint8_t)(size > FIELD ? FIELD : size);
    if ((words[i] >> ACROSS & FIELD) >= (size > FIELD ? FIELD : size)) continue;
    words[i] &= (uint16_t)~(FIELD << LEFT);
    raise(&words[i], ACROSS, size);
    raise(&words[i], LEFT, i - from);
  }
}

void gb_model_words(const gb_cutter *c, gb_places *to) {
  const uint64_t *nodes = c->base->nodes;
  memset(to->words, 0, ((size_t)c->size + 1) * sizeof *to->words);
  memset(to->cost, 0xFF, ((size_t)c->size + 1) * sizeof *to->cost);
  for (int i = 0; i < c->size; i++) {
    uint32_t base = gb_unit_base(c->entry[i]);
    for (int j = i + 1; base && j < c->size; j++) {
      uint32_t code = gb_entry_code(c->entry[j]);
      uint64_t node = nodes[base + code];
      if (gb_entry_code(node) != code) break;
      if (gb_entry_score(node) != GB_NO_WORD) word_at(to, i, j + 1, gb_entry_score(node));
      base = (uint32_t)node;
    }
  }
}

/* A user's word stays whole: no place inside it pulls apart, none of its ends together. */
static void keep_user_words(gb_cutter *c) {
  const gb_lexicon *user = c->user;
  for (int i = 0; i < c->size; i++) {
    uint32_t base = gb_unit_base(user->units[c->unit[i]]);
    int last = 0;
    for (int j = i + 1; base && j < c->size; j++) {
      uint32_t code = gb_entry_code(user->units[c->unit[j]]);
      uint64_t node = user->nodes[base + code];
      if (!code || gb_entry_code(node) != code) break;
      if (gb_entry_score(node) != GB_NO_WORD) last = j + 1;
      base = (uint32_t)node;
    }
    for (int k = i + 1; k < last; k++)
      if (c->pull[k] < 0) c->pull[k] = 0;
    if (last && i && c->pull[i] > 0) c->pull[i] = 0;
    if (last && last < c->size && c->pull[last] > 0) c->pull[last] = 0;
  }
}

/* What a boundary inside a word of the dictionary costs: the more, the more frequent
 * and the longer the word is, since a treebank's convention that parts a long word
 * (人民|政府) is shared by fewer readers than one that parts a short one. */
static int32_t hold(const gb_model *model, const gb_places *places, int i) {
  static const int32_t firmness[FIELD + 1] = {0, 0, 1, 4, 8, 8, 8, 8};
  if (places->cost[i] >= model->hold) return 0;
  return firmness[places->size[i]] * (int32_t)(model->hold - places->cost[i]);
}

void gb_pull(gb_cutter *c) {
  uint16_t units[GB_SPAN + GB_ATOM + 2 * GB_CONTEXT];
  gb_places places;
  gb_model_units(c, units);
  gb_model_words(c, &places);
  const int8_t *weights = c->model->weights;
  for (int i = 1; i < c->size; i++) {
    uint32_t at[GB_FEATURES];
    int32_t sum = 0;
    gb_features(units + GB_CONTEXT + i, places.words[i], c->model->bits, at);
    for (int k = 0; k < GB_FEATURES; k++) sum += weights[at[k]];
    c->pull[i] = -sum * (int32_t)c->model->scale + hold(c->model, &places, i);
  }
  if (c->user) keep_user_words(c);
}
