/* The optional model: how much each place between two characters pulls towards
 * being a boundary, learned from segmented text by tool/train.c and added to
 * the costs of the lattice. A file is mapped and used as it lies.
 *
 *      0  "GBMODEL1"                    magic
 *      8  u32 version   u32 fold version
 *     16  u32 bits      u32 scale       2^bits weights; cost units a weight of 1 stands for
 *     24  u32 hold      u32 zero        a boundary inside a word of the dictionary that costs less
 *                                       than this costs the difference, 4 times it if the word
                                       has three characters, 8 times if more
 *     32  u64 checksum                  XXH3 of all the rest
 *     40  i8  weights[2^bits]
 *
 * A place has GB_FEATURES features: the characters around it, folded, alone
 * and together, and the dictionary's words that end, begin or go on there. A feature's weight lies where its hash
 * says; features whose hashes meet share a weight, which training sees too, so
 * no keys are stored and no content of the weights can lead outside them. */
#ifndef GB_SEGMENT_MODEL_H
#define GB_SEGMENT_MODEL_H

#include "base/file.h"
#include "segment/fold.h"

enum {
  GB_MODEL_HEADER = 40,
  GB_FEATURES = 18,
  GB_MODEL_LEAST_BITS = 10,
  GB_MODEL_MOST_BITS = 24,
  GB_MODEL_MOST_SCALE = 256,
  GB_MODEL_MOST_HOLD = 65535,
  GB_CONTEXT = 3, /* characters seen at each side of a place */
};

typedef struct gb_model {
  const int8_t *weights;
  uint32_t bits, scale, hold;
  gb_map map; /* empty where the image belongs to the caller */
} gb_model;

/* Views an image, which must outlive the model. Refuses what is damaged. */
bool gb_model_view(gb_model *model, const void *image, size_t size, gb_error *e);

/* Maps a model file. gb_model_close() lets go of it. */
bool gb_model_open(gb_model *model, const char *path, gb_error *e);
void gb_model_close(gb_model *model);

/* Appends the image of a model (its weights, bits, scale and hold) to `into`. */
bool gb_model_write(const gb_model *model, gb_buffer *into, gb_error *e);

/* Where the weight of up to four characters (or what else) in a kind of feature lies. */
static inline uint32_t gb_feature(uint32_t bits, uint64_t kind, uint64_t a, uint64_t b, uint64_t c, uint64_t d) {
  uint64_t key = d << 48 | c << 32 | b << 16 | a;
  return (uint32_t)((key * 0x9E3779B97F4A7C15u + kind * 0xC2B2AE3D27D4EB4Fu) >> (64 - bits));
}

/* The weights' numbers for the place before u[0]; u[−3] … u[2] are readable.
 * `words` tells of the dictionary's words there (gb_model_words). */
static inline void gb_features(const uint16_t *u, uint16_t words, uint32_t bits, uint32_t out[GB_FEATURES]) {
  out[0] = gb_feature(bits, 1, words, u[-1], u[0], 0);
  out[1] = gb_feature(bits, 2, u[-1], 0, 0, 0);
  out[2] = gb_feature(bits, 3, u[0], 0, 0, 0);
  out[3] = gb_feature(bits, 4, u[-2], u[-1], u[0], u[1]);
  out[4] = gb_feature(bits, 5, u[-3], u[-2], 0, 0);
  out[5] = gb_feature(bits, 6, u[-2], u[-1], 0, 0);
  out[6] = gb_feature(bits, 7, u[-1], u[0], 0, 0);
  out[7] = gb_feature(bits, 8, u[0], u[1], 0, 0);
  out[8] = gb_feature(bits, 9, u[1], u[2], 0, 0);
  out[9] = gb_feature(bits, 10, u[-3], u[-2], u[-1], 0);
  out[10] = gb_feature(bits, 11, u[-2], u[-1], u[0], 0);
  out[11] = gb_feature(bits, 12, u[-1], u[0], u[1], 0);
  out[12] = gb_feature(bits, 13, u[0], u[1], u[2], 0);
  out[13] = gb_feature(bits, 14, u[-2], u[0], 0, 0);
  out[14] = gb_feature(bits, 15, u[-1], u[1], 0, 0);
  out[15] = gb_feature(bits, 16, words, 0, 0, 0);
  out[16] = gb_feature(bits, 17, words, u[-1], 0, 0);
  out[17] = gb_feature(bits, 18, words, u[0], 0, 0);
}

#endif
