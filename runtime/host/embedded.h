/* lib/gongbao as the build embedded it: module name → source text, and the same compiled, for
 * compiling at every start took a third of the time to a first answer. argparse, which every
 * command loads, is embedded with it from where the build found it.
 * build/embedded.c is made from the folder by runtime/host/embed.lua. */
#ifndef GB_HOST_EMBEDDED_H
#define GB_HOST_EMBEDDED_H

#include <stddef.h>

typedef struct gb_embedded {
  const char *module;        /* "gongbao.text.reflow" */
  const char *file;          /* "lib/gongbao/text/reflow.lua", for messages */
  const unsigned char *text;
  size_t size;
  const unsigned char *code; /* by the build's own Lua, line numbers included; another version's is refused */
  size_t code_size;
} gb_embedded;

extern const gb_embedded gb_embedded_files[]; /* sorted by module, ends with {0} */
extern const size_t gb_embedded_count;

#endif
