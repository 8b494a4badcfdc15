/* Compiles entries into a lexicon image (drawn in lexicon.h). */
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "segment/image.h"
#include "segment/units.h"

enum { MAX_UNITS = 64 };

typedef struct word {
  uint16_t codes[MAX_UNITS];
  uint16_t size, first; /* number of units; the first unit, folded */
  uint16_t score;
  uint8_t tag;
} word;

typedef struct maker {
  const gb_lexicon_source *source;
  uint16_t fold[65536];
  uint16_t code_of[65536]; /* of a folded unit; 0: in no word */
  uint16_t unit_of[65536]; /* of a code */
  uint32_t code_count;
  word *words;
  size_t word_count;
  uint64_t *nodes;
  uint8_t *tags, *base_taken;
  uint32_t node_count, capacity;
  uint32_t *skip; /* of a slot: 0 free, else a distance to a later slot */
  uint32_t roomy; /* where nodes with several children look first */
  uint32_t base_of[65536]; /* of the node of a one-unit prefix, by folded unit */
  uint16_t score_of[65536];
  uint8_t tag_of[65536];
  gb_error *e;
} maker;

static int units_of(maker *m, const gb_entry *entry, uint16_t out[MAX_UNITS]) {
  int n = 0;
  for (size_t at = 0; at < entry->size;) {
    uint16_t units[2];
    int count;
    at += (size_t)gb_units_next((const unsigned char *)entry->word + at, entry->size - at, units, &count);
    if (n + count > MAX_UNITS) return 0;
    for (int i = 0; i < count; i++) out[n++] = m->fold[units[i]];
  }
  return n;
}

typedef struct ranked { uint64_t weight; uint32_t unit; } ranked;

static int by_weight(const void *a, const void *b) {
  const ranked *x = a, *y = b;
  if (x->weight != y->weight) return x->weight < y->weight ? 1 : -1;
  return x->unit < y->unit ? -1 : x->unit > y->unit;
}

/* Numbers the units that occur, the most frequent second or later ones first. */
static bool number_units(maker *m) {
  ranked *all = calloc(65536, sizeof *all);
  if (!all) return gb_fail(m->e, GB_STORE, -1, "out of memory");
  for (uint32_t u = 0; u < 65536; u++) all[u].unit = u;
  for (size_t i = 0; i < m->source->count; i++) {
    uint16_t units[MAX_UNITS];
    int n = units_of(m, &m->source->entries[i], units);
    for (int k = 0; k < n; k++) all[units[k]].weight += k ? 2 : 1;
  }
  qsort(all, 65536, sizeof *all, by_weight);
  m->code_count = 1;
  for (uint32_t i = 0; i < 65536 && all[i].weight; i++) {
    m->unit_of[m->code_count] = (uint16_t)all[i].unit;
    m->code_of[all[i].unit] = (uint16_t)m->code_count++;
  }
  free(all);
  return true;
}

static int by_codes(const void *a, const void *b) {
  const word *x = a, *y = b;
  int n = x->size < y->size ? x->size : y->size;
  for (int i = 0; i < n; i++)
    if (x->codes[i] != y->codes[i]) return x->codes[i] < y->codes[i] ? -1 : 1;
  if (x->size != y->size) return x->size < y->size ? -1 : 1;
  return x->score < y->score ? -1 : x->score > y->score;
}

static bool take_words(maker *m) {
  m->words = calloc(m->source->count + 1, sizeof *m->words);
  if (!m->words) return gb_fail(m->e, GB_STORE, -1, "out of memory");
  for (size_t i = 0; i < m->source->count; i++) {
    const gb_entry *entry = &m->source->entries[i];
    uint16_t units[MAX_UNITS];
    int n = units_of(m, entry, units);
    if (!n) continue;
    word *w = &m->words[m->word_count++];
    for (int k = 0; k < n; k++) w->codes[k] = m->code_of[units[k]];
    w->size = (uint16_t)n;
    w->first = units[0];
    w->score = (uint16_t)(entry->cost < GB_NO_WORD ? entry->cost : GB_NO_WORD - 1);
    w->tag = entry->tag;
  }
  qsort(m->words, m->word_count, sizeof *m->words, by_codes);
  return true;
}

static void *grown(void *old, size_t had, size_t want, gb_error *e) {
  char *now = realloc(old, want);
  if (!now) gb_fail(e, GB_STORE, -1, "out of memory: a lexicon needs %zu bytes", want);
  else memset(now + had, 0, want - had);
  return now ? now : old;
}

static bool grow(maker *m, uint32_t want) {
  if (want <= m->capacity) return true;
  size_t had = m->capacity, now = had;
  while (now < want) now += now / 2 + 65536;
  m->nodes = grown(m->nodes, had * 8, now * 8, m->e);
  m->skip = grown(m->skip, had * 4, now * 4, m->e);
  m->tags = grown(m->tags, had, now, m->e);
  m->base_taken = grown(m->base_taken, had, now, m->e);
  if (!gb_failed(m->e)) m->capacity = (uint32_t)now;
  return !gb_failed(m->e);
}

static bool fits(const maker *m, uint32_t base, const uint16_t *codes, int n) {
  if (m->base_taken[base]) return false;
  for (int i = 0; i < n; i++)
    if (m->skip[base + codes[i]]) return false;
  return true;
}

/* The first free slot from `slot` on: skip[] leads past taken stretches, and
 * each look shortens the way of the next. */
static uint32_t free_from(maker *m, uint32_t slot) {
  while (m->skip[slot]) {
    uint32_t next = slot + m->skip[slot];
    if (m->skip[next]) m->skip[slot] += m->skip[next];
    slot = next;
  }
  return slot;
}

/* Finds a base whose slots for the n codes are all free, and takes them. Nodes
 * with one child fill the holes; the others give up on a crowded stretch. */
static uint32_t place(maker *m, const uint16_t *codes, int n) {
  uint32_t slot = n > 1 && m->roomy > codes[0] ? m->roomy : codes[0] + 1u;
  for (uint32_t tries = 0;; slot++) {
    slot = free_from(m, slot);
    if (!grow(m, slot + 131072)) return 0;
    if (fits(m, slot - codes[0], codes, n)) break;
    if (++tries == 20000) m->roomy = slot;
  }
  uint32_t base = slot - codes[0];
  m->base_taken[base] = 1;
  for (int i = 0; i < n; i++) {
    m->skip[base + codes[i]] = 1;
    if (base + codes[i] >= m->node_count) m->node_count = base + codes[i] + 1;
  }
  return base;
}

static uint64_t node(uint32_t base, uint32_t check, uint32_t score) {
  return base | (uint64_t)check << 32 | (uint64_t)score << 48;
}

/* Builds the node of words[from…to), which share their first `depth` codes.
 * Returns its base, 0 where it has no children. */
static uint32_t build(maker *m, size_t from, size_t to, int depth, uint32_t *score, uint8_t *tag) {
  *score = GB_NO_WORD;
  *tag = 0;
  while (from < to && m->words[from].size == depth) {
    if (*score == GB_NO_WORD) *score = m->words[from].score, *tag = m->words[from].tag;
    from++;
  }
  if (from == to || gb_failed(m->e)) return 0;
  uint16_t codes[65536 / 4] = {0};
  int n = 0;
  for (size_t i = from; i < to; i++)
    if (!n || codes[n - 1] != m->words[i].codes[depth]) {
      if (n == (int)(sizeof codes / sizeof *codes)) break;
      codes[n++] = m->words[i].codes[depth];
    }
  uint32_t base = place(m, codes, n);
  size_t start = from;
  for (int k = 0; k < n && !gb_failed(m->e); k++) {
    size_t end = start;
    while (end < to && m->words[end].codes[depth] == codes[k]) end++;
    uint32_t child_score;
    uint8_t child_tag;
    uint32_t child = build(m, start, end, depth + 1, &child_score, &child_tag);
    m->nodes[base + codes[k]] = node(child, codes[k], child_score);
    m->tags[base + codes[k]] = child_tag;
    start = end;
  }
  return base;
}

static void build_all(maker *m) {
  for (uint32_t u = 0; u < 65536; u++) m->score_of[u] = GB_NO_WORD;
  for (size_t from = 0, to; from < m->word_count && !gb_failed(m->e); from = to) {
    to = from;
    while (to < m->word_count && m->words[to].codes[0] == m->words[from].codes[0]) to++;
    uint16_t unit = m->words[from].first;
    uint32_t score;
    m->base_of[unit] = build(m, from, to, 1, &score, &m->tag_of[unit]);
    m->score_of[unit] = (uint16_t)score;
  }
}

static void write_image(maker *m, gb_buffer *into) {
  if (m->node_count < 65536) m->node_count = 65536;
  m->node_count += m->code_count; /* base + code never leaves the array */
  if (!grow(m, m->node_count)) return;
  if (m->node_count > 0xFFFFFF) {
    gb_fail(m->e, GB_BAD_INPUT, -1, "a lexicon cannot hold so many words");
    return;
  }
  gb_image_header h = {.magic = GB_IMAGE_MAGIC, .version = GB_IMAGE_VERSION, .fold_version = GB_FOLD_VERSION};
  h.nodes = m->node_count, h.codes = m->code_count, h.words = (uint32_t)m->word_count;
  h.tags = m->source->tag_count, h.total = m->source->total;
  gb_image_layout at;
  gb_image_place(&h, &at);
  h.names = (uint32_t)at.names;
  gb_buffer names = {0};
  for (uint32_t i = 0; i < h.tags; i++) gb_put(&names, m->source->tags[i], strlen(m->source->tags[i]) + 1, m->e);
  h.size = at.names + names.size;
  char *image = gb_reserve(into, h.size, m->e);
  if (image) {
    memset(image, 0, h.size);
    uint64_t *units = (uint64_t *)(void *)(image + at.units);
    for (uint32_t u = 0; u < 65536; u++) {
      uint16_t f = m->fold[u];
      units[u] = m->base_of[f] | (uint64_t)gb_class_slow(u) << 24 | (uint64_t)m->code_of[f] << 32 |
                 (uint64_t)m->score_of[f] << 48;
      image[at.code_tags + m->code_of[f]] = (char)m->tag_of[f];
    }
    memcpy(image + at.fold, m->fold, sizeof m->fold);
    for (uint32_t i = 0; i < h.nodes; i++)
      if (!m->skip[i]) m->nodes[i] = node(0, 0xFFFF, GB_NO_WORD);
    memcpy(image + at.nodes, m->nodes, (size_t)h.nodes * 8);
    memcpy(image + at.node_tags, m->tags, h.nodes);
    uint16_t(*hmm)[4] = (void *)(image + at.hmm);
    for (uint32_t c = 1; m->source->hmm && c < m->code_count; c++)
      memcpy(hmm[c], m->source->hmm[m->unit_of[c]], sizeof *hmm);
    memcpy(image + at.names, names.data, names.size);
    h.checksum = XXH3_64bits(image + sizeof h, h.size - sizeof h);
    memcpy(image, &h, sizeof h);
    into->size += h.size;
  }
  gb_buffer_free(&names);
}

bool gb_lexicon_compile(const gb_lexicon_source *source, gb_buffer *into, gb_error *e) {
  if (gb_failed(e)) return false;
  maker *m = calloc(1, sizeof *m);
  if (!m) return gb_fail(e, GB_STORE, -1, "out of memory");
  m->source = source;
  m->e = e;
  m->roomy = 1;
  gb_fold_slow(m->fold);
  if (number_units(m) && take_words(m) && grow(m, 65536)) build_all(m);
  if (!gb_failed(e)) write_image(m, into);
  free(m->words), free(m->nodes), free(m->tags), free(m->skip), free(m->base_taken), free(m);
  return !gb_failed(e);
}
