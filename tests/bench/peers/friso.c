/* usage: friso FILE (libfriso-dev; its dictionary as Debian configures it) */
#include "bench.h"

#include <friso/friso_API.h>
#include <friso/friso.h>

static friso_t friso;
static friso_config_t config;
static friso_task_t task;

static size_t cut(char *line) {
  size_t words = 0;
  friso_set_text(task, line);
  while (config->next_token(friso, config, task)) words++;
  return words;
}

int main(int argc, char **argv) {
  char ini[] = "/etc/friso/friso.ini";
  if (argc != 2) return 2;
  friso = friso_new();
  config = friso_new_config();
  if (friso_init_from_ifile(friso, config, ini) != 1) return 3;
  task = friso_new_task();
  return measure(argv[1], cut);
}
