/* gongbao: opens a Lua state, gives it the program's modules and the embedded
 * lib/gongbao, and hands over to gongbao.command. */
#include <stdio.h>
#include <stdlib.h>

#include "host/state.h"

int main(int argc, char **argv) {
  lua_State *L = gb_state_new();
  if (!L) return fputs("gongbao: out of memory\n", stderr), 4;
  int code = gb_state_main(L, argc, argv);
  lua_close(L);
  return code;
}
