#include "index/stream.h"

void gb_stream_begin(gb_stream *s, gb_output *o) {
  s->o = o;
  s->marks = (gb_buffer){0};
  s->tokens = s->byte = s->held = 0;
  gb_output_column(o, GB_STREAM);
}

void gb_stream_put(gb_stream *s, uint32_t id, uint32_t size) {
  if (s->tokens++ % GB_MARK_TOKENS == 0) gb_put(&s->marks, &s->byte, 4, s->o->e);
  s->byte += size;
  memcpy(s->part + s->held, &id, sizeof id); /* its fourth byte, 0, is overwritten by the next */
  s->held += GB_ID_BYTES;
  if (s->held == sizeof s->part - 1) gb_output_put(s->o, s->part, s->held), s->held = 0;
}

void gb_stream_end(gb_stream *s) {
  gb_output_put(s->o, s->part, s->held);
  gb_put(&s->marks, &s->byte, 4, s->o->e);
  gb_output_column(s->o, GB_MARKS);
  gb_output_put(s->o, s->marks.data, s->marks.size);
  gb_buffer_free(&s->marks);
}
