/* The image's header and where its parts lie; for lexicon.c and compile.c. */
#ifndef GB_SEGMENT_IMAGE_H
#define GB_SEGMENT_IMAGE_H

#include "segment/lexicon.h"

#define GB_IMAGE_MAGIC "GBLEXIC1"
#define GB_IMAGE_VERSION 1u

typedef struct gb_image_header {
  char magic[8];
  uint32_t version, fold_version, nodes, codes, words, tags;
  uint64_t size, checksum, total;
  uint32_t names, zero;
} gb_image_header;

_Static_assert(sizeof(gb_image_header) == 64, "the header is drawn as 64 bytes");

typedef struct gb_image_layout {
  size_t units, fold, nodes, node_tags, code_tags, hmm, names;
} gb_image_layout;

static inline void gb_image_place(const gb_image_header *h, gb_image_layout *at) {
  at->units = sizeof *h;
  at->fold = at->units + 65536 * 8;
  at->nodes = at->fold + 65536 * 2;
  at->node_tags = at->nodes + (size_t)h->nodes * 8;
  at->code_tags = at->node_tags + h->nodes;
  at->hmm = (at->code_tags + h->codes + 7) / 8 * 8;
  at->names = at->hmm + (size_t)h->codes * 8;
}

#endif
