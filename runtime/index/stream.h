/* Writing the stream and its marks.
 *
 *     gb_stream s;
 *     gb_stream_begin(&s, o);              column STREAM
 *     gb_stream_put(&s, id, size); …       size: bytes of the token's text
 *     gb_stream_end(&s);                   and MARKS: where every 64th token starts in the text */
#ifndef GB_INDEX_STREAM_H
#define GB_INDEX_STREAM_H

#include "index/output.h"

typedef struct gb_stream {
  gb_output *o;
  gb_buffer marks;
  uint32_t tokens, byte, held;
  unsigned char part[GB_ID_BYTES * 4096 + 1];
} gb_stream;

void gb_stream_begin(gb_stream *s, gb_output *o);
void gb_stream_end(gb_stream *s);
void gb_stream_flush(gb_stream *s);

static inline void gb_stream_put(gb_stream *s, uint32_t id, uint32_t size) {
  if (s->tokens++ % GB_MARK_TOKENS == 0) gb_put(&s->marks, &s->byte, 4, s->o->e);
  s->byte += size;
  memcpy(s->part + s->held, &id, sizeof id); /* its fourth byte, 0, is overwritten by the next */
  s->held += GB_ID_BYTES;
  if (s->held == sizeof s->part - 1) gb_stream_flush(s);
}

#endif
