/* Writing a segment file: column after column, beside its final name, and
 * renamed only when it is whole and flushed.
 *
 *     gb_output o;
 *     gb_output_open(&o, path, &e);
 *     gb_output_column(&o, GB_STREAM); gb_output_put(&o, bytes, n); …
 *     gb_output_close(&o, &header);     // or gb_output_drop(&o)
 *
 * The error given at opening is sticky; nothing is left behind on failure. */
#ifndef GB_INDEX_OUTPUT_H
#define GB_INDEX_OUTPUT_H

#include <xxhash.h>

#include "base/buffer.h"
#include "index/format.h"

typedef struct gb_output {
  int fd;
  char path[4096], beside[4096];
  gb_column_place columns[GB_COLUMNS];
  XXH3_state_t *hash;
  int column;    /* being written, or −1 */
  uint64_t at;   /* bytes written so far, buffered ones included */
  size_t held;
  char *buffer;
  gb_error *e;
} gb_output;

bool gb_output_open(gb_output *o, const char *path, gb_error *e);
void gb_output_column(gb_output *o, int column);
void gb_output_put(gb_output *o, const void *bytes, size_t n);

/* Fills the header's magic, versions, size, places and checksums, writes it,
 * flushes and renames. */
bool gb_output_close(gb_output *o, gb_index_header *header);
void gb_output_drop(gb_output *o);

#endif
