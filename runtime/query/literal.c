#include "query/literal.h"

#include "base/stop.h"
#include "query/covers.h"
#include "query/words.h"

/* What stands beside a cover repeats, so what a whole neighbour means for the
 * text is kept by its word. */
enum { UNKNOWN = 0, VERDICTS = 256 };

typedef struct verdicts {
  struct { uint32_t word, verdict; } of[VERDICTS];
} verdicts;

/* The occurrences by one cover. */
typedef struct search {
  const gb_covers *all;
  gb_cover cover;
  uint32_t head, tail; /* bytes of the text before the cover, and where it goes on after it */
  verdicts before, after;
} search;

static uint32_t verdict_of(search *s, uint32_t word, bool before) {
  const gb_covers *all = s->all;
  verdicts *v = before ? &s->before : &s->after;
  uint32_t slot = word % VERDICTS;
  if (v->of[slot].verdict == UNKNOWN || v->of[slot].word != word) {
    v->of[slot].word = word;
    v->of[slot].verdict = before ? gb_judge(all->x, word, all->text, s->head, true)
                                 : gb_judge(all->x, word, all->text + s->tail, all->size - s->tail, false);
  }
  return v->of[slot].verdict;
}

/* Where the text starts and stops that begins, or ends, in the cover at token t. */
static gb_position own_start(const search *s, uint32_t t) { return gb_at(t, s->cover.start < 0 ? (uint32_t)-s->cover.start : 0); }
static gb_position own_stop(const search *s, uint32_t t) {
  int inside = (int)s->all->characters - s->cover.start; /* of its characters */
  return inside < s->cover.length ? gb_at(t, (uint32_t)inside) : gb_at(t + 1, 0);
}

/* The same where it reaches into the neighbour. */
static gb_position start_in(uint32_t t, uint32_t verdict) { return gb_at(t - 1, verdict == GB_FITS_WHOLE ? 0 : verdict - GB_FITS_INSIDE); }
static gb_position stop_in(uint32_t t, uint32_t verdict) {
  return verdict == GB_FITS_WHOLE ? gb_at(t + 2, 0) : gb_at(t + 1, verdict - GB_FITS_INSIDE);
}

static bool fits_before(search *s, uint32_t t, gb_position *p) {
  const gb_covers *all = s->all;
  if (!t) return false;
  uint32_t verdict = verdict_of(s, gb_folded(all->x, t - 1), true);
  if (verdict == GB_READS_ON) return gb_text_precedes(all->x, *p, all->text, s->head, p);
  *p = start_in(t, verdict);
  return verdict != GB_MISFIT;
}

static bool fits_after(search *s, uint32_t t, gb_position *p) {
  const gb_covers *all = s->all;
  if (t + 1 >= all->x->h.tokens) return false;
  uint32_t verdict = verdict_of(s, gb_folded(all->x, t + 1), false);
  if (verdict == GB_READS_ON) return gb_text_follows(all->x, *p, all->text + s->tail, all->size - s->tail, p);
  *p = stop_in(t, verdict);
  return verdict != GB_MISFIT;
}

/* Is the text whole with the cover and its `beside`? Then *at is where it stands when the cover is token 1,
 * and so far from the cover it stands everywhere. */
static bool settle(search *s, gb_span *at) {
  bool before = s->cover.beside && s->cover.before, after = s->cover.beside && !s->cover.before;
  *at = (gb_span){own_start(s, 1), own_stop(s, 1)};
  if (s->head) {
    uint32_t verdict = before ? verdict_of(s, s->cover.beside - 1, true) : GB_READS_ON;
    if (verdict == GB_READS_ON) return false;
    at->start = start_in(1, verdict);
  }
  if (s->tail < s->all->size) {
    uint32_t verdict = after ? verdict_of(s, s->cover.beside - 1, false) : GB_READS_ON;
    if (verdict == GB_READS_ON) return false;
    at->stop = stop_in(1, verdict);
  }
  return true;
}

/* Adds the text's spans at places of the cover, for which there is room. */
static void add_settled(gb_span at, const uint32_t *places, uint32_t n, gb_spans *out) {
  gb_span *to = out->list + out->count;
  for (uint32_t i = 0; i < n; i++) {
    gb_position by = gb_at(places[i], 0) - gb_at(1, 0); /* below 0 for token 0, and right again in the sum */
    to[i] = (gb_span){at.start + by, at.stop + by};
  }
  out->count += n;
}

/* The same where the stream must be looked at. */
static void add_fitting(search *s, const uint32_t *places, uint32_t n, gb_spans *out) {
  gb_span cover[GB_BLOCK];
  for (uint32_t i = 0; i < n; i++) cover[i] = (gb_span){own_start(s, places[i]), own_stop(s, places[i])};
  for (uint32_t i = 0; i < n; i++) {
    gb_call_ahead(s->all->x, cover, i, n);
    gb_position start = cover[i].start, stop = cover[i].stop;
    if (s->head && !fits_before(s, places[i], &start)) continue;
    if (s->tail < s->all->size && !fits_after(s, places[i], &stop)) continue;
    out->list[out->count++] = (gb_span){start, stop};
  }
}

static bool find_by(const gb_covers *all, gb_cover c, gb_spans *out, gb_error *e) {
  search s = {.all = all, .cover = c, .head = gb_before_cover(all, c), .tail = gb_after_cover(all, c)};
  gb_cursor cover, beside;
  gb_span at;
  bool settled = settle(&s, &at);
  gb_index_postings(all->x, c.word, &cover);
  if (c.beside) gb_index_postings(all->x, c.beside - 1, &beside);
  while (gb_may_go_on(e) && gb_cursor_next(&cover)) {
    uint32_t places[GB_BLOCK], n = 0;
    for (uint32_t i = 0; i < cover.size; i++) {
      places[n] = cover.at[i];
      n += cover.at[i] || !c.before; /* before token 0 stands nothing */
    }
    if (c.beside) n = gb_cursor_meet(&beside, c.before ? UINT32_MAX : 1, places, n);
    if (!n) continue;
    if (!gb_spans_room(out, n, e)) break;
    if (settled) add_settled(at, places, n, out);
    else add_fitting(&s, places, n, out);
  }
  return !gb_failed(e);
}

/* The word that is the text wherever it stands, or UINT32_MAX. */
static uint32_t one_word(const gb_covers *all, const gb_cover *c) {
  return all->count == 1 && !c->start && c->length == (int)all->characters ? c->word : UINT32_MAX;
}

/* The occurrences of one cover come in order, each once; those of two covers are different. */
bool gb_find_literal(const gb_index *x, const char *text, size_t size, gb_found *out, gb_error *e) {
  gb_covers all;
  if (gb_covers_open(&all, x, text, size, e)) {
    const gb_cover *covers = (const gb_cover *)(const void *)all.list.data;
    uint32_t word = one_word(&all, covers);
    if (word != UINT32_MAX) out->word = word + 1;
    else
      for (size_t i = 0; i < all.count; i++)
        if (!find_by(&all, covers[i], &out->list, e)) break;
  }
  gb_covers_close(&all);
  return gb_spans_sort(&out->list, e);
}
