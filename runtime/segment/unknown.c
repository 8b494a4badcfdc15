/* Unknown words: runs of one-character words that the dictionary left over are
 * cut again by a hidden Markov model over the states begin, middle, end and
 * single. Each character keeps the choice of staying single, which a bias
 * favours: most leftovers are what they look like. */
#include "segment/span.h"
#include "segment/units.h"

enum { B, M, E, S, RUN = 64 };

/* −ln of the transition probabilities × GB_COST_SCALE. */
enum { B_E = 1046, B_M = 1877, E_B = 1208, E_S = 1656, M_E = 683, M_M = 2581, S_B = 1477, S_S = 1364, START_B = 538, START_S = 3001 };

enum { SINGLE_BIAS = 6500 }; /* tuned on the sentences of a treebank; see README.md */

static uint32_t least(uint32_t a, uint32_t b, uint8_t *from, uint8_t if_a, uint8_t if_b) {
  *from = a <= b ? if_a : if_b;
  return a <= b ? a : b;
}

/* Writes the state of each of the n characters. */
static void decode(const uint16_t (*emit)[4], const uint16_t *codes, int n, uint8_t *states) {
  uint8_t from[RUN][4];
  uint32_t cost[4] = {START_B + SINGLE_BIAS, 1u << 28, 1u << 28, START_S}, next[4];
  for (int s = 0; s < 4; s++) cost[s] += emit[codes[0]][s];
  for (int i = 1; i < n; i++) {
    const uint16_t *o = emit[codes[i]];
    next[B] = least(cost[E] + E_B, cost[S] + S_B, &from[i][B], E, S) + o[B] + SINGLE_BIAS;
    next[M] = least(cost[B] + B_M, cost[M] + M_M, &from[i][M], B, M) + o[M];
    next[E] = least(cost[B] + B_E, cost[M] + M_E, &from[i][E], B, M) + o[E];
    next[S] = least(cost[E] + E_S, cost[S] + S_S, &from[i][S], E, S) + o[S];
    for (int s = 0; s < 4; s++) cost[s] = next[s];
  }
  int state = cost[E] < cost[S] ? E : S;
  for (int i = n - 1; i >= 0; i--) {
    states[i] = (uint8_t)state;
    if (i) state = from[i][state];
  }
}

static inline bool single(const gb_cutter *c, uint32_t id) {
  if (id >= c->base_units && id < c->user_units) return c->content[c->base->code_tags[id - c->base_units]];
  return id == GB_ID_OTHER + GB_TAG_X;
}

/* The code of a one-character token: of a word its id tells. */
static inline uint16_t code_of(const gb_cutter *c, const unsigned char *text, const gb_tokens *t, size_t i) {
  if (t->ids[i] < GB_ID_OTHER) return (uint16_t)(t->ids[i] - c->base_units);
  uint16_t units[2];
  int count;
  uint32_t start = i ? t->ends[i - 1] : 0;
  gb_units_next(text + start, t->ends[i] - start, units, &count);
  return (uint16_t)gb_entry_code(c->base->units[units[0]]);
}

/* Merges inside tokens out[from…to), each one character, writing from `at`. */
static size_t merge(const gb_cutter *c, const unsigned char *text, gb_tokens *out, size_t from, size_t to, size_t at) {
  uint16_t codes[RUN];
  uint8_t states[RUN];
  int n = (int)(to - from);
  for (int i = 0; i < n; i++) codes[i] = code_of(c, text, out, from + (size_t)i);
  decode(c->base->hmm, codes, n, states);
  bool inside = false;
  for (int i = 0; i < n; i++) {
    uint32_t end = out->ends[from + (size_t)i], id = out->ids[from + (size_t)i];
    if (inside) at--;
    out->ends[at] = end;
    out->ids[at++] = inside || states[i] == B || states[i] == M ? GB_ID_OTHER + GB_TAG_NEW : id;
    inside = states[i] == B || states[i] == M;
  }
  return at;
}

void gb_unknown(gb_cutter *c, const unsigned char *text, gb_tokens *out, size_t from) {
  size_t at = from, count = out->count;
  uint32_t *ids = out->ids, *ends = out->ends;
  for (size_t i = from; i < count;) {
    if (!single(c, ids[i]) || i + 1 == count || !single(c, ids[i + 1])) {
      ends[at] = ends[i], ids[at++] = ids[i++];
      continue;
    }
    size_t end = i + 2;
    while (end < count && end - i < RUN && single(c, ids[end])) end++;
    at = merge(c, text, out, i, end, at);
    i = end;
  }
  out->count = at;
}
