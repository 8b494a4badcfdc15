#include "index/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "segment/fold.h"

enum { HELD = 1 << 18 };

bool gb_output_open(gb_output *o, const char *path, gb_error *e) {
  *o = (gb_output){.fd = -1, .column = -1, .e = e};
  if (gb_failed(e)) return false;
  size_t n = (size_t)snprintf(o->path, sizeof o->path, "%s", path);
  size_t m = (size_t)snprintf(o->beside, sizeof o->beside, "%s.new", path);
  if (n >= sizeof o->path || m >= sizeof o->beside) return gb_fail(e, GB_USAGE, -1, "the path is too long");
  o->hash = XXH3_createState();
  o->buffer = malloc(HELD);
  if (!o->hash || !o->buffer) gb_fail(e, GB_STORE, -1, "out of memory");
  else if ((o->fd = open(o->beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)) < 0)
    gb_fail(e, GB_STORE, -1, "%s: %s", path, strerror(errno));
  static const gb_index_header blank;
  gb_output_put(o, &blank, sizeof blank);
  return !gb_failed(e);
}

static void write_all(gb_output *o, const char *bytes, size_t n) {
  if (gb_failed(o->e) || gb_write_all(o->fd, bytes, n)) return;
  gb_fail(o->e, GB_STORE, -1, "%.150s: cannot write: %s", o->path, strerror(errno));
}

static void flush(gb_output *o) {
  write_all(o, o->buffer, o->held);
  o->held = 0;
}

void gb_output_put(gb_output *o, const void *bytes, size_t n) {
  if (gb_failed(o->e) || !n) return;
  if (o->column >= 0) XXH3_64bits_update(o->hash, bytes, n);
  o->at += n;
  if (n >= HELD) {
    flush(o);
    write_all(o, bytes, n);
    return;
  }
  if (o->held + n > HELD) flush(o);
  memcpy(o->buffer + o->held, bytes, n);
  o->held += n;
}

static void end_column(gb_output *o) {
  if (o->column < 0) return;
  gb_column_place *place = &o->columns[o->column];
  place->size = o->at - place->offset;
  place->checksum = XXH3_64bits_digest(o->hash);
  o->column = -1;
}

void gb_output_column(gb_output *o, int column) {
  if (gb_failed(o->e)) return;
  static const char zeros[64];
  end_column(o);
  gb_output_put(o, zeros, (64 - o->at % 64) % 64);
  o->columns[column].offset = o->at;
  o->column = column;
  XXH3_64bits_reset(o->hash);
}

static void release(gb_output *o) {
  if (o->fd >= 0) close(o->fd);
  XXH3_freeState(o->hash);
  free(o->buffer);
  o->fd = -1, o->hash = NULL, o->buffer = NULL;
}

void gb_output_drop(gb_output *o) {
  if (o->fd >= 0) unlink(o->beside);
  release(o);
}

bool gb_output_close(gb_output *o, gb_index_header *h) {
  if (!gb_failed(o->e)) {
    static const char zeros[64];
    end_column(o);
    gb_output_put(o, zeros, 64); /* readable past the last column's end */
    flush(o);
    memcpy(h->magic, GB_INDEX_MAGIC, 8);
    h->version = GB_INDEX_VERSION;
    h->fold_version = GB_FOLD_VERSION;
    h->size = o->at;
    memcpy(h->columns, o->columns, sizeof h->columns);
    h->checksum = XXH3_64bits(h, sizeof *h - sizeof h->checksum);
    if (!gb_failed(o->e) && (pwrite(o->fd, h, sizeof *h, 0) != (ssize_t)sizeof *h || fsync(o->fd) < 0 ||
                             rename(o->beside, o->path) < 0))
      gb_fail(o->e, GB_STORE, -1, "%.150s: cannot write: %s", o->path, strerror(errno));
  }
  if (gb_failed(o->e)) return gb_output_drop(o), false;
  release(o);
  return true;
}
