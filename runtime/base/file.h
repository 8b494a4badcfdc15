/* Files: read whole, map read-only, append, replace atomically. */
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

/* Says that bytes [from, to) will not be read again soon: their memory goes back
 * at once, and if they are read after all they come from the file again. */
void gb_map_forget(const gb_map *m, size_t from, size_t to);

/* Writes all of it to an open file, whatever interrupts; false with errno. */
bool gb_write_all(int fd, const void *bytes, size_t n);

/* Adds to the end of a file, in one write where the system takes it as one; a
 * new file is its owner's alone. */
bool gb_file_append(const char *path, const void *bytes, size_t n, gb_error *e);

/* Writes beside, flushes to disk, renames over `path`: readers see the old
 * file or the new one, never a part. On failure the old one stays. An old one's permissions are kept. */
bool gb_file_replace(const char *path, const void *bytes, size_t n, gb_error *e);

#endif
