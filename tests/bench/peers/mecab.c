/* usage: mecab FILE (libmecab-dev; the system's dictionary, which is a Japanese one: its rate is what is compared) */
#include "bench.h"

#include <mecab.h>

static mecab_t *mecab;

static size_t cut(char *line) {
  size_t words = 0;
  for (const mecab_node_t *n = mecab_sparse_tonode(mecab, line); n; n = n->next) words++;
  return words;
}

int main(int argc, char **argv) {
  if (argc != 2) return 2;
  mecab = mecab_new2("");
  return mecab ? measure(argv[1], cut) : 3;
}
