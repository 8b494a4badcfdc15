#include "segment/model.h"

#include <string.h>
#include <xxhash.h>

#define MAGIC "GBMODEL1"
enum { VERSION = 2 };

typedef struct header {
  char magic[8];
  uint32_t version, fold_version, bits, scale, hold, zero;
  uint64_t checksum;
} header;

_Static_assert(sizeof(header) == GB_MODEL_HEADER, "the header is drawn as 40 bytes");

/* Over the header too, so that no altered byte goes unseen. */
static uint64_t checksum(header h, const void *weights, size_t count) {
  h.checksum = XXH3_64bits(weights, count);
  return XXH3_64bits(&h, sizeof h);
}

bool gb_model_view(gb_model *m, const void *image, size_t size, gb_error *e) {
  *m = (gb_model){0};
  if (gb_failed(e)) return false;
  header h;
  if (size < sizeof h) return gb_fail(e, GB_BAD_INPUT, 0, "not a segmentation model: only %zu bytes", size);
  memcpy(&h, image, sizeof h);
  if (memcmp(h.magic, MAGIC, 8) != 0) return gb_fail(e, GB_BAD_INPUT, 0, "not a segmentation model");
  if (h.version != VERSION || h.fold_version != GB_FOLD_VERSION)
    return gb_fail(e, GB_BAD_INPUT, 8, "a segmentation model of another version; train it again");
  if (h.bits < GB_MODEL_LEAST_BITS || h.bits > GB_MODEL_MOST_BITS || h.scale < 1 || h.scale > GB_MODEL_MOST_SCALE ||
      h.hold > GB_MODEL_MOST_HOLD ||
      size - sizeof h != (size_t)1 << h.bits)
    return gb_fail(e, GB_BAD_INPUT, 16, "the segmentation model is cut off or altered: its sizes do not agree");
  const char *weights = (const char *)image + sizeof h;
  if (checksum(h, weights, size - sizeof h) != h.checksum)
    return gb_fail(e, GB_BAD_INPUT, 32, "the segmentation model is altered: its checksum is another");
  m->weights = (const void *)weights;
  m->bits = h.bits;
  m->scale = h.scale;
  m->hold = h.hold;
  return true;
}

bool gb_model_open(gb_model *m, const char *path, gb_error *e) {
  *m = (gb_model){0};
  gb_map map;
  if (!gb_map_open(&map, path, e)) return false;
  if (!gb_model_view(m, map.data, map.size, e)) return gb_map_close(&map), false;
  m->map = map;
  return true;
}

void gb_model_close(gb_model *m) {
  gb_map_close(&m->map);
  *m = (gb_model){0};
}

bool gb_model_write(const gb_model *m, gb_buffer *into, gb_error *e) {
  size_t count = (size_t)1 << m->bits;
  header h = {.magic = MAGIC, .version = VERSION, .fold_version = GB_FOLD_VERSION};
  h.bits = m->bits, h.scale = m->scale, h.hold = m->hold;
  h.checksum = checksum(h, m->weights, count);
  gb_put(into, &h, sizeof h, e);
  return gb_put(into, m->weights, count, e);
}
