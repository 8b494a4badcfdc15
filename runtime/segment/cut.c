#include "segment/cut.h"

#include <stdlib.h>
#include <string.h>

#include "segment/span.h"
#include "segment/units.h"

/* Numerals and the words of grammar (为, 及, 等) are what they look like. */
static bool is_content(const char *tag) { return !strchr("mpcuyr", tag[0]); }

gb_cutter *gb_cutter_new(const gb_lexicon *user, unsigned flags) {
  gb_cutter *c = malloc(sizeof *c);
  if (!c) return NULL;
  c->base = gb_lexicon_base();
  c->user = user;
  c->model = NULL;
  c->flags = flags;
  c->size = 0;
  c->atoms = true; /* makes the first span clear atom_size */
  for (uint32_t i = 0; i < GB_MAX_TAGS; i++) c->content[i] = i < c->base->tag_count && is_content(c->base->tag_names[i]);
  c->user_nodes = c->base->node_count;
  c->base_units = c->user_nodes + (user ? user->node_count : 0);
  c->user_units = c->base_units + 65536;
  return c;
}

void gb_cutter_use(gb_cutter *c, const gb_model *model) { c->model = model; }

void gb_cutter_free(gb_cutter *c) { free(c); }

void gb_tokens_free(gb_tokens *t) {
  free(t->ends);
  free(t->ids);
  *t = (gb_tokens){0};
}

static bool room(gb_tokens *t, size_t more, gb_error *e) {
  if (t->capacity - t->count >= more) return true;
  size_t want = (t->count + more) * 2;
  uint32_t *ends = realloc(t->ends, want * sizeof *ends);
  if (ends) t->ends = ends;
  uint32_t *ids = realloc(t->ids, want * sizeof *ids);
  if (ids) t->ids = ids;
  if (!ends || !ids) return gb_fail(e, GB_STORE, -1, "out of memory while cutting words");
  t->capacity = want;
  return true;
}

static inline void put(gb_tokens *t, uint32_t end, uint32_t id) {
  t->ends[t->count] = end;
  t->ids[t->count++] = id;
}

/* Is unit `end` − 1 a token of its own, `id`, that could be a suffix? */
static inline bool may_be_suffix(const gb_cutter *c, uint32_t id, int end) {
  return id >= c->base_units && id < c->user_units && gb_unit_class(c->entry[end - 1]) & GB_CLASS_SUFFIX && !c->model;
}

/* Was the token before it, the last of `out`, a noun, verb or adjective of two characters? */
static bool takes_suffix(const gb_cutter *c, const gb_tokens *out, int end) {
  if (end < 3 || !out->count) return false;
  uint32_t id = out->ids[out->count - 1], start = out->count > 1 ? out->ends[out->count - 2] : 0;
  if (id >= c->user_nodes || start != c->start[end - 3]) return false;
  const char *tag = c->base->tag_names[c->base->node_tags[id]];
  return (tag[0] == 'n' || tag[0] == 'v' || tag[0] == 'a') && strcmp(tag, "nr") != 0;
}

/* Writes the path of the span, or all but its tail where the run goes on; a
 * suffix that the dictionary left alone joins its word (到位|率). Returns the
 * byte offset it reached. */
static uint32_t write_path(gb_cutter *c, gb_tokens *out, bool goes_on) {
  uint16_t ends[GB_SPAN + GB_ATOM];
  int n = GB_SPAN + GB_ATOM, i = c->size;
  for (; i > 0; i -= 255 - (int)(c->best[i] >> 24 & 0xFF)) ends[--n] = (uint16_t)i;
  int stop = goes_on ? c->size - GB_SPAN_TAIL : c->size;
  uint32_t reached = c->start[c->size];
  int before = 0, singles = 0;
  c->leftovers = false;
  for (bool first = true; n < GB_SPAN + GB_ATOM; n++, first = false) {
    uint32_t id = (uint32_t)c->best[ends[n]] & 0xFFFFFF;
    bool suffix = may_be_suffix(c, id, ends[n]);
    if (!first && !suffix && ends[n] > stop) break;
    reached = c->start[ends[n]];
    singles = ends[n] - before == 1 ? singles + 1 : 0;
    before = ends[n];
    c->leftovers |= singles > 1;
    if (suffix && takes_suffix(c, out, ends[n])) out->count--, id = GB_ID_OTHER + GB_TAG_NEW;
    put(out, reached, id);
  }
  return reached;
}

/* A token that no word is made of: a run of white space, one mark (or a run
 * of the same: …… ——), or one symbol. */
static uint32_t read_mark(const gb_cutter *c, const unsigned char *text, uint32_t size, uint32_t at, uint32_t *id) {
  uint16_t first[2], next[2];
  int count;
  uint32_t n = (uint32_t)gb_units_next(text + at, size - at, first, &count);
  uint32_t class = gb_unit_class(c->base->units[first[0]]);
  *id = GB_ID_OTHER + (class == GB_CLASS_SPACE ? GB_TAG_SPACE : class == GB_CLASS_PUNCT ? GB_TAG_W : GB_TAG_X);
  bool repeats = first[0] == 0x2026 || first[0] == 0x2014 || first[0] == '-' || first[0] == '.';
  int marks = 1;
  for (at += n; at < size && first[0] != '\n' && marks < GB_ATOM; at += n, marks++) {
    n = (uint32_t)gb_units_next(text + at, size - at, next, &count);
    bool space = class == GB_CLASS_SPACE && next[0] != '\n' && gb_unit_class(c->base->units[next[0]]) == GB_CLASS_SPACE;
    if (!space && !(repeats && next[0] == first[0])) break;
  }
  return at;
}

bool gb_cut(gb_cutter *c, const char *bytes, size_t size, gb_tokens *out, gb_error *e) {
  out->count = 0;
  if (gb_failed(e)) return false;
  if (size > UINT32_MAX - 1024) return gb_fail(e, GB_USAGE, -1, "a text to cut must be below 4 GiB");
  const unsigned char *text = (const unsigned char *)bytes;
  for (uint32_t at = 0; at < size;) {
    if (!room(out, GB_SPAN + GB_ATOM + 1, e)) return false;
    uint32_t end = gb_span_read(c, text, (uint32_t)size, at);
    if (end > at) {
      size_t from = out->count;
      if (c->model) gb_pull(c);
      gb_lattice(c);
      at = write_path(c, out, c->size >= GB_SPAN && end < size);
      if (c->leftovers && !(c->flags & GB_CUT_NO_UNKNOWN) && !c->model) gb_unknown(c, text, out, from);
    }
    if (at >= size || at < end) continue;
    uint32_t id;
    at = read_mark(c, text, (uint32_t)size, at, &id);
    put(out, at, id);
  }
  if (c->flags & GB_CUT_JOIN) gb_join(c, text, out);
  return true;
}

uint32_t gb_id_limit(const gb_cutter *c) { return c->user_units + 65536; }

uint8_t gb_tag_of(const gb_cutter *c, uint32_t id) {
  if (id >= GB_ID_OTHER) return (uint8_t)(id - GB_ID_OTHER);
  if (id < c->user_nodes) return c->base->node_tags[id];
  if (id < c->base_units) return c->user->node_tags[id - c->user_nodes];
  if (id < c->user_units) return c->base->code_tags[id - c->base_units];
  return c->user->code_tags[id - c->user_units];
}

const char *gb_tag_name(const gb_cutter *c, uint8_t tag) {
  if (tag < c->base->tag_count) return c->base->tag_names[tag];
  if (c->user && tag < c->user->tag_count) return c->user->tag_names[tag];
  return "x";
}

/* The id's tag of a whole word in one lexicon, or −1. */
static int tag_in(const gb_lexicon *l, const unsigned char *text, size_t size) {
  uint32_t base = 0, at_node = 0, score = GB_NO_WORD;
  int tag = -1;
  for (size_t at = 0, first = 1; at < size; first = 0) {
    uint16_t units[2];
    int count;
    at += (size_t)gb_units_next(text + at, size - at, units, &count);
    uint64_t unit = l->units[units[0]];
    uint32_t code = gb_entry_code(unit);
    if (!code || count == 2) return -1;
    at_node = base + code;
    uint64_t entry = first ? unit : l->nodes[at_node];
    if (!first && (!base || gb_entry_code(entry) != code)) return -1;
    score = gb_entry_score(entry);
    tag = first ? l->code_tags[code] : l->node_tags[at_node];
    base = first ? gb_unit_base(unit) : (uint32_t)entry;
  }
  return score == GB_NO_WORD ? -1 : tag;
}

uint8_t gb_form_tag(const gb_cutter *c, const char *word, size_t size) {
  const unsigned char *text = (const unsigned char *)word;
  int tag = c->user ? tag_in(c->user, text, size) : -1;
  if (tag < 0) tag = tag_in(c->base, text, size);
  if (tag >= 0) return (uint8_t)tag;
  bool letters = false, digits = false, numerals = true, colon = false;
  uint32_t characters = 0, class = 0;
  for (size_t at = 0; at < size; characters++) {
    uint16_t units[2];
    int count;
    at += (size_t)gb_units_next(text + at, size - at, units, &count);
    class = gb_unit_class(c->base->units[units[0]]);
    letters |= class == GB_CLASS_LETTER;
    digits |= class == GB_CLASS_DIGIT;
    numerals &= (class & GB_CLASS_NUMERAL) != 0 || (!characters && units[0] == GB_ORDINAL);
    colon |= units[0] == ':';
  }
  if (letters) return GB_TAG_ENG;
  if (digits) return colon ? GB_TAG_T : GB_TAG_M;
  if (numerals && characters) return GB_TAG_M;
  if (class == GB_CLASS_SPACE) return GB_TAG_SPACE;
  if (class == GB_CLASS_PUNCT) return GB_TAG_W;
  return (class & GB_CLASS_MASK) == GB_CLASS_HAN && characters > 1 ? GB_TAG_NEW : GB_TAG_X;
}

bool gb_has_word(const gb_cutter *c, const char *word, size_t size) {
  const unsigned char *text = (const unsigned char *)word;
  return tag_in(c->base, text, size) >= 0 || (c->user && tag_in(c->user, text, size) >= 0);
}

void gb_words_inside(const gb_cutter *c, const char *bytes, size_t size,
                     bool (*word)(void *to, uint32_t start, uint32_t end), void *to) {
  const unsigned char *text = (const unsigned char *)bytes;
  const gb_lexicon *layers[2] = {c->base, c->user};
  for (uint32_t i = 0, n; i < size; i += n) {
    uint16_t units[2];
    int count;
    n = (uint32_t)gb_units_next(text + i, size - i, units, &count);
    for (int layer = 0; layer < 2 && layers[layer]; layer++) {
      const gb_lexicon *l = layers[layer];
      uint32_t base = gb_unit_base(l->units[units[0]]);
      for (uint32_t j = i + n, step; base && j < size; j += step) {
        uint16_t next[2];
        step = (uint32_t)gb_units_next(text + j, size - j, next, &count);
        uint32_t code = gb_entry_code(l->units[next[0]]);
        uint64_t node = l->nodes[base + code];
        if (!code || gb_entry_code(node) != code) break;
        if (gb_entry_score(node) != GB_NO_WORD && !word(to, i, j + step)) return;
        base = (uint32_t)node;
      }
    }
  }
}
