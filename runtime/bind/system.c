/* gongbao.core.system: the terminal, files, checksums, child processes. */
#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "base/child.h"
#include "base/file.h"
#include "bind/modules.h"

enum { FILE_LIMIT = 512 << 20 };
#define JOB "gongbao.job"

typedef struct job { gb_child child; int running; } job;

static int terminal(lua_State *L) {
  lua_pushboolean(L, isatty((int)luaL_checkinteger(L, 1)));
  return 1;
}

static int columns(lua_State *L) {
  struct winsize size;
  int found = 0;
  for (int fd = 0; fd < 3 && !found; fd++) found = ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  if (!found) return lua_pushnil(L), 1;
  lua_pushinteger(L, size.ws_col);
  lua_pushinteger(L, size.ws_row);
  return 2;
}

/* One key, unbuffered and unechoed; nil at the end of input and on Ctrl-C. */
static int key(lua_State *L) {
  struct termios before, now;
  if (tcgetattr(STDIN_FILENO, &before) < 0) return lua_pushnil(L), 1;
  now = before;
  now.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG);
  tcsetattr(STDIN_FILENO, TCSANOW, &now);
  char c = 0;
  ssize_t n = read(STDIN_FILENO, &c, 1);
  tcsetattr(STDIN_FILENO, TCSANOW, &before);
  if (n == 1 && c != 3 && c != 4) lua_pushlstring(L, &c, 1);
  else lua_pushnil(L);
  return 1;
}

static int pause_for(lua_State *L) {
  lua_Number seconds = luaL_checknumber(L, 1);
  struct timespec t = {.tv_sec = (time_t)seconds, .tv_nsec = (long)((seconds - (lua_Number)(time_t)seconds) * 1e9)};
  nanosleep(&t, NULL); /* a signal ends it early, so that Ctrl-C is served */
  return 0;
}

static int sha256(lua_State *L) {
  size_t n;
  const char *s = luaL_checklstring(L, 1, &n);
  struct sha256_ctx sum;
  uint8_t digest[SHA256_DIGEST_SIZE];
  sha256_init(&sum);
  sha256_update(&sum, n, (const uint8_t *)s);
  sha256_digest(&sum, sizeof digest, digest);
  char hex[2 * SHA256_DIGEST_SIZE + 1];
  for (size_t i = 0; i < sizeof digest; i++) snprintf(hex + 2 * i, 3, "%02x", digest[i]);
  lua_pushstring(L, hex);
  return 1;
}

static int read_file(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  gb_buffer b = {0};
  gb_error e = GB_NO_ERROR;
  gb_file_read(strcmp(path, "-") == 0 ? "/dev/stdin" : path, &b, FILE_LIMIT, &e);
  return gb_give(L, &b, &e);
}

static int replace_file(lua_State *L) {
  size_t n;
  const char *path = luaL_checkstring(L, 1), *s = luaL_checklstring(L, 2, &n);
  gb_error e = GB_NO_ERROR;
  if (!gb_file_replace(path, s, n, &e)) return gb_fail_return(L, &e);
  lua_pushboolean(L, 1);
  return 1;
}

static int append_file(lua_State *L) {
  size_t n;
  const char *path = luaL_checkstring(L, 1), *s = luaL_checklstring(L, 2, &n);
  gb_error e = GB_NO_ERROR;
  if (!gb_file_append(path, s, n, &e)) return gb_fail_return(L, &e);
  lua_pushboolean(L, 1);
  return 1;
}

static gb_limits check_limits(lua_State *L, int arg) {
  gb_limits l = {0};
  if (lua_isnoneornil(L, arg)) return l;
  luaL_checktype(L, arg, LUA_TTABLE);
  lua_getfield(L, arg, "seconds");
  lua_getfield(L, arg, "megabytes");
  l.seconds = (unsigned)lua_tointeger(L, -2);
  l.megabytes = (unsigned)lua_tointeger(L, -1);
  lua_pop(L, 2);
  return l;
}

enum { MOST_WORDS = 64 };

static int run(lua_State *L) {
  lua_settop(L, 2);
  size_t n;
  const char **argv = gb_check_strings(L, 1, 1, MOST_WORDS, &n);
  gb_limits limits = check_limits(L, 2);
  gb_child child;
  gb_buffer b = {0};
  gb_error e = GB_NO_ERROR;
  if (gb_child_start(&child, argv, limits, &e)) gb_child_wait(&child, argv[0], &b, FILE_LIMIT, &e);
  return gb_give(L, &b, &e);
}

/* What a worker sends is a row of messages: a header and as many bytes. They are held back to
 * some size: what a small file gives is sent when it is all there, so that nobody has to
 * keep a store locked while it is worked out. */
typedef struct header { uint64_t size; uint64_t failed; } header;
typedef struct sender { int output; gb_buffer held; } sender;
enum { HELD_BACK = 32 << 20 };

static void send_held(sender *to) {
  if (!gb_write_all(to->output, to->held.data, to->held.size)) _exit(1);
  gb_buffer_free(&to->held);
}

static void put_message(sender *to, const char *s, size_t n, bool failed) {
  gb_error e = GB_NO_ERROR;
  header h = {.size = n, .failed = failed};
  gb_put(&to->held, &h, sizeof h, &e);
  if (to->held.size + n > HELD_BACK) {
    send_held(to);
    if (!gb_write_all(to->output, s, n)) _exit(1);
  } else {
    gb_put(&to->held, s, n, &e);
  }
  if (gb_failed(&e)) _exit(1);
}

static int send_message(lua_State *L) {
  size_t n;
  const char *s = luaL_checklstring(L, 1, &n);
  put_message(lua_touserdata(L, lua_upvalueindex(1)), s, n, false);
  return 0;
}

/* In the child: calls the function with what sends a message, then ends. An error is the last message. */
static void work(lua_State *L, int output) {
  sender to = {.output = output};
  lua_pushvalue(L, 1);
  lua_pushlightuserdata(L, &to);
  lua_pushcclosure(L, send_message, 1);
  if (lua_pcall(L, 1, 0, 0) != LUA_OK) {
    size_t n;
    const char *s = luaL_tolstring(L, -1, &n);
    put_message(&to, s, n, true);
  }
  send_held(&to);
  fflush(NULL);
  _exit(0);
}

static int fork_job(lua_State *L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  gb_limits limits = check_limits(L, 2);
  job *j = lua_newuserdatauv(L, sizeof *j, 0);
  j->running = 0;
  luaL_setmetatable(L, JOB);
  gb_error e = GB_NO_ERROR;
  int output = -1;
  fflush(NULL);
  int side = gb_child_fork(&j->child, limits, &output, &e);
  if (side == 0) work(L, output);
  if (side < 0) return gb_fail_return(L, &e);
  j->running = 1;
  return 1;
}

/* Pushes a message's bytes; false where the worker ended within them. */
static bool push_message(lua_State *L, job *j, header h) {
  luaL_Buffer b;
  char *to = luaL_buffinitsize(L, &b, h.size);
  bool whole = gb_child_read(&j->child, to, h.size) == h.size;
  luaL_pushresultsize(&b, whole ? h.size : 0);
  return whole;
}

static int job_next(lua_State *L) {
  job *j = luaL_checkudata(L, 1, JOB);
  if (!j->running) return lua_pushboolean(L, 0), 1;
  header h;
  size_t got = gb_child_read(&j->child, &h, sizeof h);
  bool cut_off = got != sizeof h || !push_message(L, j, h);
  if (!cut_off && !h.failed) return 1;
  gb_error e = GB_NO_ERROR;
  j->running = 0;
  if (gb_child_end(&j->child, "the worker", &e) && got == 0) return lua_pushboolean(L, 0), 1;
  gb_fail(&e, GB_BAD_INPUT, -1, "%s", cut_off ? "the worker's answer is cut off" : lua_tostring(L, -1));
  return gb_fail_return(L, &e);
}

static int job_gc(lua_State *L) {
  job *j = luaL_checkudata(L, 1, JOB);
  if (j->running) gb_child_kill(&j->child);
  j->running = 0;
  return 0;
}

/* Where the scripts are that came with the program, found from the program file:
 * beside the build (build/gongbao, scripts/), or PREFIX/share/gongbao. */
static int share(lua_State *L) {
  char path[4096];
  ssize_t n = readlink("/proc/self/exe", path, sizeof path - 32);
  char *slash = n > 0 ? memrchr(path, '/', (size_t)n) : NULL;
  if (!slash) return lua_pushnil(L), 1;
  strcpy(slash, "/../scripts");
  if (access(path, R_OK) != 0) strcpy(slash, "/../share/gongbao");
  lua_pushstring(L, path);
  return 1;
}

static const gb_function functions[] = {
    {"terminal", terminal, "terminal(fd) -> boolean", "Whether a file descriptor is a terminal.", NULL},
    {"columns", columns, "columns() -> columns, rows | nil", "The terminal's size, nil where there is none.", NULL},
    {"key", key, "key() -> character | nil", "Waits for one key; nil on Ctrl-C, Ctrl-D and where no terminal is.", NULL},
    {"share", share, "share() -> folder | nil", "The folder of the scripts that came with the program.", NULL},
    {"sleep", pause_for, "sleep(seconds)", "Waits; a signal ends it early.", NULL},
    {"sha256", sha256, "sha256(bytes) -> hex", "The SHA-256 sum, 64 hexadecimal digits.",
     "system.sha256(''):sub(1, 8) --> e3b0c442"},
    {"read", read_file, "read(path) -> bytes | nil, message, code",
     "A whole file, at most 512 MiB; the path - is standard input.", NULL},
    {"replace", replace_file, "replace(path, bytes) -> true | nil, message, code",
     "Writes a file so that readers see the old one or the new one, never a part.", NULL},
    {"append", append_file, "append(path, bytes) -> true | nil, message, code",
     "Adds to the end of a file; a new one is its owner's alone.", NULL},
    {"run", run, "run(words, limits) -> output | nil, message, code",
     "Runs a program and returns what it prints; limits: {seconds =, megabytes =}.", NULL},
    {"fork", fork_job, "fork(function, limits) -> job | nil, message, code",
     "Calls the function in a child process with send(string), for messages that job:next() takes one by one.", NULL},
    {"job:next", job_next, "job:next() -> string | false | nil, message, code",
     "Waits for the child's next message; false after the last, nil where the function failed.", NULL},
    {"job:__gc", job_gc, NULL, NULL, NULL},
    {0},
};

int gb_open_system(lua_State *L) {
  gb_class(L, JOB, "job", functions);
  gb_module(L, "gongbao.core.system", functions);
  return 1;
}
