#include "index/merge.h"

#include <stdlib.h>
#include <string.h>

#include "index/columns.h"
#include "index/pack.h"
#include "index/reader.h"
#include "index/stream.h"

typedef struct source {
  gb_index x;
  uint32_t *ids;  /* new id of each word and variant */
  uint32_t token, node, document, string; /* what comes before it */
  uint64_t byte;
  uint32_t word, variant; /* where the merge of the lists stands */
} source;

typedef struct merge {
  source *all;
  uint32_t count, words, variants;
  uint64_t read; /* bytes of postings since the sources were forgotten */
  gb_piece *pieces;   /* words, then variants */
  uint32_t *folded;   /* of each variant */
  uint8_t *tags;
  gb_output o;
  gb_error *e;
} merge;

static gb_piece piece(const gb_index *x, uint32_t id) {
  gb_piece p;
  p.bytes = gb_index_word(x, id, &p.size);
  return p;
}

static int compare(gb_piece a, gb_piece b) { return gb_bytes_order(a.bytes, a.size, b.bytes, b.size); }

/* The least word (or variant) that a source stands at, given its new id by
 * every source that has it. */
static bool next_word(merge *m, bool variants) {
  source *least = NULL;
  gb_piece best = {0};
  for (uint32_t i = 0; i < m->count; i++) {
    source *s = &m->all[i];
    if (variants ? s->variant == s->x.h.variants : s->word == s->x.h.words) continue;
    gb_piece p = piece(&s->x, variants ? s->x.h.words + s->variant : s->word);
    if (!least || compare(p, best) < 0) least = s, best = p;
  }
  if (!least) return false;
  uint32_t id = variants ? m->words + m->variants : m->words;
  m->pieces[id] = best;
  for (uint32_t i = 0; i < m->count; i++) {
    source *s = &m->all[i];
    uint32_t at = variants ? s->variant : s->word, old = variants ? s->x.h.words + at : at;
    if (at == (variants ? s->x.h.variants : s->x.h.words) || compare(piece(&s->x, old), best) != 0) continue;
    s->ids[old] = id;
    if (variants) {
      uint32_t folded = s->x.variant[at];
      m->folded[m->variants] = folded < s->x.h.words ? s->ids[folded] : 0;
      s->variant++;
    } else {
      m->tags[id] = s->x.tag[at];
      s->word++;
    }
  }
  return true;
}

static void merge_words(merge *m) {
  uint64_t words = 0, variants = 0;
  for (uint32_t i = 0; i < m->count; i++) {
    source *s = &m->all[i];
    words += s->x.h.words, variants += s->x.h.variants;
    s->ids = calloc((size_t)s->x.h.words + s->x.h.variants + 1, 4);
    if (!s->ids) gb_fail(m->e, GB_STORE, -1, "out of memory");
  }
  m->pieces = calloc(words + variants + 1, sizeof *m->pieces);
  m->folded = calloc(variants + 1, 4);
  m->tags = calloc(words + 1, 1);
  if (!m->pieces || !m->folded || !m->tags) gb_fail(m->e, GB_STORE, -1, "out of memory");
  if (gb_failed(m->e)) return;
  while (next_word(m, false)) m->words++;
  while (next_word(m, true)) m->variants++;
  if (m->words + m->variants > GB_MOST_WORDS) gb_fail(m->e, GB_BAD_INPUT, -1, "the segments have too many words together");
}

static void write_stream(merge *m) {
  gb_stream to;
  gb_stream_begin(&to, &m->o);
  for (uint32_t i = 0; i < m->count; i++) {
    const source *s = &m->all[i];
    for (uint32_t t = 0; t < s->x.h.tokens; t++) {
      uint32_t id = s->ids[gb_surface(&s->x, t)];
      gb_stream_put(&to, id, m->pieces[id].size);
    }
    gb_map_forget(&s->x.map, 0, s->x.map.size);
  }
  gb_stream_end(&to);
}

/* The sources' pages that were read are given back now and then, so that memory does not grow with the corpus. */
static void forget(merge *m) {
  for (uint32_t i = 0; i < m->count; i++) gb_map_forget(&m->all[i].x.map, 0, m->all[i].x.map.size);
  m->read = 0;
}

/* Gathers the positions of a word from every source that has it. */
static bool gather(merge *m, uint32_t id, const uint32_t *at, gb_buffer *positions, uint32_t *documents) {
  positions->size = 0;
  *documents = 0;
  for (uint32_t i = 0; i < m->count; i++) {
    source *s = &m->all[i];
    if (at[i] >= s->x.h.words || s->ids[at[i]] != id) continue;
    gb_cursor c;
    gb_index_postings(&s->x, at[i], &c);
    while (gb_cursor_next(&c)) {
      for (uint32_t k = 0; k < c.size; k++) c.at[k] += s->token;
      if (!gb_put(positions, c.at, c.size * 4, m->e)) return false;
    }
    *documents += s->x.count[at[i]].documents;
  }
  m->read += positions->size;
  if (m->read > 128 << 20) forget(m);
  return true;
}

static void write_postings(merge *m) {
  gb_buffer positions = {0}, packed = {0};
  gb_count_row *rows = calloc((size_t)m->words + 1, sizeof *rows);
  uint32_t *at = calloc((size_t)m->count + 1, 4);
  if (!rows || !at) gb_fail(m->e, GB_STORE, -1, "out of memory");
  uint64_t offset = 0;
  gb_output_column(&m->o, GB_POSTINGS);
  for (uint32_t id = 0; id < m->words && !gb_failed(m->e); id++) {
    if (!gather(m, id, at, &positions, &rows[id].documents)) break;
    uint32_t n = (uint32_t)(positions.size / 4);
    packed.size = 0;
    char *to = gb_reserve(&packed, gb_pack_room(n), m->e);
    size_t size = to ? gb_pack((const uint32_t *)(const void *)positions.data, n, (unsigned char *)to) : 0;
    gb_output_put(&m->o, to, size);
    rows[id].tokens = n;
    rows[id].postings = offset;
    offset += size;
    for (uint32_t i = 0; i < m->count; i++) at[i] += at[i] < m->all[i].x.h.words && m->all[i].ids[at[i]] == id;
  }
  gb_output_column(&m->o, GB_COUNT);
  gb_output_put(&m->o, rows, rows ? m->words * sizeof *rows : 0);
  free(rows), free(at), gb_buffer_free(&positions), gb_buffer_free(&packed);
}

static void write_rows(merge *m, gb_index_header *h) {
  gb_output *o = &m->o;
  gb_output_column(o, GB_SENTENCES);
  for (uint32_t i = 0; i < m->count; i++)
    for (uint32_t k = 0; k < m->all[i].x.h.sentences; k++) {
      uint32_t first = m->all[i].x.sentences[k] + m->all[i].token;
      gb_output_put(o, &first, 4);
    }
  gb_output_column(o, GB_NODES);
  for (uint32_t i = 0; i < m->count; i++)
    for (uint32_t k = 0; k < m->all[i].x.h.nodes; k++) {
      gb_node_row row = m->all[i].x.nodes[k];
      row.first += m->all[i].token, row.document += m->all[i].document, row.kind += m->all[i].string;
      gb_output_put(o, &row, sizeof row);
    }
  gb_output_column(o, GB_DOCUMENTS);
  for (uint32_t i = 0; i < m->count; i++)
    for (uint32_t k = 0; k < m->all[i].x.h.documents; k++) {
      gb_document_row row = m->all[i].x.documents[k];
      row.first += m->all[i].token, row.node += m->all[i].node;
      row.fields += m->all[i].string, row.id += m->all[i].string;
      gb_output_put(o, &row, sizeof row);
    }
  gb_output_column(o, GB_LINES);
  for (uint32_t i = 0; i < m->count; i++) {
    h->lines += m->all[i].x.h.lines;
    for (uint32_t k = 0; k < m->all[i].x.h.lines; k++) {
      gb_line_row row = m->all[i].x.lines[k];
      row.byte += (uint32_t)m->all[i].byte;
      gb_output_put(o, &row, sizeof row);
    }
  }
}

/* The least name of a layer that a source stands at; the sources have them sorted. */
static const char *next_layer(const merge *m, const uint32_t *at) {
  const char *least = NULL;
  for (uint32_t i = 0; i < m->count; i++) {
    const gb_index *x = &m->all[i].x;
    const char *name = at[i] < x->h.layers ? gb_index_string(x, x->layers[at[i]].name) : NULL;
    if (name && (!least || strcmp(name, least) < 0)) least = name;
  }
  return least;
}

static void put_spans(merge *m, const source *s, const gb_layer_row *layer, gb_buffer *spans) {
  for (uint32_t k = 0; k < layer->count; k++) {
    gb_span_row row = s->x.spans[layer->at + k];
    row.first += s->token, row.end += s->token;
    if (row.text) row.text += s->string;
    gb_put(spans, &row, sizeof row, m->e);
  }
}

/* Layers of one name follow each other as their sources do: sorted already.
 * Their spans are written as they come, the layers' rows after them. */
static void write_layers(merge *m, gb_index_header *h) {
  gb_buffer rows = {0}, spans = {0};
  uint32_t *at = calloc((size_t)m->count + 1, 4), total = 0;
  if (!at) gb_fail(m->e, GB_STORE, -1, "out of memory");
  gb_output_column(&m->o, GB_SPANS);
  for (const char *name; !gb_failed(m->e) && (name = next_layer(m, at)); h->layers++) {
    gb_layer_row row = {.at = total};
    for (uint32_t i = 0; i < m->count; i++) {
      const source *s = &m->all[i];
      const gb_layer_row *layer = &s->x.layers[at[i]];
      if (at[i] >= s->x.h.layers || strcmp(gb_index_string(&s->x, layer->name), name) != 0) continue;
      if (!row.count) row.name = layer->name + s->string;
      row.count += layer->count, row.nested |= layer->nested;
      spans.size = 0;
      put_spans(m, s, layer, &spans);
      gb_output_put(&m->o, spans.data, spans.size);
      at[i]++;
    }
    total += row.count;
    gb_put(&rows, &row, sizeof row, m->e);
  }
  gb_output_column(&m->o, GB_LAYERS);
  gb_output_put(&m->o, rows.data, rows.size);
  free(at), gb_buffer_free(&rows), gb_buffer_free(&spans);
}

static void write_strings(merge *m) {
  gb_output_column(&m->o, GB_STRINGS);
  for (uint32_t i = 0; i < m->count; i++)
    gb_output_put(&m->o, m->all[i].x.strings, m->all[i].x.h.columns[GB_STRINGS].size);
  gb_output_put(&m->o, "", 1); /* ends the last string, whatever the sources hold */
}

static void write_all(merge *m, gb_index_header *h) {
  write_stream(m);
  gb_columns_words(&m->o, m->pieces, m->words + m->variants);
  gb_columns_chars(&m->o, m->pieces, m->words);
  gb_output_column(&m->o, GB_VARIANT);
  gb_output_put(&m->o, m->folded, (size_t)m->variants * 4);
  gb_output_column(&m->o, GB_TAG);
  gb_output_put(&m->o, m->tags, m->words);
  write_postings(m);
  write_rows(m, h);
  write_layers(m, h);
  write_strings(m);
  gb_output_column(&m->o, GB_TAGNAMES);
  const gb_index *x = &m->all[0].x;
  gb_output_put(&m->o, x->map.data + x->h.columns[GB_TAGNAMES].offset, x->h.columns[GB_TAGNAMES].size);
}

/* Opens and verifies the sources, and places each after the one before. */
static void open_all(merge *m, const char *const *paths, gb_index_header *h) {
  uint64_t tokens = 0, strings = 0;
  for (uint32_t i = 0; i < m->count && !gb_failed(m->e); i++) {
    source *s = &m->all[i];
    if (!gb_index_open(&s->x, paths[i], m->e) || !gb_index_verify(&s->x, paths[i], m->e)) break;
    if (s->x.h.lexicon != m->all[0].x.h.lexicon)
      gb_fail(m->e, GB_STORE, -1, "%.150s was cut with another lexicon; run gongbao repair", paths[i]);
    s->token = h->tokens, s->node = h->nodes, s->document = h->documents, s->byte = h->text_size;
    s->string = (uint32_t)strings;
    tokens += s->x.h.tokens, strings += s->x.h.columns[GB_STRINGS].size;
    if (tokens > (1u << 31) || strings > UINT32_MAX / 2 || h->text_size + s->x.h.text_size > UINT32_MAX)
      gb_fail(m->e, GB_BAD_INPUT, -1, "the segments are too large together");
    h->tokens += s->x.h.tokens, h->nodes += s->x.h.nodes, h->documents += s->x.h.documents;
    h->sentences += s->x.h.sentences, h->text_size += s->x.h.text_size;
  }
  h->lexicon = m->all[0].x.h.lexicon;
}

bool gb_index_merge(const char *const *paths, uint32_t count, const char *to, uint64_t generation, gb_error *e) {
  if (gb_failed(e)) return false;
  if (!count || count > GB_MERGE_MOST) return gb_fail(e, GB_USAGE, -1, "from one to %d segments can be merged", GB_MERGE_MOST);
  merge m = {.count = count, .e = e, .all = calloc(count, sizeof *m.all)};
  if (!m.all) return gb_fail(e, GB_STORE, -1, "out of memory");
  gb_index_header h = {.generation = generation};
  open_all(&m, paths, &h);
  if (!gb_failed(e)) merge_words(&m);
  if (gb_output_open(&m.o, to, e)) {
    h.words = m.words, h.variants = m.variants;
    write_all(&m, &h);
    gb_output_close(&m.o, &h);
  } else {
    gb_output_drop(&m.o);
  }
  for (uint32_t i = 0; i < count; i++) gb_index_close(&m.all[i].x), free(m.all[i].ids);
  free(m.all), free(m.pieces), free(m.folded), free(m.tags);
  return !gb_failed(e);
}
