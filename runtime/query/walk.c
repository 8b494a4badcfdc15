#include "query/walk.h"

#include <stdlib.h>

uint64_t gb_found_count(const gb_index *x, const gb_found *f) {
  if (!f->word) return f->list.count;
  gb_cursor c;
  gb_index_postings(x, f->word - 1, &c);
  return c.count;
}

gb_span gb_found_get(const gb_index *x, const gb_found *f, uint64_t i) {
  if (!f->word) return f->list.list[i];
  gb_cursor c;
  gb_index_postings(x, f->word - 1, &c);
  gb_cursor_go(&c, (uint32_t)i);
  bool good = gb_cursor_next(&c) && i % GB_BLOCK < c.size;
  uint32_t token = good ? c.at[i % GB_BLOCK] : 0;
  return (gb_span){gb_at(token, 0), gb_at(token + 1, 0)};
}

bool gb_found_list(const gb_index *x, gb_found *f, gb_error *e) {
  if (!f->word) return !gb_failed(e);
  gb_walk w;
  gb_spans_room(&f->list, gb_found_count(x, f), e);
  for (gb_walk_open(&w, x, f); gb_walk_more(&w) && !gb_failed(e); w.i++)
    gb_spans_add(&f->list, w.run[w.i].start, w.run[w.i].stop, e);
  f->word = 0;
  return !gb_failed(e);
}

void gb_found_free(gb_found *f) {
  gb_spans_free(&f->list);
  f->word = 0;
}

void gb_walk_open(gb_walk *w, const gb_index *x, const gb_found *f) {
  w->i = w->count = 0;
  w->before = 0;
  w->run = w->block;
  w->in_index = f->word != 0;
  if (w->in_index) gb_index_postings(x, f->word - 1, &w->cursor);
  else w->run = f->list.list, w->count = f->list.count;
}

bool gb_walk_refill(gb_walk *w) {
  if (!w->in_index) return false;
  if (!gb_cursor_next(&w->cursor)) return false;
  w->before = (uint64_t)(w->cursor.block - 1) * GB_BLOCK;
  w->i = 0;
  w->count = w->cursor.size;
  for (size_t k = 0; k < w->count; k++)
    w->block[k] = (gb_span){gb_at(w->cursor.at[k], 0), gb_at(w->cursor.at[k] + 1, 0)};
  return true;
}

void gb_walk_go(gb_walk *w, uint64_t i) {
  w->i = (size_t)i;
  if (!w->in_index) return;
  gb_cursor_go(&w->cursor, (uint32_t)i);
  w->i = w->count = 0;
  if (gb_walk_refill(w)) w->i = i % GB_BLOCK;
}

bool gb_walk_leap(gb_walk *w, gb_position start) {
  if (w->in_index && (w->i >= w->count || w->run[w->count - 1].start < start)) {
    w->i = w->count;
    gb_cursor_skip(&w->cursor, gb_token(start));
    if (!gb_walk_refill(w)) return false;
  }
  do w->i = gb_run_seek(w->run, w->count, w->i, start);
  while (w->i >= w->count && gb_walk_refill(w));
  return w->i < w->count;
}
