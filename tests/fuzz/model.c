/* Bytes as a model file are refused or usable; and bytes as the weights, scale and hold of a sound
 * model, read as text too, cut without loss. */
#include "cut.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void cut(const gb_model *model, const char *text, size_t size) {
  static gb_cutter *c;
  if (!c && !(c = gb_cutter_new(NULL, GB_CUT_JOIN))) abort();
  gb_cutter_use(c, model);
  cut_without_loss(c, text, size);
}

static void as_file(const char *bytes, size_t size) {
  gb_model m;
  gb_error e = GB_NO_ERROR;
  if (gb_model_view(&m, bytes, size, &e)) cut(&m, bytes, size);
  else if (!gb_failed(&e) || !e.message[0]) abort();
}

/* A sound image of these weights, whole and with one byte altered. */
static void as_weights(const char *bytes, size_t size) {
  int8_t weights[1 << GB_MODEL_LEAST_BITS];
  for (size_t i = 0; i < sizeof weights; i++) weights[i] = (int8_t)bytes[i % size];
  gb_model made = {.weights = weights, .bits = GB_MODEL_LEAST_BITS, .scale = 1 + (uint8_t)bytes[0]};
  made.hold = (uint32_t)(uint8_t)bytes[size - 1] << 8;
  gb_buffer image = {0};
  gb_error e = GB_NO_ERROR;
  gb_model m;
  if (!gb_model_write(&made, &image, &e) || !gb_model_view(&m, image.data, image.size, &e)) abort();
  cut(&m, bytes, size);
  image.data[(uint8_t)bytes[size / 2] * 3u % image.size] ^= 1;
  if (gb_model_view(&m, image.data, image.size, &e)) abort();
  gb_buffer_free(&image);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  char *bytes = exactly(data, size);
  as_file(bytes, size);
  if (size) as_weights(bytes, size);
  free(bytes);
  return 0;
}
