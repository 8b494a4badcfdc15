/* User lexicons: plain text compiled to an image in memory. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "segment/span.h"
#include "segment/units.h"

typedef struct reader {
  gb_cutter *cutter; /* to price words that come without a count */
  gb_entry *entries;
  size_t count, capacity;
  const char *tags[GB_MAX_TAGS];
  uint32_t tag_count;
  gb_buffer names; /* a copy of each new tag name; never grows past its reserve */
  int line;
  gb_error *e;
} reader;

static bool blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

/* The next field of the line at *at, or size 0. */
static const char *field(const char **at, const char *end, size_t *size) {
  while (*at < end && blank(**at)) ++*at;
  const char *start = *at;
  while (*at < end && !blank(**at)) ++*at;
  *size = (size_t)(*at - start);
  return start;
}

static bool tag_number(reader *r, const char *name, size_t size, uint8_t *tag) {
  for (uint32_t i = 0; i < r->tag_count; i++)
    if (strlen(r->tags[i]) == size && memcmp(r->tags[i], name, size) == 0) return *tag = (uint8_t)i, true;
  if (r->tag_count == GB_MAX_TAGS || r->names.size + size + 1 > r->names.capacity)
    return gb_fail(r->e, GB_BAD_INPUT, r->line, "user lexicon, line %d: too many different tags", r->line);
  char *copy = r->names.data + r->names.size;
  gb_put(&r->names, name, size, r->e);
  gb_put(&r->names, "", 1, r->e);
  r->tags[r->tag_count] = copy;
  *tag = (uint8_t)r->tag_count++;
  return true;
}

/* Just cheaper than the word's best way through the base lexicon. */
static uint32_t price(reader *r, const char *word, size_t size) {
  gb_cutter *c = r->cutter;
  if (gb_span_read(c, (const unsigned char *)word, (uint32_t)size, 0) != size) return 0;
  gb_lattice(c);
  uint64_t cost = c->best[c->size] >> 32;
  cost -= cost > GB_COST_SCALE ? GB_COST_SCALE : cost / 2;
  return cost < GB_NO_WORD ? (uint32_t)cost : GB_NO_WORD - 1;
}

static bool is_word(const char *word, size_t size) {
  const gb_lexicon *base = gb_lexicon_base();
  int units_seen = 0;
  for (size_t at = 0; at < size;) {
    uint16_t units[2];
    int count;
    at += (size_t)gb_units_next((const unsigned char *)word + at, size - at, units, &count);
    uint32_t class = gb_unit_class(base->units[units[0]]) & GB_CLASS_MASK;
    if (class != GB_CLASS_HAN && class != GB_CLASS_LETTER && class != GB_CLASS_DIGIT) return false;
    units_seen += count;
  }
  return units_seen <= 60;
}

static bool read_line(reader *r, const char *at, const char *end) {
  size_t size, count_size, tag_size;
  const char *word = field(&at, end, &size);
  if (!size || *word == '#') return true;
  const char *count = field(&at, end, &count_size), *tag = field(&at, end, &tag_size);
  if (!is_word(word, size))
    return gb_fail(r->e, GB_BAD_INPUT, r->line, "user lexicon, line %d: a word is made of characters, letters and digits, at most 60", r->line);
  gb_entry entry = {word, (uint32_t)size, 0, 0};
  if (count_size) {
    char *stop;
    double n = strtod(count, &stop);
    if (stop != count + count_size || !(n >= 1))
      return gb_fail(r->e, GB_BAD_INPUT, r->line, "user lexicon, line %d: the count must be a number of at least 1", r->line);
    double cost = -log(n / ((double)gb_lexicon_base()->total + n)) * GB_COST_SCALE;
    entry.cost = (uint32_t)lround(cost);
  } else {
    entry.cost = price(r, word, size);
  }
  if (!tag_number(r, tag_size ? tag : "n", tag_size ? tag_size : 1, &entry.tag)) return false;
  if (r->count == r->capacity) {
    size_t want = r->capacity * 2 + 64;
    gb_entry *grown = realloc(r->entries, want * sizeof *grown);
    if (!grown) return gb_fail(r->e, GB_STORE, -1, "out of memory");
    r->entries = grown, r->capacity = want;
  }
  r->entries[r->count++] = entry;
  return true;
}

bool gb_lexicon_user(gb_lexicon *lexicon, const char *text, size_t size, gb_error *e) {
  *lexicon = (gb_lexicon){0};
  if (gb_failed(e)) return false;
  const gb_lexicon *base = gb_lexicon_base();
  reader r = {.cutter = gb_cutter_new(NULL, GB_CUT_NO_UNKNOWN), .e = e, .tag_count = base->tag_count};
  memcpy(r.tags, base->tag_names, base->tag_count * sizeof *r.tags);
  if (!r.cutter) gb_fail(e, GB_STORE, -1, "out of memory");
  gb_reserve(&r.names, 16384, e);
  for (const char *at = text, *end = text + size; at < end && !gb_failed(e);) {
    const char *stop = memchr(at, '\n', (size_t)(end - at));
    if (!stop) stop = end;
    r.line++;
    read_line(&r, at, stop);
    at = stop + 1;
  }
  gb_buffer image = {0};
  gb_lexicon_source source = {r.entries, r.count, base->total, r.tags, r.tag_count, NULL};
  if (gb_lexicon_compile(&source, &image, e)) gb_lexicon_view(lexicon, image.data, image.size, false, e);
  if (gb_failed(e)) free(image.data), *lexicon = (gb_lexicon){0};
  else lexicon->owned = image.data;
  gb_cutter_free(r.cutter), free(r.entries), gb_buffer_free(&r.names);
  return !gb_failed(e);
}
