#include "base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static void limit(int what, rlim_t soft) {
  struct rlimit r = {.rlim_cur = soft, .rlim_max = soft + (what == RLIMIT_CPU)};
  setrlimit(what, &r);
}

static void set_limits(gb_limits l) {
#ifndef __SANITIZE_ADDRESS__ /* the sanitizer maps terabytes of address space */
  if (l.megabytes) limit(RLIMIT_AS, (rlim_t)l.megabytes << 20);
#endif
  if (!l.seconds) return;
  limit(RLIMIT_CPU, l.seconds);
  alarm(l.seconds * 10);
}

int gb_child_fork(gb_child *c, gb_limits limits, int *output, gb_error *e) {
  int ends[2];
  if (gb_failed(e)) return -1;
  if (pipe2(ends, O_CLOEXEC) < 0) return gb_fail(e, GB_STORE, -1, "no pipe: %s", strerror(errno)), -1;
  pid_t pid = fork();
  if (pid < 0) {
    close(ends[0]), close(ends[1]);
    return gb_fail(e, GB_STORE, -1, "no child process: %s", strerror(errno)), -1;
  }
  if (pid == 0) {
    close(ends[0]);
    set_limits(limits);
    *output = ends[1];
    return 0;
  }
  close(ends[1]);
  *c = (gb_child){.pid = pid, .output = ends[0]};
  return 1;
}

bool gb_child_start(gb_child *c, const char *const argv[], gb_limits limits, gb_error *e) {
  int output;
  int side = gb_child_fork(c, limits, &output, e);
  if (side != 0) return side == 1;
  int nothing = open("/dev/null", O_RDONLY);
  dup2(nothing, STDIN_FILENO);
  dup2(output, STDOUT_FILENO);
  execvp(argv[0], (char *const *)(uintptr_t)argv); /* which changes none of them */
  _exit(127);
}

static bool read_all(int fd, const char *name, gb_buffer *into, size_t limit_bytes, gb_error *e) {
  size_t start = into->size;
  for (;;) {
    char *to = gb_reserve(into, 65536, e);
    if (!to) return false;
    ssize_t n = read(fd, to, 65536);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return n == 0;
    into->size += (size_t)n;
    if (into->size - start > limit_bytes)
      return gb_fail(e, GB_BAD_INPUT, -1, "%s gave more than %zu bytes", name, limit_bytes);
  }
}

static void judge(int status, const char *name, gb_error *e) {
  if (WIFSIGNALED(status)) {
    int why = WTERMSIG(status);
    bool time = why == SIGXCPU || why == SIGALRM || why == SIGKILL;
    gb_fail(e, GB_BAD_INPUT, -1, "%s was ended: %s", name, time ? "it took too long" : strsignal(why));
  } else if (WEXITSTATUS(status) == 127) {
    gb_fail(e, GB_STORE, -1, "%s is not installed", name);
  } else if (WEXITSTATUS(status) != 0) {
    gb_fail(e, GB_BAD_INPUT, -1, "%s failed with exit code %d", name, WEXITSTATUS(status));
  }
}

size_t gb_child_read(gb_child *c, void *to, size_t n) {
  size_t got = 0;
  while (got < n) {
    ssize_t part = read(c->output, (char *)to + got, n - got);
    if (part < 0 && errno == EINTR) continue;
    if (part <= 0) break;
    got += (size_t)part;
  }
  return got;
}

bool gb_child_end(gb_child *c, const char *name, gb_error *e) {
  close(c->output);
  int status;
  while (waitpid(c->pid, &status, 0) < 0 && errno == EINTR) { /* again */
  }
  judge(status, name, e);
  return !gb_failed(e);
}

void gb_child_kill(gb_child *c) {
  gb_error unheard = GB_NO_ERROR;
  kill(c->pid, SIGKILL);
  gb_child_end(c, "", &unheard);
}

bool gb_child_wait(gb_child *c, const char *name, gb_buffer *into, size_t limit_bytes, gb_error *e) {
  if (!read_all(c->output, name, into, limit_bytes, e)) kill(c->pid, SIGKILL);
  return gb_child_end(c, name, e);
}
