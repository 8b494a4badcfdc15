/* gongbao.core.readline: line editing, the one file that knows GNU readline. */
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

#include <readline/history.h>
#include <readline/readline.h>

#include "base/utf8.h"
#include "bind/modules.h"

/* Readline has one set of hooks a process, so the state that it calls back is
 * kept here while a line is being read. */
static lua_State *reader;
static sigjmp_buf interrupted;
static volatile sig_atomic_t stopped;
static sigset_t outer_mask; /* the signals blocked outside of a reading */

static void on_interrupt(int number) {
  (void)number;
  stopped = 1;
}

/* Pushes a field of the table that setup() was given; its type. */
static int push_option(lua_State *L, const char *name) {
  lua_getfield(L, LUA_REGISTRYINDEX, "gongbao.readline");
  int type = lua_getfield(L, -1, name);
  lua_remove(L, -2);
  return type;
}

/* Calls the completer: (line, first byte, last byte) → words. */
static int push_candidates(lua_State *L, int start, int end) {
  if (push_option(L, "complete") != LUA_TFUNCTION) return 0;
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

/* --- Colour ---------------------------------------------------------------
 *
 * Readline draws the line, then the same characters are drawn over it in colour
 * at the same places, and the cursor goes back to where readline left it. This
 * needs no knowledge of readline's inside but where each character stands, so a
 * line for which that is not plain (control and combining characters, a line
 * taller than the screen, another prompt in a search) is left as it was drawn. */

typedef struct place { int row, column; } place;

static int screen_rows, screen_columns;
static int in_color;        /* whether what stands on the screen was drawn in colour */
static char styles[26][16]; /* the SGR parameters of class a to z */

/* Moves `at` behind the character at text[0…n); where it begins is stored in *from.
 * Returns its bytes, 0 where its width is not plain. */
static size_t pass(place *at, place *from, const char *text, size_t n) {
  uint32_t code;
  int size = gb_utf8_next(text, n, &code);
  if (code == '\n' && size) {
    *from = *at;
    *at = (place){at->row + 1, 0};
    return 1;
  }
  int width = size ? wcwidth((wchar_t)code) : 0;
  if (width <= 0 || width > screen_columns) return 0;
  if (at->column + width > screen_columns) *at = (place){at->row + 1, 0};
  *from = *at;
  at->column += width;
  if (at->column == screen_columns) *at = (place){at->row + 1, 0};
  return (size_t)size;
}

/* Where the line, the cursor in it and its end stand, from the prompt's beginning. */
static int lay_out(const char *line, size_t n, size_t point, place *start, place *cursor, place *end) {
  place at = {0, 0}, from;
  for (size_t i = 0, size, most = strlen(rl_prompt); i < most; i += size)
    if (!(size = pass(&at, &from, rl_prompt + i, most - i))) return 0;
  *start = at;
  for (size_t i = 0, size; i < n; i += size) {
    if (!(size = pass(&at, &from, line + i, n - i))) return 0;
    if (i == point) *cursor = from;
  }
  if (point >= n) *cursor = at;
  *end = at;
  return 1;
}

static int is_plain_state(void) {
  return rl_display_prompt == rl_prompt && rl_prompt && !rl_done &&
         !RL_ISSTATE(RL_STATE_ISEARCH | RL_STATE_NSEARCH | RL_STATE_NUMERICARG) &&
         strcmp(rl_variable_value("show-mode-in-prompt"), "on") != 0 &&
         strcmp(rl_variable_value("horizontal-scroll-mode"), "on") != 0;
}

static void put(gb_buffer *out, const char *text, gb_error *e) { gb_put(out, text, strlen(text), e); }

static void put_style(gb_buffer *out, char class, gb_error *e) {
  put(out, "\033[0", e);
  if (class >= 'a' && class <= 'z' && *styles[class - 'a']) put(out, ";", e), put(out, styles[class - 'a'], e);
  put(out, "m", e);
}

/* The line in colour. A row that is exactly full leaves a terminal at its end, waiting;
 * readline counts it as the next row's beginning, so there it is moved on by hand. */
static void put_line(gb_buffer *out, const char *line, const char *classes, size_t n, place at, gb_error *e) {
  char now = ' ';
  int full = 0;
  for (size_t i = 0; i < n;) {
    place from;
    size_t size = pass(&at, &from, line + i, n - i);
    if (!size) break; /* lay_out has passed them all */
    if (classes[i] != now) put_style(out, now = classes[i], e);
    if (line[i] == '\n') put(out, full ? "\r\n\r\n" : "\r\n", e);
    else gb_put(out, line + i, size, e);
    full = line[i] != '\n' && at.column == 0;
    i += size;
  }
  put(out, full ? "\033[0m\r\n" : "\033[0m", e);
}

static void put_move(gb_buffer *out, int by, char direction, gb_error *e) {
  char text[24];
  if (by <= 0) return;
  snprintf(text, sizeof text, "\033[%d%c", by, direction);
  put(out, text, e);
}

/* Draws over what readline drew. */
static void draw(const char *line, size_t n, const char *classes) {
  place start = {0, 0}, cursor = start, end = start;
  rl_get_screen_size(&screen_rows, &screen_columns);
  if (!lay_out(line, n, (size_t)rl_point, &start, &cursor, &end) || end.row >= screen_rows) return;
  gb_buffer out = {0};
  gb_error e = GB_NO_ERROR;
  put_move(&out, cursor.row, 'A', &e);
  put(&out, "\r", &e);
  put(&out, rl_prompt, &e);
  put_line(&out, line, classes, n, start, &e);
  put_move(&out, end.row - cursor.row, 'A', &e);
  put(&out, "\r", &e);
  put_move(&out, cursor.column, 'C', &e);
  if (!gb_failed(&e)) fwrite(out.data, 1, out.size, rl_outstream), fflush(rl_outstream);
  gb_buffer_free(&out);
}

/* paint(line, bytes before the cursor) → a class a byte. */
static void paint(int point) {
  lua_State *L = reader;
  int top = lua_gettop(L);
  size_t n = (size_t)rl_end, classes_n = 0;
  if (is_plain_state() && push_option(L, "paint") == LUA_TFUNCTION) {
    lua_pushlstring(L, rl_line_buffer, n);
    if (point >= 0) lua_pushinteger(L, point);
    else lua_pushnil(L);
    const char *classes = lua_pcall(L, 2, 1, 0) == LUA_OK ? lua_tolstring(L, -1, &classes_n) : NULL;
    int colored = classes && classes_n == n && strspn(classes, " ") < n;
    if ((colored || in_color) && classes && classes_n == n) draw(rl_line_buffer, n, classes);
    in_color = colored;
  }
  lua_settop(L, top);
}

static rl_voidfunc_t *own_redisplay; /* readline's, by the address that readline itself knows it by */

static void redisplay(void) {
  own_redisplay();
  paint(rl_point);
}

/* Serves what signals left to do, a changed screen size above all. Then readline must draw by
 * itself: for another's drawing it would not clear what stood there before. */
static void serve_signals(void) {
  if (own_redisplay) rl_redisplay_function = own_redisplay;
  rl_check_signals();
  if (!own_redisplay) return;
  rl_redisplay_function = redisplay;
  paint(rl_point);
}

/* The terminal once more, opened so that reading never waits: a key that poll() has seen may be gone, for
 * the terminal drops what was typed before Ctrl-C. */
static int open_keys(FILE *in) {
  const char *name = ttyname(fileno(in));
  return open(name ? name : "/dev/tty", O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
}

/* Waits for a key. Signals come here and nowhere else: jumping out of whatever one finds running
 * would tear readline's or Lua's own state, and a size that changes under a drawing would tear that.
 * One that came before a key is served before it: what is typed behind Ctrl-C is the next line's. */
static int get_key(FILE *in) {
  static int keys = -1;
  if (keys < 0 && (keys = open_keys(in)) < 0) return rl_getc(in);
  struct pollfd ready = {.fd = keys, .events = POLLIN};
  for (;;) {
    sigset_t held;
    sigprocmask(SIG_SETMASK, &outer_mask, &held); /* what is pending comes now */
    sigprocmask(SIG_SETMASK, &held, NULL);
    if (stopped) siglongjmp(interrupted, 1);
    if (rl_pending_signal()) serve_signals();
    unsigned char key;
    ssize_t n = read(keys, &key, 1);
    if (n == 1) return key;
    if (n == 0 || (errno != EAGAIN && errno != EINTR)) return EOF;
    ppoll(&ready, 1, NULL, &outer_mask);
  }
}

/* Draws the line for the last time: what stays on the screen shows no bracket of the cursor any more. */
static void draw_last(void) {
  if (!is_plain_state()) return;
  rl_point = rl_end;
  if (own_redisplay) own_redisplay(), paint(-1);
  else rl_redisplay();
}

/* What Return does where a painter is given. */
static int accept(int count, int key) {
  draw_last();
  return rl_newline(count, key);
}

static void read_styles(lua_State *L) {
  if (push_option(L, "styles") != LUA_TTABLE) return;
  for (int i = 0; i < 26; i++) {
    const char class[] = {(char)('a' + i), '\0'};
    if (lua_getfield(L, -1, class) == LUA_TSTRING) snprintf(styles[i], sizeof styles[i], "%s", lua_tostring(L, -1));
    lua_pop(L, 1);
  }
}

/* Readline draws for itself unless a painter is given. */
static void use_painter(void) {
  rl_initialize(); /* before the next line: for another's drawing it would not look at the terminal */
  own_redisplay = rl_redisplay_function;
  rl_redisplay_function = redisplay;
  rl_variable_bind("enable-active-region", "off"); /* readline's own colour */
  rl_bind_key('\r', accept);
  rl_bind_key('\n', accept);
}

static int setup(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  lua_setfield(L, LUA_REGISTRYINDEX, "gongbao.readline");
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
  rl_getc_function = get_key;
  rl_variable_bind("enable-bracketed-paste", "on");
  read_styles(L);
  if (push_option(L, "paint") == LUA_TFUNCTION) use_painter();
  else rl_variable_bind("blink-matching-paren", "on");
  if (push_option(L, "most") == LUA_TNUMBER) stifle_history((int)lua_tointeger(L, -1));
  using_history();
  return 0;
}

static int give_line(lua_State *L, char *line) {
  if (!line) return lua_pushnil(L), lua_pushliteral(L, "end"), 2;
  lua_pushstring(L, line); /* a failure here loses one line's memory */
  free(line);
  return 1;
}

/* After Ctrl-C: the line stays on the screen, with ^C at its end. */
static void drop_line(void) {
  draw_last();
  fputs("^C", rl_outstream);
  rl_free_line_state();
  rl_cleanup_after_signal();
  fputs("\n", rl_outstream);
}

static int read_line(lua_State *L) {
  const char *prompt = luaL_checkstring(L, 1);
  struct sigaction ours = {.sa_handler = on_interrupt}, theirs;
  sigset_t held;
  sigemptyset(&ours.sa_mask);
  sigemptyset(&held);
  sigaddset(&held, SIGINT);
  sigaddset(&held, SIGWINCH);
  reader = L;
  stopped = in_color = 0;
  char *volatile line = NULL;
  sigaction(SIGINT, &ours, &theirs);
  sigprocmask(SIG_BLOCK, &held, &outer_mask);
  if (sigsetjmp(interrupted, 1) == 0) line = readline(prompt);
  else drop_line();
  sigprocmask(SIG_SETMASK, &outer_mask, NULL);
  sigaction(SIGINT, &theirs, NULL);
  if (stopped && !line) return lua_pushnil(L), lua_pushliteral(L, "interrupt"), 2;
  return give_line(L, line);
}

static int add_to_history(lua_State *L) {
  add_history(luaL_checkstring(L, 1));
  return 0;
}

static const gb_function functions[] = {
    {"setup", setup, "setup(options)",
     "Prepares line editing. complete(line, first, last) returns the words that may stand for line:sub(first, last); "
     "paint(line, point), nil for no colour, returns a class, one letter, for each byte; styles[class] is its SGR "
     "parameters; most is how many entries the history keeps.",
     NULL},
    {"read", read_line, "read(prompt) -> line | nil, \"end\" | nil, \"interrupt\"", "Reads one edited line.", NULL},
    {"add", add_to_history, "add(line)", "Adds an entry to the history; it may have several lines.", NULL},
    {0},
};

int gb_open_readline(lua_State *L) {
  gb_module(L, "gongbao.core.readline", functions);
  return 1;
}
