/* The best path, by dynamic programming from left to right: best[j] holds the
 * cheapest way to reach unit j, packed so that one 64-bit minimum compares the
 * costs and, on a tie, prefers the longer last word. */
#include <string.h>

#include "segment/span.h"

enum {
  UNKNOWN_UNIT = 17 * GB_COST_SCALE, /* a character in no word list */
  ATOM = 12 * GB_COST_SCALE,         /* a string of digits or letters */
  NUMBER = 7 * GB_COST_SCALE,        /* a run of Chinese numerals, and for each of them: */
  NUMBER_UNIT = GB_COST_SCALE / 2,
  TAIL = 2 * GB_COST_SCALE,          /* what counts a number: 万 behind digits, 多 behind 十 */
  LONGEST_NEW = 8,                   /* characters of a word that only the model sees, and its price: */
  NEW = 4 * GB_COST_SCALE,
  NEW_UNIT = 6 * GB_COST_SCALE,
  PULL_ZERO = 5 << 28,               /* costs may sink below zero by all the pulls of a span */
};
/* All the pulls that a span can hold, in both directions, leave a cost of 32 bits. */
#define MOST_PULL ((int64_t)GB_FEATURES * 127 * GB_MODEL_MOST_SCALE * (GB_SPAN + GB_ATOM))
#define MOST_COST ((int64_t)(UNKNOWN_UNIT + 8 * GB_MODEL_MOST_HOLD) * (GB_SPAN + GB_ATOM))
_Static_assert(MOST_PULL < PULL_ZERO && PULL_ZERO + MOST_PULL + MOST_COST < UINT32_MAX, "costs fit");

static inline void reach(uint64_t *best, int to, uint64_t cost, int length, uint32_t id) {
  uint64_t way = cost << 32 | (uint64_t)(255 - length) << 24 | id;
  best[to] = way < best[to] ? way : best[to];
}

static inline void walk_base(const uint64_t *restrict nodes, const uint64_t *restrict entry, uint64_t *restrict best,
                             int i, int size, uint64_t cost) {
  uint32_t base = gb_unit_base(entry[i]);
  for (int j = i + 1; j < size; j++) {
    uint32_t code = gb_entry_code(entry[j]), at = base + code;
    uint64_t node = nodes[at];
    if (gb_entry_code(node) != code) return;
    uint32_t score = gb_entry_score(node);
    if (score != GB_NO_WORD) reach(best, j + 1, cost + score, j + 1 - i, at);
    base = (uint32_t)node;
    if (!base) return;
  }
}

static void walk_user(gb_cutter *c, int i, uint64_t cost) {
  const gb_lexicon *user = c->user;
  uint64_t entry = user->units[c->unit[i]];
  if (gb_entry_score(entry) != GB_NO_WORD)
    reach(c->best, i + 1, cost + gb_entry_score(entry), 1, c->user_units + gb_entry_code(entry));
  uint32_t base = gb_unit_base(entry);
  for (int j = i + 1; base && j < c->size; j++) {
    uint32_t code = gb_entry_code(user->units[c->unit[j]]), at = base + code;
    uint64_t node = user->nodes[at];
    if (!code || gb_entry_code(node) != code) return;
    uint32_t score = gb_entry_score(node);
    if (score != GB_NO_WORD) reach(c->best, j + 1, cost + score, j + 1 - i, c->user_nodes + at);
    base = (uint32_t)node;
  }
}

static bool numeral(const gb_cutter *c, int i) { return gb_unit_class(c->entry[i]) & GB_CLASS_NUMERAL; }

static bool is_han(const gb_cutter *c, int i) {
  return (gb_unit_class(c->entry[i]) & GB_CLASS_MASK) == GB_CLASS_HAN && !(c->atoms && c->atom_size[i]);
}

/* 十 百 千 万 亿, before which digits count and behind which 多, 余 and 几 say that it is more. */
static bool is_power(const gb_cutter *c, int i) {
  uint16_t u = c->unit[i];
  return u == 0x5341 || u == 0x767E || u == 0x5343 || u == 0x4E07 || u == 0x4EBF;
}

static bool is_some(const gb_cutter *c, int i) {
  uint16_t u = c->unit[i];
  return u == 0x591A || u == 0x4F59 || u == 0x51E0;
}

/* 分之 between numerals makes a fraction of them. */
static bool is_over(const gb_cutter *c, int i) {
  return c->unit[i] == 0x5206 && i + 2 < c->size && c->unit[i + 1] == 0x4E4B && numeral(c, i + 2);
}

static __attribute__((noinline)) void number(gb_cutter *c, int i, uint64_t cost) {
  if (i && numeral(c, i - 1)) return;
  int j = i + 1;
  for (; j < c->size && j - i < GB_ATOM && (numeral(c, j) || is_over(c, j)); j++)
    if (!numeral(c, j)) j += 2;
  cost += NUMBER + (uint64_t)(j - i) * NUMBER_UNIT;
  if (j - i > 1) reach(c->best, j, cost, j - i, GB_ID_OTHER + GB_TAG_M);
  if (j < c->size && is_some(c, j) && is_power(c, j - 1))
    reach(c->best, j + 1, cost + TAIL, j + 1 - i, GB_ID_OTHER + GB_TAG_M);
}

/* Digits with what counts them: 26万, 500多, 1.3万余; but 万元 and 亿元 are words. */
static __attribute__((noinline)) void counted(gb_cutter *c, int i, uint64_t cost) {
  int end = i + c->atom_size[i], j = end;
  if (c->atom_tag[i] != GB_TAG_M) return;
  bool some = false;
  for (; j < c->size && j - i < GB_ATOM && (is_power(c, j) || (!some && is_some(c, j))); j++) some |= is_some(c, j);
  if (j > end && j < c->size && c->unit[j] == 0x5143 && !some) j--;
  for (int k = end + 1; k <= j; k++)
    reach(c->best, k, cost + ATOM + TAIL, k - i, GB_ID_OTHER + GB_TAG_M);
}

/* 第 with its number is one word: 第5, 第四十二. */
static __attribute__((noinline)) void ordinal(gb_cutter *c, int i, uint64_t cost) {
  int j = i + 1;
  if (j < c->size && c->atoms && c->atom_size[j]) j += c->atom_tag[j] == GB_TAG_M ? c->atom_size[j] : 0;
  else while (j < c->size && j - i < GB_ATOM && numeral(c, j)) j++;
  if (j - i > 1) reach(c->best, j, cost + NUMBER + (uint64_t)(j - i) * NUMBER_UNIT, j - i, GB_ID_OTHER + GB_TAG_M);
}

/* A character in no word list. */
static __attribute__((noinline)) void stranger(gb_cutter *c, int i, uint64_t cost) {
  reach(c->best, i + 1, cost + UNKNOWN_UNIT, 1, GB_ID_OTHER + (numeral(c, i) ? GB_TAG_M : GB_TAG_X));
}

static inline int step(gb_cutter *c, int i, uint64_t cost) {
  if (c->atoms && c->atom_size[i]) {
    reach(c->best, i + c->atom_size[i], cost + ATOM, c->atom_size[i], GB_ID_OTHER + c->atom_tag[i]);
    counted(c, i, cost);
    return c->atom_size[i];
  }
  uint32_t score = gb_entry_score(c->entry[i]);
  if (score == GB_NO_WORD) stranger(c, i, cost);
  else reach(c->best, i + 1, cost + score, 1, c->base_units + gb_entry_code(c->entry[i]));
  if (gb_unit_class(c->entry[i]) & GB_CLASS_NUMERAL) number(c, i, cost);
  if (c->unit[i] == GB_ORDINAL) ordinal(c, i, cost);
  return 1;
}

/* With a model, any few characters may be a word, at a price. */
static void unknown(gb_cutter *c, int i, uint64_t cost) {
  int most = c->size - i < LONGEST_NEW ? c->size - i : LONGEST_NEW;
  for (int n = 1; n <= most && is_han(c, i + n - 1); n++)
    if (n > 1)
      reach(c->best, i + n, cost + NEW + (uint64_t)n * NEW_UNIT, n, GB_ID_OTHER + GB_TAG_NEW);
}

static void pulled_lattice(gb_cutter *c) {
  c->best[0] = (uint64_t)PULL_ZERO << 32;
  c->pull[0] = 0;
  for (int i = 0; i < c->size;) {
    uint64_t cost = (uint64_t)((int64_t)(c->best[i] >> 32) + c->pull[i]);
    int next = step(c, i, cost);
    walk_base(c->base->nodes, c->entry, c->best, i, c->size, cost);
    if (c->user) walk_user(c, i, cost);
    unknown(c, i, cost);
    i += next;
  }
}

void gb_lattice(gb_cutter *c) {
  const uint64_t *nodes = c->base->nodes;
  memset(c->best, 0xFF, ((size_t)c->size + 2) * sizeof *c->best);
  if (c->model) {
    pulled_lattice(c);
    return;
  }
  c->best[0] = 0;
  for (int i = 0; i < c->size;) {
    uint64_t cost = c->best[i] >> 32;
    int next = step(c, i, cost);
    walk_base(nodes, c->entry, c->best, i, c->size, cost);
    if (c->user) walk_user(c, i, cost);
    i += next;
  }
}
