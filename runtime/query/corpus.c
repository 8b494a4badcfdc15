#include "query/corpus.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "query/units.h"

bool gb_corpus_open(gb_corpus *c, const char *const *paths, uint32_t count, const uint64_t *generation, gb_error *e) {
  *c = (gb_corpus){0};
  if (gb_failed(e)) return false;
  c->segments = calloc(count + 1, sizeof *c->segments);
  c->document_base = calloc(count + 1, sizeof *c->document_base);
  if (!c->segments || !c->document_base) gb_fail(e, GB_STORE, -1, "out of memory");
  for (uint32_t i = 0; i < count && !gb_failed(e); i++) {
    gb_index *x = &c->segments[i];
    if (!gb_index_open(x, paths[i], e)) break;
    c->count = i + 1;
    if (generation && x->h.generation > *generation)
      gb_fail(e, GB_STORE, -1, "%.150s: newer than the catalogue; run gongbao repair", paths[i]);
    c->document_base[i] = c->documents;
    c->documents += x->h.documents;
    c->tokens += x->h.tokens - x->h.nodes;
  }
  if (gb_failed(e)) gb_corpus_close(c);
  return !gb_failed(e);
}

static void free_vocabulary(gb_corpus *c) {
  gb_vocabulary *v = &c->words;
  for (uint32_t i = 0; v->ids && i < c->count; i++) free(v->ids[i]);
  free(v->ids), free(v->segment), free(v->local), free(v->tokens);
  *v = (gb_vocabulary){0};
}

void gb_corpus_close(gb_corpus *c) {
  free_vocabulary(c);
  for (uint32_t i = 0; i < c->count; i++) gb_index_close(&c->segments[i]);
  free(c->segments), free(c->document_base);
  *c = (gb_corpus){0};
}

static int compare(const gb_index *x, uint32_t i, const gb_index *y, uint32_t j) {
  uint32_t n, m;
  const char *a = gb_index_word(x, i, &n), *b = gb_index_word(y, j, &m);
  return gb_bytes_order(a, n, b, m);
}

/* Walks the sorted words of all segments side by side. */
static void merge_words(gb_corpus *c, uint32_t *at) {
  gb_vocabulary *v = &c->words;
  for (;; v->count++) {
    uint32_t least = UINT32_MAX;
    for (uint32_t s = 0; s < c->count; s++)
      if (at[s] < c->segments[s].h.words &&
          (least == UINT32_MAX || compare(&c->segments[s], at[s], &c->segments[least], at[least]) < 0))
        least = s;
    if (least == UINT32_MAX) return;
    uint32_t local = at[least];
    v->segment[v->count] = least;
    v->local[v->count] = local;
    for (uint32_t s = least; s < c->count; s++) {
      const gb_index *x = &c->segments[s];
      if (s != least && (at[s] >= x->h.words || compare(x, at[s], &c->segments[least], local) != 0)) continue;
      v->ids[s][at[s]] = v->count;
      v->tokens[v->count] += x->count[at[s]].tokens;
      at[s]++;
    }
  }
}

bool gb_vocabulary_make(gb_corpus *c, gb_error *e) {
  gb_vocabulary *v = &c->words;
  if (v->tokens || gb_failed(e)) return !gb_failed(e);
  uint64_t all = 0;
  for (uint32_t s = 0; s < c->count; s++) all += c->segments[s].h.words;
  v->tokens = calloc(all + 1, sizeof *v->tokens);
  if (c->count == 1 && v->tokens) {
    v->count = c->segments[0].h.words;
    for (uint32_t i = 0; i < v->count; i++) v->tokens[i] = c->segments[0].count[i].tokens;
    return true;
  }
  v->ids = calloc(c->count + 1, sizeof *v->ids);
  v->segment = malloc((all + 1) * 4);
  v->local = malloc((all + 1) * 4);
  uint32_t *at = calloc(c->count + 1, sizeof *at);
  bool good = v->tokens && v->ids && v->segment && v->local && at;
  for (uint32_t s = 0; s < c->count && good; s++) good = (v->ids[s] = malloc((c->segments[s].h.words + 1ull) * 4)) != NULL;
  if (good) merge_words(c, at);
  free(at);
  if (!good) free_vocabulary(c);
  return good || gb_fail(e, GB_STORE, -1, "out of memory");
}

const char *gb_word_text(const gb_corpus *c, uint32_t id, uint32_t *size) {
  if (!c->words.ids) return gb_index_word(&c->segments[0], id, size);
  return gb_index_word(&c->segments[c->words.segment[id]], c->words.local[id], size);
}

const char *gb_word_tag(const gb_corpus *c, uint32_t id) {
  const gb_index *x = &c->segments[c->words.ids ? c->words.segment[id] : 0];
  return x->tag_names[x->tag[c->words.ids ? c->words.local[id] : id]];
}

typedef struct job {
  const gb_corpus *corpus;
  gb_hits *hits;
  gb_plan *plan;
  bool counting; /* the hits themselves are not wanted */
  atomic_uint *next;
  gb_error e;
} job;

static void *work(void *argument) {
  job *j = argument;
  for (uint32_t s; (s = atomic_fetch_add(j->next, 1)) < j->corpus->count;) {
    const gb_index *x = &j->corpus->segments[s];
    uint64_t *count = &j->hits->base[s + 1];
    if (j->counting) gb_eval_count(x, j->plan, count, &j->e);
    else if (gb_eval(x, j->plan, &j->hits->found[s], &j->e)) *count = gb_found_count(x, &j->hits->found[s]);
  }
  return NULL;
}

static bool run(const gb_corpus *c, gb_plan *const *plans, uint32_t threads, bool counting, gb_hits *hits, gb_error *e) {
  enum { MOST_THREADS = 64 };
  *hits = (gb_hits){.corpus = c, .count = c->count};
  if (gb_failed(e)) return false;
  hits->found = calloc(c->count + 1, sizeof *hits->found);
  hits->base = calloc(c->count + 1, sizeof *hits->base);
  if (!hits->found || !hits->base) return gb_hits_free(hits), gb_fail(e, GB_STORE, -1, "out of memory");
  job jobs[MOST_THREADS];
  pthread_t ids[MOST_THREADS];
  atomic_uint next = 0;
  uint32_t started = 1;
  if (threads > c->count) threads = c->count;
  if (threads > MOST_THREADS) threads = MOST_THREADS;
  for (uint32_t t = 0; t < (threads ? threads : 1); t++)
    jobs[t] = (job){c, hits, plans[t], counting, &next, GB_NO_ERROR};
  while (started < threads && pthread_create(&ids[started], NULL, work, &jobs[started]) == 0) started++;
  work(&jobs[0]);
  for (uint32_t t = 1; t < started; t++) pthread_join(ids[t], NULL);
  for (uint32_t t = 0; t < started; t++)
    if (gb_failed(&jobs[t].e) && !gb_failed(e)) *e = jobs[t].e;
  for (uint32_t s = 0; s < c->count; s++) hits->base[s + 1] += hits->base[s];
  if (gb_failed(e)) gb_hits_free(hits);
  return !gb_failed(e);
}

bool gb_search(const gb_corpus *c, gb_plan *const *plans, uint32_t threads, gb_hits *hits, gb_error *e) {
  return run(c, plans, threads, false, hits, e);
}

void gb_hits_free(gb_hits *h) {
  for (uint32_t s = 0; h->found && s < h->count; s++) gb_found_free(&h->found[s]);
  free(h->found), free(h->base);
  *h = (gb_hits){0};
}

size_t gb_hits_bytes(const gb_hits *h) {
  size_t sum = 0;
  for (uint32_t s = 0; s < h->count; s++) sum += h->found[s].list.capacity * sizeof(gb_span);
  return sum;
}

bool gb_search_count(const gb_corpus *c, gb_plan *const *plans, uint32_t threads, uint64_t *count, gb_error *e) {
  *count = 0;
  gb_hits hits;
  if (!run(c, plans, threads, true, &hits, e)) return false;
  *count = hits.base[c->count];
  gb_hits_free(&hits);
  return true;
}

uint32_t gb_hit(const gb_hits *h, uint64_t i, gb_span *span) {
  uint32_t low = 0, high = h->corpus->count;
  while (low + 1 < high) {
    uint32_t mid = (low + high) / 2;
    if (h->base[mid] <= i) low = mid;
    else high = mid;
  }
  *span = gb_found_get(&h->corpus->segments[low], &h->found[low], i - h->base[low]);
  return low;
}

uint32_t gb_document_segment(const gb_corpus *c, uint32_t document, uint32_t *local) {
  uint32_t s = c->count - 1;
  while (c->document_base[s] > document) s--;
  *local = document - c->document_base[s];
  return s;
}

uint32_t gb_document_tokens(const gb_corpus *c, uint32_t document) {
  uint32_t d;
  const gb_index *x = &c->segments[gb_document_segment(c, document, &d)];
  const gb_document_row *row = &x->documents[d];
  bool last = d + 1 == x->h.documents;
  uint32_t end = last ? x->h.tokens : row[1].first, node = last ? x->h.nodes : row[1].node;
  uint32_t tokens = end - row->first, nodes = node > row->node ? node - row->node : 0;
  return tokens > nodes ? tokens - nodes : 0;
}

void gb_hits_by_document(const gb_hits *h, uint32_t *counts) {
  const gb_corpus *c = h->corpus;
  memset(counts, 0, c->documents * sizeof *counts);
  for (uint32_t s = 0; s < c->count; s++) {
    const gb_index *x = &c->segments[s];
    gb_units documents;
    gb_units_open(&documents, x, "document");
    gb_walk w;
    uint32_t d = 0;
    for (gb_walk_open(&w, x, &h->found[s]); gb_walk_more(&w);) {
      uint64_t first = gb_walk_number(&w);
      uint32_t found = gb_unit_before(&documents, d, w.run[w.i].start);
      if (found != UINT32_MAX) d = found;
      if (!gb_walk_seek(&w, gb_unit(&documents, d).stop)) w.i = w.count;
      if (gb_walk_number(&w) == first) w.i++;
      counts[c->document_base[s] + d] += (uint32_t)(gb_walk_number(&w) - first);
    }
  }
}
