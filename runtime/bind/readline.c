/* gongbao.core.readline: line editing, the one file that knows GNU readline. */
#include <locale.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <readline/history.h>
#include <readline/readline.h>

#include "bind/modules.h"

/* Readline has one set of hooks a process, so the state that it calls back is
 * kept here while a line is being read. */
static lua_State *reader;
static sigjmp_buf interrupted;
static volatile sig_atomic_t reading;

static void on_interrupt(int number) {
  (void)number;
  if (reading) siglongjmp(interrupted, 1);
}

/* Calls the registered completer: (line, first byte, last byte) → words. */
static int push_candidates(lua_State *L, int start, int end) {
  if (lua_getfield(L, LUA_REGISTRYINDEX, "gongbao.completer") != LUA_TFUNCTION) return 0;
  lua_pushstring(L, rl_line_buffer);
  lua_pushinteger(L, start + 1);
  lua_pushinteger(L, end);
  return lua_pcall(L, 3, 1, 0) == LUA_OK && lua_istable(L, -1);
}

static size_t common_prefix(char **words, size_t n) {
  size_t len = strlen(words[1]);
  for (size_t i = 2; i <= n; i++) {
    size_t same = 0;
    while (same < len && words[i][same] == words[1][same]) same++;
    len = same;
  }
  while (len > 0 && ((unsigned char)words[1][len] & 0xC0) == 0x80) len--; /* whole characters only */
  return len;
}

/* Readline's form: words[0] the common prefix, then the words, then NULL; it frees them. */
static char **to_readline(lua_State *L) {
  size_t n = (size_t)luaL_len(L, -1);
  char **words = n ? calloc(n + 2, sizeof *words) : NULL;
  if (!words) return NULL;
  for (size_t i = 1; i <= n; i++) {
    lua_geti(L, -1, (lua_Integer)i);
    words[i] = strdup(lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "");
    lua_pop(L, 1);
    if (!words[i]) n = i - 1;
  }
  words[0] = n ? strndup(words[1], common_prefix(words, n)) : NULL;
  return words;
}

static char **complete(const char *text, int start, int end) {
  (void)text;
  rl_attempted_completion_over = 1;
  rl_completion_append_character = '\0';
  int top = lua_gettop(reader);
  char **words = push_candidates(reader, start, end) ? to_readline(reader) : NULL;
  lua_settop(reader, top);
  return words;
}

static int setup(lua_State *L) {
  /* Under LANG=C readline would edit Chinese byte by byte; it asks the
   * environment itself, so that is where it must be told. */
  setlocale(LC_CTYPE, "");
  if (MB_CUR_MAX == 1) {
    setenv("LC_ALL", "C.UTF-8", 1);
    setlocale(LC_CTYPE, "");
  }
  rl_readline_name = "gongbao";
  rl_basic_word_break_characters = " \t\n\"\\'`@$><=;|&{(,.:[+-*/%^#~";
  rl_attempted_completion_function = complete;
  rl_catch_signals = 0;
  rl_variable_bind("enable-bracketed-paste", "on");
  rl_variable_bind("blink-matching-paren", "on");
  luaL_checktype(L, 1, LUA_TFUNCTION);
  lua_pushvalue(L, 1);
  lua_setfield(L, LUA_REGISTRYINDEX, "gongbao.completer");
  return 0;
}

static int give_line(lua_State *L, char *line) {
  if (!line) return lua_pushnil(L), lua_pushliteral(L, "end"), 2;
  lua_pushstring(L, line); /* a failure here loses one line's memory */
  free(line);
  return 1;
}

static int read_line(lua_State *L) {
  const char *prompt = luaL_checkstring(L, 1);
  struct sigaction ours = {.sa_handler = on_interrupt}, theirs;
  sigemptyset(&ours.sa_mask);
  reader = L;
  char *volatile line = NULL;
  volatile int stopped = 0;
  sigaction(SIGINT, &ours, &theirs);
  if (sigsetjmp(interrupted, 1) == 0) {
    reading = 1;
    line = readline(prompt);
  } else {
    stopped = 1;
  }
  reading = 0;
  if (stopped) {
    rl_free_line_state();
    rl_cleanup_after_signal();
    fputs("^C\n", stdout);
  }
  sigaction(SIGINT, &theirs, NULL);
  if (stopped) return lua_pushnil(L), lua_pushliteral(L, "interrupt"), 2;
  return give_line(L, line);
}

static int add_to_history(lua_State *L) {
  add_history(luaL_checkstring(L, 1));
  return 0;
}

static int load_history(lua_State *L) {
  using_history();
  read_history(luaL_checkstring(L, 1)); /* a missing file is an empty history */
  stifle_history((int)luaL_optinteger(L, 2, 5000));
  return 0;
}

static int save_history(lua_State *L) {
  lua_pushboolean(L, write_history(luaL_checkstring(L, 1)) == 0);
  return 1;
}

static const gb_function functions[] = {
    {"setup", setup, "setup(completer)",
     "Prepares line editing; completer(line, first, last) returns the words that may stand for line:sub(first, last).", NULL},
    {"read", read_line, "read(prompt) -> line | nil, \"end\" | nil, \"interrupt\"", "Reads one edited line.", NULL},
    {"add", add_to_history, "add(line)", "Adds an entry to the history; it may have several lines.", NULL},
    {"load", load_history, "load(path, most)", "Reads a history file.", NULL},
    {"save", save_history, "save(path) -> boolean", "Writes the history file.", NULL},
    {0},
};

int gb_open_readline(lua_State *L) {
  gb_module(L, "gongbao.core.readline", functions);
  return 1;
}
