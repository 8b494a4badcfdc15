#include "host/interrupt.h"

#include <lauxlib.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

#include "base/stop.h"

enum { EVERY = LUA_MASKCALL | LUA_MASKRET | LUA_MASKLINE | LUA_MASKCOUNT };

/* The coroutines that run, innermost first; each node lives in the C frame of
 * the resume that runs it. The main state is the list's end. */
typedef struct running {
  lua_State *L;
  struct running *outer;
} running;

static running bottom;
static running *volatile innermost;
static volatile sig_atomic_t pending;

static void raise_interrupt(lua_State *L, lua_Debug *unused) {
  (void)unused;
  luaL_error(L, "interrupted");
}

static void on_signal(int number) {
  (void)number;
  if (pending) {
    static const char last[] = "\ngongbao: stopped\n";
    ssize_t ignored = write(STDERR_FILENO, last, sizeof last - 1);
    (void)ignored;
    _exit(130);
  }
  pending = 1;
  atomic_store(&gb_stop, true); /* for C that runs long */
  for (running *r = innermost; r; r = r->outer)
    if (r->L) lua_sethook(r->L, raise_interrupt, EVERY, 1);
}

/* Resumes co with n values from the top of L; the results or the error's
 * message are moved back to L. Returns their number, or -1 where it failed. */
static int resume(lua_State *L, lua_State *co, int n) {
  if (!lua_checkstack(co, n)) {
    lua_pushliteral(L, "too many arguments to resume");
    return -1;
  }
  lua_xmove(L, co, n);
  running node = {co, innermost};
  innermost = &node;
  int results, status = lua_resume(co, L, n, &results);
  innermost = node.outer;
  if (status != LUA_OK && status != LUA_YIELD) {
    lua_xmove(co, L, 1);
    return -1;
  }
  if (!lua_checkstack(L, results + 1)) {
    lua_pop(co, results);
    lua_pushliteral(L, "too many results to resume");
    return -1;
  }
  lua_xmove(co, L, results);
  return results;
}

static int co_resume(lua_State *L) {
  lua_State *co = lua_tothread(L, 1);
  luaL_argcheck(L, co, 1, "a coroutine is wanted");
  int n = resume(L, co, lua_gettop(L) - 1);
  lua_pushboolean(L, n >= 0);
  lua_insert(L, n >= 0 ? -(n + 1) : -2);
  return n >= 0 ? n + 1 : 2;
}

static int call_wrapped(lua_State *L) {
  lua_State *co = lua_tothread(L, lua_upvalueindex(1));
  int n = resume(L, co, lua_gettop(L));
  if (n >= 0) return n;
  if (lua_status(co) != LUA_OK && lua_status(co) != LUA_YIELD) lua_resetthread(co);
  if (lua_type(L, -1) == LUA_TSTRING) {
    luaL_where(L, 1);
    lua_insert(L, -2);
    lua_concat(L, 2);
  }
  return lua_error(L);
}

static int co_wrap(lua_State *L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  lua_State *co = lua_newthread(L);
  lua_pushvalue(L, 1);
  lua_xmove(L, co, 1);
  lua_pushcclosure(L, call_wrapped, 1);
  return 1;
}

/* A message handler that is not asked under an interrupt: Lua calls handlers of
 * a hook's error with hooks off, so one that loops could not be stopped. */
static int guarded_handler(lua_State *L) {
  if (pending) return 1;
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  lua_call(L, lua_gettop(L) - 1, 1);
  return 1;
}

static int finish_xpcall(lua_State *L, int status, lua_KContext below) {
  if (status == LUA_OK || status == LUA_YIELD) return lua_gettop(L) - (int)below;
  lua_pushboolean(L, 0);
  lua_insert(L, -2);
  return 2;
}

static int guarded_xpcall(lua_State *L) {
  int n = lua_gettop(L);
  luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_pushvalue(L, 2);
  lua_pushcclosure(L, guarded_handler, 1);
  lua_replace(L, 2);
  lua_pushboolean(L, 1);
  lua_pushvalue(L, 1);
  lua_rotate(L, 3, 2); /* f, handler, true, f, arguments… */
  int status = lua_pcallk(L, n - 2, LUA_MULTRET, 2, 2, finish_xpcall);
  return finish_xpcall(L, status, 2);
}

void gb_interrupt_install(lua_State *L) {
  lua_getglobal(L, "coroutine");
  lua_pushcfunction(L, co_resume);
  lua_setfield(L, -2, "resume");
  lua_pushcfunction(L, co_wrap);
  lua_setfield(L, -2, "wrap");
  lua_pop(L, 1);
  lua_pushcfunction(L, guarded_xpcall);
  lua_setglobal(L, "xpcall");
  bottom.L = L;
  innermost = &bottom;
  struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, NULL);
}

static void forget(lua_State *L) {
  innermost = &bottom;
  pending = 0;
  atomic_store(&gb_stop, false);
  lua_sethook(L, NULL, 0, 0);
}

/* Message handler: message → { message, traceback }. In C, for under a pending
 * interrupt a Lua handler would be interrupted itself. */
static int handle(lua_State *L) {
  lua_sethook(L, NULL, 0, 0);
  lua_createtable(L, 2, 0);
  if (pending) lua_pushliteral(L, "interrupted");
  else luaL_tolstring(L, 1, NULL);
  lua_rawseti(L, -2, 1);
  luaL_traceback(L, L, NULL, 1);
  lua_rawseti(L, -2, 2);
  return 1;
}

int gb_interrupt_call(lua_State *L) {
  luaL_checkany(L, 1);
  lua_pushcfunction(L, handle);
  lua_insert(L, 1);
  int status = lua_pcall(L, lua_gettop(L) - 2, LUA_MULTRET, 1);
  forget(L);
  if (status == LUA_OK) {
    lua_pushboolean(L, 1);
    lua_replace(L, 1);
    return lua_gettop(L);
  }
  lua_settop(L, 2);
  lua_pushboolean(L, 0);
  if (!lua_istable(L, 2)) return lua_insert(L, 2), 2; /* the handler itself failed: memory */
  lua_rawgeti(L, 2, 1);
  lua_rawgeti(L, 2, 2);
  return 3;
}
