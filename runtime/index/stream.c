#include "index/stream.h"

void gb_stream_begin(gb_stream *s, gb_output *o) {
  s->o = o;
  s->marks = (gb_buffer){0};
  s->tokens = s->byte = s->held = 0;
  gb_output_column(o, GB_STREAM);
}

void gb_stream_flush(gb_stream *s) {
  gb_output_put(s->o, s->part, s->held);
  s->held = 0;
}

void gb_stream_end(gb_stream *s) {
  gb_stream_flush(s);
  gb_put(&s->marks, &s->byte, 4, s->o->e);
  gb_output_column(s->o, GB_MARKS);
  gb_output_put(s->o, s->marks.data, s->marks.size);
  gb_buffer_free(&s->marks);
}
