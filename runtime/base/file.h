/* Files: read whole, map read-only, replace atomically. */
#ifndef GB_BASE_FILE_H
#define GB_BASE_FILE_H

#include "base/buffer.h"

/* Appends the whole of a file (or a pipe) to `into`; at most `limit` bytes. */
bool gb_file_read(const char *path, gb_buffer *into, size_t limit, gb_error *e);

/* A read-only mapping. `data` is NULL for an empty file. */
typedef struct gb_map {
  const unsigned char *data;
  size_t size;
} gb_map;

bool gb_map_open(gb_map *m, const char *path, gb_error *e);
void gb_map_close(gb_map *m);

/* Writes beside, flushes to disk, renames over `path`: readers see the old
 * file or the new one, never a part. On failure the old one stays. */
bool gb_file_replace(const char *path, const void *bytes, size_t n, gb_error *e);

#endif
