#include "index/reader.h"

#include <string.h>
#include <xxhash.h>

#include "segment/fold.h"

static bool bad(gb_error *e, const char *name, const char *what) {
  return gb_fail(e, GB_STORE, -1, "%.120s: %s; run gongbao repair", name, what);
}

/* The size each column must have, or UINT64_MAX where any will do. */
static uint64_t size_of(const gb_index_header *h, int column) {
  switch (column) {
    case GB_STREAM: return (uint64_t)h->tokens * GB_ID_BYTES;
    case GB_MARKS: return (((uint64_t)h->tokens + GB_MARK_TOKENS - 1) / GB_MARK_TOKENS + 1) * 4;
    case GB_WORD_AT: return ((uint64_t)h->words + h->variants + 1) * 4;
    case GB_VARIANT: return (uint64_t)h->variants * 4;
    case GB_TAG: return h->words;
    case GB_COUNT: return (uint64_t)h->words * sizeof(gb_count_row);
    case GB_SENTENCES: return (uint64_t)h->sentences * 4;
    case GB_NODES: return (uint64_t)h->nodes * sizeof(gb_node_row);
    case GB_DOCUMENTS: return (uint64_t)h->documents * sizeof(gb_document_row);
    case GB_LINES: return (uint64_t)h->lines * sizeof(gb_line_row);
    case GB_LAYERS: return (uint64_t)h->layers * sizeof(gb_layer_row);
    default: return UINT64_MAX;
  }
}

static bool check_header(const gb_index_header *h, size_t size, const char *name, gb_error *e) {
  if (memcmp(h->magic, GB_INDEX_MAGIC, 8) != 0) return bad(e, name, "not a segment of an index");
  if (h->version != GB_INDEX_VERSION || h->fold_version != GB_FOLD_VERSION)
    return bad(e, name, "a segment of another version");
  if (XXH3_64bits(h, sizeof *h - sizeof h->checksum) != h->checksum) return bad(e, name, "its header is damaged");
  if (h->size != size) return bad(e, name, h->size > size ? "the segment is cut short" : "the segment has bytes too many");
  if (h->tokens > (1u << 31) || (uint64_t)h->words + h->variants > GB_MOST_WORDS || (h->tokens && !h->words) ||
      (h->nodes && !h->documents))
    return bad(e, name, "its header makes no sense");
  for (int i = 0; i < GB_COLUMNS; i++) {
    const gb_column_place *p = &h->columns[i];
    if (p->offset % 64 || p->offset < sizeof *h || p->offset > size - 64 || p->size > size - 64 - p->offset)
      return bad(e, name, "a column lies outside the segment");
    if (size_of(h, i) != UINT64_MAX && p->size != size_of(h, i)) return bad(e, name, "a column has the wrong size");
  }
  return true;
}

static bool checksum_holds(const gb_index *x, int column) {
  const gb_column_place *p = &x->h.columns[column];
  return XXH3_64bits(x->map.data + p->offset, p->size) == p->checksum;
}

/* The same of a column of any size, which need not fit into memory. */
static bool checksum_holds_by_parts(const gb_index *x, int column) {
  enum { PART = 16 << 20 };
  const gb_column_place *p = &x->h.columns[column];
  XXH3_state_t *state = p->size > PART ? XXH3_createState() : NULL;
  if (!state) return checksum_holds(x, column);
  XXH3_64bits_reset(state);
  for (uint64_t at = 0; at < p->size; at += PART) {
    XXH3_64bits_update(state, x->map.data + p->offset + at, p->size - at < PART ? p->size - at : PART);
    gb_map_forget(&x->map, p->offset + at, p->offset + at + PART);
  }
  bool holds = XXH3_64bits_digest(state) == p->checksum;
  XXH3_freeState(state);
  return holds;
}

/* An empty column comes before one that starts at the same place. */
static bool later(const gb_column_place *a, const gb_column_place *b) {
  return a->offset != b->offset ? a->offset > b->offset : a->size > b->size;
}

/* Between header, columns and the file's end stand zeros alone: up to a multiple
 * of 64, and 64 at the end. So no byte of the file can change unseen. */
static bool padding_holds(const gb_index *x) {
  const gb_column_place *order[GB_COLUMNS];
  for (int i = 0, k; i < GB_COLUMNS; i++) {
    for (k = i; k > 0 && later(order[k - 1], &x->h.columns[i]); k--) order[k] = order[k - 1];
    order[k] = &x->h.columns[i];
  }
  uint64_t at = sizeof x->h;
  for (int i = 0; i <= GB_COLUMNS; i++) {
    uint64_t next = i < GB_COLUMNS ? order[i]->offset : x->h.size;
    if (next < at || (i < GB_COLUMNS ? next - at >= 64 : next - at != 64)) return false;
    for (; at < next; at++)
      if (x->map.data[at]) return false;
    at = i < GB_COLUMNS ? next + order[i]->size : next;
  }
  return true;
}

static bool place_chars(gb_index *x) {
  const gb_column_place *p = &x->h.columns[GB_CHARS];
  const unsigned char *at = x->map.data + p->offset;
  if (p->size < 4) return p->size == 0;
  memcpy(&x->chars, at, 4);
  if (x->chars > (p->size - 4) / 8 || p->size < 8 + (uint64_t)x->chars * 8) return false;
  x->char_codes = (const void *)(at + 4);
  x->char_at = x->char_codes + x->chars;
  x->char_lists = at + 8 + (size_t)x->chars * 8;
  return true;
}

static bool name_tags(gb_index *x) {
  const gb_column_place *p = &x->h.columns[GB_TAGNAMES];
  const char *at = (const char *)x->map.data + p->offset, *end = at + p->size;
  for (int i = 0; i < 256; i++) {
    const char *stop = at < end ? memchr(at, 0, (size_t)(end - at)) : NULL;
    if (!stop) return false;
    x->tag_names[i] = at;
    at = stop + 1;
  }
  return true;
}

/* Layers point into SPANS, and spans at tokens: checked once, so that readers
 * need not. */
static bool layers_hold(const gb_index *x) {
  uint64_t rows = x->h.columns[GB_SPANS].size / sizeof(gb_span_row);
  for (uint32_t i = 0; i < x->h.layers; i++)
    if (x->layers[i].at > rows || x->layers[i].count > rows - x->layers[i].at) return false;
  for (uint64_t i = 0; i < rows; i++)
    if (x->spans[i].first >= x->spans[i].end || x->spans[i].end > x->h.tokens) return false;
  return true;
}

/* Documents and nodes start at ascending tokens below the last. */
static bool rows_hold(const gb_index *x) {
  for (uint32_t i = 0; i < x->h.documents; i++) {
    const gb_document_row *d = &x->documents[i];
    if (d->first > x->h.tokens || d->node > x->h.nodes || (i && d->first < d[-1].first)) return false;
  }
  for (uint32_t i = 0; i < x->h.nodes; i++) {
    const gb_node_row *n = &x->nodes[i];
    if (n->first >= x->h.tokens || n->document >= x->h.documents || (i && n->first <= n[-1].first)) return false;
  }
  for (uint32_t i = 0; i < x->h.sentences; i++)
    if (x->sentences[i] >= x->h.tokens || (i && x->sentences[i] <= x->sentences[i - 1])) return false;
  return true;
}

bool gb_index_view(gb_index *x, const void *bytes, size_t size, bool check, const char *name, gb_error *e) {
  *x = (gb_index){.map = {bytes, size}, .boundary = UINT32_MAX};
  if (gb_failed(e)) return false;
  if (size < sizeof x->h + 64) return bad(e, name, "too short for a segment of an index");
  memcpy(&x->h, bytes, sizeof x->h);
  if (!check_header(&x->h, size, name, e)) return false;
  const unsigned char *at = bytes;
#define COLUMN(i) ((const void *)(at + x->h.columns[i].offset))
  x->stream = COLUMN(GB_STREAM), x->marks = COLUMN(GB_MARKS), x->word_at = COLUMN(GB_WORD_AT);
  x->variant = COLUMN(GB_VARIANT), x->sentences = COLUMN(GB_SENTENCES), x->word_bytes = COLUMN(GB_WORD_BYTES);
  x->strings = COLUMN(GB_STRINGS), x->tag = COLUMN(GB_TAG), x->count = COLUMN(GB_COUNT);
  x->postings = COLUMN(GB_POSTINGS), x->nodes = COLUMN(GB_NODES), x->documents = COLUMN(GB_DOCUMENTS);
  x->lines = COLUMN(GB_LINES), x->layers = COLUMN(GB_LAYERS), x->spans = COLUMN(GB_SPANS);
#undef COLUMN
  for (int i = 0; i < GB_COLUMNS; i++)
    if (check && x->h.columns[i].size <= GB_CHECK_AT_OPEN && !checksum_holds(x, i))
      return bad(e, name, "a column is damaged (checksum)");
  if (check && !padding_holds(x)) return bad(e, name, "the bytes between its columns are damaged");
  if (!place_chars(x) || !name_tags(x) || !layers_hold(x) || !rows_hold(x))
    return bad(e, name, "a column is damaged");
  x->boundary = gb_index_find(x, "\n", 1);
  return true;
}

bool gb_index_open(gb_index *x, const char *path, gb_error *e) {
  gb_map map;
  *x = (gb_index){0};
  if (!gb_map_open(&map, path, e)) return false;
  if (!map.data) return bad(e, path, "the segment is empty");
  if (gb_index_view(x, map.data, map.size, true, path, e)) return true;
  gb_map_close(&map);
  *x = (gb_index){0};
  return false;
}

void gb_index_close(gb_index *x) {
  gb_map_close(&x->map);
  *x = (gb_index){0};
}

bool gb_index_verify(const gb_index *x, const char *name, gb_error *e) {
  if (gb_failed(e)) return false;
  for (int i = 0; i < GB_COLUMNS; i++)
    if (!checksum_holds_by_parts(x, i)) return bad(e, name, "a column is damaged (checksum)");
  return true;
}

static int compare(const gb_index *x, uint32_t id, const char *word, size_t size) {
  uint32_t n;
  const char *bytes = gb_index_word(x, id, &n);
  return gb_bytes_order(bytes, n, word, size);
}

uint32_t gb_index_lower(const gb_index *x, const char *word, size_t size) {
  uint32_t low = 0, high = x->h.words;
  while (low < high) {
    uint32_t mid = low + (high - low) / 2;
    if (compare(x, mid, word, size) < 0) low = mid + 1;
    else high = mid;
  }
  return low;
}

uint32_t gb_index_find(const gb_index *x, const char *word, size_t size) {
  uint32_t id = gb_index_lower(x, word, size);
  return id < x->h.words && compare(x, id, word, size) == 0 ? id : UINT32_MAX;
}

void gb_char_words_open(const gb_index *x, uint32_t code, gb_char_words *list) {
  *list = (gb_char_words){.limit = x->h.words};
  uint32_t low = 0, high = x->chars;
  while (low < high) {
    uint32_t mid = low + (high - low) / 2;
    if (x->char_codes[mid] < code) low = mid + 1;
    else high = mid;
  }
  if (low == x->chars || x->char_codes[low] != code) return;
  uint64_t all = x->h.columns[GB_CHARS].size - 8 - (uint64_t)x->chars * 8;
  uint32_t from = x->char_at[low], to = x->char_at[low + 1];
  if (from > to || to > all) return;
  list->at = x->char_lists + from;
  list->end = x->char_lists + to;
}

bool gb_char_words_next(gb_char_words *list, uint32_t *word) {
  if (list->at >= list->end) return false;
  uint32_t delta;
  list->at = gb_varint_get(list->at, list->end, &delta);
  list->word += delta;
  *word = list->word;
  return list->word < list->limit;
}

void gb_index_postings(const gb_index *x, uint32_t word, gb_cursor *c) {
  const gb_count_row *row = &x->count[word];
  uint64_t size = x->h.columns[GB_POSTINGS].size;
  bool good = row->postings <= size && row->tokens <= x->h.tokens;
  gb_cursor_open(c, x->postings + (good ? row->postings : size), x->postings + size, good ? row->tokens : 0, x->h.tokens);
}

uint32_t gb_index_byte(const gb_index *x, uint32_t token) {
  uint32_t mark = token / GB_MARK_TOKENS, byte = x->marks[mark];
  for (uint32_t t = mark * GB_MARK_TOKENS; t < token; t++) {
    uint32_t id = gb_surface(x, t);
    byte += x->word_at[id + 1] - x->word_at[id];
  }
  return byte;
}

bool gb_index_text(const gb_index *x, uint32_t first, uint32_t end, gb_buffer *into, gb_error *e) {
  for (uint32_t t = first; t < end && t < x->h.tokens; t++) {
    uint32_t size;
    const char *bytes = gb_index_word(x, gb_surface(x, t), &size);
    if (!gb_put(into, bytes, size, e)) return false;
  }
  return !gb_failed(e);
}

/* Of rows that begin with an ascending number: how many have one of at most `most`. */
static uint32_t rows_to(const void *rows, size_t row_size, uint32_t count, uint32_t most) {
  uint32_t low = 0, high = count;
  while (low < high) {
    uint32_t mid = low + (high - low) / 2, number;
    memcpy(&number, (const char *)rows + mid * row_size, sizeof number);
    if (number <= most) low = mid + 1;
    else high = mid;
  }
  return low;
}

uint32_t gb_index_document(const gb_index *x, uint32_t token) {
  uint32_t n = rows_to(x->documents, sizeof *x->documents, x->h.documents, token);
  return n ? n - 1 : 0;
}

uint32_t gb_index_node(const gb_index *x, uint32_t token) {
  uint32_t n = rows_to(x->nodes, sizeof *x->nodes, x->h.nodes, token);
  return n ? n - 1 : 0;
}

void gb_index_place(const gb_index *x, uint32_t byte, uint32_t *line, uint32_t *page) {
  uint32_t n = rows_to(x->lines, sizeof *x->lines, x->h.lines, byte);
  *line = n ? x->lines[n - 1].line : 0;
  *page = n ? x->lines[n - 1].page : 0;
}

const char *gb_index_string(const gb_index *x, uint32_t at) {
  uint64_t size = x->h.columns[GB_STRINGS].size;
  if (at >= size || !memchr(x->strings + at, 0, size - at)) return "";
  return x->strings + at;
}

const char *gb_index_field(const gb_index *x, uint32_t document, const char *name) {
  uint32_t at = x->documents[document].fields;
  if (strcmp(name, "id") == 0) return gb_index_string(x, x->documents[document].id);
  for (;;) {
    const char *field = gb_index_string(x, at);
    if (!*field) return NULL;
    uint32_t value = at + (uint32_t)strlen(field) + 1;
    if (strcmp(field, name) == 0) return gb_index_string(x, value);
    at = value + (uint32_t)strlen(gb_index_string(x, value)) + 1;
  }
}

const gb_layer_row *gb_index_layer(const gb_index *x, const char *name) {
  for (uint32_t i = 0; i < x->h.layers; i++)
    if (strcmp(gb_index_string(x, x->layers[i].name), name) == 0) return &x->layers[i];
  return NULL;
}
