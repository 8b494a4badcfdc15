/* gongbao: opens a Lua state, gives it the program's modules and the embedded
 * lib/gongbao, and hands over to gongbao.command. */
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>

#include "host/state.h"

/* Lists of hits come and go: giving their memory back and clearing it anew costs more than finding the hits. Lua frees
 * blocks by the thousand: fast bins, which are emptied each time a large one is freed, cost a twentieth of an import. */
static void keep_memory(void) {
  mallopt(M_MXFAST, 0);
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 128 << 20);
}

/* Frees nothing: the process ends, and its memory with it. */
static void *keep(void *data, void *block, size_t old_size, size_t size) {
  (void)data, (void)old_size;
  return size ? realloc(block, size) : NULL;
}

int main(int argc, char **argv) {
  keep_memory();
  lua_State *L = gb_state_new();
  if (!L) return fputs("gongbao: out of memory\n", stderr), 4;
  int code = gb_state_main(L, argc, argv);
  lua_setallocf(L, keep, NULL); /* what is closed now is closed for its finalizers: stores, files */
  lua_close(L);
  return code;
}
