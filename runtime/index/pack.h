/* Postings: the ascending positions of one word.
 *
 *     up to 128 positions      varint deltas, from 0
 *     more: b = ⌈n / 128⌉ blocks
 *         { u32 first position, u32 offset of the block }[b]     the skips; offsets from the table's end
 *         blocks of 128: u8 width, then 127 deltas of that many bits
 *         the last block: varint deltas from its first position
 *
 * A cursor reads a block at a time; no input makes it read outside the column
 * or yield a position of `limit` or more. */
#ifndef GB_INDEX_PACK_H
#define GB_INDEX_PACK_H

#include "base/buffer.h"

enum { GB_BLOCK = 128, GB_PACK_SLACK = 8 }; /* readable bytes past the column's last */

/* The most bytes that gb_pack() writes for n positions. */
static inline size_t gb_pack_room(size_t n) { return n * 5 + (n / GB_BLOCK + 1) * 9 + 16; }

/* Writes n ascending positions to `out`; returns the bytes written. */
size_t gb_pack(const uint32_t *positions, uint32_t n, unsigned char *out);

typedef struct gb_cursor {
  const unsigned char *skips, *data, *end;
  uint32_t count, limit;   /* positions in all; every position is below limit */
  uint32_t block, blocks;  /* the next block to read */
  uint32_t size;           /* positions in at[] */
  uint32_t last;           /* the position before at[0], where its block was read; or UINT32_MAX */
  uint32_t i;              /* of at[]: where gb_cursor_lower() stands, a multiple of 8 */
  uint32_t at[GB_BLOCK];   /* what is past `size` in its last eight is UINT32_MAX */
} gb_cursor;

/* Opens the postings of `count` positions that start at `data`. */
void gb_cursor_open(gb_cursor *c, const unsigned char *data, const unsigned char *end, uint32_t count, uint32_t limit);

/* Reads the next block into at[0…size). False at the end. */
bool gb_cursor_next(gb_cursor *c);

/* Goes on to the last block that does not start above `position`, or stays
 * where the one just read may hold it: what follows is read by
 * gb_cursor_next(). False where there is nothing to leave out. */
bool gb_cursor_skip(gb_cursor *c, uint32_t position);

/* For targets that ascend: goes on to the eight positions that hold the first
 * one not below `target`, and returns its index in at[]; `size` or more where
 * the list has ended. Eight are compared at once, so that there is little for
 * the processor to guess. */
static inline uint32_t gb_cursor_lower(gb_cursor *c, uint32_t target);
bool gb_cursor_reach(gb_cursor *c, uint32_t target); /* its slow half: to another block */

/* stands[i]: is wanted[i], of n ascending positions, one of the list? */
void gb_cursor_match(gb_cursor *c, const uint32_t *wanted, size_t n, uint8_t *stands);

/* Of n ascending places keeps those at which, `offset` on (UINT32_MAX: one before, and
 * no place is 0 then), the list has a position; returns how many. */
uint32_t gb_cursor_meet(gb_cursor *c, uint32_t offset, uint32_t *places, uint32_t n);

/* Reads the block of position number i (below count) next. */
static inline void gb_cursor_go(gb_cursor *c, uint32_t i) { c->block = i / GB_BLOCK; }

static inline uint32_t gb_cursor_lower(gb_cursor *c, uint32_t target) {
  if ((!c->size || c->at[c->size - 1] < target) && !gb_cursor_reach(c, target)) return UINT32_MAX;
  while (c->i + 8 < c->size && c->at[c->i + 7] < target) c->i += 8;
  const uint32_t *v = c->at + c->i;
  int below = (v[0] < target) + (v[1] < target) + (v[2] < target) + (v[3] < target) + (v[4] < target) +
              (v[5] < target) + (v[6] < target) + (v[7] < target);
  return c->i + (uint32_t)below;
}

/* Varints: 7 bits a byte, the low ones first. */
static inline unsigned char *gb_varint_put(unsigned char *to, uint32_t value) {
  while (value >= 0x80) *to++ = (unsigned char)(value | 0x80), value >>= 7;
  *to++ = (unsigned char)value;
  return to;
}

static inline const unsigned char *gb_varint_get(const unsigned char *at, const unsigned char *end, uint32_t *value) {
  uint32_t shift = 0, v = 0;
  while (at < end && shift < 35) {
    unsigned char byte = *at++;
    v |= (uint32_t)(byte & 0x7F) << (shift < 32 ? shift : 31);
    shift += 7;
    if (byte < 0x80) break;
  }
  *value = v;
  return at;
}

#endif
