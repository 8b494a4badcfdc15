/* What the parts of the segmenter share: the span being cut. A span is a run
 * of characters that words are made of (Han, letters, digits), at most
 * GB_SPAN of them; longer runs are cut in overlapping pieces. */
#ifndef GB_SEGMENT_SPAN_H
#define GB_SEGMENT_SPAN_H

#include "segment/cut.h"

enum {
  GB_SPAN = 2048,   /* units looked at together */
  GB_SPAN_TAIL = 96, /* tokens that end in the last so many are cut again */
  GB_ORDINAL = 0x7B2C, /* 第, which is one word with its number */
  GB_ATOM = 64,     /* longest number or letter string that is one token */
};

struct gb_cutter {
  const gb_lexicon *base, *user;
  const gb_model *model; /* or NULL */
  uint32_t user_nodes, base_units, user_units; /* where the id ranges start */
  unsigned flags;
  bool content[GB_MAX_TAGS]; /* of the base's tags: may a character of it be part of an unknown word? */
  int size;          /* units in the span */
  bool atoms;        /* some atom_size is not 0 */
  bool leftovers;    /* the path has characters that are words of their own side by side */
  uint64_t entry[GB_SPAN + GB_ATOM];    /* the base lexicon's entry of each unit */
  uint16_t unit[GB_SPAN + GB_ATOM];
  uint32_t start[GB_SPAN + GB_ATOM + 1]; /* byte offset of each unit, and of the end */
  uint8_t atom_size[GB_SPAN + GB_ATOM]; /* units of the number or string that starts here */
  uint8_t atom_tag[GB_SPAN + GB_ATOM];
  int32_t pull[GB_SPAN + GB_ATOM]; /* with a model: what a boundary before the unit costs more, or less */
  uint64_t best[GB_SPAN + GB_ATOM + 256]; /* cost 32 | 255 − length 8 | id 24 */
};

/* Reads one span from `at`; returns where reading stopped. */
uint32_t gb_span_read(gb_cutter *c, const unsigned char *text, uint32_t size, uint32_t at);

/* Writes the span's units as the model sees them, GB_CONTEXT of nothing before
 * and after them. `to` has room for GB_SPAN + GB_ATOM + 2 × GB_CONTEXT. */
void gb_model_units(const gb_cutter *c, uint16_t *to);

/* For each place of the span, which words of the dictionary, of two and more
 * characters, lie there. */
typedef struct gb_places {
  uint16_t words[GB_SPAN + GB_ATOM + 1]; /* length of the longest that ends, that begins and that goes on across it,
                                            and how far this one has come: three bits each */
  uint16_t cost[GB_SPAN + GB_ATOM + 1];  /* of the cheapest that goes on across it, GB_NO_WORD where none does, */
  uint8_t size[GB_SPAN + GB_ATOM + 1];   /* and its length */
} gb_places;

void gb_model_words(const gb_cutter *c, gb_places *to);

/* Fills pull[] for the span by the model. */
void gb_pull(gb_cutter *c);

/* Fills best[] for the span; where there is a model, with pull[]. */
void gb_lattice(gb_cutter *c);

/* Merges unknown words in tokens out[from…) of the text. */
void gb_unknown(gb_cutter *c, const unsigned char *text, gb_tokens *out, size_t from);

/* Joins dates and titles. */
void gb_join(gb_cutter *c, const unsigned char *text, gb_tokens *out);

#endif
