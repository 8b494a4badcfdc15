/* Lexicon images: words with scores and tags as a double array over UTF-16
 * code units, in one block of memory that is used as it lies on disk.
 *
 *      0  "GBLEXIC1"                       magic
 *      8  u32 version   u32 fold version
 *     16  u32 nodes     u32 codes          double array slots; distinct folded units
 *     24  u32 words     u32 tags           entries; tag names
 *     32  u64 size      u64 checksum       whole image; XXH3 of what follows the header
 *     48  u64 total                        sum of all counts, for the scores of user words
 *     56  u32 names     u32 zero           offset of the tag names ("n\0v\0…")
 *     64  u64 units[65536]                 per UTF-16 unit: base 24 bits | class 8 | code 16 | score 16
 *         u16 fold[65536]                  the unit it is compared as
 *         u64 nodes[nodes]                 base 32 bits | check 16 | score 16
 *         u8  node_tags[nodes]
 *         u8  code_tags[codes]             tag of the one-character word
 *         u16 hmm[codes][4]                cost of a character as B, M, E, S of an unknown word
 *         char names[]
 *
 * The child of a node for a unit with code c is nodes[base + c], and is real
 * where its check equals c (no two nodes share a base). Codes go by frequency,
 * so that the array stays dense at its hot end. Scores are costs: −ln p × 2048;
 * 65535 means that no word ends here. Units that fold together share a code:
 * text is looked up folded without being rewritten.
 *
 * The built-in image is part of the program file and so is mapped with it;
 * opening checks its header only. User lexicons are compiled into the same
 * form in memory, their tags numbered after the base's. */
#ifndef GB_SEGMENT_LEXICON_H
#define GB_SEGMENT_LEXICON_H

#include "base/buffer.h"
#include "segment/fold.h"

enum { GB_COST_SCALE = 2048, GB_NO_WORD = 65535, GB_MAX_TAGS = 256 };

/* The tags that every image begins with, in this order: what the segmenter
 * gives to tokens that no word list has. */
enum {
  GB_TAG_X,     /* x: anything else */
  GB_TAG_W,     /* w: punctuation */
  GB_TAG_SPACE, /* ws: white space */
  GB_TAG_M,     /* m: numbers */
  GB_TAG_ENG,   /* eng: Latin and mixed strings */
  GB_TAG_T,     /* t: dates and times */
  GB_TAG_TITLE, /* title: 《…》 as one token */
  GB_TAG_NEW,   /* new: words made by the unknown-word model */
  GB_FIXED_TAGS
};
#define GB_FIXED_TAG_NAMES "x", "w", "ws", "m", "eng", "t", "title", "new"

typedef struct gb_lexicon {
  const uint64_t *units;
  const uint16_t *fold;
  const uint8_t *code_tags;
  const uint64_t *nodes;
  const uint8_t *node_tags;
  const uint16_t (*hmm)[4];
  const char *tag_names[GB_MAX_TAGS];
  uint64_t total;
  uint32_t node_count, code_count, word_count, tag_count;
  char *owned; /* the image, where gb_lexicon_free() must free it */
} gb_lexicon;

static inline uint32_t gb_unit_base(uint64_t unit) { return (uint32_t)unit & 0xFFFFFF; }
static inline uint32_t gb_unit_class(uint64_t unit) { return (uint32_t)(unit >> 24) & 0xFF; }
static inline uint32_t gb_entry_code(uint64_t entry) { return (uint32_t)(entry >> 32) & 0xFFFF; }
static inline uint32_t gb_entry_score(uint64_t entry) { return (uint32_t)(entry >> 48); }

/* The lexicon that is built into the program. Never freed. */
const gb_lexicon *gb_lexicon_base(void);

/* Views an image of `size` bytes. With `check`, verifies the checksum too. */
bool gb_lexicon_view(gb_lexicon *lexicon, const void *image, size_t size, bool check, gb_error *e);

/* One entry to compile. `word` is UTF-8 and need not end in zero. */
typedef struct gb_entry {
  const char *word;
  uint32_t size;
  uint32_t cost; /* −ln p × GB_COST_SCALE */
  uint8_t tag;
} gb_entry;

/* What gb_lexicon_compile() makes an image of. hmm, if given, holds four costs
 * for each folded unit (65536 rows). */
typedef struct gb_lexicon_source {
  const gb_entry *entries;
  size_t count;
  uint64_t total;
  const char *const *tags;
  uint32_t tag_count;
  const uint16_t (*hmm)[4];
} gb_lexicon_source;

/* Appends the image to `into`. Of two entries of one folded word the cheaper counts. */
bool gb_lexicon_compile(const gb_lexicon_source *source, gb_buffer *into, gb_error *e);

/* Compiles a user lexicon: lines "word [count [tag]]", # starts a comment.
 * Without a count a word is made just cheap enough to be kept whole.
 * The caller frees the result with gb_lexicon_free(). */
bool gb_lexicon_user(gb_lexicon *lexicon, const char *text, size_t size, gb_error *e);
void gb_lexicon_free(gb_lexicon *lexicon);

/* Writes the folded form of UTF-8 text, one character for each, to `out`, which
 * has room for 3 × size bytes. Returns the bytes written. */
size_t gb_fold_bytes(const char *text, size_t size, char *out);

#endif
