/* Ctrl-C that stops any Lua code.
 *
 * The signal handler sets a hook on every coroutine that is running: they are
 * noted by our own coroutine.resume and coroutine.wrap, which replace Lua's. No
 * hook is set in normal running, so nothing is slowed. The hook raises at each
 * instruction until gb_interrupt_call ends, so a pcall in a loop cannot swallow it.
 * C loops (string.find, LPeg) do not see hooks: a second Ctrl-C that finds the
 * first unserved ends the process with exit code 130. */
#ifndef GB_HOST_INTERRUPT_H
#define GB_HOST_INTERRUPT_H

#include <lua.h>

/* Takes over SIGINT, coroutine.resume and wrap, and xpcall, for this state (one a process). */
void gb_interrupt_install(lua_State *L);

/* lua_CFunction: call(f, …) -> true, results… | false, message, traceback.
 * Calls f and serves an interrupt: what comes back from it is over. The message
 * of an interrupt is "interrupted". */
int gb_interrupt_call(lua_State *L);

#endif
