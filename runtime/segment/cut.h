/* Cutting text into words: the best path over the lattice of dictionary
 * words, numbers and strings, then unknown words among what is left over.
 *
 * Lossless: token i is text[ends[i − 1] … ends[i]), with ends[−1] = 0; the
 * tokens concatenate to the text, white space and invalid bytes included.
 *
 * Token ids are dense and below 2^24, so that a consumer maps them by a table:
 *
 *     0 … N−1            nodes of the base lexicon (N = its node_count)
 *     N … N+M−1          nodes of the user lexicon (M = its node_count or 0)
 *     N+M … +65535       one-character words of the base, by code
 *     +65536 … +131071   one-character words of the user lexicon
 *     0xFFFF00 + tag     tokens in no lexicon; the text decides what they are
 *
 * A cutter belongs to one thread; lexicons are shared. */
#ifndef GB_SEGMENT_CUT_H
#define GB_SEGMENT_CUT_H

#include "segment/lexicon.h"
#include "segment/model.h"

typedef struct gb_tokens {
  uint32_t *ends, *ids;
  size_t count, capacity;
} gb_tokens;

void gb_tokens_free(gb_tokens *t);

typedef enum gb_cut_flags {
  GB_CUT_NO_UNKNOWN = 1, /* the dictionary path alone */
  GB_CUT_JOIN = 2,       /* coarse: dates and 《titles》 as one token */
} gb_cut_flags;

typedef struct gb_cutter gb_cutter;

/* A cutter over the base lexicon and a user lexicon (or NULL), which must
 * outlive it. NULL where memory is out. */
gb_cutter *gb_cutter_new(const gb_lexicon *user, unsigned flags);

/* From now on a model's pull (or none's, with NULL) is added to the lattice; it
 * takes the place of the unknown-word model. The model must outlive the cutter. */
void gb_cutter_use(gb_cutter *c, const gb_model *model);
void gb_cutter_free(gb_cutter *c);

/* Replaces `out` with the tokens of text[0…size), size < 4 GiB. */
bool gb_cut(gb_cutter *c, const char *text, size_t size, gb_tokens *out, gb_error *e);

enum { GB_ID_OTHER = 0xFFFF00 };

/* The tag's number (base tags, then the user lexicon's) and its name. */
uint8_t gb_tag_of(const gb_cutter *c, uint32_t id);
const char *gb_tag_name(const gb_cutter *c, uint8_t tag);

/* The tag of a word by its form alone (folded): the lexicons' tag, else by its
 * characters. Unlike gb_tag_of() it does not depend on where the word stood. */
uint8_t gb_form_tag(const gb_cutter *c, const char *word, size_t size);

/* Is this a word of the base or the user lexicon? */
bool gb_has_word(const gb_cutter *c, const char *word, size_t size);

/* One past the largest id below GB_ID_OTHER. */
uint32_t gb_id_limit(const gb_cutter *c);

/* Calls `word` for every dictionary word of two or more characters that lies
 * inside text[0…size), longest last at each start; stops where it returns false. */
void gb_words_inside(const gb_cutter *c, const char *text, size_t size,
                     bool (*word)(void *to, uint32_t start, uint32_t end), void *to);

#endif
