#include "query/statistics.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int better(const void *a, const void *b) {
  const gb_ranked *p = a, *q = b;
  if (p->score != q->score) return p->score > q->score ? -1 : 1;
  return p->document < q->document ? -1 : p->document > q->document;
}

/* Brings the best `most` of n to the front, in order. */
static void best_first(gb_ranked *list, uint32_t n, uint32_t most) {
  if (most > n / 16) {
    qsort(list, n, sizeof *list, better);
    return;
  }
  for (uint32_t i = 0, kept = 0; i < n && most; i++) {
    gb_ranked now = list[i];
    if (kept == most && better(&list[kept - 1], &now) < 0) continue;
    uint32_t k = kept < most ? kept++ : kept - 1;
    for (; k > 0 && better(&now, &list[k - 1]) < 0; k--) list[k] = list[k - 1];
    list[k] = now;
  }
}

bool gb_hits_rank(const gb_hits *h, uint32_t most, gb_ranked *list, uint32_t *count, gb_error *e) {
  const double k1 = 1.2, b = 0.75;
  const gb_corpus *c = h->corpus;
  uint32_t *hits = gb_failed(e) ? NULL : malloc(c->documents * sizeof *hits + 1), found = 0;
  if (!hits) return gb_fail(e, GB_STORE, -1, "out of memory");
  gb_hits_by_document(h, hits);
  for (uint32_t d = 0; d < c->documents; d++)
    if (hits[d]) list[found++] = (gb_ranked){.document = d, .hits = hits[d]};
  free(hits);
  double mean = c->documents ? (double)c->tokens / c->documents : 1;
  double idf = log(1 + (c->documents - found + 0.5) / (found + 0.5));
  for (uint32_t i = 0; i < found; i++) {
    double f = list[i].hits, length = gb_document_tokens(c, list[i].document) / mean;
    list[i].score = idf * f * (k1 + 1) / (f + k1 * (1 - b + b * length));
  }
  best_first(list, found, most);
  *count = found;
  return true;
}

uint64_t gb_hits_words(const gb_hits *h, uint32_t *counts) {
  uint64_t sum = 0;
  for (uint32_t s = 0; s < h->count; s++) {
    const gb_index *x = &h->corpus->segments[s];
    uint32_t done = 0; /* tokens before it are counted */
    gb_walk w;
    for (gb_walk_open(&w, x, &h->found[s]); gb_walk_more(&w); w.i++) {
      gb_call_ahead(x, w.run, w.i, w.count);
      gb_span span = w.run[w.i];
      uint32_t t = gb_token(span.start), end = gb_end_token(span);
      for (t = t < done ? done : t; t < end && t < x->h.tokens; t++) {
        uint32_t word = gb_folded(x, t);
        if (word == x->boundary) continue;
        counts[gb_word_id(h->corpus, s, word)]++;
        sum++;
      }
      if (end > done) done = end;
    }
  }
  return sum;
}

uint64_t gb_hits_beside(const gb_hits *h, uint32_t left, uint32_t right, uint32_t *counts) {
  uint64_t sum = 0;
  for (uint32_t s = 0; s < h->count; s++) {
    const gb_index *x = &h->corpus->segments[s];
    gb_walk w;
    for (gb_walk_open(&w, x, &h->found[s]); gb_walk_more(&w); w.i++) {
      gb_call_ahead(x, w.run, w.i, w.count);
      gb_span span = w.run[w.i];
      uint32_t first = gb_token(span.start), end = gb_end_token(span), word;
      for (uint32_t k = 1; k <= left && k <= first && (word = gb_folded(x, first - k)) != x->boundary; k++, sum++)
        counts[gb_word_id(h->corpus, s, word)]++;
      bool ended = end > first && gb_folded(x, end - 1) == x->boundary;
      for (uint32_t k = 0; !ended && k < right && end + k < x->h.tokens; k++, sum++) {
        if ((word = gb_folded(x, end + k)) == x->boundary) break;
        counts[gb_word_id(h->corpus, s, word)]++;
      }
    }
  }
  return sum;
}

typedef struct grams {
  uint32_t *words;
  size_t count, capacity;
  uint32_t n;
} grams;

static bool add_gram(grams *g, const uint32_t *window, gb_error *e) {
  if (g->count == g->capacity) {
    size_t capacity = g->capacity ? g->capacity * 2 : 1024;
    uint32_t *words = realloc(g->words, capacity * g->n * sizeof *words);
    if (!words) return gb_fail(e, GB_STORE, -1, "out of memory");
    g->words = words, g->capacity = capacity;
  }
  memcpy(g->words + g->count++ * g->n, window, g->n * sizeof *window);
  return true;
}

/* All sequences, one after the other; each place once though hits overlap. */
static bool collect(const gb_hits *h, grams *g, gb_error *e) {
  enum { MOST = 16 };
  uint32_t window[MOST], n = g->n;
  if (n < 1 || n > MOST) return gb_fail(e, GB_USAGE, -1, "sequences are of 1 to %d words", MOST);
  for (uint32_t s = 0; s < h->count; s++) {
    const gb_index *x = &h->corpus->segments[s];
    uint32_t done = 0;
    gb_walk w;
    for (gb_walk_open(&w, x, &h->found[s]); gb_walk_more(&w); w.i++) {
      gb_call_ahead(x, w.run, w.i, w.count);
      gb_span span = w.run[w.i];
      uint32_t end = gb_end_token(span), t = gb_token(span.start), full = 0;
      for (; t < end && t < x->h.tokens; t++) {
        uint32_t word = gb_folded(x, t);
        if (word == x->boundary) { full = 0; continue; }
        memmove(window, window + 1, (n - 1) * sizeof *window);
        window[n - 1] = gb_word_id(h->corpus, s, word);
        if (++full >= n && t >= done && !add_gram(g, window, e)) return false;
      }
      if (end > done) done = end;
    }
  }
  return true;
}

static int by_words(const void *a, const void *b, void *n) {
  const uint32_t *p = a, *q = b;
  for (uint32_t i = 0; i < *(const uint32_t *)n; i++)
    if (p[i] != q[i]) return p[i] < q[i] ? -1 : 1;
  return 0;
}

bool gb_hits_ngrams(const gb_hits *h, uint32_t n, uint32_t least, gb_ngrams *out, gb_error *e) {
  grams g = {.n = n};
  *out = (gb_ngrams){.n = n};
  if (gb_failed(e) || !collect(h, &g, e)) return free(g.words), false;
  size_t row = n * sizeof *g.words;
  if (g.count) qsort_r(g.words, g.count, row, by_words, &n);
  out->counts = malloc((g.count + 1) * sizeof *out->counts);
  if (!out->counts) return free(g.words), gb_fail(e, GB_STORE, -1, "out of memory");
  for (size_t i = 0, next; i < g.count; i = next) {
    for (next = i + 1; next < g.count && memcmp(g.words + i * n, g.words + next * n, row) == 0;) next++;
    if (next - i < least) continue;
    memmove(g.words + out->count * n, g.words + i * n, row);
    out->counts[out->count++] = (uint32_t)(next - i);
  }
  out->words = g.words;
  return true;
}

void gb_ngrams_free(gb_ngrams *g) {
  free(g->words), free(g->counts);
  *g = (gb_ngrams){0};
}
