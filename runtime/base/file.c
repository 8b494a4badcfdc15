#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static bool too_long(const char *path, size_t size, size_t limit, gb_error *e) {
  return gb_fail(e, GB_BAD_INPUT, (int64_t)limit,
                 "%s: %zu MB; at most %zu MB are read as one file: split it by issue and import the parts", path,
                 size / 1000000, limit / 1000000);
}

bool gb_file_read(const char *path, gb_buffer *into, size_t limit, gb_error *e) {
  if (gb_failed(e)) return false;
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return gb_fail(e, GB_BAD_INPUT, -1, "%s: %s", path, strerror(errno));
  size_t before = into->size;
  struct stat st;
  if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode)) {
    if ((uint64_t)st.st_size > limit) too_long(path, (size_t)st.st_size, limit, e);
    else gb_reserve(into, (size_t)st.st_size + 65536, e); /* once, not by doubling */
  }
  while (!gb_failed(e)) {
    char *to = gb_reserve(into, 65536, e);
    if (!to) break;
    ssize_t n = read(fd, to, 65536);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) gb_fail(e, GB_BAD_INPUT, -1, "%s: %s", path, strerror(errno));
    if (n <= 0) break;
    into->size += (size_t)n;
    if (into->size - before > limit) {
      too_long(path, into->size - before, limit, e);
      break;
    }
  }
  close(fd);
  return !gb_failed(e);
}

bool gb_map_open(gb_map *m, const char *path, gb_error *e) {
  *m = (gb_map){0};
  if (gb_failed(e)) return false;
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  struct stat st;
  if (fd < 0 || fstat(fd, &st) < 0) {
    gb_fail(e, GB_STORE, -1, "%s: %s", path, strerror(errno));
    if (fd >= 0) close(fd);
    return false;
  }
  m->size = (size_t)st.st_size;
  if (m->size) {
    void *at = mmap(NULL, m->size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (at == MAP_FAILED) gb_fail(e, GB_STORE, -1, "%s: cannot map: %s", path, strerror(errno));
    else m->data = at;
  }
  close(fd);
  if (gb_failed(e)) m->size = 0;
  return !gb_failed(e);
}

void gb_map_forget(const gb_map *m, size_t from, size_t to) {
  enum { PAGE = 4096 };
  from = from / PAGE * PAGE, to = to < m->size ? to / PAGE * PAGE : m->size;
  if (from < to) madvise((void *)(uintptr_t)(m->data + from), to - from, MADV_DONTNEED);
}

void gb_map_close(gb_map *m) {
  if (m->data) munmap((void *)(uintptr_t)m->data, m->size);
  *m = (gb_map){0};
}

bool gb_write_all(int fd, const void *bytes, size_t n) {
  const char *at = bytes;
  while (n) {
    ssize_t wrote = write(fd, at, n);
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) return false;
    at += wrote;
    n -= (size_t)wrote;
  }
  return true;
}

bool gb_file_append(const char *path, const void *bytes, size_t n, gb_error *e) {
  if (gb_failed(e)) return false;
  int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (fd < 0) return gb_fail(e, GB_STORE, -1, "%s: %s", path, strerror(errno));
  bool wrote = gb_write_all(fd, bytes, n);
  int why = errno;
  if (close(fd) < 0 && wrote) wrote = false, why = errno;
  return wrote || gb_fail(e, GB_STORE, -1, "%s: %s", path, strerror(why));
}

/* What is replaced keeps its permissions: a private file stays private. */
static bool keep_mode(int fd, const char *path) {
  struct stat old;
  return stat(path, &old) < 0 || fchmod(fd, old.st_mode & 07777) == 0;
}

static void flush_folder(const char *path) {
  char folder[4096];
  const char *slash = strrchr(path, '/');
  snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - path) + 1 : 1, slash ? path : ".");
  int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return;
  fsync(fd);
  close(fd);
}

bool gb_file_replace(const char *path, const void *bytes, size_t n, gb_error *e) {
  if (gb_failed(e)) return false;
  char beside[4096];
  if ((size_t)snprintf(beside, sizeof beside, "%s.%ld.new", path, (long)getpid()) >= sizeof beside)
    return gb_fail(e, GB_USAGE, -1, "the path is too long: %.120s…", path);
  int fd = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (fd < 0) return gb_fail(e, GB_STORE, -1, "%s: %s", beside, strerror(errno));
  bool wrote = keep_mode(fd, path) && gb_write_all(fd, bytes, n) && fsync(fd) == 0;
  int why = errno;
  if (close(fd) < 0 && wrote) wrote = false, why = errno;
  if (wrote && rename(beside, path) == 0) return flush_folder(path), true;
  if (wrote) why = errno;
  unlink(beside);
  return gb_fail(e, GB_STORE, -1, "%s: %s", path, strerror(why));
}
