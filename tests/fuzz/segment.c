/* Any text, in both modes, with and without unknown words, is cut without loss. */
#include "cut.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static gb_cutter *cutters[4];
  char *text = exactly(data, size);
  for (unsigned flags = 0; flags < 4; flags++) {
    if (!cutters[flags]) cutters[flags] = gb_cutter_new(NULL, flags);
    cut_without_loss(cutters[flags], text, size);
  }
  free(text);
  return 0;
}
