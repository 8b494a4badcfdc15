#include "segment/lexicon.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "segment/image.h"
#include "segment/units.h"

extern const unsigned char gb_lexicon_image[], gb_lexicon_image_end[];

static gb_lexicon base;
static pthread_once_t base_once = PTHREAD_ONCE_INIT;

static void open_base(void) {
  gb_error e = GB_NO_ERROR;
  size_t size = (size_t)(gb_lexicon_image_end - gb_lexicon_image);
  if (!gb_lexicon_view(&base, gb_lexicon_image, size, false, &e)) abort();
}

const gb_lexicon *gb_lexicon_base(void) {
  pthread_once(&base_once, open_base);
  return &base;
}

static bool name_tags(gb_lexicon *l, const char *names, size_t size, gb_error *e) {
  size_t at = 0;
  for (uint32_t i = 0; i < l->tag_count; i++) {
    const char *end = at < size ? memchr(names + at, 0, size - at) : NULL;
    if (!end) return gb_fail(e, GB_BAD_INPUT, -1, "lexicon image: the tag names are cut off");
    l->tag_names[i] = names + at;
    at = (size_t)(end - names) + 1;
  }
  return true;
}

bool gb_lexicon_view(gb_lexicon *l, const void *image, size_t size, bool check, gb_error *e) {
  *l = (gb_lexicon){0};
  if (gb_failed(e)) return false;
  gb_image_header h;
  if (size < sizeof h) return gb_fail(e, GB_BAD_INPUT, -1, "lexicon image: shorter than its header");
  memcpy(&h, image, sizeof h);
  if (memcmp(h.magic, GB_IMAGE_MAGIC, 8) != 0) return gb_fail(e, GB_BAD_INPUT, 0, "not a lexicon image");
  if (h.version != GB_IMAGE_VERSION || h.fold_version != GB_FOLD_VERSION)
    return gb_fail(e, GB_BAD_INPUT, 8, "lexicon image of another version; build it again");
  gb_image_layout at;
  gb_image_place(&h, &at);
  if (h.size != size || h.names != at.names || at.names > size || h.tags > GB_MAX_TAGS || h.nodes < 65536)
    return gb_fail(e, GB_BAD_INPUT, 16, "lexicon image: its sizes do not agree");
  const char *bytes = image;
  if (check && XXH3_64bits(bytes + sizeof h, size - sizeof h) != h.checksum)
    return gb_fail(e, GB_BAD_INPUT, 40, "lexicon image: damaged (checksum)");
  l->units = (const void *)(bytes + at.units);
  l->fold = (const void *)(bytes + at.fold);
  l->nodes = (const void *)(bytes + at.nodes);
  l->node_tags = (const void *)(bytes + at.node_tags);
  l->code_tags = (const void *)(bytes + at.code_tags);
  l->hmm = (const void *)(bytes + at.hmm);
  l->total = h.total;
  l->node_count = h.nodes;
  l->code_count = h.codes;
  l->word_count = h.words;
  l->tag_count = h.tags;
  return name_tags(l, bytes + at.names, size - at.names, e);
}

void gb_lexicon_free(gb_lexicon *l) {
  free(l->owned);
  *l = (gb_lexicon){0};
}

size_t gb_fold_bytes(const char *text, size_t size, char *out) {
  const uint16_t *fold = gb_lexicon_base()->fold;
  char *to = out;
  for (size_t at = 0; at < size;) {
    uint16_t units[2];
    int count, n = gb_units_next((const unsigned char *)text + at, size - at, units, &count);
    if (count == 2) memcpy(to, text + at, 4), to += 4;
    else to += gb_utf8_put(to, fold[units[0]]);
    at += (size_t)n;
  }
  return (size_t)(to - out);
}
